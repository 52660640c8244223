/*
 * See decide.h: statements, the transaction, the batch. The triggers note in
 * `touched` what a decision does as if another program had; that is taken out
 * again, for nothing of it was an edit of a column by hand, and the keys are made
 * at once.
 */
#include "decide.h"

#include <ctype.h>

const char *decide_own(const struct decide *decide)
{
    return decide->subject == FIND_AUTHORS ? "author" : "book";
}

static const char *other(const struct decide *decide)
{
    return decide->subject == FIND_AUTHORS ? "book" : "author";
}

/* The text with @own and @other replaced; @@ is one @ of a name that a statement
 * was made with. */
static const char *sql_of(struct decide *decide, const char *text)
{
    const char *own = decide_own(decide), *next;
    struct slice sql = SLICE("");

    while ((next = strchr(text, '@'))) {
        size_t own_len = strncmp(next, "@own", 4) == 0 ? 4 : 0;
        size_t other_len = strncmp(next, "@other", 6) == 0 ? 6 : 0;
        size_t len = own_len + other_len;

        sql = arena_printf(decide->arena, "%.*s%.*s%s", SLICE_ARG(sql),
                           (int)(next - text), text,
                           own_len     ? own
                           : other_len ? other(decide)
                                       : "@");
        text = next + (len ? len : next[1] == '@' ? 2 : 1);
    }
    sql = arena_printf(decide->arena, "%.*s%s", SLICE_ARG(sql), text);
    return decide->arena->failed ? NULL : sql.at; /* no piece is missing */
}

/* Outside of texts and of names in quotes, which may hold anything. */
static bool names(const char *sql, const char *parameter)
{
    size_t len = strlen(parameter);
    char quote = '\0';

    for (const char *at = sql; *at; at++) {
        if (quote)
            quote = *at == quote ? '\0' : quote;
        else if (*at == '\'' || *at == '"')
            quote = *at;
        else if (*at == ':' && strncmp(at + 1, parameter, len) == 0 &&
                 !isalnum((unsigned char)at[1 + len]) && at[1 + len] != '_')
            return true;
    }
    return false;
}

int decide_rows(struct decide *decide, const char *text,
                const struct result_sink *sink, struct error *error)
{
    const struct parameter all[] = {
        {"keep", {.kind = VALUE_INTEGER, .integer = decide->keep}},
        {"gone", {.kind = VALUE_INTEGER, .integer = decide->gone}},
        {"batch", {.kind = VALUE_INTEGER, .integer = decide->batch}},
        {"decision", {.kind = VALUE_INTEGER, .integer = decide->decision}},
        {"login",
         {.kind = decide->login ? VALUE_TEXT : VALUE_NULL,
          .text = slice_of(decide->login)}},
    };
    struct parameter used[sizeof all / sizeof *all];
    const char *sql = sql_of(decide, text);
    size_t count = 0;

    if (!sql)
        return error_memory(error);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (names(sql, all[i].name))
            used[count++] = all[i];
    return decide->store->type->query(decide->store, sql, used, count, sink,
                                      error);
}

static int no_columns(void *context, const char *const *columns, size_t count,
                      struct error *error)
{
    (void)context, (void)columns, (void)count, (void)error;
    return 0;
}

int decide_run(struct decide *decide, const char *sql, int64_t *number,
               struct error *error)
{
    int64_t ignored;
    const struct result_sink sink = {number ? number : &ignored, no_columns,
                                     result_number};

    return decide_rows(decide, sql, &sink, error);
}

int decide_run_all(struct decide *decide, const char *const *statements,
                   struct error *error)
{
    for (; *statements; statements++)
        if (decide_run(decide, *statements, NULL, error))
            return -1;
    return 0;
}

struct text_sink {
    struct arena *arena;
    struct slice text;
};

static int text_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct text_sink *sink = context;

    (void)count;
    if (values[0].kind != VALUE_TEXT)
        return 0;
    sink->text = arena_copy(sink->arena, values[0].text);
    return sink->text.at ? 0 : error_memory(error);
}

int decide_text(struct decide *decide, const char *sql, struct slice *text,
                struct error *error)
{
    struct text_sink context = {.arena = decide->arena};
    const struct result_sink sink = {&context, no_columns, text_row};
    int result = decide_rows(decide, sql, &sink, error);

    *text = context.text;
    return result;
}

/* ---- the transaction ---- */

int decide_begin(struct decide *decide, struct error *error)
{
    static const char *const statements[] = {
        "BEGIN IMMEDIATE",
        "CREATE TEMP TABLE touched_before AS SELECT * FROM main.touched",
        NULL,
    };

    return decide_run_all(decide, statements, error);
}

int decide_batch(struct decide *decide, const char *source, struct error *error)
{
    const struct parameter name = {
        "source", {.kind = VALUE_TEXT, .text = slice_of(source)}};
    struct store *store = decide->store;

    if (store->type->query(store,
                           "INSERT OR IGNORE INTO sources (name)"
                           " VALUES (:source)",
                           &name, 1, NULL, error) ||
        store->type->query(
            store,
            "INSERT INTO imports (source_id, options, state, started,"
            " finished, seconds) SELECT id, '', 'complete',"
            " strftime('%Y-%m-%dT%H:%M:%SZ', 'now'),"
            " strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 0.0 FROM sources"
            " WHERE name = :source",
            &name, 1, NULL, error))
        return -1;
    return decide_run(decide, "SELECT max(id) FROM imports", &decide->batch,
                      error);
}

int decide_commit(struct decide *decide, struct error *error)
{
    static const char *const statements[] = {
        "DELETE FROM main.touched"
        " WHERE (kind, book_id, author_id, event, field) NOT IN"
        " (SELECT kind, book_id, author_id, event, field"
        " FROM temp.touched_before)",
        "COMMIT",
        NULL,
    };

    return decide_run_all(decide, statements, error);
}
