/*
 * Rows as the database has them, copied into the caller's arena.
 */
#ifndef BIBLOAD_SQLITE_FETCH_H
#define BIBLOAD_SQLITE_FETCH_H

#include "sqlite_store.h"

int sqlite_fetch_books(struct store *head, const int64_t *ids, size_t count,
                       struct book_row *rows, struct arena *arena,
                       struct error *error);
int sqlite_fetch_authors(struct store *head, const int64_t *ids, size_t count,
                         struct author_row *rows, struct arena *arena,
                         struct error *error);
int sqlite_fetch_sources(struct store *head, const int64_t *ids, size_t count,
                         struct source_row *rows, struct arena *arena,
                         struct error *error);
int sqlite_want_sources_of_book(struct store *head, struct error *error);
int sqlite_fetch_editions(struct store *head, int64_t work_id, int64_t after,
                          int64_t ids[EDITIONS_PAGE], size_t *count,
                          struct error *error);
int sqlite_fetch_sources_of_book(struct store *head, int64_t book_id,
                                 struct source_row **rows, size_t *count,
                                 struct arena *arena, struct error *error);
int sqlite_fetch_touched(struct store *head, struct touched **rows,
                         size_t *count, struct arena *arena,
                         struct error *error);
int sqlite_forget_touched(struct store *head, struct error *error);

#endif
