/*
 * See sqlite_import.h. Journals: a load into a database that nobody can be
 * reading yet appends nearly everything, and a rollback journal saves only pages
 * that were there before, so it writes once what a write-ahead log writes twice.
 * Every other import goes through the log, which lets readers in; so does one that is
 * a single transaction, for when the cache is full a rollback journal locks them out
 * until the end.
 */
#include "sqlite_import.h"

#include "../pipeline/counts.h"
#include "sqlite_error.h"
#include "sqlite_guard.h"
#include "sqlite_index.h"
#include "sqlite_keymap.h"
#include "sqlite_open.h"
#include "sqlite_replay.h"
#include "sqlite_resume.h"
#include "sqlite_wal.h"

#include <stdio.h>

#define UTC "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The rules that triggers keep for others, the importer keeps itself: they would
 * take half of its time, and note its own rows as touched by somebody. */
int sqlite_set_triggers(struct sqlite_store *store, int on, struct error *error)
{
    int now = -1;

    if (sqlite3_db_config(store->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, on,
                          &now) ||
        now != on)
        return sqlite_fail(store, error, "switching the triggers");
    return 0;
}

static int is_first_load(struct sqlite_store *store, bool *first,
                         int64_t *missing, struct error *error)
{
    int64_t rows = 0;

    if (sqlite_index_check(store, missing, error) ||
        sqlite_ask(store,
                   "SELECT EXISTS (SELECT 1 FROM books)"
                   " OR EXISTS (SELECT 1 FROM authors)"
                   " OR EXISTS (SELECT 1 FROM book_author)"
                   " OR EXISTS (SELECT 1 FROM source_records)",
                   NULL, 0, &rows, error))
        return -1;
    *first = !rows && !store->indexed;
    return 0;
}

/* Another connection can be in the way of a change; both journals are safe, so
 * the import then goes on with the one that is there. */
static int choose_journal(struct sqlite_store *store, bool first,
                          struct error *error)
{
    bool taken;

    return sqlite_journal(store, first ? "truncate" : "wal", &taken, error);
}

static int find_source(struct sqlite_store *store, struct import_row *import,
                       struct error *error)
{
    const struct cell name = cell_string(import->source);
    int64_t id = 0;

    if (sqlite_ask(store, "INSERT OR IGNORE INTO sources (name) VALUES (?1)",
                   &name, 1, NULL, error) ||
        sqlite_ask(store, "SELECT id FROM sources WHERE name = ?1", &name, 1,
                   &id, error))
        return -1;
    import->source_id = (int32_t)id;
    return 0;
}

static int find_ids_kind(struct sqlite_store *store, struct import_row *import,
                         struct error *error)
{
    const struct cell cells[] = {cell_string(import->ids),
                                 cell_integer(KEY_KIND_IDS)};
    int64_t kind = 0;

    if (sqlite_ask(store,
                   "INSERT OR IGNORE INTO key_kinds (id, name) "
                   "SELECT max(?2, ifnull((SELECT max(id) + 1 FROM key_kinds),"
                   " 0)), 'id:' || ?1",
                   cells, 2, NULL, error) ||
        sqlite_ask(store, "SELECT id FROM key_kinds WHERE name = 'id:' || ?1",
                   cells, 1, &kind, error))
        return -1;
    import->ids_kind = (int32_t)kind;
    return 0;
}

static int find_or_insert_import(struct sqlite_store *store,
                                 struct import_row *import, struct error *error)
{
    const struct store *head = &store->head;
    struct cell cells[6];

    if (find_source(store, import, error) ||
        find_ids_kind(store, import, error) ||
        sqlite_take_up_import(store, import, error))
        return -1;
    if (import->resumed)
        return 0;
    import->last_book = head->last_book;
    import->last_author = head->last_author;
    import->last_source = head->last_source;
    cells[0] = cell_integer(import->source_id);
    cells[1] = cell_text(slice_of(import->options));
    cells[2] = cell_string(import->job);
    cells[3] = cell_integer(import->last_book);
    cells[4] = cell_integer(import->last_author);
    cells[5] = cell_integer(import->last_source);
    if (sqlite_ask(store,
                   "INSERT INTO imports (source_id, options, job, last_book,"
                   " last_author, last_source, state, started)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'running', " UTC ")",
                   cells, COUNT(cells), NULL, error))
        return -1;
    import->id = sqlite3_last_insert_rowid(store->db);
    return 0;
}

