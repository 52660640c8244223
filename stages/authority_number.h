/*
 * The numbers of authority files: their forms and check digits. Rules: see
 * authority_id.h, which finds the scheme and is what others call.
 */
#ifndef BIBLOAD_AUTHORITY_NUMBER_H
#define BIBLOAD_AUTHORITY_NUMBER_H

#include "authority_id.h"

/* As in canonical texts: "viaf". */
const char *authority_scheme_name(enum authority_scheme scheme);

/* Writes the number as its scheme spells it and returns its length, which with
 * a name and a colon before it stays below AUTHORITY_ID_ROOM; no NUL. 0: it is
 * none of that scheme, and what is at `at` may have changed. */
size_t authority_number(enum authority_scheme scheme, struct slice value,
                        char *at);

/* Spelled with hyphens, right by its check digit, and one of the blocks that
 * ISNI has set aside for ORCID. */
bool authority_number_is_orcid(struct slice value);

#endif
