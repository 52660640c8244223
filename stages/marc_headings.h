/*
 * Contributors from the headings of a MARC record: 1XX, then 7XX, in field
 * order. A 7XX with $t is a related work and names nobody of this book.
 *
 * Names stand as the record has them; which of them normalise may turn round is
 * said by contributor->written. Source of rules: MARC 21 Bibliographic, X00,
 * X10, X11.
 */
#ifndef BIBLOAD_MARC_HEADINGS_H
#define BIBLOAD_MARC_HEADINGS_H

#include "../pipeline/biblio.h"
#include "../pipeline/record.h"

void marc_headings(struct record *record, struct biblio *biblio);

#endif
