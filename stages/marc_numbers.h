/*
 * Numbers of a MARC record: ISBN (020), ISSN (022), LCCN (010), OCLC number (035,
 * or 001 where 003 is OCoLC). Cancelled and wrong numbers ($z, 022 $y) are not
 * taken. Source of rules: MARC 21 Bibliographic, 01X-04X.
 */
#ifndef BIBLOAD_MARC_NUMBERS_H
#define BIBLOAD_MARC_NUMBERS_H

#include "../pipeline/record.h"

void marc_numbers(struct record *record, struct biblio *biblio);

#endif
