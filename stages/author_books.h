/*
 * The books of an author: what has to be looked at again when a name changes,
 * because title keys hold the first author's name.
 */
#ifndef BIBLOAD_AUTHOR_BOOKS_H
#define BIBLOAD_AUTHOR_BOOKS_H

#include "../pipeline/store.h"

struct book_ids {
    struct arena *arena;
    LIST(int64_t) ids;
};

/* Those the database has, ascending, appended to books->ids. */
int author_books(struct store *store, int64_t author_id, struct book_ids *books,
                 struct error *error);

/* Has the database another book of the author's than this one? */
int author_has_other_book(struct store *store, int64_t author_id,
                          int64_t book_id, bool *has, struct error *error);

#endif
