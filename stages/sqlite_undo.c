/* See sqlite_undo.h. */
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "sqlite_undo.h"

#include "sqlite_changes.h"
#include "sqlite_error.h"
#include "sqlite_import.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- rows that were changed ---- */

struct conflict {
    struct sqlite_store *store;
    struct error *error;
    char text[200]; /* what is in the way; "": nothing */
};

/* Whose row a row of the table is: its first column names it. */
static const struct owner {
    const char *table, *subject;
} owners[] = {
    {"books", "book"},
    {"book_author", "book"},
    {"book_keys", "book"},
    {"authors", "author"},
    {"author_keys", "author"},
    {"author_names", "author"},
    {"source_records", "source_record"},
};

/* 1: it is a row that the set inserted, which need not be there to go; 0: it is not;
 * -1. */
static int goes_anyway(const struct conflict *conflict, const char *table,
                       int64_t row)
{
    struct cell cells[2] = {cell_string(""), cell_integer(row)};
    int64_t own = 0;

    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
        if (strcmp(owners[i].table, table) == 0)
            cells[0] = cell_string(owners[i].subject);
    if (sqlite_ask(conflict->store,
                   "SELECT EXISTS (SELECT 1 FROM inserted AS i JOIN"
                   " temp.undo_set AS u ON u.import_id = i.import_id WHERE"
                   " i.subject = ?1 AND ?2 BETWEEN i.first_id AND i.last_id)",
                   cells, 2, &own, conflict->error))
        return -1;
    return own != 0;
}

static const char *what_happened(int reason)
{
    switch (reason) {
    case SQLITE_CHANGESET_NOTFOUND:
        return "has been deleted since";
    case SQLITE_CHANGESET_CONFLICT:
        return "is there again";
    default:
        return "has been changed since";
    }
}

static int on_conflict(void *context, int reason, sqlite3_changeset_iter *iter)
{
    struct conflict *conflict = context;
    sqlite3_value *id = NULL;
    const char *table = "";
    int columns, operation = 0, indirect, goes = 0;
    int64_t row;

    (void)sqlite3changeset_op(iter, &table, &columns, &operation, &indirect);
    if (operation == SQLITE_INSERT)
        (void)sqlite3changeset_new(iter, 0, &id);
    else
        (void)sqlite3changeset_old(iter, 0, &id);
    row = id ? sqlite3_value_int64(id) : 0;
    if (reason == SQLITE_CHANGESET_NOTFOUND)
        goes = goes_anyway(conflict, table, row);
    if (goes > 0)
        return SQLITE_CHANGESET_OMIT;
    if (goes == 0)
        snprintf(conflict->text, sizeof conflict->text, "row %lld of %s %s",
                 (long long)row, table, what_happened(reason));
    return SQLITE_CHANGESET_ABORT;
}

static int change_back(struct sqlite_store *store, int64_t import_id,
                       const void *changes, int size, struct error *error)
{
    struct conflict conflict = {.store = store, .error = error};
    void *inverted = NULL;
    int length = 0, code;

    code = sqlite3changeset_invert(size, changes, &length, &inverted);
    if (code == SQLITE_OK)
        code = sqlite3changeset_apply(store->db, length, inverted, NULL,
                                      on_conflict, &conflict);
    sqlite3_free(inverted);
    if (code == SQLITE_OK || error_is_set(error))
        return code == SQLITE_OK ? 0 : -1;
    if (code == SQLITE_NOMEM) /* the connection does not know of it */
        return error_memory(error);
    if (conflict.text[0])
        return error_set(error, ERROR_STORE,
                         "import %lld can't be taken back: %s",
                         (long long)import_id, conflict.text);
    return sqlite_fail(store, error, "taking changes back");
}

/* Of the part of the set that begins with this import. */
static int change_all_back(struct sqlite_store *store, int64_t part,
                           struct error *error)
{
    const struct cell id = cell_integer(part);
    sqlite3_stmt *statement = NULL;
    int got;

