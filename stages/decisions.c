/* See decisions.h. */
#include "decisions.h"

#include "../pipeline/rows.h"

#include <stdlib.h>

/* A row may have been merged into one that was merged on: the last that is there
 * counts. */
static const char merged[] =
    "WITH RECURSIVE same AS MATERIALIZED ("
    " SELECT id, subject, gone_id, keep_id FROM decisions"
    " WHERE verdict = 'same' AND undone IS NULL AND image IS NOT NULL),"
    " step (id, subject, now, depth) AS ("
    " SELECT id, subject, keep_id, 1 FROM same UNION ALL"
    " SELECT s.id, s.subject, m.keep_id, s.depth + 1 FROM step AS s"
    " JOIN same AS m ON m.subject = s.subject AND m.gone_id = s.now"
    " WHERE s.depth < 1000)"
    " SELECT s.now, json_extract(k.value, '$[1]'),"
    " json_extract(k.value, '$[2]'), json_extract(k.value, '$[3]'),"
    " coalesce((SELECT json_extract(n.value, '$[3]')"
    " FROM json_each(d.image, '$.keys') AS n"
    " WHERE json_extract(n.value, '$[0]') = 3), 0),"
    " s.subject, d.id, json_extract(d.image, '$.row.title'),"
    " json_extract(d.image, '$.row.subtitle'),"
    " json_extract(d.image, '$.row.publisher'),"
    " json_extract(d.image, '$.row.material'),"
    " EXISTS (SELECT 1 FROM json_each(d.image, '$.keys') AS n"
    " WHERE json_extract(n.value, '$[0]') = 1)"
    " FROM step AS s JOIN decisions AS d ON d.id = s.id,"
    " json_each(d.image, '$.keys') AS k"
    " WHERE CASE s.subject WHEN 'author'"
    " THEN EXISTS (SELECT 1 FROM authors AS a WHERE a.id = s.now)"
    " ELSE EXISTS (SELECT 1 FROM books AS b WHERE b.id = s.now) END"
    " ORDER BY d.id, k.key";

struct reading {
    struct decisions *decisions;
    int64_t decision; /* that `book` is of */
    const struct decided_book *book;
};

static int no_columns(void *context, const char *const *names, size_t count,
                      struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static const struct decided_book *book_of(struct reading *reading,
                                          const struct value *values)
{
    struct arena *arena = &reading->decisions->arena;
    struct decided_book *book;

    if (reading->book && reading->decision == values[6].integer)
        return reading->book;
    book = arena_zero(arena, sizeof *book);
    if (!book)
        return NULL;
    book->title = arena_copy(arena, values[7].text);
    book->subtitle = arena_copy(arena, values[8].text);
    book->publisher = arena_copy(arena, values[9].text);
    book->material = arena_copy(arena, values[10].text);
    book->has_isbn = values[11].integer != 0;
    reading->decision = values[6].integer;
    return reading->book = book;
}

static int take_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct reading *reading = context;
    struct decisions *decisions = reading->decisions;
    struct decided *one;

    (void)count;
    if (decisions->list.count == DECISIONS_MAX)
        return error_set(error, ERROR_STORE,
                         "more than %d keys of merged rows in decisions",
                         DECISIONS_MAX);
    one = list_push(&decisions->arena, &decisions->list);
    if (!one)
        return error_memory(error);
    *one = (struct decided){
        .id = values[0].integer,
        .key = {(uint64_t)values[1].integer, (uint64_t)values[2].integer},
        .fact = values[3].integer,
        .facts = values[4].integer,
    };
    if (slice_is(values[5].text, "book"))
        one->book = book_of(reading, values);
    return decisions->arena.failed ? error_memory(error) : 0;
}

static int take_divided(void *context, const struct value *values, size_t count,
                        struct error *error)
{
    struct reading *reading = context;
    struct decisions *decisions = reading->decisions;
    struct divided *one =
        decisions->divided.count < DECISIONS_MAX
            ? list_push(&decisions->arena, &decisions->divided)
            : NULL;

    (void)count;
    if (!one)
        return error_memory(error);
    *one = (struct divided){values[0].integer, values[1].integer};
    return 0;
}

static int take_filled(void *context, const struct value *values, size_t count,
                       struct error *error)
{
    struct reading *reading = context;
    struct decisions *decisions = reading->decisions;
    struct filled *one;

    (void)count;
    if (decisions->filled.count == DECISIONS_MAX)
        return error_set(error, ERROR_STORE,
                         "more than %d columns that merges filled in",
                         DECISIONS_MAX);
    one = list_push(&decisions->arena, &decisions->filled);
    if (!one)
        return error_memory(error);
    one->book = values[0].integer;
    one->column = arena_copy(&decisions->arena, values[1].text);
    return decisions->arena.failed ? error_memory(error) : 0;
}

static const char filled[] =
    "SELECT DISTINCT d.keep_id, m.key FROM decisions AS d,"
    " json_each(d.image, '$.merged') AS m WHERE d.subject = 'book'"
    " AND d.verdict = 'same' AND d.undone IS NULL AND m.value IS NOT"
    " json_extract(d.image, printf('$.kept.\"%s\"', m.key))"
    " ORDER BY d.keep_id, m.key";

static int by_key(const void *a, const void *b)
{
    const struct decided *first = a, *second = b;
    int order = key_compare(first->key, second->key);

    return order ? order : first->id < second->id ? -1 : first->id > second->id;
}

int decisions_read(struct decisions *decisions, struct store *store,
                   struct error *error)
{
    struct reading reading = {.decisions = decisions};
    const struct result_sink sink = {&reading, no_columns, take_row};
    const struct result_sink divided = {&reading, no_columns, take_divided};
    const struct result_sink fills = {&reading, no_columns, take_filled};

    arena_init(&decisions->arena, 16384);
    if (store->type->query(store, merged, NULL, 0, &sink, error) ||
        store->type->query(store,
                           "SELECT keep_id, gone_id FROM decisions"
                           " WHERE subject = 'author' AND undone IS NULL"
                           " AND verdict = 'different' ORDER BY id",
                           NULL, 0, &divided, error) ||
        store->type->query(store, filled, NULL, 0, &fills, error))
        return -1;
    if (decisions->list.count)
        qsort(decisions->list.at, decisions->list.count,
              sizeof *decisions->list.at, by_key);
    return 0;
}

const struct decided *decisions_of(const struct decisions *decisions,
                                   struct key key, size_t *count)
{
    size_t low = 0, high = decisions ? decisions->list.count : 0, first;

    *count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (key_compare(decisions->list.at[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    first = low;
    while (decisions && low < decisions->list.count &&
           key_equal(decisions->list.at[low].key, key))
        low++, ++*count;
    return *count ? &decisions->list.at[first] : NULL;
}

const struct filled *decisions_filled(const struct decisions *decisions,
                                      int64_t book, size_t *count)
{
    size_t low = 0, high = decisions ? decisions->filled.count : 0, first;

    *count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (decisions->filled.at[middle].book < book)
            low = middle + 1;
        else
            high = middle;
    }
    first = low;
    while (decisions && low < decisions->filled.count &&
           decisions->filled.at[low].book == book)
        low++, ++*count;
    return *count ? &decisions->filled.at[first] : NULL;
}

void decisions_clear(struct decisions *decisions)
{
    arena_clear(&decisions->arena);
    *decisions = (struct decisions){.list = {0}};
}
