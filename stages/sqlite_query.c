/* See sqlite_query.h. A BLOB is given as hexadecimal text. */
#include "sqlite_query.h"

#include "sqlite_error.h"

static int prepare(struct sqlite_store *store, const char *sql,
                   sqlite3_stmt **statement, struct error *error)
{
    sqlite3_stmt *second = NULL;
    const char *tail = sql;
    int code = sqlite3_prepare_v2(store->db, sql, -1, statement, &tail);

    if (code)
        return sqlite_fail(store, error, "the query");
    if (!*statement)
        return error_set(error, ERROR_USAGE, "the query is empty");
    /* What follows may be comments, which make no statement. */
    code = sqlite3_prepare_v2(store->db, tail, -1, &second, NULL);
    sqlite3_finalize(second);
    if (code && (code & 0xff) != SQLITE_ERROR)
        return sqlite_fail(store, error, "the query");
    if (code || second)
        return error_set(error, ERROR_USAGE,
                         "the query has more than one statement");
    if (store->access == STORE_READ && !sqlite3_stmt_readonly(*statement))
        return error_set(error, ERROR_USAGE,
                         "the query would change the "
                         "database, which was opened for reading only");
    return 0;
}

static int bind_one(struct sqlite_store *store, sqlite3_stmt *statement,
                    int place, const struct value *value, struct error *error)
{
    struct cell cell = {.kind = CELL_NULL};

    if (value->kind == VALUE_INTEGER)
        cell = cell_integer(value->integer);
    else if (value->kind == VALUE_REAL)
        cell = cell_real(value->real);
    else if (value->kind == VALUE_TEXT)
        cell = cell_text(value->text);
    if (cell_bind(statement, place, &cell))
        return sqlite_fail(store, error, "the query's parameters");
    return 0;
}

static const struct parameter *parameter_named(
    const struct parameter *parameters, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(parameters[i].name, name))
            return &parameters[i];
    return NULL;
}

/* Names in the statement begin with ":", "@" or "$"; "?" has none. */
static int bind_all(struct sqlite_store *store, sqlite3_stmt *statement,
                    const struct parameter *parameters, size_t count,
                    struct error *error)
{
    int places = sqlite3_bind_parameter_count(statement);
    size_t used = 0;

    for (int place = 1; place <= places; place++) {
        const char *name = sqlite3_bind_parameter_name(statement, place);
        const struct parameter *parameter;

        if (!name || *name == '?')
            return error_set(error, ERROR_USAGE,
                             "the query has a parameter "
                             "without a name; write :name instead of ?");
        parameter = parameter_named(parameters, count, name + 1);
        if (!parameter)
            return error_set(error, ERROR_USAGE,
                             "the query's parameter %s has "
                             "no value",
                             name);
        if (bind_one(store, statement, place, &parameter->value, error))
            return -1;
        used++;
    }
    for (size_t i = 0; used < count && i < count; i++) {
        char name[256];

        if (parameters[i].name[0] &&
            strlen(parameters[i].name) < sizeof name - 1) {
            snprintf(name, sizeof name, ":%s", parameters[i].name);
            if (sqlite3_bind_parameter_index(statement, name))
                continue;
        }
        return error_set(error, ERROR_USAGE,
                         "the query has no parameter %.100s",
                         parameters[i].name);
    }
    return 0;
}

static struct slice hex_of(const unsigned char *bytes, size_t len,
                           struct arena *arena)
{
    static const char digits[] = "0123456789abcdef";
    char *at = arena_alloc(arena, 2 * len + 1);

    if (!at)
        return SLICE_NONE;
    for (size_t i = 0; i < len; i++) {
        at[2 * i] = digits[bytes[i] >> 4];
        at[2 * i + 1] = digits[bytes[i] & 15];
    }
    return (struct slice){at, 2 * len};
}

static struct value value_of(sqlite3_stmt *statement, int column,
                             struct arena *arena)
{
    struct value value = {.kind = VALUE_NULL};

    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        value.kind = VALUE_INTEGER;
        value.integer = sqlite3_column_int64(statement, column);
        break;
    case SQLITE_FLOAT:
        value.kind = VALUE_REAL;
        value.real = sqlite3_column_double(statement, column);
        break;
    case SQLITE_TEXT:
        value.kind = VALUE_TEXT;
        value.text.at = (const char *)sqlite3_column_text(statement, column);
        value.text.len = (size_t)sqlite3_column_bytes(statement, column);
        arena->failed |= !value.text.at;
        break;
    case SQLITE_BLOB:
        value.kind = VALUE_TEXT;
        value.text =
            hex_of(sqlite3_column_blob(statement, column),
                   (size_t)sqlite3_column_bytes(statement, column), arena);
        break;
    }
    return value;
}

static int give_columns(sqlite3_stmt *statement, size_t count,
                        const struct result_sink *sink, struct arena *arena,
                        struct error *error)
{
    const char **names = arena_alloc(arena, (count + 1) * sizeof *names);

    if (!names)
        return error_memory(error);
    for (size_t i = 0; i < count; i++) {
        names[i] = sqlite3_column_name(statement, (int)i);
        if (!names[i])
            return error_memory(error);
    }
    return sink && sink->columns
               ? sink->columns(sink->context, names, count, error)
               : 0;
}

static int give_row(sqlite3_stmt *statement, size_t count,
                    const struct result_sink *sink, struct arena *arena,
                    struct error *error)
{
    struct value *values = arena_alloc(arena, (count + 1) * sizeof *values);

    if (!values)
        return error_memory(error);
    for (size_t i = 0; i < count; i++)
        values[i] = value_of(statement, (int)i, arena);
    if (arena->failed)
        return error_memory(error);
    return sink && sink->row ? sink->row(sink->context, values, count, error)
                             : 0;
}

/* A sink that stops without a word must not look like success. */
static int stopped(struct error *error)
{
    return error_set(error, ERROR_STORE, "the result was not taken");
}

int sqlite_query(struct store *head, const char *sql,
                 const struct parameter *parameters, size_t count,
                 const struct result_sink *sink, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    sqlite3_stmt *statement = NULL;
    struct arena arena;
    size_t columns;
    int got, result = -1;

    arena_init(&arena, 4096);
    if (prepare(store, sql, &statement, error) ||
        bind_all(store, statement, parameters, count, error))
        goto out;
    columns = (size_t)sqlite3_column_count(statement);
    if (columns && give_columns(statement, columns, sink, &arena, error)) {
        stopped(error);
        goto out;
    }
    while ((got = sqlite3_step(statement)) == SQLITE_ROW) {
        arena_reset(&arena);
        if (give_row(statement, columns, sink, &arena, error)) {
            stopped(error);
            goto out;
        }
    }
    result = got == SQLITE_DONE ? 0 : sqlite_fail(store, error, "the query");
out:
    sqlite3_finalize(statement);
    arena_clear(&arena);
    return result;
}
