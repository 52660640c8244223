/*
 * Reports as JSON (RFC 8259): always one object, also for one report, so that a
 * script needs to know one form.
 *
 *     {"reports": [{"report": NAME, "title": TEXT, "columns": [NAMES],
 *                   "rows": [{COLUMN: VALUE, ...}, ...]}, ...]}
 *
 * Bytes that are no UTF-8 become U+FFFD; percentages are numbers, exact.
 */
#include "report.h"

#include <math.h>
#include <utf8proc.h>

static int put(struct report_output *output, const char *text,
               struct error *error)
{
    return fputs(text, output->file) < 0 ? output_failed(output, error) : 0;
}

/* How many bytes at the beginning need no escape. */
static size_t plain_length(struct slice text)
{
    size_t i = 0;

    while (i < text.len) {
        unsigned char c = (unsigned char)text.at[i];

        if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\')
            break;
        i++;
    }
    return i;
}

/* One character that is not plain; returns its length in bytes. */
static size_t put_special(FILE *file, struct slice text)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.at,
                                            (utf8proc_ssize_t)text.len, &point);

    if (len <= 0) {
        fputs("\\ufffd", file);
        return 1;
    }
    if (point == '"' || point == '\\')
        fprintf(file, "\\%c", (char)point);
    else if (point == '\n')
        fputs("\\n", file);
    else if (point < 0xa0 || point == 0x2028 || point == 0x2029)
        fprintf(file, "\\u%04x", (unsigned)point);
    else
        fwrite(text.at, 1, (size_t)len, file);
    return (size_t)len;
}

static int put_string(struct report_output *output, struct slice text,
                      struct error *error)
{
    putc('"', output->file);
    while (text.len) {
        size_t plain = plain_length(text);

        fwrite(text.at, 1, plain, output->file);
        text.at += plain;
        text.len -= plain;
        if (text.len) {
            size_t len = put_special(output->file, text);

            text.at += len;
            text.len -= len;
        }
    }
    return put(output, "\"", error);
}

static int put_value(struct report_output *output, size_t column,
                     const struct value *value, struct error *error)
{
    char room[VALUE_NUMBER_BYTES];
    struct slice text;

    if (value->kind == VALUE_NULL ||
        (value->kind == VALUE_REAL && !isfinite(value->real)))
        return put(output, "null", error);
    text = value_text(&output->columns[column], value, VALUE_EXACT, room);
    if (value->kind == VALUE_TEXT)
        return put_string(output, text, error);
    return put(output, text.at, error);
}

static int json_begin(struct report_output *output, struct error *error)
{
    return put(output, "{\"reports\": [", error);
}

static int json_table(struct report_output *output, struct error *error)
{
    if (put(output, output->tables > 1 ? ",\n{\"report\": " : "\n{\"report\": ",
            error) ||
        put_string(output, slice_of(output->report->name), error) ||
        put(output, ", \"title\": ", error) ||
        put_string(output, slice_of(output->report->title), error) ||
        put(output, ",\n \"columns\": [", error))
        return -1;
    for (size_t i = 0; i < output->column_count; i++)
        if (put(output, i ? ", " : "", error) ||
            put_string(output, slice_of(output->columns[i].name), error))
            return -1;
    return put(output, "],\n \"rows\": [", error);
}

static int json_row(struct report_output *output, const struct value *values,
                    struct error *error)
{
    if (put(output, output->rows > 1 ? ",\n  {" : "\n  {", error))
        return -1;
    for (size_t i = 0; i < output->column_count; i++)
        if (put(output, i ? ", " : "", error) ||
            put_string(output, slice_of(output->columns[i].name), error) ||
            put(output, ": ", error) || put_value(output, i, &values[i], error))
            return -1;
    return put(output, "}", error);
}

static int json_table_end(struct report_output *output, struct error *error)
{
    return put(output, "]}", error);
}

static int json_end(struct report_output *output, struct error *error)
{
    return put(output, "\n]}\n", error);
}

const struct report_writer writer_json = {
    .format = "json",
    .suffix = ".json",
    .begin = json_begin,
    .table = json_table,
    .row = json_row,
    .table_end = json_table_end,
    .end = json_end,
};
