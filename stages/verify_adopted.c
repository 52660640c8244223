/*
 * The three tables of a database that was taken over are declared by another
 * program, which may have migrated them since. They must still have every column
 * of ours, ids that are never given twice, and one link of a book and an author.
 */
#include "sqlite_model.h"
#include "verify.h"

static int breach_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    (void)count;
    return verdict_add(context, error, "%.*s", SLICE_ARG(values[0].text));
}

static int check_column(struct store *store, sqlite3_stmt *column,
                        struct verdict *verdict, struct error *error)
{
    const struct result_sink sink = {verdict, check_no_columns, breach_row};
    const char *table = (const char *)sqlite3_column_text(column, 0);
    const char *name = (const char *)sqlite3_column_text(column, 1);
    const struct parameter parameters[] = {
        {"table", {.kind = VALUE_TEXT, .text = slice_of(table)}},
        {"name", {.kind = VALUE_TEXT, .text = slice_of(name)}},
    };

    if (!table || !name)
        return error_memory(error);
    return store->type->query(
        store,
        "SELECT 'COLUMN ' || :table || '.' || :name || ' missing' WHERE NOT"
        " EXISTS (SELECT 1 FROM pragma_table_xinfo(:table, 'main') AS c"
        " WHERE c.name = :name COLLATE NOCASE)",
        parameters, 2, &sink, error);
}

static int check_columns(struct store *store, struct verdict *verdict,
                         struct error *error)
{
    sqlite3 *model = NULL;
    sqlite3_stmt *columns = NULL;
    int code = SQLITE_NOMEM, result = -1;

    if (sqlite_model_open(&model, error))
        return -1;
    if (sqlite3_prepare_v2(model, MODEL_COLUMNS, -1, &columns, NULL) == 0)
        while ((code = sqlite3_step(columns)) == SQLITE_ROW)
            if (check_column(store, columns, verdict, error))
                goto out;
    result = code == SQLITE_DONE ? 0 : error_memory(error);
out:
    sqlite3_finalize(columns);
    sqlite3_close(model);
    return result;
}

int check_adopted(struct store *store, struct verdict *verdict,
                  struct error *error)
{
    const struct result_sink sink = {verdict, check_no_columns, breach_row};

    if (check_columns(store, verdict, error))
        return -1;
    return store->type->query(
        store,
        "SELECT 'TABLE ' || t.column1 || ' without AUTOINCREMENT'"
        " FROM (VALUES ('books'), ('authors')) AS t WHERE NOT EXISTS"
        " (SELECT 1 FROM sqlite_schema AS s WHERE s.type = 'table'"
        " AND s.name = t.column1 COLLATE NOCASE"
        " AND s.sql LIKE '%AUTOINCREMENT%')"
        " UNION ALL SELECT 'TABLE book_author without a key'"
        " WHERE NOT EXISTS (SELECT 1"
        " FROM pragma_index_list('book_author', 'main') AS i"
        " WHERE i.\"unique\" AND NOT i.partial AND"
        " (SELECT count(*) = 2 AND lower(group_concat(c.name)) ="
        " 'book_id,author_id' FROM pragma_index_info(i.name, 'main') AS c))",
        NULL, 0, &sink, error);
}
