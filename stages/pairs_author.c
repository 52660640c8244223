/* See pairs.h: the authors that a cell can name. */
#include "pairs.h"

#include "author_facts.h"
#include "find_ids.h"
#include "keys.h"

static struct keys_context context_of(struct pairs_reading *reading)
{
    return (struct keys_context){.secret = reading->store->secret,
                                 .arena = &reading->scratch};
}

static void side_of_name(struct pairs_reading *reading, struct slice name,
                         struct slice dates, struct pair_side *side)
{
    const struct keys_context context = context_of(reading);
    struct slice field[AUTHOR_FIELDS] = {
        [AUTHOR_NAME] = name, [AUTHOR_DATES] = dates};

    side->key = key_of_name(&context, name);
    side->facts = author_facts_read(&reading->scratch, field);
}

struct author_sink {
    struct pairs_reading *reading;
    struct pair_side *side;
};

static int no_columns(void *context, const char *const *names, size_t count,
                      struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static int author_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    struct author_sink *sink = context;

    (void)count, (void)error;
    sink->side->id = values[0].integer;
    side_of_name(sink->reading, values[1].text, values[2].text, sink->side);
    return 0;
}

static int side_of_row(struct pairs_reading *reading, const char *sql,
                       const struct parameter *parameters, size_t count,
                       struct pair_side *side)
{
    struct author_sink context = {reading, side};
    const struct result_sink sink = {&context, no_columns, author_row};

    return reading->store->type->query(reading->store, sql, parameters, count,
                                       &sink, reading->error);
}

static int side_of_number(struct pairs_reading *reading, struct slice text,
                          struct pair_side *side)
{
    struct parameter id = {"id", {.kind = VALUE_TEXT, .text = text}};

    return side_of_row(reading,
                       "SELECT id, CAST(name AS TEXT), dates FROM authors"
                       " WHERE id = CAST(:id AS INTEGER)",
                       &id, 1, side);
}

static int side_of_authority(struct pairs_reading *reading, struct slice text,
                             struct pair_side *side)
{
    const struct keys_context context = context_of(reading);
    struct key key = key_of_authority(&context, text);
    const struct parameter parameters[] = {
        find_number("high", (int64_t)key.high),
        find_number("low", (int64_t)key.low),
        find_number("kind", KEY_AUTHORITY),
    };

    return side_of_row(
        reading,
        "SELECT a.id, CAST(a.name AS TEXT), a.dates FROM author_keys AS k"
        " JOIN authors AS a ON a.id = k.author_id"
        " WHERE k.hash_high = :high AND k.hash_low = :low"
        " AND k.kind = :kind",
        parameters, 3, side);
}

bool pairs_is_number(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.len > 0 && text.len <= 18;
}

/* viaf:102333412: a word, a colon, and no blank. */
static bool is_authority(struct slice text)
{
    return memchr(text.at, ':', text.len) && !memchr(text.at, ' ', text.len);
}

int pairs_read_author(struct pairs_reading *reading, struct slice text,
                      struct pair_sides *sides)
{
    struct pair_side *side = &sides->at[0];
    int result = 0;

    *sides = (struct pair_sides){.count = 0};
    if (!text.len)
        return pairs_line_bad(reading, "expected two authors, found", text);
    if (pairs_is_number(text)) {
        result = side_of_number(reading, text, side);
    } else if (is_authority(text)) {
        result = side_of_authority(reading, text, side);
    } else {
        const char *bar = memchr(text.at, '|', text.len);

        side_of_name(
            reading, bar ? slice_trim(slice_between(text.at, bar)) : text,
            bar ? slice_between(bar + 1, text.at + text.len) : SLICE_NONE,
            side);
        if (key_is_none(side->key))
            return pairs_line_bad(reading, "expected a name, found", text);
    }
    sides->count = !key_is_none(side->key);
    return result;
}
