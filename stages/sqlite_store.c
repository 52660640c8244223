/* See sqlite_store.h. Here are the table of functions and the transactions. */
#include "sqlite_store.h"

#include "sqlite_changes.h"
#include "sqlite_error.h"
#include "sqlite_fetch.h"
#include "sqlite_file.h"
#include "sqlite_functions.h"
#include "sqlite_import.h"
#include "sqlite_index.h"
#include "sqlite_keymap.h"
#include "sqlite_lookup.h"
#include "sqlite_open.h"
#include "sqlite_query.h"
#include "sqlite_resume.h"
#include "sqlite_rows.h"
#include "sqlite_undo.h"
#include "sqlite_upgrade.h"
#include "sqlite_wal.h"
#include "sqlite_write.h"

#include <stdlib.h>

static int read_counters(struct sqlite_store *store, struct error *error)
{
    struct store *head = &store->head;

    if (sqlite_integer(store, STATEMENT_LAST_BOOK, &head->last_book, error) ||
        sqlite_integer(store, STATEMENT_LAST_AUTHOR, &head->last_author,
                       error) ||
        sqlite_integer(store, STATEMENT_LAST_SOURCE, &head->last_source, error))
        return -1;
    store->counters_known = true;
    return 0;
}

/* What another connection committed may be in the way of what is remembered: it
 * took ids, and can have deleted authors that the key map still knows. */
static int refresh(struct sqlite_store *store, struct error *error)
{
    int64_t version = 0;
    bool known = store->counters_known;

    if (sqlite_integer(store, STATEMENT_DATA_VERSION, &version, error))
        return -1;
    if (known && version == store->data_version)
        return 0;
    store->data_version = version;
    if (read_counters(store, error))
        return -1;
    return known && store->keys ? sqlite_index_lookups(store, error) : 0;
}

int sqlite_begin(struct store *head, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);

    if (store->in_transaction)
        return 0;
    if (store->unsure)
        return error_set(error, ERROR_DISK,
                         "%s: a transaction could not be rolled back; check "
                         "the disk, then run it again",
                         store->path);
    /* Going back must not ask for memory. */
    if (!sqlite_statement(store, STATEMENT_ROLLBACK, error) ||
        sqlite_run(store, STATEMENT_BEGIN, NULL, 0, error))
        return -1;
    store->in_transaction = true;
    if ((!store->current && sqlite_upgrade(store, error)) ||
        refresh(store, error))
        return -1;
    store->begun.book = head->last_book;
    store->begun.author = head->last_author;
    store->begun.source = head->last_source;
    return 0;
}

static int keep_last_book(struct sqlite_store *store, struct error *error)
{
    const struct cell last = cell_integer(store->head.last_book);

    return store->counters_known
               ? sqlite_run(store, STATEMENT_KEEP_LAST_BOOK, &last, 1, error)
               : 0;
}

/* After a failed COMMIT nobody knows what is on the disk: it is never tried
 * again, the caller rolls back and ends. */
int sqlite_commit(struct store *head, const struct import_row *import,
                  const struct file_row *file, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);

    if ((file && sqlite_count_file(store, file, error)) ||
        (import && sqlite_count_import(store, import, error)) ||
        (import && changes_note_ids(store, import->id, error)))
        return -1;
    if (!store->in_transaction || head->hold)
        return 0;
    if (keep_last_book(store, error) ||
        sqlite_run(store, STATEMENT_COMMIT, NULL, 0, error))
        return -1;
    store->in_transaction = false;
    /* Of what is one transaction a failure would say that it failed. */
    return import ? sqlite_wal_checkpoint(store, error) : 0;
}

/* Counters, key map and indexes may speak of rows that are gone now. */
void sqlite_rollback(struct store *head)
{
    struct sqlite_store *store = sqlite_store_of(head);
    struct error ignored = {.kind = ERROR_NONE};

    if (!store->in_transaction)
        return;
    store->in_transaction = false;
    store->current = false;
    store->counters_known = false;
    store->indexed = false;
    store->sources_by_book = false;
    store->books_by_work = false;
    keymap_free(store->keys);
    store->keys = NULL;
    /* An error may have rolled back already; and if it can't now, the journal
     * does when the database is next opened. */
    if (!sqlite3_get_autocommit(store->db) &&
        sqlite_run(store, STATEMENT_ROLLBACK, NULL, 0, &ignored))
        store->unsure = true;
}

static int sqlite_repair_begin(struct store *head, struct error *error)
{
    if (sqlite_import_lock(head, error) ||
        sqlite_set_triggers(sqlite_store_of(head), 0, error))
        return -1;
    return sqlite_begin(head, error);
}

static void sqlite_close(struct store *head)
{
    struct sqlite_store *store = sqlite_store_of(head);

    if (!store)
        return;
    if (store->db) {
        sqlite_rollback(head);
        sqlite_statements_close(store);
        rows_close(store);
        sqlite3_close_v2(store->db);
    }
    keymap_free(store->keys);
    sqlite_lock_clear(&store->lock);
    free(store->path);
    free(store);
}

static const struct store_type sqlite_type = {
    .name = "sqlite",
    .lock = sqlite_import_lock,
    .file_known = sqlite_file_known,
    .partial = sqlite_partial,
    .import_begin = sqlite_import_begin,
    .import_end = sqlite_import_end,
    .scope = sqlite_scope,
    .file_begin = sqlite_file_begin,
    .file_end = sqlite_file_end,
    .file_resume = sqlite_file_resume,
    .file_rejects = sqlite_file_rejects,
    .undo = sqlite_undo,
    .repair_begin = sqlite_repair_begin,
    .begin = sqlite_begin,
    .lookup = sqlite_lookup,
    .fetch_books = sqlite_fetch_books,
    .fetch_authors = sqlite_fetch_authors,
    .fetch_sources = sqlite_fetch_sources,
    .fetch_sources_of_book = sqlite_fetch_sources_of_book,
    .fetch_editions = sqlite_fetch_editions,
    .want_sources_of_book = sqlite_want_sources_of_book,
    .fetch_touched = sqlite_fetch_touched,
    .forget_touched = sqlite_forget_touched,
    .write = sqlite_write,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .query = sqlite_query,
    .close = sqlite_close,
};

struct sqlite_store *sqlite_store_create(enum store_access access,
                                         uint64_t memory, struct error *error)
{
    struct sqlite_store *store = calloc(1, sizeof *store);

    /* Else it counts its memory, under a lock, in every allocation; nobody asks for
     * the number. Once SQLite has begun this is refused, and needs not be said. */
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)sqlite3_config(SQLITE_CONFIG_PMASZ,
                         (unsigned)(SQLITE_SORT_BYTES / SQLITE_PAGE_BYTES));
    if (!store) {
        error_memory(error);
        return NULL;
    }
    store->head.type = &sqlite_type;
    store->access = access;
    store->memory = memory;
    sqlite_lock_init(&store->lock);
    return store;
}

int sqlite_store_open(struct store **opened, const char *path,
                      enum store_access access, uint64_t memory,
                      struct error *error)
{
    struct sqlite_store *store = sqlite_store_create(access, memory, error);

    *opened = NULL;
    if (!store)
        return -1;
    if (sqlite_open(store, path, error) || rows_open(store, error) ||
        (access == STORE_READ && sqlite_functions_add(store, error))) {
        sqlite_close(&store->head);
        return -1;
    }
    sqlite_wal_follow(store);
    *opened = &store->head;
    return 0;
}
