/*
 * See sqlite_fetch.h. Other programs write these tables with SQLite's loose
 * types, so no column is trusted to hold what its name says: numbers are clamped
 * to their range, and text that is not there is the empty slice.
 */
#include "sqlite_fetch.h"

#include "sqlite_index.h"

#include <math.h>

static struct slice column_slice(sqlite3_stmt *statement, int column,
                                 struct arena *arena)
{
    /* asked before: a number that finds no memory to become text is NULL then */
    bool null = sqlite3_column_type(statement, column) == SQLITE_NULL;
    struct slice text;

    text.at = (const char *)sqlite3_column_text(statement, column);
    text.len = (size_t)sqlite3_column_bytes(statement, column);
    if (!text.at && !null)
        arena->failed = true;
    return text.at && text.len ? arena_copy(arena, text) : SLICE_NONE;
}

/* Of two columns. */
static struct key column_key(sqlite3_stmt *statement, int column)
{
    return (struct key){
        .high = (uint64_t)sqlite3_column_int64(statement, column),
        .low = (uint64_t)sqlite3_column_int64(statement, column + 1),
    };
}

static int32_t column_int32(sqlite3_stmt *statement, int column)
{
    int64_t wide = sqlite3_column_int64(statement, column);

    return wide < INT32_MIN   ? INT32_MIN
           : wide > INT32_MAX ? INT32_MAX
                              : (int32_t)wide;
}

static int32_t column_royalty(sqlite3_stmt *statement, int column)
{
    double scaled = sqlite3_column_double(statement, column) * ROYALTY_SCALE;

    if (!(scaled > INT32_MIN))
        return INT32_MIN;
    return scaled > INT32_MAX ? INT32_MAX : (int32_t)lround(scaled);
}

/* The statement, bound to an id and ready to step. */
static sqlite3_stmt *select_of(struct sqlite_store *store, enum statement which,
                               int64_t id, struct error *error)
{
    const struct cell cell = cell_integer(id);
    sqlite3_stmt *statement = sqlite_statement(store, which, error);

    if (!statement || sqlite_bind(store, statement, &cell, 1, error))
        return NULL;
    return statement;
}

static int fetch_links(struct sqlite_store *store, struct book_row *book,
                       struct arena *arena, struct error *error)
{
    sqlite3_stmt *s = select_of(store, STATEMENT_BOOK_LINKS, book->id, error);
    int got;

    if (!s)
        return -1;
    while ((got = sqlite_step(store, s, error)) > 0) {
        struct link_row *link = list_push(arena, &book->links);

        if (!link)
            return error_memory(error);
        *link = (struct link_row){
            .book_id = book->id,
            .author_id = sqlite3_column_int64(s, 0),
            .order = column_int32(s, 1),
            .royalty = column_royalty(s, 2),
            .stated = sqlite3_column_int(s, 3) != 0,
            .mode = slice_is(column_slice(s, 4, arena), "share") ? LINK_SHARE
                                                                 : LINK_RATE,
            .role = column_slice(s, 5, arena),
            .edited = column_slice(s, 6, arena),
        };
        /* A program that knows four columns states a royalty by giving it. */
        link->stated = link->stated || link->royalty != 0;
    }
    return got;
}

static int push_key(sqlite3_stmt *s, struct key_row *row, int64_t owner)
{
    if (!row)
        return -1;
    *row = (struct key_row){
        .owner = owner,
        .kind = column_int32(s, 0),
        .key = column_key(s, 1),
        .fact = sqlite3_column_int64(s, 3),
    };
    return 0;
}

static int fetch_book(struct sqlite_store *store, int64_t id,
                      struct book_row *book, struct arena *arena,
                      struct error *error)
{
    sqlite3_stmt *s = select_of(store, STATEMENT_BOOK, id, error);
    int got = s ? sqlite_step(store, s, error) : -1;

    *book = (struct book_row){.id = 0};
    if (got <= 0)
        return got;
    book->id = id;
    for (int i = 0; i < BOOK_FIELDS; i++)
        book->field[i] = column_slice(s, i, arena);
    book->edited = column_slice(s, BOOK_FIELDS, arena);
    book->work_id = sqlite3_column_int64(s, BOOK_FIELDS + 1);
    sqlite3_reset(s);
    if (fetch_links(store, book, arena, error))
        return -1;
    s = select_of(store, STATEMENT_BOOK_KEYS, id, error);
    if (!s)
        return -1;
    while ((got = sqlite_step(store, s, error)) > 0)
        if (push_key(s, list_push(arena, &book->keys), id))
            return error_memory(error);
    return got;
}

int sqlite_fetch_books(struct store *head, const int64_t *ids, size_t count,
                       struct book_row *rows, struct arena *arena,
                       struct error *error)
{
    for (size_t i = 0; i < count; i++)
        if (fetch_book(sqlite_store_of(head), ids[i], &rows[i], arena, error))
            return -1;
    return arena->failed ? error_memory(error) : 0;
}

static int fetch_author(struct sqlite_store *store, int64_t id,
                        struct author_row *author, struct arena *arena,
                        struct error *error)
{
    sqlite3_stmt *s = select_of(store, STATEMENT_AUTHOR, id, error);
    int got = s ? sqlite_step(store, s, error) : -1;

    *author = (struct author_row){.id = 0};
    if (got <= 0)
        return got;
    author->id = id;
    for (int i = 0; i < AUTHOR_FIELDS; i++)
        author->field[i] = column_slice(s, i, arena);
    author->edited = column_slice(s, AUTHOR_FIELDS, arena);
    sqlite3_reset(s);
    s = select_of(store, STATEMENT_AUTHOR_KEYS, id, error);
    if (!s)
        return -1;
    while ((got = sqlite_step(store, s, error)) > 0)
        if (push_key(s, list_push(arena, &author->keys), id))
            return error_memory(error);
    return got;
}

