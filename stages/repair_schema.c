/* See repair.h: triggers, views and indexes as this program makes them. Tables are
 * not made anew, for their rows would be gone. */
#include "repair.h"
#include "schema_objects.h"

static int run(struct repair *repair, struct slice sql, struct error *error)
{
    return sql.at ? repair->store->type->query(repair->store, sql.at, NULL, 0,
                                               NULL, error)
                  : error_memory(error);
}

/* Something of another kind may have the name: it is not ours to drop. */
static int name_is_taken(struct repair *repair,
                         const struct schema_object *object, int64_t *taken,
                         struct error *error)
{
    const struct result_sink sink = {taken, check_no_columns, result_number};
    const struct parameter parameters[] = {
        {"type", {.kind = VALUE_TEXT, .text = object->type}},
        {"name", {.kind = VALUE_TEXT, .text = object->name}},
    };

    return repair->store->type->query(
        repair->store,
        "SELECT count(*) FROM main.sqlite_schema WHERE type <> lower(:type)"
        " AND name = :name COLLATE NOCASE",
        parameters, 2, &sink, error);
}

static int mend(struct repair *repair, const struct schema_object *object,
                struct error *error)
{
    enum schema_state state;
    int64_t taken = 0;

    if (slice_is(object->type, "TABLE"))
        return 0;
    if (schema_compare(repair->store, object, &state, error) ||
        name_is_taken(repair, object, &taken, error))
        return -1;
    if (state == SCHEMA_EQUAL || taken)
        return 0;
    if (run(repair,
            arena_printf(repair->arena, "DROP %.*s IF EXISTS main.\"%.*s\"",
                         SLICE_ARG(object->type), SLICE_ARG(object->name)),
            error))
        return -1;
    return run(repair, arena_copy(repair->arena, object->text), error);
}

static int mend_file(struct repair *repair, const char *file,
                     struct error *error)
{
    const char *at = schema_text(file);
    struct schema_object object;

    while (schema_object_next(&at, &object))
        if (mend(repair, &object, error))
            return -1;
    return 0;
}

int repair_schema(struct repair *repair, const struct verdict *verdict,
                  struct error *error)
{
    (void)verdict;
    return mend_file(repair, "schema.sql", error);
}

int repair_indexes(struct repair *repair, const struct verdict *verdict,
                   struct error *error)
{
    (void)verdict;
    return mend_file(repair, "indexes.sql", error);
}

/* ---- indexes whose entries are not those of the table ---- */

struct statements {
    struct arena *arena;
    LIST(struct slice) texts;
};

static int text_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct statements *statements = context;
    struct slice *text = list_push(statements->arena, &statements->texts);

    (void)count;
    if (!text)
        return error_memory(error);
    *text = arena_copy(statements->arena, values[0].text);
    return 0;
}

/* The words of integrity_check: "row 5 missing from index I", "wrong # of entries in
 * index I". An index that must be unique and can't be is left. */
static const char damaged_indexes[] =
    "SELECT DISTINCT printf('REINDEX main.\"%w\"', i.name)"
    " FROM pragma_integrity_check(1000000) AS c JOIN main.sqlite_schema AS i"
    " ON i.type = 'index' AND c.integrity_check LIKE '% index ' || i.name"
    " WHERE c.integrity_check LIKE 'row % missing from index %'"
    " OR c.integrity_check LIKE 'wrong # of entries in index %'"
    " EXCEPT SELECT printf('REINDEX main.\"%w\"', i.name)"
    " FROM pragma_integrity_check(1000000) AS c JOIN main.sqlite_schema AS i"
    " ON c.integrity_check = 'non-unique entry in index ' || i.name";

int repair_damaged_indexes(struct repair *repair, const struct verdict *verdict,
                           struct error *error)
{
    struct statements statements = {.arena = repair->arena};
    const struct result_sink sink = {&statements, check_no_columns, text_row};

    (void)verdict;
    if (repair->store->type->query(repair->store, damaged_indexes, NULL, 0,
                                   &sink, error))
        return -1;
    for (size_t i = 0; i < statements.texts.count; i++)
        if (run(repair, statements.texts.at[i], error))
            return -1;
    return 0;
}
