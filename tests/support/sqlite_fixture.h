/*
 * A database in a folder of its own, and rows to write into it, for the tests of
 * the SQLite store.
 *
 *     setup (open | write ...)* teardown
 */
#ifndef BIBLOAD_SQLITE_FIXTURE_H
#define BIBLOAD_SQLITE_FIXTURE_H

#include "../../pipeline/store.h"

#include <check.h>

struct sqlite_fixture {
    char folder[64];
    char path[128]; /* of the database, which is not there at first */
    struct arena arena;
    struct error error;
    struct store *store;
    struct import_row import;
    struct file_row file;
    struct changes changes; /* what the next write writes */
};

void sqlite_fixture_setup(struct sqlite_fixture *f);
void sqlite_fixture_teardown(struct sqlite_fixture *f);

/* Each fails the test if it can't. */
void sqlite_fixture_open(struct sqlite_fixture *f, enum store_access access,
                         uint64_t memory);
void sqlite_fixture_begin(
    struct sqlite_fixture *f); /* import, file and begin */
void sqlite_fixture_write(struct sqlite_fixture *f); /* and forget changes */
void sqlite_fixture_commit(struct sqlite_fixture *f);
void sqlite_fixture_end(struct sqlite_fixture *f);
void sqlite_fixture_close(struct sqlite_fixture *f);

/* New rows in changes. A key is made of a number. */
struct key sqlite_fixture_key(uint64_t number);
struct book_row *sqlite_fixture_book(struct sqlite_fixture *f, int64_t id,
                                     const char *title);
struct author_row *sqlite_fixture_author(struct sqlite_fixture *f, int64_t id,
                                         const char *name);
struct source_row *sqlite_fixture_source(struct sqlite_fixture *f, int64_t id,
                                         uint64_t ident, int64_t book_id);
struct link_row *sqlite_fixture_link(struct sqlite_fixture *f,
                                     struct book_row *book, int64_t author_id);
struct key_row *sqlite_fixture_book_key(struct sqlite_fixture *f,
                                        struct book_row *book, int32_t kind,
                                        uint64_t number, int64_t fact);
struct key_row *sqlite_fixture_author_key(struct sqlite_fixture *f,
                                          struct author_row *author,
                                          uint64_t number, int64_t fact);

/* What a statement gives, on a connection of its own: rows joined by "\n",
 * columns by "|", NULL as nothing. Valid until teardown. */
const char *sqlite_fixture_ask(struct sqlite_fixture *f, const char *sql);

#endif
