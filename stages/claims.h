/*
 * Who names a book: the source records of it, as the database has them and as the
 * batch in hand left them. While one is left that names an author, the author's
 * link stays.
 */
#ifndef BIBLOAD_CLAIMS_H
#define BIBLOAD_CLAIMS_H

#include "resolve.h"

struct claims {
    LIST(struct source_row *) rows; /* one may be there twice */
};

/* All but one of them. */
int claims_of_book(struct resolver *resolver, int64_t book_id,
                   const struct source_row *but, struct claims *claims);

/* Does one of them name the author? */
bool claims_name(const struct claims *claims, int64_t author_id);

/* Has another record of the book a later version (MARC 005) than the biblio?
 * Where one of the two has none, nobody knows: no. */
int claims_newer(struct resolver *resolver, const struct biblio *biblio,
                 int64_t book_id, const struct source_row *but, bool *newer);

#endif
