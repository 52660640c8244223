/*
 * See sqlite_open.h. A database is made in one transaction: schema, secret,
 * application_id and user_version, or nothing. The limits and switches follow
 * SQLite's "Defense Against The Dark Arts" for databases that strangers wrote.
 */
#include "sqlite_open.h"

#include "../pipeline/embedded.h"
#include "../pipeline/stop.h"
#include "schema_steps.h"
#include "sqlite_error.h"
#include "sqlite_path.h"

#include <sodium.h>
#include <stdio.h>

const char *sqlite_embedded(const char *name)
{
    for (const struct embedded_file *file = embedded_files; file->name; file++)
        if (!strcmp(file->name, name))
            return file->text;
    return NULL;
}

static const struct {
    int limit, value;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, 64 * 1024 * 1024}, /* a record has at most 16 MB */
    {SQLITE_LIMIT_SQL_LENGTH, 1000000},
    {SQLITE_LIMIT_COLUMN, 200},
    {SQLITE_LIMIT_EXPR_DEPTH, 100},
    {SQLITE_LIMIT_COMPOUND_SELECT, 50},
    {SQLITE_LIMIT_VDBE_OP, 250000},
    {SQLITE_LIMIT_FUNCTION_ARG, 100},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 250},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
};

int sqlite_switch(struct sqlite_store *store, int which, int on,
                  struct error *error)
{
    int now = -1;

    if (sqlite3_db_config(store->db, which, on, &now) || now != on)
        return sqlite_fail(store, error, "setting up the connection");
    return 0;
}

/* What is left of the wait for a lock once somebody wants an end: that a holder who
 * is about to let go does not fail what ends. */
#define STOPPED_MILLISECONDS 200

/* Waits of 1 ms, then of 10. */
static int wait_for_lock(void *context, int count)
{
    const struct sqlite_store *store = context;
    int waited = count < 10 ? count : 10 * (count - 9);

    if (waited >= store->busy_milliseconds ||
        (stop_wanted() && waited >= STOPPED_MILLISECONDS))
        return 0;
    (void)sqlite3_sleep(count < 10 ? 1 : 10);
    return 1;
}

int sqlite_wait(struct sqlite_store *store, int milliseconds,
                struct error *error)
{
    store->busy_milliseconds = milliseconds;
    return sqlite3_busy_handler(store->db, wait_for_lock, store)
               ? sqlite_fail(store, error, "setting up the connection")
               : 0;
}

/* Runs "PRAGMA name = value" and compares what "PRAGMA name" then says: a pragma
 * that is misspelled, unknown or refused is silent. */
static int set_pragma(struct sqlite_store *store, const char *name,
                      int64_t value, struct error *error)
{
    char sql[100];
    int64_t now = 0;

    snprintf(sql, sizeof sql, "PRAGMA %s = %lld", name, (long long)value);
    if (sqlite_ask(store, sql, NULL, 0, NULL, error))
        return -1;
    snprintf(sql, sizeof sql, "PRAGMA %s", name);
    if (sqlite_ask(store, sql, NULL, 0, &now, error))
        return -1;
    if (now != value)
        return error_set(error, ERROR_STORE,
                         "%s: SQLite refuses %s = %lld "
                         "(it is %lld)",
                         store->path, name, (long long)value, (long long)now);
    return 0;
}

/* FULL, and the folder is synced when a journal that was deleted ends a transaction:
 * else the journal may be there again after a power cut, and take it back. It costs
 * nothing with journals that are truncated, and with a write-ahead log. */
#define SYNCHRONOUS_EXTRA 3

/* Half of the memory is the page cache, the other half the key map's. */
static int set_up(struct sqlite_store *store, struct error *error)
{
    int64_t cache = (int64_t)(store->memory / 2 / 1024);

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(store->db, limits[i].limit, limits[i].value);
    if (cache < 2000)
        cache = 2000;
    if (cache > 64LL * 1024 * 1024)
        cache = 64LL * 1024 * 1024;
    if (sqlite_wait(store, STORE_BUSY_MILLISECONDS, error))
        return -1;
    if (sqlite_switch(store, SQLITE_DBCONFIG_DEFENSIVE, 1, error) ||
        sqlite_switch(store, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, error) ||
        sqlite_switch(store, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, error))
        return -1;
    if (set_pragma(store, "cell_size_check", 1, error) ||
        set_pragma(store, "mmap_size", 0, error) ||
        set_pragma(store, "foreign_keys", 0, error) ||
        set_pragma(store, "synchronous", SYNCHRONOUS_EXTRA, error) ||
        set_pragma(store, "wal_autocheckpoint", 0, error) ||
        set_pragma(store, "cache_size", -cache, error))
        return -1;
    return 0;
}

