/* See map_row.h. */
#include "map_row.h"

#include "entities.h"
#include "name_parts.h"

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_nbsp(const char *at)
{
    return at[0] == '\xc2' && at[1] == '\xa0';
}

struct slice map_trim(struct slice text)
{
    for (;;) {
        if (text.len && is_space(text.at[0]))
            text.at++, text.len--;
        else if (text.len > 1 && is_nbsp(text.at))
            text.at += 2, text.len -= 2;
        else
            break;
    }
    for (;;) {
        if (text.len && is_space(text.at[text.len - 1]))
            text.len--;
        else if (text.len > 1 && is_nbsp(text.at + text.len - 2))
            text.len -= 2;
        else
            return text;
    }
}

struct slice map_cell(const struct map_row *row, size_t column)
{
    struct slice text;

    if (column >= row->record->cells.count)
        return SLICE_NONE;
    text = row->record->cells.at[column];
    if (row->csv->html && text.len)
        text = entities_decode(row->record->arena, text);
    return map_trim(text);
}

struct slice map_first(const struct map_row *row,
                       const struct plan_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        struct slice text = map_cell(row, columns->at[i]);

        if (text.len)
            return text;
    }
    return SLICE_NONE;
}

/* "King, Jr.": the suffix goes back to its name. A name of endless suffixes is
 * not copied endlessly. */
static bool join_suffix(struct arena *arena, struct map_values *values,
                        struct slice value)
{
    struct slice *last =
        values->list.count ? &values->list.at[values->list.count - 1] : NULL;

    if (!last || !last->len || last->len > FINDING_TEXT ||
        !name_is_suffix(value))
        return false;
    *last = arena_join(arena, *last, " ", value);
    return true;
}

bool map_split(const struct map_row *row, struct slice cell,
               const char *separator, struct slice field,
               struct map_values *values)
{
    struct arena *arena = row->record->arena;
    struct slice rest = cell, value;

    while (name_next_part(&rest, separator, &value)) {
        struct slice *added;

        value = map_trim(value);
        if (strcmp(separator, ",") == 0 && join_suffix(arena, values, value))
            continue;
        if (values->list.count == MAP_VALUES_MAX) {
            record_reject(row->record, RECORD_TOO_LONG, field,
                          SLICE("at most 10000 values in a cell"),
                          SLICE("more"));
            return false;
        }
        added = list_push(arena, &values->list);
        if (!added)
            return false;
        *added = value;
    }
    values->parts = values->list.count;
    while (values->list.count && !values->list.at[values->list.count - 1].len)
        values->list.count--;
    return true;
}