int sqlite_fetch_authors(struct store *head, const int64_t *ids, size_t count,
                         struct author_row *rows, struct arena *arena,
                         struct error *error)
{
    for (size_t i = 0; i < count; i++)
        if (fetch_author(sqlite_store_of(head), ids[i], &rows[i], arena, error))
            return -1;
    return arena->failed ? error_memory(error) : 0;
}

static struct source_row source_of(sqlite3_stmt *s, struct arena *arena)
{
    struct slice rule = column_slice(s, 13, arena);

    return (struct source_row){
        .id = sqlite3_column_int64(s, 0),
        .source_id = column_int32(s, 1),
        .ident = column_key(s, 2),
        .digest = (uint64_t)sqlite3_column_int64(s, 4),
        .book_id = sqlite3_column_int64(s, 5),
        .author_id = sqlite3_column_int64(s, 6),
        .import_id = sqlite3_column_int64(s, 7),
        .file_id = sqlite3_column_int64(s, 8),
        .record = (uint64_t)sqlite3_column_int64(s, 9),
        .line = (uint64_t)sqlite3_column_int64(s, 10),
        .offset = (uint64_t)sqlite3_column_int64(s, 11),
        .length = (uint64_t)sqlite3_column_int64(s, 12),
        .rule = rule.at ? rule.at : "",
        .authors = column_slice(s, 14, arena),
        .version = column_slice(s, 15, arena),
    };
}

int sqlite_fetch_sources(struct store *head, const int64_t *ids, size_t count,
                         struct source_row *rows, struct arena *arena,
                         struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);

    for (size_t i = 0; i < count; i++) {
        sqlite3_stmt *s = select_of(store, STATEMENT_SOURCE, ids[i], error);
        int got = s ? sqlite_step(store, s, error) : -1;

        if (got < 0)
            return -1;
        rows[i] = (struct source_row){.id = 0};
        if (!got)
            continue;
        rows[i] = source_of(s, arena);
        sqlite3_reset(s);
    }
    return arena->failed ? error_memory(error) : 0;
}

int sqlite_want_sources_of_book(struct store *head, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);

    if (!head->first_load || store->sources_by_book)
        return 0;
    if (sqlite_index_build(store, "source_records_by_book", error))
        return -1;
    store->sources_by_book = true;
    return 0;
}

int sqlite_fetch_sources_of_book(struct store *head, int64_t book_id,
                                 struct source_row **rows, size_t *count,
                                 struct arena *arena, struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    LIST(struct source_row) found = {0};
    sqlite3_stmt *s;
    int got;

    *rows = NULL;
    *count = 0;
    if (head->first_load && !store->sources_by_book)
        return 0;
    s = select_of(store, STATEMENT_SOURCES_OF_BOOK, book_id, error);
    if (!s)
        return -1;
    while ((got = sqlite_step(store, s, error)) > 0) {
        struct source_row *row = list_push(arena, &found);

        if (!row)
            return error_memory(error);
        *row = source_of(s, arena);
    }
    *rows = found.at;
    *count = found.count;
    if (got < 0)
        return -1;
    return arena->failed ? error_memory(error) : 0;
}

int sqlite_fetch_editions(struct store *head, int64_t work_id, int64_t after,
                          int64_t ids[EDITIONS_PAGE], size_t *count,
                          struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    const struct cell cells[] = {cell_integer(work_id), cell_integer(after),
                                 cell_integer(EDITIONS_PAGE)};
    sqlite3_stmt *s;
    int got;

    *count = 0;
    if (head->first_load && !store->books_by_work &&
        sqlite_index_build(store, "books_by_work", error))
        return -1;
    store->books_by_work = true;
    s = sqlite_statement(store, STATEMENT_EDITIONS, error);
    if (!s || sqlite_bind(store, s, cells, 3, error))
        return -1;
    while ((got = sqlite_step(store, s, error)) > 0)
        if (*count < EDITIONS_PAGE)
            ids[(*count)++] = sqlite3_column_int64(s, 0);
    return got;
}

/* A row that only the triggers of schema.sql can have written has one letter in
 * each of the first two columns; anything else is nobody's. */
int sqlite_fetch_touched(struct store *head, struct touched **rows,
                         size_t *count, struct arena *arena,
                         struct error *error)
{
    struct sqlite_store *store = sqlite_store_of(head);
    sqlite3_stmt *s = sqlite_statement(store, STATEMENT_TOUCHED, error);
    LIST(struct touched) found = {0};
    int got;

    if (!s)
        return -1;
    while ((got = sqlite_step(store, s, error)) > 0) {
        struct slice kind = column_slice(s, 0, arena);
        struct slice event = column_slice(s, 1, arena);
        struct touched *row;

        if (kind.len != 1 || event.len != 1)
            continue;
        row = list_push(arena, &found);
        if (!row)
            return error_memory(error);
        *row = (struct touched){
            .kind = *kind.at,
            .event = *event.at,
            .book_id = sqlite3_column_int64(s, 2),
            .author_id = sqlite3_column_int64(s, 3),
            .field = column_slice(s, 4, arena),
            .replaced = sqlite3_column_int(s, 5) != 0,
        };
    }
    *rows = found.at;
    *count = found.count;
    if (got < 0)
        return -1;
    return arena->failed ? error_memory(error) : 0;
}

int sqlite_forget_touched(struct store *head, struct error *error)
{
    return sqlite_run(sqlite_store_of(head), STATEMENT_FORGET_TOUCHED, NULL, 0,
                      error);
}
