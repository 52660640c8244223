/*
 * Columns that an application added to the three tables are its own, as long as an
 * import can leave them out and read the rows: they must be nullable or have a
 * default, and one that is computed must come to something.
 */
#include "verify.h"

#define TABLES "(VALUES ('books'), ('authors'), ('book_author')) AS t"

static int breach_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    (void)count;
    return verdict_add(context, error, "%.*s", SLICE_ARG(values[0].text));
}

/* The names are those of our columns that a database that was taken over may
 * declare so. */
static int check_empty(struct store *store, struct verdict *verdict,
                       struct error *error)
{
    const struct result_sink sink = {verdict, check_no_columns, breach_row};

    return store->type->query(
        store,
        "SELECT 'COLUMN ' || t.column1 || '.' || c.name ||"
        " ' NOT NULL without a default' FROM " TABLES
        " JOIN pragma_table_xinfo(t.column1, 'main') AS c"
        " WHERE c.\"notnull\" AND c.pk = 0 AND c.hidden = 0"
        " AND ifnull(c.dflt_value, 'NULL') = 'NULL' COLLATE NOCASE"
        " AND lower(c.name) NOT IN ('title', 'name', 'book_id', 'author_id',"
        " 'royalty_percentage', 'publication_order')",
        NULL, 0, &sink, error);
}

/* ---- computed columns ---- */

struct computed {
    struct slice name, sql;
};

struct computed_list {
    struct arena *arena;
    LIST(struct computed) columns;
};

static int computed_row(void *context, const struct value *values, size_t count,
                        struct error *error)
{
    struct computed_list *list = context;
    struct computed *column = list_push(list->arena, &list->columns);

    (void)count;
    if (!column)
        return error_memory(error);
    column->name = arena_copy(list->arena, values[0].text);
    column->sql = arena_copy(list->arena, values[1].text);
    return list->arena->failed ? error_memory(error) : 0;
}

static int nothing_row(void *context, const struct value *values, size_t count,
                       struct error *error)
{
    (void)context, (void)values, (void)count, (void)error;
    return 0;
}

/* What fails otherwise is the computation. */
static int compute(struct store *store, const struct computed *column,
                   struct verdict *verdict, struct error *error)
{
    const struct result_sink sink = {NULL, check_no_columns, nothing_row};
    struct error failed = {.kind = ERROR_NONE};

    if (store->type->query(store, column->sql.at, NULL, 0, &sink, &failed) == 0)
        return 0;
    if (failed.kind != ERROR_STORE || failed.again) {
        *error = failed;
        return -1;
    }
    return verdict_add(verdict, error, "COLUMN %.*s can't be computed",
                       SLICE_ARG(column->name));
}

int check_further(struct store *store, struct verdict *verdict,
                  struct error *error)
{
    struct computed_list list = {.arena = verdict->arena};
    const struct result_sink sink = {&list, check_no_columns, computed_row};

    if (check_empty(store, verdict, error) ||
        store->type->query(
            store,
            "SELECT t.column1 || '.' || c.name,"
            " printf('SELECT count(*) FROM main.\"%w\" WHERE typeof(\"%w\") IS"
            " NULL', t.column1, c.name) FROM " TABLES
            " JOIN pragma_table_xinfo(t.column1, 'main') AS c"
            " WHERE c.hidden IN (2, 3)",
            NULL, 0, &sink, error))
        return -1;
    for (size_t i = 0; i < list.columns.count; i++)
        if (compute(store, &list.columns.at[i], verdict, error))
            return -1;
    return 0;
}
