/*
 * See sqlite_rows.h. One module serves all tables; which one a table is, its
 * module's client data says. Calls come from SQLite in the order
 *
 *     connect ( open filter ( eof column* next )* close )* disconnect
 */
#include "sqlite_rows.h"

#include "sqlite_columns.h"
#include "sqlite_error.h"

#include <stdio.h>
#include <stdlib.h>

/* Statements that leave out columns which no row of a batch fills. */
#define INSERTS_MAX 8

struct rows_list {
    const struct column_table *type;
    struct rows *rows;
    const void **at;
    size_t count, room;
    struct {
        uint32_t columns; /* bit by place; all of them in the first */
        sqlite3_stmt *insert;
    } inserts[INSERTS_MAX];
    size_t insert_count;
};

struct rows {
    struct rows_list lists[ROWS_TABLES];
    const struct write_set *set;
};

struct rows_vtab {
    sqlite3_vtab base; /* first, as SQLite wants it */
    const struct rows_list *list;
};

struct rows_cursor {
    sqlite3_vtab_cursor base; /* first, as SQLite wants it */
    const struct rows_list *list;
    size_t row;
};

static uint32_t all_columns(const struct column_table *type)
{
    return (uint32_t)((1ull << type->count) - 1);
}

/* Columns joined by ", ", up to the last of `columns`, and NULL for those that are not
 * among `named`. */
static size_t column_names(const struct column_table *type, uint32_t columns,
                           uint32_t named, char *at, size_t room)
{
    size_t len = 0;

    for (size_t i = 0; i < type->count && columns >> i && len < room; i++)
        len += (size_t)snprintf(at + len, room - len,
                                named >> i & 1 ? "%s\"%s\"" : "%sNULL",
                                len ? ", " : "", type->columns[i].name);
    return len;
}

static int rows_connect(sqlite3 *db, void *client, int argc,
                        const char *const *argv, sqlite3_vtab **vtab,
                        char **message)
{
    struct rows_list *list = client;
    uint32_t all = all_columns(list->type);
    struct rows_vtab *made;
    char names[500], sql[600];
    int code;

    (void)argc;
    (void)argv;
    (void)message;
    if (column_names(list->type, all, all, names, sizeof names) >= sizeof names)
        return SQLITE_TOOBIG;
    snprintf(sql, sizeof sql, "CREATE TABLE rows (%s)", names);
    code = sqlite3_declare_vtab(db, sql);
    if (code)
        return code;
    code = sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    if (code)
        return code;
    made = sqlite3_malloc(sizeof *made);
    if (!made)
        return SQLITE_NOMEM;
    *made = (struct rows_vtab){.list = list};
    *vtab = &made->base;
    return SQLITE_OK;
}

static int rows_disconnect(sqlite3_vtab *vtab)
{
    sqlite3_free(vtab);
    return SQLITE_OK;
}

static int rows_best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    (void)vtab;
    info->estimatedCost = 20000;
    info->estimatedRows = 20000;
    return SQLITE_OK;
}

static int rows_cursor_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor)
{
    struct rows_cursor *made = sqlite3_malloc(sizeof *made);

    if (!made)
        return SQLITE_NOMEM;
    *made = (struct rows_cursor){.list = ((struct rows_vtab *)vtab)->list};
    *cursor = &made->base;
    return SQLITE_OK;
}

static int rows_cursor_close(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int rows_filter(sqlite3_vtab_cursor *cursor, int number,
                       const char *text, int argc, sqlite3_value **argv)
{
    (void)number;
    (void)text;
    (void)argc;
    (void)argv;
    ((struct rows_cursor *)cursor)->row = 0;
    return SQLITE_OK;
}

static int rows_next(sqlite3_vtab_cursor *cursor)
{
    ((struct rows_cursor *)cursor)->row++;
    return SQLITE_OK;
}

static int rows_eof(sqlite3_vtab_cursor *cursor)
{
    const struct rows_cursor *at = (const struct rows_cursor *)cursor;

    return at->row >= at->list->count;
}

static int rows_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context,
                       int column)
{
    const struct rows_cursor *at = (const struct rows_cursor *)cursor;
    const struct rows_list *list = at->list;
    const struct column *type = &list->type->columns[column];
    struct cell cell;

    /* Half of all columns are these: no cell is made for them. */
    if (type->type == COLUMN_INTEGER && type->base == FROM_ROW) {
        sqlite3_result_int64(
            context,
            *(const int64_t *)((const char *)list->at[at->row] + type->offset));
        return SQLITE_OK;
    }
    cell = column_cell(type, list->at[at->row], list->rows->set);
    cell_result(context, &cell);
    return SQLITE_OK;
}

static int rows_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
    *rowid = (sqlite3_int64)((struct rows_cursor *)cursor)->row;
    return SQLITE_OK;
}

/* No xCreate: the tables exist by their names and nobody can create others. */
static const sqlite3_module rows_module = {
    .xConnect = rows_connect,
    .xBestIndex = rows_best_index,
    .xDisconnect = rows_disconnect,
    .xOpen = rows_cursor_open,
    .xClose = rows_cursor_close,
    .xFilter = rows_filter,
    .xNext = rows_next,
    .xEof = rows_eof,
    .xColumn = rows_column,
    .xRowid = rows_rowid,
};

