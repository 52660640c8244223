/*
 * See plan_sample.h. Records are cut and split as the stages will do it, so
 * that the plan and the import never see different tables.
 */
#include "plan_sample.h"

#include "csv_cells.h"
#include "csv_scan.h"
#include "csv_text.h"

static int take_row(struct sample *sample, const struct sample_source *from,
                    struct csv_cells *splitter, struct arena *arena,
                    struct slice raw, bool good)
{
    struct sample_row *row = list_push(arena, &sample->rows);
    csv_cell_list cells = {0};
    enum csv_cells_result split;
    size_t bad;

    if (!row)
        return -1;
    *row = (struct sample_row){.raw = raw};
    if (!good)
        return 0;
    switch (csv_text_decode(arena, from->encoding, &raw, &bad)) {
    case CSV_TEXT_GOOD:
    case CSV_TEXT_REPAIRED:
        break;
    default:
        return 0;
    }
    split = csv_cells_split(splitter, arena, raw, false, SAMPLE_COLUMNS, &cells,
                            &row->count);
    if (split != CSV_CELLS_GOOD)
        row->count = 0;
    row->cells = cells.at;
    return split == CSV_CELLS_MEMORY || arena->failed ? -1 : 0;
}

static void count_usual(struct sample *sample)
{
    for (size_t i = 0; i < sample->rows.count; i++) {
        size_t same = 0, count = sample->rows.at[i].count;

        if (!count || count == sample->usual)
            continue;
        for (size_t j = 0; j < sample->rows.count; j++)
            same += sample->rows.at[j].count == count;
        if (same > sample->usually) {
            sample->usual = count;
            sample->usually = same;
        }
    }
}

int sample_take(struct sample *sample, const struct sample_source *from,
                struct arena *arena)
{
    struct csv_cells splitter = {0};
    struct slice text = from->text;
    struct csv_scan scan;
    int result = -1;

    *sample = (struct sample){0};
    csv_scan_init(&scan, from->delimiter, from->backslash, 0, SIZE_MAX / 2);
    if (csv_cells_init(&splitter, from->delimiter, from->backslash) != 0)
        goto out;
    while (sample->rows.count < SAMPLE_RECORDS) {
        struct csv_scan_cut cut = csv_scan_next(&scan, text, from->whole);

        if (cut.kind == CSV_SCAN_MORE)
            break;
        if (cut.kind != CSV_SCAN_BLANK &&
            take_row(sample, from, &splitter, arena,
                     (struct slice){text.at, cut.raw},
                     cut.kind == CSV_SCAN_RECORD) != 0)
            goto out;
        text.at += cut.whole;
        text.len -= cut.whole;
    }
    count_usual(sample);
    result = 0;
out:
    csv_cells_clear(&splitter);
    return result;
}

struct slice sample_cell(const struct sample_row *row, size_t column)
{
    if (column >= row->count || column >= SAMPLE_COLUMNS)
        return SLICE_NONE;
    return row->cells[column];
}

/* Squared, since half of the rows having two cells is no table; more columns
 * say more, since two happen by chance. */
double sample_consistency(const struct sample *sample)
{
    double share;

    if (sample->usual < 2)
        return 0;
    share = (double)sample->usually / (double)sample->rows.count;
    return share * share * (double)(sample->usual - 1) / (double)sample->usual;
}
