/* Numbers by which libraries tell books apart, for the stage normalise: in
 * canonical form, or left out with a warning. */
#ifndef BIBLOAD_NORMALISE_NUMBERS_H
#define BIBLOAD_NORMALISE_NUMBERS_H

#include "../pipeline/record.h"

/* ISBN, ISSN, LCCN, OCLC number: the fields of the book, and what becomes keys.
 * False: the record has been rejected, or memory is short. */
bool normalise_numbers(struct record *record, struct biblio *biblio);

#endif
