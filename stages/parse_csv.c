/*
 * Turns the slice of a CSV record into cells: first its encoding, then libcsv.
 * A record keeps its bytes as they were, for a reject.
 *
 * A row that is not UTF-8 in a file that should be, has a NUL, or has not the
 * file's number of cells is rejected. Text that was encoded twice is left
 * alone: it is valid, and nobody can tell it from what was meant. The header again
 * is no record: files were glued together.
 */
#include "../pipeline/stage.h"
#include "csv_cells.h"
#include "csv_text.h"

struct parse_state {
    struct csv_cells cells;
};

static int parse_open(struct stage *stage)
{
    struct parse_state *state = stage->state;
    const struct csv_plan *csv = &stage->file->plan.csv;

    if (csv_cells_init(&state->cells, csv->delimiter, csv->backslash) != 0)
        return error_memory(stage->error);
    return 0;
}

/* "byte E9 at 17": offsets count from 0, in the record. */
static struct slice bad_byte(const struct record *record, size_t at)
{
    return arena_printf(record->arena, "byte %02X at %zu",
                        (unsigned char)record->raw.at[at], at);
}

/* The record's text in UTF-8; false if it is rejected. */
static bool decode(struct record *record, enum encoding encoding,
                   struct slice *text)
{
    size_t bad = 0;

    *text = record->raw;
    switch (csv_text_decode(record->arena, encoding, text, &bad)) {
    case CSV_TEXT_GOOD:
        return true;
    case CSV_TEXT_REPAIRED:
        record_warn(record, ENCODING_REPAIRED, SLICE_NONE, SLICE("UTF-8"),
                    bad_byte(record, bad));
        return true;
    case CSV_TEXT_INVALID:
        record_reject(record, ENCODING_INVALID, SLICE_NONE, SLICE("UTF-8"),
                      bad_byte(record, bad));
        return false;
    default:
        record_reject(record, NUL_BYTE, SLICE_NONE, SLICE_NONE,
                      bad_byte(record, bad));
        return false;
    }
}

/* Byte for byte, behind the byte order mark that its own file may have had. A
 * single cell may be a title like any other. */
static bool is_header_again(const struct csv_plan *csv, struct slice raw)
{
    static const struct slice mark = {"\xef\xbb\xbf", 3};

    if (!csv->header || csv->columns < 2)
        return false;
    if (raw.len == csv->header_text.len + mark.len &&
        memcmp(raw.at, mark.at, mark.len) == 0)
        raw = (struct slice){raw.at + mark.len, raw.len - mark.len};
    return slice_equal(raw, csv->header_text);
}

static struct slice columns_text(const struct record *record, size_t columns)
{
    return arena_printf(record->arena, "%zu column%s", columns,
                        columns == 1 ? "" : "s");
}

static void parse_record(struct parse_state *state, const struct plan *plan,
                         struct record *record)
{
    csv_cell_list cells = {0};
    size_t columns = plan->csv.columns, count;
    struct slice text;

    if (is_header_again(&plan->csv, record->raw)) {
        record_skip(record, CSV_HEADER, SLICE_NONE);
        return;
    }
    if (!decode(record, plan->encoding, &text))
        return;
    switch (csv_cells_split(&state->cells, record->arena, text,
                            record->flags & RECORD_LITERAL_QUOTES,
                            columns ? columns : 1, &cells, &count)) {
    case CSV_CELLS_GOOD:
        break;
    case CSV_CELLS_NOT_ONE:
        record_reject(record, CSV_QUOTE, SLICE_NONE, SLICE("one row"),
                      SLICE("none or several"));
        return;
    case CSV_CELLS_LONG:
        record_reject(record, RECORD_TOO_LONG, SLICE_NONE,
                      arena_printf(record->arena, "cells of at most %zu bytes",
                                   CSV_CELL_MAX),
                      SLICE("a longer one"));
        return;
    default:
        record->arena->failed = true;
        return;
    }
    if (columns && count != columns) {
        record_reject(record, CSV_COLUMNS, SLICE_NONE,
                      columns_text(record, columns),
                      columns_text(record, count));
        return;
    }
    record->cells.at = cells.at;
    record->cells.count = cells.count;
    record->cells.room = cells.room;
}

static int parse_process(struct stage *stage, struct batch *batch)
{
    struct parse_state *state = stage->state;

    for (size_t i = 0; i < batch->records.count && !batch->arena.failed; i++) {
        struct record *record = &batch->records.at[i];

        if (record->state == RECORD_GOOD)
            parse_record(state, &stage->file->plan, record);
    }
    return stage_emit(stage, batch);
}

static void parse_close(struct stage *stage)
{
    struct parse_state *state = stage->state;

    if (state)
        csv_cells_clear(&state->cells);
}

const struct stage_type stage_parse_csv = {
    .name = "parse_csv",
    .summary = "splits CSV records into cells",
    .section = SECTION_WORK,
    .takes = BATCH_SLICES,
    .gives = BATCH_CELLS,
    .state_size = sizeof(struct parse_state),
    .open = parse_open,
    .process = parse_process,
    .close = parse_close,
};
