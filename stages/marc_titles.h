/*
 * Titles of a MARC record: 245 is the book's, 130 or 240 that of the work it is an
 * edition of. Source of rules: MARC 21 Bibliographic, 245, 130, 240.
 */
#ifndef BIBLOAD_MARC_TITLES_H
#define BIBLOAD_MARC_TITLES_H

#include "../pipeline/record.h"

/* Rejects the record if it has no title, unless its number is enough. */
void marc_titles(struct record *record, struct biblio *biblio);

#endif
