/*
 * Reports as CSV (RFC 4180, lines end with LF) through libcsv's writer. Text
 * that a spreadsheet would take for a formula gets an apostrophe in front;
 * numbers are never touched. When several reports share a file, each is
 * preceded by a line with its name, and an empty line parts them.
 */
#include "report.h"

#include <csv.h>

static bool is_formula(struct slice text)
{
    return text.len && text.at[0] && strchr("=+-@\t\r\n", text.at[0]);
}

static int write_text(struct report_output *output, struct slice text,
                      struct error *error)
{
    char *defused;

    if (is_formula(text)) {
        defused = arena_alloc(&output->scratch, text.len + 1);
        if (!defused)
            return error_memory(error);
        defused[0] = '\'';
        memcpy(defused + 1, text.at, text.len);
        text = (struct slice){defused, text.len + 1};
    }
    if (csv_fwrite2(output->file, text.at ? text.at : "", text.len, '"'))
        return output_failed(output, error);
    return 0;
}

static int put(struct report_output *output, const char *text,
               struct error *error)
{
    return fputs(text, output->file) < 0 ? output_failed(output, error) : 0;
}

static int csv_table(struct report_output *output, struct error *error)
{
    if (output->several &&
        (put(output, output->tables > 1 ? "\n" : "", error) ||
         write_text(output, slice_of(output->report->name), error) ||
         put(output, "\n", error)))
        return -1;
    for (size_t i = 0; i < output->column_count; i++)
        if (put(output, i ? "," : "", error) ||
            write_text(output, slice_of(output->columns[i].name), error))
            return -1;
    return put(output, "\n", error);
}

static int csv_cell(struct report_output *output, size_t i,
                    const struct value *value, struct error *error)
{
    char room[VALUE_NUMBER_BYTES];
    struct slice text =
        value_text(&output->columns[i], value, VALUE_EXACT, room);

    if (value->kind == VALUE_TEXT)
        return write_text(output, text, error);
    return put(output, text.len ? text.at : "", error);
}

static int csv_row(struct report_output *output, const struct value *values,
                   struct error *error)
{
    for (size_t i = 0; i < output->column_count; i++)
        if (put(output, i ? "," : "", error) ||
            csv_cell(output, i, &values[i], error))
            return -1;
    return put(output, "\n", error);
}

const struct report_writer writer_csv = {
    .format = "csv",
    .suffix = ".csv",
    .table = csv_table,
    .row = csv_row,
};