int sqlite_journal(struct sqlite_store *store, const char *mode, bool *taken,
                   struct error *error)
{
    sqlite3_stmt *statement = NULL;
    char sql[60];
    int code;

    snprintf(sql, sizeof sql, "PRAGMA journal_mode = %s", mode);
    *taken = false;
    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL))
        return sqlite_fail(store, error, sql);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        *taken = !sqlite3_stricmp(
            (const char *)sqlite3_column_text(statement, 0), mode);
    /* It says what the mode is before that is written. */
    if (code != SQLITE_DONE)
        *taken = false;
    if (code != SQLITE_DONE && (code & 0xff) != SQLITE_BUSY &&
        (code & 0xff) != SQLITE_LOCKED)
        sqlite_fail(store, error, sql);
    sqlite3_finalize(statement);
    return error_is_set(error) ? -1 : 0;
}

static int make_secret(struct sqlite_store *store, struct error *error)
{
    sqlite3_stmt *insert = NULL;
    int result = -1;

    if (sodium_init() < 0)
        return error_set(error, ERROR_STORE, "libsodium can't be used");
    randombytes_buf(store->head.secret, SECRET_BYTES);
    if (sqlite3_prepare_v2(store->db, "INSERT INTO meta VALUES ('secret', ?1)",
                           -1, &insert, NULL) ||
        sqlite3_bind_blob(insert, 1, store->head.secret, SECRET_BYTES,
                          SQLITE_STATIC))
        sqlite_fail(store, error, "making the database");
    else
        result = sqlite_step(store, insert, error);
    sqlite3_finalize(insert);
    return result;
}

static int read_secret(struct sqlite_store *store, struct error *error)
{
    sqlite3_stmt *select = NULL;
    int got;

    if (sqlite3_prepare_v2(store->db,
                           "SELECT value FROM meta WHERE name = 'secret'", -1,
                           &select, NULL))
        return sqlite_fail(store, error, "reading the secret");
    got = sqlite_step(store, select, error);
    if (got > 0 && sqlite3_column_bytes(select, 0) == SECRET_BYTES &&
        sqlite3_column_type(select, 0) == SQLITE_BLOB)
        memcpy(store->head.secret, sqlite3_column_blob(select, 0),
               SECRET_BYTES);
    else if (got >= 0)
        error_set(error, ERROR_STORE,
                  "%s: is damaged: the secret of its keys "
                  "is not there; restore it from a backup",
                  store->path);
    sqlite3_finalize(select);
    return error_is_set(error) ? -1 : 0;
}

int sqlite_stamp(struct sqlite_store *store, struct error *error)
{
    char sql[120];

    snprintf(sql, sizeof sql,
             "PRAGMA application_id = %d; PRAGMA user_version = %d",
             BIBLOAD_APPLICATION_ID, SCHEMA_VERSION);
    return sqlite_execute(store, sql, error) ? -1 : make_secret(store, error);
}

/* The schema, unless somebody made it while we waited for the lock. */
static int make_database(struct sqlite_store *store, struct error *error)
{
    const char *schema = sqlite_embedded("schema.sql");
    int64_t tables = 0;

    if (!schema)
        return error_set(error, ERROR_STORE, "this build has no schema.sql");
    if (set_pragma(store, "page_size", SQLITE_PAGE_BYTES, error) ||
        sqlite_execute(store, "PRAGMA encoding = 'UTF-8'", error) ||
        sqlite_execute(store, "BEGIN EXCLUSIVE", error) ||
        sqlite_ask(store, "SELECT count(*) FROM sqlite_schema", NULL, 0,
                   &tables, error))
        return -1;
    if (tables)
        return sqlite_execute(store, "ROLLBACK", error);
    if (sqlite_execute(store, schema, error) || sqlite_stamp(store, error))
        return -1;
    return sqlite_execute(store, "COMMIT", error);
}

/* Somebody else's database: say what can be done. */
static int refuse_foreign(struct sqlite_store *store, struct error *error)
{
    int64_t ours = 0;

    if (sqlite_ask(store,
                   "SELECT count(*) FROM sqlite_schema WHERE type = "
                   "'table' AND lower(name) IN ('books', 'authors', "
                   "'book_author')",
                   NULL, 0, &ours, error))
        return -1;
    if (ours == 3)
        return error_set(error, ERROR_STORE,
                         "%s: has the tables books, "
                         "authors and book_author, but bibload did not make "
                         "it; 'bibload adopt' takes it over, keeping its rows",
                         store->path);
    return error_set(error, ERROR_STORE,
                     "%s: is a database of another "
                     "program; name a new file",
                     store->path);
}

/* A view or a virtual table in the place of a table of ours would do what its maker
 * wants: another secret each time, rows without end. */
