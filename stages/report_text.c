/*
 * Reports as text tables for a terminal and for a log: columns aligned by the
 * width that characters really take, numbers to the right. Rows are kept until
 * the table's end, because widths are not known before: no more of them than
 * the report's limit, and no more of a cell than REPORT_CELL_MAX bytes.
 *
 * Text from data may hold anything: what is no UTF-8, drives a terminal or
 * turns its writing direction is shown as \xNN or \u{NNNN}.
 */
#include "report.h"

#include "../pipeline/visible.h"

#include <utf8proc.h>

#define GAP 2        /* blanks between columns */
#define LEAST_TEXT 8 /* a text column is never cut below this */

struct cell {
    struct slice text; /* already safe to show */
    size_t width;
    bool number;
};

struct text_state {
    LIST(struct cell) cells; /* row by row */
    struct cell *titles;
    size_t *width; /* of each column */
    bool *right;
};

static bool is_unsafe(utf8proc_int32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x200e ||
           point == 0x200f || (point >= 0x2028 && point <= 0x202e) ||
           (point >= 0x2066 && point <= 0x2069) || point == 0xfeff;
}

/* Appends the next character of `from` as it may be shown; its width is added.
 * At most 10 bytes for each byte read. */
static size_t show(char *to, struct slice *from, size_t *width)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t len =
        utf8proc_iterate((const utf8proc_uint8_t *)from->at,
                         (utf8proc_ssize_t)from->len, &point);
    int written;

    if (len <= 0) {
        written = sprintf(to, "\\x%02x", (unsigned char)from->at[0]);
        *width += (size_t)written;
        len = 1;
    } else if (is_unsafe(point)) {
        written = point < 0x80 ? sprintf(to, "\\x%02x", (unsigned)point)
                               : sprintf(to, "\\u{%x}", (unsigned)point);
        *width += (size_t)written;
    } else {
        memcpy(to, from->at, (size_t)len);
        written = (int)len;
        *width += (size_t)utf8proc_charwidth(point);
    }
    from->at += len;
    from->len -= (size_t)len;
    return (size_t)written;
}

/* Cell text without long runs of memory: measured first, then made. */
static int make_cell(struct report_output *output, struct slice text,
                     struct cell *cell, struct error *error)
{
    bool cut = text.len > REPORT_CELL_MAX;
    struct slice rest = {text.at, cut ? REPORT_CELL_MAX : text.len};
    size_t len = 0, width = 0;
    char room[32], *at;

    while (rest.len)
        len += show(room, &rest, &width);
    at = arena_alloc(&output->arena, len + sizeof "…");
    if (!at)
        return error_memory(error);
    rest = (struct slice){text.at, cut ? REPORT_CELL_MAX : text.len};
    cell->text = (struct slice){at, 0};
    cell->width = 0;
    while (rest.len)
        cell->text.len += show(at + cell->text.len, &rest, &cell->width);
    if (cut) {
        memcpy(at + cell->text.len, "…", sizeof "…" - 1);
        cell->text.len += sizeof "…" - 1;
        cell->width++;
    }
    return 0;
}

static int text_table(struct report_output *output, struct error *error)
{
    size_t n = output->column_count;
    struct text_state *state = arena_zero(&output->arena, sizeof *state);

    output->state = state;
    if (!state)
        return error_memory(error);
    state->titles = arena_zero(&output->arena, n * sizeof *state->titles);
    state->width = arena_zero(&output->arena, n * sizeof *state->width);
    state->right = arena_zero(&output->arena, n * sizeof *state->right);
    if (!state->titles || !state->width || !state->right)
        return error_memory(error);
    for (size_t i = 0; i < n; i++) {
        if (make_cell(output, slice_of(output->columns[i].title),
                      &state->titles[i], error))
            return -1;
        state->width[i] = state->titles[i].width;
        state->right[i] = output->columns[i].shape != SHAPE_PLAIN;
    }
    return 0;
}

static int text_row(struct report_output *output, const struct value *values,
                    struct error *error)
{
    struct text_state *state = output->state;

    if (output->rows > output->report->limit)
        return 0;
    for (size_t i = 0; i < output->column_count; i++) {
        char room[VALUE_NUMBER_BYTES];
        struct slice text =
            value_text(&output->columns[i], &values[i], VALUE_PEOPLE, room);
        struct cell *cell = list_push(&output->arena, &state->cells);

        if (!cell)
            return error_memory(error);
        cell->number = value_is_number(&values[i]);
        if (make_cell(output, text, cell, error))
            return -1;
        if (cell->width > state->width[i])
            state->width[i] = cell->width;
    }
    return 0;
}

/* ---- the table's end: everything is known ------------------------------- */

/* A column is numbers if every value in it is one. */
static void find_right(struct report_output *output)
{
    struct text_state *state = output->state;
    size_t n = output->column_count;

    for (size_t i = 0; i < n; i++) {
        bool any = false, all = true;

        for (size_t at = i; at < state->cells.count; at += n) {
            const struct cell *cell = &state->cells.at[at];

            any = any || cell->number;
            all = all && (cell->number || cell->text.len == 0);
        }
        state->right[i] = state->right[i] || (any && all);
    }
}