int rows_open(struct sqlite_store *store, struct error *error)
{
    struct rows *rows = calloc(1, sizeof *rows);

    if (!rows)
        return error_memory(error);
    store->rows = rows;
    for (size_t i = 0; i < ROWS_TABLES; i++) {
        struct rows_list *list = &rows->lists[i];
        char name[60];

        list->type = &column_tables[i];
        list->rows = rows;
        snprintf(name, sizeof name, "rows_of_%s", list->type->name);
        if (sqlite3_create_module_v2(store->db, name, &rows_module, list, NULL))
            return sqlite_fail(store, error, "setting up the connection");
    }
    return 0;
}

void rows_close(struct sqlite_store *store)
{
    struct rows *rows = store->rows;

    if (!rows)
        return;
    for (size_t i = 0; i < ROWS_TABLES; i++) {
        struct rows_list *list = &rows->lists[i];

        for (size_t j = 0; j < list->insert_count; j++)
            sqlite3_finalize(list->inserts[j].insert);
        free(list->at);
    }
    free(rows);
    store->rows = NULL;
}

void rows_reset(struct rows *rows, const struct write_set *set)
{
    rows->set = set;
    for (size_t i = 0; i < ROWS_TABLES; i++)
        rows->lists[i].count = 0;
}

/* Grows to as many pointers as a batch has rows, and a batch is bounded. */
int rows_add(struct rows *rows, enum rows_table table, const void *row,
             struct error *error)
{
    struct rows_list *list = &rows->lists[table];

    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 1024;
        const void **grown = realloc(list->at, room * sizeof *grown);

        if (!grown)
            return error_memory(error);
        list->at = grown;
        list->room = room;
    }
    list->at[list->count++] = row;
    return 0;
}

/* The columns are those of the table, in its order and without gaps: SQLite then
 * makes a row where it reads it, and copies no value. */
static sqlite3_stmt *prepare_insert(struct sqlite_store *store,
                                    struct rows_list *list, uint32_t columns,
                                    struct error *error)
{
    const struct column_table *type = list->type;
    sqlite3_stmt *insert = NULL;
    char names[500], values[500], sql[1200];

    if (column_names(type, columns, UINT32_MAX, names, sizeof names) >=
            sizeof names ||
        column_names(type, columns, columns, values, sizeof values) >=
            sizeof values) {
        error_set(error, ERROR_STORE, "%s: too many columns", type->name);
        return NULL;
    }
    snprintf(sql, sizeof sql, "%s INTO main.%s (%s) SELECT %s FROM rows_of_%s",
             type->insert, type->name, names, values, type->name);
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                           &insert, NULL)) {
        sqlite_fail(store, error, type->name);
        return NULL;
    }
    list->inserts[list->insert_count].columns = columns;
    list->inserts[list->insert_count++].insert = insert;
    return insert;
}

static bool is_filled(const struct rows_list *list, const struct column *column)
{
    for (size_t i = 0; i < list->count; i++)
        if (column_has_value(column, list->at[i], list->rows->set))
            return true;
    return false;
}

/* Asking the rows for a column that is NULL in all of them costs more than looking
 * whether it is. */
static uint32_t filled_columns(const struct rows_list *list)
{
    uint32_t columns = 0;

    for (size_t i = 0; i < list->type->count; i++)
        if (is_filled(list, &list->type->columns[i]))
            columns |= 1u << i;
    return columns;
}

/* With all columns, if there are too many kinds of batches. */
static sqlite3_stmt *insert_of(struct sqlite_store *store,
                               struct rows_list *list, struct error *error)
{
    uint32_t columns = filled_columns(list);

    for (size_t i = 0; i < list->insert_count; i++)
        if (list->inserts[i].columns == columns)
            return list->inserts[i].insert;
    if (list->insert_count == 0)
        columns = all_columns(list->type);
    return list->insert_count < INSERTS_MAX
               ? prepare_insert(store, list, columns, error)
               : list->inserts[0].insert;
}

/* Rows come book by book, in the order of ids but for the few of one book: moving
 * those a few places costs less than sorting. More than a few, and it is sorted. */
static void sort_rows(struct rows_list *list)
{
    int (*compare)(const void *, const void *) = list->type->compare;
    size_t moves = 0;

    for (size_t i = 1; compare && i < list->count; i++) {
        const void *row = list->at[i];
        size_t to = i;

        while (to > 0 && compare(&list->at[to - 1], &row) > 0 &&
               moves++ < 4 * list->count) {
            list->at[to] = list->at[to - 1];
            to--;
        }
        list->at[to] = row;
        if (moves > 4 * list->count) {
            qsort(list->at, list->count, sizeof *list->at, compare);
            return;
        }
    }
}

int rows_insert(struct sqlite_store *store, enum rows_table table,
                struct error *error)
{
    struct rows_list *list = &store->rows->lists[table];
    sqlite3_stmt *insert;
    char doing[60];
    int code;

    if (!list->count)
        return 0;
    insert = insert_of(store, list, error);
    if (!insert)
        return -1;
    sort_rows(list);
    code = sqlite3_step(insert);
    list->count = 0;
    if (code != SQLITE_DONE) {
        snprintf(doing, sizeof doing, "writing %s", list->type->name);
        sqlite_fail(store, error, doing);
    }
    sqlite3_reset(insert);
    return code == SQLITE_DONE ? 0 : -1;
}

size_t rows_cells(const struct rows *rows, enum rows_table table,
                  const void *row, struct cell *cells)
{
    const struct column_table *type = &column_tables[table];

    for (size_t i = 0; i < type->count; i++)
        cells[i] = column_cell(&type->columns[i], row, rows->set);
    return type->count;
}
