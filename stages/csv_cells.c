/*
 * See csv_cells.h. libcsv knows nothing of backslashes: before it sees the
 * text, an escaped quote and an escaped delimiter become bytes that UTF-8 never
 * has, and in the cells they become what they were. A literal row is read with
 * a quote character that no text has, NUL.
 *
 * libcsv's callbacks return nothing: what fails in them stays in the state and
 * is looked at after the call.
 */
#include "csv_cells.h"

#include <csv.h>

#define ESCAPED_QUOTE '\xfe'
#define ESCAPED_DELIMITER '\xff'
#define BUFFER_STEP 4096

static void *capped_realloc(void *old, size_t size)
{
    return size > CSV_CELL_MAX + BUFFER_STEP ? NULL : realloc(old, size);
}

int csv_cells_init(struct csv_cells *cells, char delimiter, bool backslash)
{
    *cells = (struct csv_cells){.delimiter = delimiter, .backslash = backslash};
    cells->parser = malloc(sizeof *cells->parser);
    if (!cells->parser)
        return -1;
    if (csv_init(cells->parser, 0) != 0) {
        free(cells->parser);
        cells->parser = NULL;
        return -1;
    }
    csv_set_delim(cells->parser, (unsigned char)delimiter);
    csv_set_realloc_func(cells->parser, capped_realloc);
    csv_set_blk_size(cells->parser, BUFFER_STEP);
    return 0;
}

void csv_cells_clear(struct csv_cells *cells)
{
    if (!cells->parser)
        return;
    csv_free(cells->parser);
    free(cells->parser);
    cells->parser = NULL;
}

static void unescape(const struct csv_cells *cells, char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == ESCAPED_QUOTE)
            text[i] = '"';
        else if (text[i] == ESCAPED_DELIMITER)
            text[i] = cells->delimiter;
    }
}

static void on_cell(void *bytes, size_t len, void *context)
{
    struct csv_cells *cells = context;
    struct slice *cell;

    if (cells->count++ >= cells->keep)
        return;
    cell = list_push(cells->arena, cells->cells);
    if (!cell)
        return;
    if (len)
        memcpy(cells->text, bytes, len);
    if (cells->backslash)
        unescape(cells, cells->text, len);
    *cell = (struct slice){cells->text, len};
    cells->text += len;
}

static void on_row(int end, void *context)
{
    struct csv_cells *cells = context;

    (void)end;
    cells->rows++;
}

/* \" \\ and \delimiter lose their backslash; elsewhere it is text. */
static struct slice without_escapes(struct csv_cells *cells, struct slice text)
{
    char *made = arena_alloc(cells->arena, text.len + 1);
    size_t at = 0;

    if (!made)
        return SLICE_NONE;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c == '\\' && i + 1 < text.len) {
            char next = text.at[i + 1];

            if (next == '"')
                c = ESCAPED_QUOTE;
            else if (next == cells->delimiter)
                c = ESCAPED_DELIMITER;
            i += next == '"' || next == '\\' || next == cells->delimiter;
        }
        made[at++] = c;
    }
    return (struct slice){made, at};
}

/* The parser is made ready for the next text. */
static enum csv_cells_result failure(struct csv_cells *cells, size_t len)
{
    if (csv_fini(cells->parser, NULL, NULL, NULL) != 0)
        return CSV_CELLS_MEMORY;
    return len > CSV_CELL_MAX ? CSV_CELLS_LONG : CSV_CELLS_MEMORY;
}

static int run(struct csv_cells *cells, struct slice text)
{
    if (csv_parse(cells->parser, text.at, text.len, on_cell, on_row, cells) !=
        text.len)
        return -1;
    return csv_fini(cells->parser, on_cell, on_row, cells);
}

enum csv_cells_result csv_cells_split(struct csv_cells *cells,
                                      struct arena *arena, struct slice text,
                                      bool literal, size_t keep,
                                      csv_cell_list *into, size_t *count)
{
    cells->arena = arena;
    cells->cells = into;
    cells->keep = keep ? keep : SIZE_MAX;
    cells->count = cells->rows = 0;
    *count = 0;
    if (cells->backslash && text.len && memchr(text.at, '\\', text.len))
        text = without_escapes(cells, text);
    cells->text = arena_alloc(arena, text.len + 1);
    if (keep && !into->room) {
        /* A text of so many bytes has one cell more at most. */
        size_t room = keep <= text.len ? keep : text.len + 1;

        into->at = arena_alloc(arena, room * sizeof *into->at);
        into->room = into->at ? room : 0;
    }
    if (arena->failed || !cells->text)
        return CSV_CELLS_MEMORY;
    csv_set_quote(cells->parser, literal ? '\0' : '"');
    if (run(cells, text) != 0)
        return failure(cells, text.len);
    *count = cells->count;
    if (arena->failed)
        return CSV_CELLS_MEMORY;
    return cells->rows == 1 ? CSV_CELLS_GOOD : CSV_CELLS_NOT_ONE;
}
