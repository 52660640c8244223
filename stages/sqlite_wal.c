/* See sqlite_wal.h. */
#include "sqlite_wal.h"

#include "sqlite_error.h"
#include "sqlite_open.h"

#define WAL_PAGES 8192 /* 64 MB */
#define EMPTY_MILLISECONDS 1000

static int note_pages(void *client, sqlite3 *db, const char *name, int pages)
{
    (void)db;
    (void)name;
    ((struct sqlite_store *)client)->wal_pages = pages;
    return SQLITE_OK;
}

void sqlite_wal_follow(struct sqlite_store *store)
{
    sqlite3_wal_hook(store->db, note_pages, store);
}

/* A reader in the way is no failure: the log keeps what it holds. */
static int checkpoint(struct sqlite_store *store, int mode, struct error *error)
{
    int code = sqlite3_wal_checkpoint_v2(store->db, "main", mode, NULL, NULL);

    if (code && (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
        return sqlite_fail(store, error, "copying the log into the database");
    return 0;
}

int sqlite_wal_checkpoint(struct sqlite_store *store, struct error *error)
{
    if (store->wal_pages < WAL_PAGES)
        return 0;
    store->wal_pages = 0;
    return checkpoint(store, SQLITE_CHECKPOINT_PASSIVE, error);
}

/* A log that has not been read yet is read first: without memory for that, the
 * checkpoint would speak of the disk. */
int sqlite_wal_empty(struct sqlite_store *store, struct error *error)
{
    int64_t version;
    int result;

    if (sqlite_integer(store, STATEMENT_DATA_VERSION, &version, error))
        return -1;
    if (sqlite_wait(store, EMPTY_MILLISECONDS, error))
        return -1;
    result = checkpoint(store, SQLITE_CHECKPOINT_TRUNCATE, error);
    return sqlite_wait(store, STORE_BUSY_MILLISECONDS, error) ? -1 : result;
}