#define STOP_STEPS 20000 /* of SQLite's machine, some milliseconds */

static int is_stopped(void *store)
{
    const struct store *head = store;

    return head->stop && *head->stop;
}

/* Statements that take long look whether somebody wants an end. */
static void let_stop(struct sqlite_store *store, bool on)
{
    sqlite3_progress_handler(store->db, STOP_STEPS, on ? is_stopped : NULL,
                             store);
}

/* Takes back what import_begin set up; import_end does it too. Where they fail the
 * lock is kept: what is written of the failure is an importer's as well. */
static int leave(struct sqlite_store *store, struct error *error)
{
    int result = 0;

    let_stop(store, false);
    keymap_free(store->keys);
    store->keys = NULL;
    store->head.first_load = store->head.guarded = false;
    store->sources_by_book = false;
    store->books_by_work = false;
    if (store->importing)
        result = sqlite_set_triggers(store, 1, error);
    store->importing = false;
    return result;
}

static int set_up_import(struct sqlite_store *store, struct import_row *import,
                         struct error *error)
{
    bool first = false;
    int64_t missing = 0;

    if (is_first_load(store, &first, &missing, error) ||
        sqlite_guard_find(store, &store->head.guarded, error) ||
        choose_journal(store, first && !store->head.hold, error) ||
        sqlite_set_triggers(store, 0, error))
        return -1;
    store->importing = true;
    let_stop(store, true);
    if (store->head.hold && sqlite_begin(&store->head, error))
        return -1; /* indexes are of the one transaction, too */
    if (!first && missing > 0 &&
        (sqlite_index_build(store, NULL, error) ||
         sqlite_index_check(store, &missing, error)))
        return -1;
    if (sqlite_begin(&store->head, error) ||
        find_or_insert_import(store, import, error) ||
        (first && sqlite_index_sparse(store, error)) ||
        sqlite_commit(&store->head, NULL, NULL, error))
        return -1;
    store->head.first_load = first;
    if (first) /* NULL: lookup builds its indexes at once */
        store->keys = keymap_create(store->memory / 2);
    return 0;
}

int sqlite_import_lock(struct store *head, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);

    if (store->access == STORE_READ)
        return error_set(error, ERROR_STORE, "%s: was opened for reading only",
                         store->path);
    if (sqlite_lock_take(&store->lock, store->path, error))
        return -1;
    let_stop(store, true);
    return 0;
}

int sqlite_import_begin(struct store *head, struct import_row *import,
                        struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);

    if (sqlite_import_lock(head, error))
        return -1;
    if (set_up_import(store, import, error) == 0)
        return 0;
    sqlite_rollback(head);
    leave(store, error);
    return -1;
}

static bool is_whole(const struct import_row *import)
{
    return !strcmp(import->state, "complete") ||
           !strcmp(import->state, "damaged");
}

/* Of an import that failed the row has the counts that came with the rows: a
 * COMMIT that failed may have come to the disk all the same, and then knows
 * more than the importer does. */
static int finish_import(struct sqlite_store *store,
                         const struct import_row *import, struct error *error)
{
    const struct cell cells[] = {
        cell_integer(import->id), cell_string(import->state),
        cell_string(import->error), cell_real(import->seconds)};

    /* The row of an import that was stopped says so, too. */
    let_stop(store, false);
    if (sqlite_begin(&store->head, error) ||
        (is_whole(import) && (sqlite_count_import(store, import, error) ||
                              sqlite_replay_close(store, import, error))) ||
        sqlite_ask(store,
                   "UPDATE imports SET state = ?2, error = ?3, seconds = ?4,"
                   " finished = " UTC " WHERE id = ?1",
                   cells, COUNT(cells), NULL, error))
        return -1;
    store->head.hold = false;
    return sqlite_commit(&store->head, NULL, NULL, error);
}

/* After a failure of the one transaction that was the whole import: a COMMIT that
 * failed may have come to the disk. */
static bool is_there(struct sqlite_store *store,
                     const struct import_row *import)
{
    const struct cell cells[] = {cell_integer(import->id),
                                 cell_string(import->state)};
    struct error ignored = {.kind = ERROR_NONE};
    int64_t found = 0;

    return sqlite_ask(store,
                      "SELECT count(*) FROM imports WHERE id = ?1"
                      " AND state = ?2",
                      cells, COUNT(cells), &found, &ignored) == 0 &&
           found > 0;
}

/* After a failure the disk may be full and the user waiting: the indexes are
 * built when the next import begins. */
