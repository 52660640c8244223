/* See map_extra.h. */
#include "map_extra.h"

/* A byte becomes at most six: \u001f. */
#define JSON_GROWTH 6

static char *put_escaped(char *at, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";

    *at++ = '\\';
    if (c == '"' || c == '\\') {
        *at++ = (char)c;
    } else {
        memcpy(at, "u00", 3);
        at[3] = hex[c >> 4];
        at[4] = hex[c & 15];
        at += 5;
    }
    return at;
}

static char *put_string(char *at, struct slice text)
{
    *at++ = '"';
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c < 0x20 || c == '"' || c == '\\')
            at = put_escaped(at, c);
        else
            *at++ = (char)c;
    }
    *at++ = '"';
    return at;
}

static struct slice column_name(const struct map_row *row, uint32_t column)
{
    const struct csv_plan *csv = row->csv;

    if (csv->header && csv->names && csv->names[column].len)
        return csv->names[column];
    return arena_printf(row->record->arena, "#%u", (unsigned)column + 1);
}

struct slice map_extra(const struct map_row *row)
{
    struct arena *arena = row->record->arena;
    struct slice cell, name;
    size_t room = 3;
    char *made, *at;

    for (size_t i = 0; i < row->csv->extra_count; i++) {
        cell = map_cell(row, row->csv->extra[i]);
        name = column_name(row, row->csv->extra[i]);
        if (cell.len > SIZE_MAX / 16 - name.len - room)
            return SLICE_NONE;
        if (cell.len)
            room += (cell.len + name.len) * JSON_GROWTH + 6;
    }
    if (room == 3)
        return SLICE_NONE;
    made = at = arena_alloc(arena, room);
    if (!made)
        return SLICE_NONE;
    for (size_t i = 0; i < row->csv->extra_count; i++) {
        cell = map_cell(row, row->csv->extra[i]);
        if (!cell.len)
            continue;
        *at = at == made ? '{' : ',';
        at = put_string(at + 1, column_name(row, row->csv->extra[i]));
        *at++ = ':';
        at = put_string(at, cell);
    }
    *at++ = '}';
    return slice_between(made, at);
}
