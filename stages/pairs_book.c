/*
 * See pairs.h: the books that a cell can name. An ISBN, an own id and a title are
 * keys, whether a book has them yet or not; an id in the database stands for the
 * title and the ISBN that its row has.
 */
#include "pairs.h"

#include "find_ids.h"
#include "isbn.h"
#include "keys.h"
#include "numbers.h"

#include <strings.h>

static struct keys_context context_of(struct pairs_reading *reading)
{
    return (struct keys_context){.secret = reading->store->secret,
                                 .arena = &reading->scratch};
}

static void add(struct pair_sides *sides, struct key key, int32_t year,
                int64_t id)
{
    if (!key_is_none(key) && sides->count < PAIR_SIDES_MAX)
        sides->at[sides->count++] = (struct pair_side){
            .key = key, .year = year, .id = id, .book = true};
}

/* ---- a number ---- */

struct row_sink {
    struct pairs_reading *reading;
    struct pair_sides *sides;
};

static int no_columns(void *context, const char *const *names, size_t count,
                      struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static void add_isbn(struct pairs_reading *reading, struct slice text,
                     int64_t id, struct pair_sides *sides)
{
    const struct keys_context context = context_of(reading);
    struct isbn_found isbn = {0};

    if (isbn_next(&text, &isbn) && isbn.number)
        add(sides, key_of_isbn(&context, isbn.number), 0, id);
}

static int book_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct row_sink *sink = context;
    const struct keys_context keys = context_of(sink->reading);
    int64_t id = values[0].integer;

    (void)count, (void)error;
    add(sink->sides,
        key_of_title(&keys, values[1].text, values[2].text, values[5].text),
        (int32_t)values[3].integer, id);
    add_isbn(sink->reading, values[4].text, id, sink->sides);
    /* known by its id alone */
    if (!sink->sides->count)
        sink->sides->at[sink->sides->count++] =
            (struct pair_side){.id = id, .book = true};
    return 0;
}

static int by_number(struct pairs_reading *reading, struct slice text,
                     struct pair_sides *sides)
{
    const struct parameter id = {"id", {.kind = VALUE_TEXT, .text = text}};
    struct row_sink context = {reading, sides};
    const struct result_sink sink = {&context, no_columns, book_row};

    return reading->store->type->query(
        reading->store,
        "SELECT b.id, CAST(b.title AS TEXT), CAST(b.subtitle AS TEXT), b.year,"
        " CAST(b.isbn AS TEXT),"
        " (SELECT CAST(a.name AS TEXT) FROM book_author AS l JOIN authors AS a"
        " ON a.id = l.author_id WHERE l.book_id = b.id"
        " ORDER BY l.publication_order IS NULL, l.publication_order,"
        " l.author_id LIMIT 1)"
        " FROM books AS b WHERE b.id = CAST(:id AS INTEGER)",
        &id, 1, &sink, reading->error);
}

/* ---- an own id ---- */

/* The namespace that begins the text, the longest if several do. */
struct namespace_sink {
    struct slice text, name;
    struct arena *arena;
};

static bool begins(struct slice text, struct slice name)
{
    return text.len > name.len && text.at[name.len] == ':' &&
           memcmp(text.at, name.at, name.len) == 0;
}

static int namespace_row(void *context, const struct value *values,
                         size_t count, struct error *error)
{
    struct namespace_sink *sink = context;
    struct slice name = values[0].text;

    (void)count;
    if (name.len <= sink->name.len || !begins(sink->text, name))
        return 0;
    sink->name = arena_copy(sink->arena, name);
    return sink->name.at ? 0 : error_memory(error);
}

static int by_own_id(struct pairs_reading *reading, struct slice text,
                     struct pair_sides *sides)
{
    struct keys_context context = context_of(reading);
    struct namespace_sink found = {.text = text, .arena = &reading->scratch};
    const struct result_sink sink = {&found, no_columns, namespace_row};
    const char *colon = memchr(text.at, ':', text.len);
    struct slice word = slice_between(text.at, colon);
    struct slice name = arena_copy(&reading->scratch, word);
    const struct source_config *source;

    if (!name.at)
        return error_memory(reading->error);
    source = config_source(reading->config, name.at);
    if (source) {
        context.ids = slice_of(source->ids ? source->ids : source->name);
    } else {
        if (reading->store->type->query(reading->store,
                                        "SELECT substr(name, 4) FROM key_kinds"
                                        " WHERE name LIKE 'id:%' ORDER BY id",
                                        NULL, 0, &sink, reading->error))
            return -1;
        context.ids = found.name;
        word = found.name;
    }
    if (context.ids.len)
        add(sides,
            key_of_book_id(&context, slice_between(text.at + word.len + 1,
                                                   text.at + text.len)),
            0, 0);
    return 0;
}

/* ---- a title ---- */

/* Takes what is before the next bar off the text. */
static struct slice next_part(struct slice *text)
{
    const char *bar = text->len ? memchr(text->at, '|', text->len) : NULL;
    const char *end = text->at + text->len;
    struct slice part = slice_between(text->at, bar ? bar : end);

    *text = bar ? slice_between(bar + 1, end) : SLICE_NONE;
    return slice_trim(part);
}

static int by_title(struct pairs_reading *reading, struct slice text,
                    struct pair_sides *sides)
{
    const struct keys_context context = context_of(reading);
    struct slice rest = text, title, author, year_text;
    int32_t year = 0;

    title = next_part(&rest);
    author = next_part(&rest);
    year_text = next_part(&rest);
    add(sides, key_of_title(&context, title, SLICE_NONE, author), 0, 0);
    if (year_text.len)
        (void)number_year(year_text, &year);
    if (!sides->count || rest.len || (year_text.len && !year))
        return pairs_line_bad(
            reading,
            "expected Title|First author or Title|First author|Year, "
            "found",
            text);
    sides->at[0].year = year;
    return 0;
}

int pairs_read_book(struct pairs_reading *reading, struct slice text,
                    struct pair_sides *sides)
{
    *sides = (struct pair_sides){.count = 0};
    if (text.len >= 5 && strncasecmp(text.at, "isbn:", 5) == 0) {
        add_isbn(reading, slice_between(text.at + 5, text.at + text.len), 0,
                 sides);
        return sides->count
                   ? 0
                   : pairs_line_bad(reading, "expected a valid ISBN, found",
                                    text);
    }
    if (pairs_is_number(text))
        return by_number(reading, text, sides);
    if (text.len && memchr(text.at, '|', text.len))
        return by_title(reading, text, sides);
    if (text.len && memchr(text.at, ':', text.len))
        return by_own_id(reading, text, sides);
    return pairs_line_bad(reading,
                          "expected a book as a number, isbn:..., SOURCE:ID or "
                          "Title|First author, found",
                          text);
}