    if (sqlite3_prepare_v2(store->db,
                           "SELECT changes, import_id FROM changesets"
                           " WHERE import_id IN (SELECT import_id"
                           " FROM temp.undo_set WHERE part = ?1)"
                           " ORDER BY id DESC",
                           -1, &statement, NULL))
        return sqlite_fail(store, error, "reading changesets");
    got = sqlite_bind(store, statement, &id, 1, error);
    while (got >= 0 && (got = sqlite_step(store, statement, error)) > 0)
        got = change_back(store, sqlite3_column_int64(statement, 1),
                          sqlite3_column_blob(statement, 0),
                          sqlite3_column_bytes(statement, 0), error);
    sqlite3_finalize(statement);
    return got;
}

/* ---- rows that were inserted ---- */

static const struct deletion {
    const char *subject, *sql;
    size_t counted; /* in struct undo; 0: not */
} deletions[] = {
    {"book", "DELETE FROM book_author WHERE book_id BETWEEN ?1 AND ?2",
     offsetof(struct undo, links)},
    {"book", "DELETE FROM book_keys WHERE book_id BETWEEN ?1 AND ?2", 0},
    {"book", "DELETE FROM books WHERE id BETWEEN ?1 AND ?2",
     offsetof(struct undo, books)},
    {"author", "DELETE FROM author_keys WHERE author_id BETWEEN ?1 AND ?2", 0},
    {"author", "DELETE FROM author_names WHERE author_id BETWEEN ?1 AND ?2", 0},
    {"author", "DELETE FROM authors WHERE id BETWEEN ?1 AND ?2",
     offsetof(struct undo, authors)},
    {"source_record", "DELETE FROM source_records WHERE id BETWEEN ?1 AND ?2",
     0},
};

static int delete_range(struct sqlite_store *store, int64_t first, int64_t last,
                        const struct deletion *deletion, struct undo *undo,
                        struct error *error)
{
    const struct cell cells[] = {cell_integer(first), cell_integer(last)};

    if (sqlite_ask(store, deletion->sql, cells, 2, NULL, error))
        return -1;
    if (deletion->counted)
        *(int64_t *)((char *)undo + deletion->counted) +=
            sqlite3_changes(store->db);
    return 0;
}

static int delete_ranges(struct sqlite_store *store, int64_t import_id,
                         const struct deletion *deletion, struct undo *undo,
                         struct error *error)
{
    const struct cell cells[] = {cell_integer(import_id),
                                 cell_text(slice_of(deletion->subject))};
    sqlite3_stmt *statement = NULL;
    int got;

    if (sqlite3_prepare_v2(store->db,
                           "SELECT first_id, last_id FROM inserted"
                           " WHERE import_id = ?1 AND subject = ?2",
                           -1, &statement, NULL))
        return sqlite_fail(store, error, "reading ranges of ids");
    got = sqlite_bind(store, statement, cells, 2, error);
    while (got >= 0 && (got = sqlite_step(store, statement, error)) > 0)
        got = delete_range(store, sqlite3_column_int64(statement, 0),
                           sqlite3_column_int64(statement, 1), deletion, undo,
                           error);
    sqlite3_finalize(statement);
    return got;
}

static int delete_rows(struct sqlite_store *store, int64_t import_id,
                       struct undo *undo, struct error *error)
{
    for (size_t i = 0; i < sizeof deletions / sizeof *deletions; i++)
        if (delete_ranges(store, import_id, &deletions[i], undo, error))
            return -1;
    return 0;
}

int undo_rows(struct sqlite_store *store, struct undo *undo, size_t first,
              size_t last, struct error *error)
{
    int before = sqlite3_total_changes(store->db);

    if (change_all_back(store, undo->imports[last], error))
        return -1;
    undo->restored += sqlite3_total_changes(store->db) - before;
    for (size_t i = first; i <= last; i++)
        if (undo_obstacle(store, undo->imports[i], error))
            return -1;
    for (size_t i = first; i <= last; i++)
        if (delete_rows(store, undo->imports[i], undo, error))
            return -1;
    return 0;
}

/* ---- the whole ---- */

static int check_import(struct sqlite_store *store, int64_t import_id,
                        struct error *error)
{
    const struct cell id = cell_integer(import_id);
    int64_t known = 0, can = 0;

