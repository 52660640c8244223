/*
 * MARC 21's coded values and the words for them, as tables. Relators are in
 * relators.h.
 */
#ifndef BIBLOAD_MARC_TERMS_H
#define BIBLOAD_MARC_TERMS_H

#include "../pipeline/slice.h"

/* What is none of ours, by leader/06: "an authority record"; NULL: it is. */
const char *marc_not_a_book(char type);

/* books.material by leader/06 and /07; "" if they say nothing known. */
const char *marc_material(char type, char level);

#endif
