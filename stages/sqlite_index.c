/* See sqlite_index.h. */
#include "sqlite_index.h"

#include "../pipeline/clock.h"
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

/* Of columns that are empty in nearly every row: kept from the start they cost
 * nothing, built at the end a scan of the table. */
static const char *const sparse_indexes[] = {
    "books_by_work",
    "source_records_by_author",
};
#define SPARSE_INDEXES (sizeof sparse_indexes / sizeof *sparse_indexes)

/* Does the statement at text make the index? A name ends at a blank. */
static bool names_index(const char *text, const char *end, const char *name)
{
    size_t len = strlen(name);

    for (const char *at = text; (at = strstr(at, name)) && at < end; at++)
        if (at > text && at[-1] == ' ' && (at[len] == ' ' || at[len] == '\n'))
            return true;
    return false;
}

/* What is sorted at once should fit the processor's cache: with 32 MB the indexes
 * of 1 M books took 5.9 s, with 2 MB 3.4 s, and with 1 MB no more. The sorter takes
 * as much as the page cache may have, SQLITE_SORT_BYTES at least. */
#define SORT_KILOBYTES (SQLITE_SORT_BYTES / 1024)
/* Threads of SQLite's that sort while the caller's fills the next run. At the end
 * of an import nobody else is busy; where indexes are built in its middle or at its
 * beginning the parsers are. */
#define SORT_THREADS 2
/* Indexes that are built within a second are committed together. */
#define STEP_NANOSECONDS 1000000000u

static int set_cache(struct sqlite_store *store, int64_t kilobytes,
                     struct error *error)
{
    char sql[60];

    snprintf(sql, sizeof sql, "PRAGMA cache_size = %lld",
             (long long)-kilobytes);
    return sqlite_execute(store, sql, error);
}

static int sort_threads(const struct sqlite_store *store)
{
    int beside = store->head.threads ? (int)store->head.threads - 1 : 0;

    return beside < SORT_THREADS ? beside : SORT_THREADS;
}

/* In somebody's transaction nothing is begun and nothing kept. */
struct steps {
    bool own; /* the transaction is ours */
    uint64_t begun;
};

static int steps_begin(struct sqlite_store *store, struct steps *steps,
                       struct error *error)
{
    steps->begun = clock_nanoseconds();
    return steps->own ? sqlite_execute(store, "BEGIN IMMEDIATE", error) : 0;
}

/* Between two indexes: what took its time is kept. */
static int steps_keep(struct sqlite_store *store, struct steps *steps,
                      struct error *error)
{
    if (!steps->own || clock_nanoseconds() - steps->begun < STEP_NANOSECONDS)
        return 0;
    return sqlite_execute(store, "COMMIT", error)
               ? -1
               : steps_begin(store, steps, error);
}

/* The statement at text, if it makes what was asked for; *tail: behind it. */
static int build_one(struct sqlite_store *store, const char *name,
                     const char *text, const char **tail, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    int got = 0;

    if (sqlite3_prepare_v2(store->db, text, -1, &statement, tail))
        return sqlite_fail(store, error, "building the indexes");
    if (statement && (!name || names_index(text, *tail, name)))
        got = sqlite_step(store, statement, error);
    sqlite3_finalize(statement);
    return got < 0 ? -1 : 0;
}

static int build_all(struct sqlite_store *store, const char *name,
                     struct steps *steps, struct error *error)
{
    const char *text = sqlite_embedded("indexes.sql");

    if (!text)
        return error_set(error, ERROR_STORE, "this build has no indexes.sql");
    while (*text)
        if (build_one(store, name, text, &text, error) ||
            steps_keep(store, steps, error))
            return -1;
    return 0;
}

static int build(struct sqlite_store *store, const char *name,
                 struct error *error)
{
    struct steps steps = {.own = sqlite3_get_autocommit(store->db)};

    if (steps_begin(store, &steps, error))
        return -1;
    if (build_all(store, name, &steps, error) ||
        (steps.own && sqlite_execute(store, "COMMIT", error))) {
        if (steps.own && !sqlite3_get_autocommit(store->db) &&
            sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL))
            store->unsure = true;
        return -1;
    }
    return 0;
}

int sqlite_index_build(struct sqlite_store *store, const char *name,
                       struct error *error)
{
    int64_t cache = 0;
    int result, threads;

    if (sqlite_ask(store, "PRAGMA cache_size", NULL, 0, &cache, error) ||
        set_cache(store, SORT_KILOBYTES, error))
        return -1;
    threads = sqlite3_limit(store->db, SQLITE_LIMIT_WORKER_THREADS,
                            sort_threads(store));
    result = build(store, name, error);
    sqlite3_limit(store->db, SQLITE_LIMIT_WORKER_THREADS, threads);
    return set_cache(store, -cache, error) ? -1 : result;
}

int sqlite_index_sparse(struct sqlite_store *store, struct error *error)
{
    for (size_t i = 0; i < SPARSE_INDEXES; i++)
        if (sqlite_index_build(store, sparse_indexes[i], error))
            return -1;
    return 0;
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