static int check_tables(struct sqlite_store *store, struct error *error)
{
    int64_t others = 0;

    if (sqlite_ask(store,
                   "SELECT count(*) FROM sqlite_schema WHERE lower(name) IN "
                   "('meta', 'books', 'authors', 'book_author') AND "
                   "(type NOT IN ('table', 'index') OR rootpage IS NULL OR "
                   "rootpage = 0)",
                   NULL, 0, &others, error))
        return -1;
    if (others)
        return error_set(error, ERROR_STORE,
                         "%s: is damaged: a view or a virtual table has the "
                         "name of a table of bibload; restore it from a backup",
                         store->path);
    return 0;
}

static int check_database(struct sqlite_store *store, struct error *error)
{
    int64_t id = 0, version = 0, utf8 = 0;

    if (sqlite_ask(store, "PRAGMA application_id", NULL, 0, &id, error) ||
        sqlite_ask(store, "PRAGMA user_version", NULL, 0, &version, error) ||
        sqlite_ask(store, "SELECT encoding = 'UTF-8' FROM pragma_encoding",
                   NULL, 0, &utf8, error))
        return -1;
    if (id != BIBLOAD_APPLICATION_ID)
        return refuse_foreign(store, error);
    if (version > SCHEMA_VERSION)
        return error_set(error, ERROR_STORE,
                         "%s: was made by a newer bibload "
                         "(its version is %lld, this one knows %d)",
                         store->path, (long long)version, SCHEMA_VERSION);
    if (version < SCHEMA_FIRST || !utf8)
        return error_set(error, ERROR_STORE,
                         "%s: is damaged: its version is "
                         "%lld%s; restore it from a backup",
                         store->path, (long long)version,
                         utf8 ? "" : ", its text not UTF-8");
    return check_tables(store, error) ? -1 : read_secret(store, error);
}

/* Nothing in it yet: a new file, or one that another program left empty. */
static int is_empty(struct sqlite_store *store, bool *empty,
                    struct error *error)
{
    int64_t id = 0, tables = 0;

    if (sqlite_ask(store, "SELECT count(*) FROM sqlite_schema", NULL, 0,
                   &tables, error) ||
        sqlite_ask(store, "PRAGMA application_id", NULL, 0, &id, error))
        return -1;
    *empty = tables == 0 && (id == 0 || id == BIBLOAD_APPLICATION_ID);
    return 0;
}

#define FLAGS \
    (SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE)
#define FIRST_LOOK "SELECT 1 FROM sqlite_schema LIMIT 1"

/* What a killed first load, or a power cut, left of a transaction is in its journal,
 * and who only reads may not roll it back: another connection does. If that fails, the
 * reader's own first statement says why. */
static void roll_back_for_reader(const struct sqlite_store *store)
{
    sqlite3 *db = NULL;

    if (sqlite3_exec(store->db, FIRST_LOOK, NULL, NULL, NULL) !=
        SQLITE_READONLY_ROLLBACK)
        return;
    if (sqlite3_open_v2(store->path, &db, FLAGS | SQLITE_OPEN_READWRITE,
                        NULL) == SQLITE_OK &&
        sqlite3_busy_timeout(db, STORE_BUSY_MILLISECONDS) == SQLITE_OK)
        (void)sqlite3_exec(db, FIRST_LOOK, NULL, NULL, NULL);
    sqlite3_close_v2(db);
}

int sqlite_connect(struct sqlite_store *store, const char *path,
                   struct error *error)
{
    int flags = FLAGS;
    int64_t size;

    store->path = sqlite_path_check(path, store->access, &size, error);
    store->head.path = path;
    if (!store->path)
        return -1;
    /* Its holder may keep the database from being read at all. */
    if (store->access != STORE_READ &&
        sqlite_lock_ask(&store->lock, store->path, error))
        return -1;
    flags |= store->access == STORE_READ ? SQLITE_OPEN_READONLY
                                         : SQLITE_OPEN_READWRITE;
    flags |= store->access == STORE_WRITE ? SQLITE_OPEN_CREATE : 0;
    if (sqlite3_open_v2(store->path, &store->db, flags, NULL))
        return sqlite_fail(store, error, "opening the database");
    if (store->access == STORE_READ)
        roll_back_for_reader(store);
    return set_up(store, error);
}

int sqlite_open(struct sqlite_store *store, const char *path,
                struct error *error)
{
    bool empty = false, make = store->access == STORE_WRITE;

    if (sqlite_connect(store, path, error) || is_empty(store, &empty, error))
        return -1;
    if (empty && !make)
        return error_set(error, ERROR_STORE, "%s: is empty; an import fills it",
                         store->path);
    if (empty && make_database(store, error))
        return -1;
    return check_database(store, error);
}
