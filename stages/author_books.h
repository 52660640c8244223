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

/* The first so many of them. */
int author_books_some(struct store *store, int64_t author_id, size_t limit,
                      struct book_ids *books, struct error *error);

#endif
