/* See csv_model.h. */
#include "csv_model.h"

#include "../../stages/csv_text.h"

#define CELLS_MAX 8 /* no plan of a fuzzer has more columns */

struct reading {
    const char *at, *end;
    char delimiter;
    struct fuzz_text text; /* of quoted cells: quotes no longer doubled */
    struct slice cells[CELLS_MAX];
    size_t count;
};

void csv_model_row(struct fuzz_text *text, const struct slice *cells,
                   size_t count, size_t columns)
{
    fuzz_put(text, SLICE("row\n"));
    if (count != columns)
        return;
    for (size_t i = 0; i < count; i++) {
        fuzz_put(text, SLICE("  "));
        fuzz_put(text, cells[i]);
        fuzz_put(text, SLICE("\n"));
    }
}

static bool is_blank(const struct reading *reading, char c)
{
    return (c == ' ' || c == '\t') && c != reading->delimiter;
}

static bool at_cell_end(const struct reading *reading)
{
    return reading->at == reading->end || *reading->at == reading->delimiter ||
           *reading->at == '\n' || *reading->at == '\r';
}

static void skip_blanks(struct reading *reading)
{
    while (reading->at < reading->end && is_blank(reading, *reading->at))
        reading->at++;
}

/* Room for all of it was made before: slices into the text stay right. */
static bool quoted_cell(struct reading *reading, struct slice *cell)
{
    size_t from = reading->text.len;

    for (reading->at++;; reading->at++) {
        if (reading->at == reading->end)
            return false;
        if (*reading->at == '"' &&
            (++reading->at == reading->end || *reading->at != '"'))
            break;
        fuzz_put(&reading->text, (struct slice){reading->at, 1});
    }
    *cell = (struct slice){reading->text.at + from, reading->text.len - from};
    skip_blanks(reading);
    return at_cell_end(reading);
}

static bool plain_cell(struct reading *reading, struct slice *cell)
{
    const char *from = reading->at;

    while (!at_cell_end(reading))
        reading->at++;
    *cell = slice_between(from, reading->at);
    while (cell->len && is_blank(reading, cell->at[cell->len - 1]))
        cell->len--;
    return true;
}

/* A row up to its line end; *empty: there is nothing in it. */
static bool read_row(struct reading *reading, bool *empty)
{
    *empty = false;
    for (reading->count = 0;; reading->at++) {
        struct slice cell;
        bool quoted;

        skip_blanks(reading);
        quoted = reading->at < reading->end && *reading->at == '"';
        if (!(quoted ? quoted_cell(reading, &cell)
                     : plain_cell(reading, &cell)))
            return false;
        if (reading->count < CELLS_MAX)
            reading->cells[reading->count] = cell;
        reading->count++;
        *empty = reading->count == 1 && !quoted && !cell.len;
        if (reading->at == reading->end || *reading->at != reading->delimiter)
            break;
    }
    if (reading->at < reading->end && *reading->at == '\r')
        reading->at++;
    else if (reading->at < reading->end)
        return reading->at++, true;
    if (reading->at < reading->end && reading->at[-1] == '\r' &&
        *reading->at == '\n')
        reading->at++;
    return true;
}

bool csv_model(struct fuzz_text *text, struct slice input,
               const struct csv_plan *plan)
{
    static struct fuzz_text room;
    struct reading reading = {.at = input.at,
                              .end = input.at + input.len,
                              .delimiter = plan->delimiter,
                              .text = room};
    bool header = plan->header, good = true;

    if (csv_text_valid(input) != input.len ||
        (input.len && memchr(input.at, '\0', input.len)))
        return false;
    fuzz_forget(text);
    fuzz_forget(&reading.text);
    fuzz_put(&reading.text, input);
    fuzz_forget(&reading.text);
    while (good && reading.at < reading.end) {
        bool empty;

        good = read_row(&reading, &empty);
        if (!good || empty)
            continue;
        if (!header)
            csv_model_row(text, reading.cells, reading.count, plan->columns);
        header = false;
    }
    room = reading.text;
    return good;
}
