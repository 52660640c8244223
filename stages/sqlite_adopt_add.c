/*
 * What a database lacks to be one of ours. Columns come at the end of their
 * table, with the type and default that schema.sql gives them; everything else is
 * made by the statements of schema.sql and indexes.sql themselves.
 */
#include "sqlite_adopt.h"
#include "sqlite_error.h"
#include "sqlite_open.h"

/* Runs each statement that a query gives, and counts them. */
static int run_each(struct sqlite_store *store, const char *query,
                    int64_t *count, struct error *error)
{
    sqlite3_stmt *select = NULL;
    int got = -1;

    if (sqlite3_prepare_v2(store->db, query, -1, &select, NULL))
        return sqlite_fail(store, error, query);
    while ((got = sqlite_step(store, select, error)) > 0) {
        const char *sql = (const char *)sqlite3_column_text(select, 0);

        got = -1;
        if (!sql)
            error_memory(error);
        else
            got = sqlite_execute(store, sql, error);
        if (got < 0)
            break;
        ++*count;
    }
    sqlite3_finalize(select);
    return got;
}

static const char missing_columns[] =
    "SELECT printf('ALTER TABLE main.\"%w\" ADD COLUMN \"%w\" %s%s%s',"
    " w.tbl, w.name, w.type, iif(w.required, ' NOT NULL', ''),"
    " ifnull(' DEFAULT ' || w.value, ''))"
    " FROM temp.wanted_columns AS w WHERE NOT EXISTS"
    " (SELECT 1 FROM temp.their_columns AS t WHERE t.tbl = w.tbl"
    " AND t.name = w.name COLLATE NOCASE) ORDER BY w.rowid";

static const char missing_objects[] =
    "SELECT sql FROM temp.wanted_objects WHERE type <> 'table'"
    " OR name NOT IN ('books', 'authors', 'book_author') ORDER BY place";

/* A key the other way round, (author_id, book_id), finds no links by book. */
static const char missing_key[] =
    "SELECT 'CREATE UNIQUE INDEX main.book_author_by_book"
    " ON book_author (book_id, author_id)' WHERE NOT EXISTS"
    " (SELECT 1 FROM pragma_index_list('book_author', 'main') AS i"
    " WHERE i.\"unique\" AND NOT i.partial AND"
    " (SELECT count(*) = 2 AND lower(group_concat(c.name)) ="
    " 'book_id,author_id' FROM pragma_index_info(i.name, 'main') AS c))";

/* Rows that schema.sql itself inserts: of its statements those that begin a line
 * with INSERT. */
static int insert_rows(struct sqlite_store *store, struct error *error)
{
    const char *schema = sqlite_embedded("schema.sql");

    for (const char *at = schema; at && (at = strstr(at, "\nINSERT ")); at++) {
        if (sqlite_ask(store, at, NULL, 0, NULL, error))
            return -1;
    }
    return 0;
}

int sqlite_adopt_add(struct sqlite_store *store, struct adoption *adoption,
                     struct error *error)
{
    int64_t ignored = 0;

    adoption->columns = 0;
    if (run_each(store, missing_columns, &adoption->columns, error) ||
        run_each(store, missing_objects, &ignored, error) ||
        run_each(store, missing_key, &ignored, error))
        return -1;
    return insert_rows(store, error);
}
