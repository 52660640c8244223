/*
 * The SQLite store: what its files share. The table of functions is in
 * sqlite_store.c; each function is in the file named for it.
 *
 *     open     sqlite_path, sqlite_open
 *     import   sqlite_import, sqlite_lock, sqlite_index, sqlite_wal
 *     batch    sqlite_store (begin, commit, rollback), sqlite_lookup with
 *              sqlite_keymap, sqlite_fetch, sqlite_write with sqlite_remove,
 *              sqlite_rows and sqlite_columns
 *     query    sqlite_query
 *     adopt    sqlite_adopt with sqlite_adopt_check, _add and _ids, sqlite_model
 *     all      sqlite_statement, sqlite_cell, sqlite_error
 */
#ifndef BIBLOAD_SQLITE_STORE_H
#define BIBLOAD_SQLITE_STORE_H

#include "../pipeline/store.h"
#include "sqlite_lock.h"
#include "sqlite_statement.h"

#include <sqlite3.h>

/* A page of a database that we make. */
#define SQLITE_PAGE_BYTES 8192
/* How long to wait for another program's lock. */
#define STORE_BUSY_MILLISECONDS 30000

struct keymap;
struct rows;

struct sqlite_store {
    struct store head; /* first: a struct store * is a struct sqlite_store * */
    sqlite3 *db;
    char *path; /* real path */
    enum store_access access;
    uint64_t memory;
    struct sqlite_lock lock;
    int busy_milliseconds; /* how long a statement waits for another's lock */
    sqlite3_stmt *statements[STATEMENT_COUNT];
    struct rows *rows;    /* the virtual tables that write inserts from */
    struct keymap *keys;  /* NULL: the database itself answers lookups */
    bool indexed;         /* the indexes that lookup needs are there */
    bool sources_by_book; /* in a first load: that index is there */
    bool books_by_work;   /* likewise */
    bool importing;       /* between import_begin and import_end */
    bool in_transaction;
    bool current;         /* its schema is known to be of this version */
    bool unsure;          /* a rollback failed: nothing more is committed */
    bool counters_known;  /* head.last_* hold what the database says */
    int64_t data_version; /* moves when another connection commits */
    struct {
        int64_t book, author, source;
    } begun;       /* head.last_* when the transaction began */
    int wal_pages; /* in the log after the last commit */
};

static inline struct sqlite_store *sqlite_store_of(struct store *store)
{
    return (struct sqlite_store *)store;
}

/* Not connected yet; NULL with the error filled. Its type's close frees it. */
struct sqlite_store *sqlite_store_create(enum store_access access,
                                         uint64_t memory, struct error *error);

/* Opens `path` as store_open says. */
int sqlite_store_open(struct store **store, const char *path,
                      enum store_access access, uint64_t memory,
                      struct error *error);

int sqlite_begin(struct store *head, struct error *error);
/* `import` and `file` may be NULL: nothing to note. */
int sqlite_commit(struct store *head, const struct import_row *import,
                  const struct file_row *file, struct error *error);
void sqlite_rollback(struct store *head);

#endif
