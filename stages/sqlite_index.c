/* See sqlite_index.h. */
#include "sqlite_index.h"

#include "sqlite_error.h"
#include "sqlite_keymap.h"
#include "sqlite_open.h"

#include <stdio.h>

static const char *const lookup_indexes[] = {
    "source_records_by_ident",
    "book_keys_by_hash",
    "author_keys_by_hash",
};
#define LOOKUP_INDEXES (sizeof lookup_indexes / sizeof *lookup_indexes)

/* Does the statement at text make the index? A name ends at a blank. */
static bool names_index(const char *text, const char *end, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = text; (at = strstr(at, name)) && at < end; at++)
        if (at > text && at[-1] == ' ' && (at[len] == ' ' || at[len] == '\n'))
            return true;
    return false;
}

/* The sorter takes as much memory as the cache may have, and what it sorts at
 * once should fit the processor's: 2 MB and a second thread took 4.2 s where
 * 64 MB took 6.9 s, and 8 MB without the thread 7.3 s (1 M books, two cores). */
#define SORT_KILOBYTES 2000

static int set_sorter(struct sqlite_store *store, int64_t kilobytes,
                      int threads, struct error *error)
{
    char sql[80];

    snprintf(sql, sizeof sql, "PRAGMA cache_size = %lld; PRAGMA threads = %d",
             (long long)-kilobytes, threads);
    return sqlite_execute(store, sql, error);
}

static int build(struct sqlite_store *store, const char *name,
                 struct error *error)
{
    const char *text = sqlite_embedded("indexes.sql"), *tail;

    if (!text)
        return error_set(error, ERROR_STORE, "this build has no indexes.sql");
    for (; *text; text = tail) {
        sqlite3_stmt *statement = NULL;
        int got = 0;

        if (sqlite3_prepare_v2(store->db, text, -1, &statement, &tail))
            return sqlite_fail(store, error, "building the indexes");
        if (statement && (!name || names_index(text, tail, name)))
            got = sqlite_step(store, statement, error);
        sqlite3_finalize(statement);
        if (got < 0)
            return -1;
    }
    return 0;
}

int sqlite_index_build(struct sqlite_store *store, const char *name,
                       struct error *error)
{
    int64_t cache = 0;
    int result;

    if (sqlite_ask(store, "PRAGMA cache_size", NULL, 0, &cache, error) ||
        set_sorter(store, SORT_KILOBYTES, store->head.threads > 1, error))
        return -1;
    result = build(store, name, error);
    return set_sorter(store, -cache, 0, error) ? -1 : result;
}

int sqlite_index_lookups(struct sqlite_store *store, struct error *error)
{
    for (size_t i = 0; !store->indexed && i < LOOKUP_INDEXES; i++)
        if (sqlite_index_build(store, lookup_indexes[i], error))
            return -1;
    store->indexed = true;
    keymap_free(store->keys);
    store->keys = NULL;
    return 0;
}

int sqlite_index_check(struct sqlite_store *store, int64_t *missing,
                       struct error *error)
{
    const char *text = sqlite_embedded("indexes.sql");
    int64_t there = 0, wanted = 0;
    struct cell cell;

    if (!text)
        return error_set(error, ERROR_STORE, "this build has no indexes.sql");
    for (const char *at = text; (at = strstr(at, "CREATE INDEX")); at++)
        wanted++;
    cell = cell_string(text);
    if (sqlite_ask(store,
                   "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"
                   " AND instr(replace(?1, char(10), ' '),"
                   " ' INDEX IF NOT EXISTS ' || name || ' ')",
                   &cell, 1, &there, error))
        return -1;
    *missing = wanted - there;
    store->indexed = true;
    for (size_t i = 0; i < LOOKUP_INDEXES; i++) {
        cell = cell_string(lookup_indexes[i]);
        if (sqlite_ask(store,
                       "SELECT count(*) FROM sqlite_schema WHERE "
                       "type = 'index' AND name = ?1",
                       &cell, 1, &there, error))
            return -1;
        store->indexed = store->indexed && there == 1;
    }
    return 0;
}
