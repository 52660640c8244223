/*
 * The one place that calls writers, in the order that report.h states, and that
 * looks whether what they wrote went through.
 */
#include "report.h"

#include "../pipeline/nearest.h"

#include <errno.h>

static const struct report_writer *const writers[] = {
    &writer_text, &writer_csv, &writer_json, &writer_html, NULL,
};

const struct report_writer *report_writer_find(const char *format,
                                               struct error *error)
{
    struct nearest nearest;

    if (!format)
        return &writer_text;
    nearest_begin(&nearest, format);
    for (size_t i = 0; writers[i]; i++) {
        if (strcmp(writers[i]->format, format) == 0)
            return writers[i];
        nearest_try(&nearest, writers[i]->format);
    }
    error_set(error, ERROR_USAGE,
              "no report format '%.40s'; expected text, csv, json or html%s%s",
              format, nearest.best ? "; did you mean " : "",
              nearest.best ? nearest.best : "");
    return NULL;
}

int output_failed(struct report_output *output, struct error *error)
{
    int number = errno ? errno : EIO;

    output->gone = number == EPIPE;
    return error_system(error, ERROR_DISK, number, "%s: can't be written",
                        output->name);
}

/* Of the hook that has just returned; errno was 0 before it. */
static int check(struct report_output *output, int result, struct error *error)
{
    if (result == 0 && ferror(output->file))
        result = output_failed(output, error);
    return result;
}

int output_open(struct report_output *output,
                const struct report_writer *writer, FILE *file,
                const char *name, struct error *error)
{
    *output =
        (struct report_output){.writer = writer, .file = file, .name = name};
    arena_init(&output->arena, 65536);
    arena_init(&output->scratch, 4096);
    errno = 0;
    return check(output, writer->begin ? writer->begin(output, error) : 0,
                 error);
}

/* What the report's head says of a column, or its bare name. */
static int describe(struct report_output *output, size_t i, const char *name,
                    struct error *error)
{
    struct report_column *column = &output->columns[i];

    for (size_t j = 0; j < output->report->columns.count; j++)
        if (strcmp(output->report->columns.at[j].name, name) == 0) {
            *column = output->report->columns.at[j];
            return 0;
        }
    column->name = arena_copy(&output->arena, slice_of(name)).at;
    column->title = column->name;
    column->shape = SHAPE_PLAIN;
    return column->name ? 0 : error_memory(error);
}

int output_table(struct report_output *output, const struct report *report,
                 const char *const *names, size_t count, struct error *error)
{
    const struct report_writer *writer = output->writer;

    arena_reset(&output->arena);
    output->report = report;
    output->rows = 0;
    output->tables++;
    output->column_count = count;
    output->columns =
        arena_zero(&output->arena, (count + 1) * sizeof *output->columns);
    if (!output->columns)
        return error_memory(error);
    for (size_t i = 0; i < count; i++)
        if (describe(output, i, names[i], error))
            return -1;
    errno = 0;
    return check(output, writer->table ? writer->table(output, error) : 0,
                 error);
}

int output_row(struct report_output *output, const struct value *values,
               struct error *error)
{
    arena_reset(&output->scratch);
    output->rows++;
    output->all_rows++;
    errno = 0;
    return check(output, output->writer->row(output, values, error), error);
}

int output_table_end(struct report_output *output, struct error *error)
{
    const struct report_writer *writer = output->writer;

    errno = 0;
    return check(output,
                 writer->table_end ? writer->table_end(output, error) : 0,
                 error);
}

int output_close(struct report_output *output, struct error *error)
{
    int result = -1;

    if (error_is_set(error))
        goto out;
    errno = 0;
    if (output->writer->end && output->writer->end(output, error))
        goto out;
    if (fflush(output->file) != 0 || ferror(output->file))
        output_failed(output, error);
    else
        result = 0;
out:
    arena_clear(&output->arena);
    arena_clear(&output->scratch);
    return result;
}
