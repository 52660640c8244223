/* See sqlite_adopt.h. */
#include "sqlite_adopt.h"

#include "sqlite_error.h"
#include "sqlite_model.h"
#include "sqlite_open.h"
#include "sqlite_wal.h"

/* ---- what is wanted, what is there -------------------------------------- */

static int copy_row(struct sqlite_store *store, sqlite3_stmt *select,
                    sqlite3_stmt *insert, struct error *error)
{
    for (int i = 0; i < sqlite3_column_count(select); i++)
        if (sqlite3_bind_value(insert, i + 1, sqlite3_column_value(select, i)))
            return sqlite_fail(store, error, "noting what is wanted");
    return sqlite_step(store, insert, error);
}

/* From the model into a temporary table of the database at hand. */
static int copy_rows(struct sqlite_store *store, sqlite3 *model,
                     const char *from, const char *to, struct error *error)
{
    sqlite3_stmt *select = NULL, *insert = NULL;
    int code = SQLITE_ERROR, result = -1;

    if (sqlite3_prepare_v2(model, from, -1, &select, NULL)) {
        error_set(error, ERROR_STORE, "%s", sqlite3_errmsg(model));
        goto out;
    }
    if (sqlite3_prepare_v2(store->db, to, -1, &insert, NULL)) {
        sqlite_fail(store, error, to);
        goto out;
    }
    while ((code = sqlite3_step(select)) == SQLITE_ROW)
        if (copy_row(store, select, insert, error) < 0)
            goto out;
    if (code != SQLITE_DONE)
        error_set(error, ERROR_STORE, "%s", sqlite3_errmsg(model));
    result = code == SQLITE_DONE ? 0 : -1;
out:
    sqlite3_finalize(select);
    sqlite3_finalize(insert);
    return result;
}

int sqlite_adopt_note(struct sqlite_store *store, struct error *error)
{
    static const char tables[] =
        "CREATE TEMP TABLE wanted_objects (place INTEGER, type, name, sql);"
        "CREATE TEMP TABLE wanted_columns"
        " (tbl, name, type, required, value, pk);"
        "CREATE TEMP TABLE their_columns AS"
        " SELECT t.column1 AS tbl, c.name, c.type, c.\"notnull\" AS required,"
        " c.dflt_value AS value, c.pk, c.hidden"
        " FROM (VALUES ('books'), ('authors'), ('book_author')) AS t"
        " JOIN pragma_table_xinfo(t.column1, 'main') AS c";
    sqlite3 *model = NULL;
    int result = -1;

    if (sqlite_model_open(&model, error))
        return -1;
    if (sqlite_execute(store, tables, error) == 0 &&
        copy_rows(store, model,
                  "SELECT rowid, type, name, sql FROM sqlite_schema"
                  " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%'"
                  " ESCAPE '\\'",
                  "INSERT INTO temp.wanted_objects VALUES (?1, ?2, ?3, ?4)",
                  error) == 0 &&
        copy_rows(store, model, MODEL_COLUMNS,
                  "INSERT INTO temp.wanted_columns"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                  error) == 0)
        result = 0;
    sqlite3_close(model);
    return result;
}

/* ---- the takeover ------------------------------------------------------- */

static int count_rows(struct sqlite_store *store, struct adoption *adoption,
                      struct error *error)
{
    if (sqlite_ask(store, "SELECT count(*) FROM main.books", NULL, 0,
                   &adoption->books, error) ||
        sqlite_ask(store, "SELECT count(*) FROM main.authors", NULL, 0,
                   &adoption->authors, error))
        return -1;
    return sqlite_ask(store, "SELECT count(*) FROM main.book_author", NULL, 0,
                      &adoption->links, error);
}

/* As if they had been inserted a moment ago, under the triggers. */
static int touch_rows(struct sqlite_store *store, struct error *error)
{
    return sqlite_execute(
        store,
        "INSERT INTO touched SELECT 'b', 'i', id, 0, '' FROM books;"
        "INSERT INTO touched SELECT 'a', 'i', 0, id, '' FROM authors;"
        "INSERT INTO touched SELECT 'l', 'i', book_id, author_id, ''"
        " FROM book_author;"
        "INSERT INTO meta"
        " VALUES ('adopted', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        error);
}

static int check_integrity(struct sqlite_store *store, struct error *error)
{
    int64_t bad = 0;

    if (sqlite_ask(store,
                   "SELECT count(*) FROM pragma_integrity_check"
                   " WHERE integrity_check <> 'ok'",
                   NULL, 0, &bad, error))
        return -1;
    if (bad)
        return error_set(error, ERROR_STORE,
                         "%s: PRAGMA integrity_check finds it damaged; repair "
                         "it first; nothing was changed",
                         store->path);
    return 0;
}

/* Triggers of theirs are not to fire for what is no work of theirs. What was not
 * committed when the connection closes is rolled back. */
static int take_over(struct sqlite_store *store, struct adoption *adoption,
                     struct error *error)
{
    if (sqlite_switch(store, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, error) ||
        sqlite_execute(store, "PRAGMA temp_store = MEMORY", error) ||
        sqlite_execute(store, "BEGIN IMMEDIATE", error) ||
        sqlite_adopt_check_file(store, error) ||
        sqlite_adopt_note(store, error) ||
        sqlite_adopt_check(store, adoption, error) ||
        count_rows(store, adoption, error) ||
        sqlite_adopt_add(store, adoption, error) ||
        sqlite_stamp(store, error) || sqlite_adopt_ids(store, error) ||
        touch_rows(store, error) || check_integrity(store, error) ||
        sqlite_execute(store, "COMMIT", error))
        return -1;
    return sqlite_wal_empty(store, error);
}

int sqlite_adopt(const char *path, uint64_t memory, struct adoption *adoption,
                 struct error *error)
{
    struct sqlite_store *store =
        sqlite_store_create(STORE_CHANGE, memory, error);
    int result = -1;

    if (!store)
        return -1;
    /* looked at first, so that no lock is left beside a file that is none */
    if (sqlite_connect(store, path, error) == 0 &&
        sqlite_adopt_check_file(store, error) == 0 &&
        sqlite_lock_take(&store->lock, store->path, error) == 0)
        result = take_over(store, adoption, error);
    store->head.type->close(&store->head);
    return result;
}