static int finish_load(struct sqlite_store *store,
                       const struct import_row *import, struct error *error)
{
    if (!is_whole(import) || !store->head.first_load)
        return 0;
    return sqlite_index_build(store, NULL, error);
}

int sqlite_import_end(struct store *head, const struct import_row *import,
                      struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    bool held = head->hold && is_whole(import), taken, committed;
    int result = -1;

    if (!held)
        sqlite_rollback(head);
    keymap_free(store->keys); /* its memory serves the sorter now */
    store->keys = NULL;
    if (finish_load(store, import, error) ||
        (import->id && finish_import(store, import, error)) ||
        sqlite_journal(store, "wal", &taken, error) ||
        sqlite_wal_empty(store, error))
        goto out;
    result = 0;
out:
    committed = !store->in_transaction;
    sqlite_rollback(head);
    if (held && result && !committed)
        head->hold = !is_there(store, import);
    if (leave(store, error))
        result = -1;
    if (result == 0)
        sqlite_lock_leave(&store->lock);
    return result;
}

int sqlite_scope(struct store *head, struct import_row *import,
                 struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);

    return find_source(store, import, error) ||
                   find_ids_kind(store, import, error)
               ? -1
               : 0;
}

int sqlite_file_end(struct store *head, const struct file_row *file,
                    struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    bool fault = file->fault != CODE_NONE;
    const struct cell none = {.kind = CELL_NULL};
    const struct cell cells[] = {
        cell_integer(file->id),
        cell_text(slice_of(file->state)),
        cell_filled(slice_of(file->digest)),
        cell_integer((int64_t)file->bytes),
        fault ? cell_string(code_name(file->fault)) : none,
        fault ? cell_integer((int64_t)file->fault_offset) : none,
        fault ? cell_string(file->fault_text) : none,
        cell_text(slice_of(file->encoding)),
    };
    bool own = !store->in_transaction;

    if (sqlite_begin(head, error) || sqlite_count_file(store, file, error) ||
        sqlite_ask(store,
                   "UPDATE import_files SET state = ?2, digest = ?3, "
                   "bytes = ?4, fault = ?5, fault_offset = ?6, fault_text = ?7,"
                   " encoding = ?8 WHERE id = ?1",
                   cells, COUNT(cells), NULL, error))
        goto out;
    return own ? sqlite_commit(head, NULL, NULL, error) : 0;
out:
    if (own)
        sqlite_rollback(head);
    return -1;
}

static void cells_of_counts(struct cell *cells, const struct counts *counts)
{
    uint64_t numbers[COUNTS_NUMBERS];

    counts_numbers(counts, numbers);
    for (size_t i = 0; i < COUNTS_NUMBERS; i++)
        cells[i] = cell_integer((int64_t)numbers[i]);
}

int sqlite_count_file(struct sqlite_store *store, const struct file_row *file,
                      struct error *error)
{
    const struct checkpoint *checkpoint = &file->checkpoint;
    struct cell cells[6 + COUNTS_NUMBERS] = {
        cell_integer(file->id),
        cell_integer((int64_t)checkpoint->offset),
        cell_integer((int64_t)checkpoint->line),
        cell_integer((int64_t)checkpoint->read.bytes),
    };
    char digest[KEY_DIGITS + 1];

    key_write(checkpoint->read.digest, digest);
    cells[4] = cell_string(digest);
    cells[5] = cell_filled(file->carry);
    cells_of_counts(cells + 6, &file->counts);
    return sqlite_run(store, STATEMENT_COUNT_FILE, cells, COUNT(cells), error);
}

static uint64_t warnings_of(const struct counts *counts)
{
    uint64_t sum = 0;

    for (int code = CODE_NONE + 1; code < CODE_COUNT; code++)
        if (code_level((enum code)code) == CODE_WARNING)
            sum += counts->warnings[code];
    return sum;
}

int sqlite_count_import(struct sqlite_store *store,
                        const struct import_row *import, struct error *error)
{
    struct cell cells[3 + COUNTS_NUMBERS] = {cell_integer(import->id)};

    cells_of_counts(cells + 1, &import->counts);
    cells[1 + COUNTS_NUMBERS] =
        cell_integer((int64_t)warnings_of(&import->counts));
    cells[2 + COUNTS_NUMBERS] = cell_real(import->seconds);
    return sqlite_run(store, STATEMENT_COUNT_IMPORT, cells, COUNT(cells),
                      error);
}