    if (sqlite_ask(store, "SELECT 1 FROM imports WHERE id = ?1", &id, 1, &known,
                   error) ||
        sqlite_ask(store,
                   "SELECT 1 FROM imports WHERE id = ?1 AND job IS NOT NULL"
                   " AND state <> 'undone'",
                   &id, 1, &can, error))
        return -1;
    if (!known)
        return error_set(error, ERROR_USAGE, "there is no import %lld",
                         (long long)import_id);
    if (!can)
        return error_set(error, ERROR_USAGE,
                         "import %lld was taken back before, or is none (what "
                         "merge did, split takes back)",
                         (long long)import_id);
    return 0;
}

/* Without --cascade others are in the way, and named. `import --restart` comes here, too,
 * and has no such option. */
static int check_others(struct sqlite_store *store, int64_t import_id,
                        bool cascade, struct undo *undo, struct error *error)
{
    sqlite3_stmt *statement = NULL;
    char names[200] = "";
    size_t len = 0;
    int got;

    if (sqlite3_prepare_v2(store->db,
                           "SELECT import_id FROM temp.undo_set"
                           " ORDER BY import_id DESC",
                           -1, &statement, NULL))
        return sqlite_fail(store, error, "looking at later imports");
    while ((got = sqlite_step(store, statement, error)) > 0) {
        int64_t id = sqlite3_column_int64(statement, 0);

        if (undo->count == UNDO_MAX) {
            got = error_set(error, ERROR_STORE,
                            "more than %d imports build on import %lld",
                            UNDO_MAX - 1, (long long)import_id);
            break;
        }
        undo->imports[undo->count++] = id;
        if (id != import_id && len < sizeof names - 24)
            len += (size_t)snprintf(names + len, sizeof names - len, "%s%lld",
                                    len ? ", " : "", (long long)id);
    }
    sqlite3_finalize(statement);
    if (got < 0 || cascade || undo->count == 1)
        return got < 0 ? -1 : 0;
    return error_set(
        error, ERROR_STORE,
        "import %lld can't be taken back alone: %s imports "
        "build on it (%s); 'bibload undo --cascade %lld' takes those back too",
        (long long)import_id,
        undo->imports[undo->count - 1] < import_id ? "other" : "later", names,
        (long long)import_id);
}

/* Each part of the set, newest first; it is named for its first import. */
static int undo_parts(struct sqlite_store *store, struct undo *undo,
                      struct error *error)
{
    for (size_t first = 0, last; first < undo->count; first = last + 1) {
        const struct cell id = cell_integer(undo->imports[first]);
        int64_t part = 0;

        if (sqlite_ask(store,
                       "SELECT part FROM temp.undo_set WHERE import_id = ?1",
                       &id, 1, &part, error))
            return -1;
        for (last = first; undo->imports[last] != part; last++)
            ;
        if (undo_rows(store, undo, first, last, error))
            return -1;
    }
    return 0;
}

static int undo_all(struct sqlite_store *store, int64_t import_id, bool cascade,
                    struct undo *undo, struct error *error)
{
    if (check_import(store, import_id, error) || changes_check(store, error) ||
        undo_plan(store, import_id, error) ||
        check_others(store, import_id, cascade, undo, error) ||
        undo_parts(store, undo, error) || undo_check(store, import_id, error))
        return -1;
    for (size_t i = 0; i < undo->count; i++)
        if (undo_close(store, undo->imports[i], undo, error))
            return -1;
    return sqlite_commit(&store->head, NULL, NULL, error);
}

int sqlite_undo(struct store *head, int64_t import_id, bool cascade,
                struct undo *undo, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    bool held = store->lock.held;
    int result = -1;

    *undo = (struct undo){.count = 0};
    if (sqlite_import_lock(head, error))
        return -1;
    if (sqlite_set_triggers(store, 0, error) == 0 &&
        sqlite_begin(head, error) == 0)
        result = undo_all(store, import_id, cascade, undo, error);
    sqlite_rollback(head);
    if (sqlite_set_triggers(store, 1, error))
        result = -1;
    if (!held)
        sqlite_lock_leave(&store->lock);
    return result;
}
