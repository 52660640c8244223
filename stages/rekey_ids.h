/*
 * Keys of the ids that a row states: numbers of a book, ids of an author in
 * authority files. For rows that other programs wrote.
 */
#ifndef BIBLOAD_REKEY_IDS_H
#define BIBLOAD_REKEY_IDS_H

#include "resolve.h"

/* Of ISBN, ISSN, LCCN and OCLC number. Of the column that was changed, or that a
 * replaced row states otherwise, other keys go. touched NULL: nobody changed any. */
int rekey_numbers(struct resolver *resolver, struct book_row *book,
                  const struct touched *touched);

/* The key of the number of a kind that the row states; the none key if it has none
 * that is valid. */
struct key rekey_number(struct resolver *resolver, const struct book_row *book,
                        int32_t kind);

/* Of authority_id, likewise. */
int rekey_authorities(struct resolver *resolver, struct author_row *author,
                      const struct touched *touched);

#endif