static size_t total_width(const struct text_state *state, size_t n)
{
    size_t total = n ? (n - 1) * GAP : 0;

    for (size_t i = 0; i < n; i++)
        total += state->width[i];
    return total;
}

/* Narrows the widest text columns until the table fits; false if it can't. */
static bool fit(struct report_output *output)
{
    struct text_state *state = output->state;
    size_t n = output->column_count, total = total_width(state, n);

    while (output->width && total > output->width) {
        size_t widest = n, second = LEAST_TEXT, by = total - output->width;

        for (size_t i = 0; i < n; i++)
            if (!state->right[i] && state->width[i] > LEAST_TEXT &&
                (widest == n || state->width[i] > state->width[widest]))
                widest = i;
        if (widest == n)
            return false;
        for (size_t i = 0; i < n; i++)
            if (i != widest && !state->right[i] && state->width[i] > second &&
                state->width[i] < state->width[widest])
                second = state->width[i];
        if (by > state->width[widest] - second)
            by = state->width[widest] - second;
        if (by == 0)
            by = 1;
        state->width[widest] -= by;
        total -= by;
    }
    return true;
}

static void blanks(FILE *file, size_t count)
{
    while (count--)
        putc(' ', file);
}

static void put_cell(FILE *file, const struct cell *cell, size_t width,
                     bool right, bool last)
{
    struct slice text = cell->text;
    size_t taken = cell->width;

    if (taken > width) {
        text = visible_cut(text, width - 1); /* one for the ellipsis */
        taken = visible_width(text);
    }
    if (right && taken < width)
        blanks(file, width - taken);
    fwrite(text.at, 1, text.len, file);
    if (cell->width > width) {
        fputs("…", file);
        taken++;
    }
    if (!right && !last && taken < width)
        blanks(file, width - taken);
    if (!last)
        blanks(file, GAP);
}

static void put_line(struct report_output *output, const struct cell *cells)
{
    struct text_state *state = output->state;
    size_t n = output->column_count;

    /* No blanks at the end of a line: empty last cells are left out. */
    while (n > 1 && cells[n - 1].text.len == 0)
        n--;
    for (size_t i = 0; i < n; i++)
        put_cell(output->file, &cells[i], state->width[i], state->right[i],
                 i + 1 == n);
    putc('\n', output->file);
}

static void put_table(struct report_output *output)
{
    struct text_state *state = output->state;
    size_t n = output->column_count;

    put_line(output, state->titles);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < state->width[i]; j++)
            putc('-', output->file);
        if (i + 1 < n)
            blanks(output->file, GAP);
    }
    putc('\n', output->file);
    for (size_t at = 0; at < state->cells.count; at += n)
        put_line(output, &state->cells.at[at]);
}

/* Too many columns for the terminal: a line for each cell. */
static void put_records(struct report_output *output)
{
    struct text_state *state = output->state;
    size_t n = output->column_count, label = 0;

    for (size_t i = 0; i < n; i++)
        if (state->titles[i].width > label)
            label = state->titles[i].width;
    for (size_t at = 0; at < state->cells.count; at += n) {
        for (size_t i = 0; i < n; i++) {
            const struct cell *cell = &state->cells.at[at + i];
            size_t room = output->width > label + GAP + LEAST_TEXT
                              ? output->width - label - GAP
                              : LEAST_TEXT;

            put_cell(output->file, &state->titles[i], label, false, false);
            put_cell(output->file, cell, room, false, true);
            putc('\n', output->file);
        }
        if (at + n < state->cells.count)
            putc('\n', output->file);
    }
}

static int put_heading(struct report_output *output, struct error *error)
{
    const struct report *report = output->report;
    struct cell title = {0}, text = {0};

    if (make_cell(output, slice_of(report->title), &title, error) ||
        make_cell(output, slice_of(report->text), &text, error))
        return -1;
    if (output->tables > 1)
        putc('\n', output->file);
    fwrite(title.text.at, 1, title.text.len, output->file);
    putc('\n', output->file);
    for (size_t i = 0; i < title.width; i++)
        putc('=', output->file);
    putc('\n', output->file);
    if (text.text.len)
        fprintf(output->file, "%.*s\n", SLICE_ARG(text.text));
    putc('\n', output->file);
    return 0;
}

static int text_table_end(struct report_output *output, struct error *error)
{
    char room[VALUE_NUMBER_BYTES];
    size_t limit = output->report->limit;

    if (put_heading(output, error))
        return -1;
    find_right(output);
    if (output->rows == 0)
        fputs("(nothing)\n", output->file);
    else if (fit(output))
        put_table(output);
    else
        put_records(output);
    if (output->rows > limit)
        fprintf(output->file, "... and %s more\n",
                value_thousands((int64_t)(output->rows - limit), room).at);
    return 0;
}

const struct report_writer writer_text = {
    .format = "text",
    .suffix = ".txt",
    .table = text_table,
    .row = text_row,
    .table_end = text_table_end,
};
