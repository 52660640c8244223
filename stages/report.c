/*
 * Runs reports: loads their texts before the database is opened, so that a
 * misspelt name costs nothing, then runs each into its place.
 */
#include "report.h"

#include "pairs.h"
#include "report_file.h"

#include "../pipeline/nearest.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct reports {
    struct report *at;
    size_t count;
};

/* ---- one report --------------------------------------------------------- */

struct table_sink {
    struct report_output *output;
    const struct report *report;
};

static int sink_columns(void *context, const char *const *names, size_t count,
                        struct error *error)
{
    struct table_sink *sink = context;

    return output_table(sink->output, sink->report, names, count, error);
}

static int sink_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct table_sink *sink = context;

    (void)count;
    return output_row(sink->output, values, error);
}

/* Of several reports it matters whose SQL is wrong. */
static int name_report(const struct report *report, struct error *error)
{
    if (error->kind == ERROR_STORE || error->kind == ERROR_USAGE)
        snprintf(error->stage, sizeof error->stage, "report %.16s",
                 report->name);
    return -1;
}

int report_table(struct store *store, const struct report *report,
                 struct report_output *output, struct error *error)
{
    struct table_sink context = {output, report};
    const struct result_sink sink = {&context, sink_columns, sink_row};
    struct parameter *parameters;
    size_t count = report->parameters.count;
    int result;

    parameters = calloc(count + 1, sizeof *parameters);
    if (!parameters)
        return error_memory(error);
    for (size_t i = 0; i < count; i++)
        parameters[i] = (struct parameter){report->parameters.at[i].name,
                                           report->parameters.at[i].value};
    result =
        store->type->query(store, report->sql, parameters, count, &sink, error);
    free(parameters);
    if (result)
        return name_report(report, error);
    return output_table_end(output, error);
}

/* ---- which reports, with which parameters ------------------------------- */

static int load_all(struct reports *reports, const char *const *names,
                    size_t count, struct arena *arena, struct error *error)
{
    reports->count = count;
    reports->at = arena_zero(arena, (count + 1) * sizeof *reports->at);
    if (!reports->at)
        return error_memory(error);
    for (size_t i = 0; i < count; i++)
        if (report_load(&reports->at[i], names[i], arena, error))
            return -1;
    return 0;
}

static int no_parameter(const struct reports *reports, const char *name,
                        struct error *error)
{
    struct nearest nearest;

    nearest_begin(&nearest, name);
    for (size_t i = 0; i < reports->count; i++)
        for (size_t j = 0; j < reports->at[i].parameters.count; j++)
            nearest_try(&nearest, reports->at[i].parameters.at[j].name);
    return error_set(error, ERROR_USAGE,
                     "no report here has a parameter "
                     "'%.40s'%s%s%s",
                     name, nearest.best ? "; did you mean '" : "",
                     nearest.best ? nearest.best : "",
                     nearest.best ? "'?" : "");
}

/* Each must be wanted by one report at least. */
static int bind_all(struct reports *reports, const struct parameter *given,
                    size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        bool taken = false;

        for (size_t j = 0; j < reports->count; j++) {
            int bound = report_bind(&reports->at[j], &given[i], error);

            if (bound < 0)
                return -1;
            taken = taken || bound;
        }
        if (!taken)
            return no_parameter(reports, given[i].name, error);
    }
    return 0;
}

/* ---- where to ----------------------------------------------------------- */

static int write_file(struct store *store, const struct report *reports,
                      size_t count, const struct report_writer *writer,
                      const char *path, uint64_t *rows, struct error *error)
{
    struct report_file target;
    struct report_output output;
    int result;

    if (store_owns(store->path, path))
        return error_set(error, ERROR_USAGE,
                         "%s: is part of the database, and no report can be "
                         "written to it",
                         path);
    if (report_file_open(&target, path, error)) {
        (void)report_file_close(&target, false, error);
        return -1;
    }
    result = output_open(&output, writer, target.file, target.name, error);
    output.width = target.width;
    output.several = count > 1;
    for (size_t i = 0; i < count && result == 0; i++)
        result = report_table(store, &reports[i], &output, error);
    if (rows)
        *rows = output.all_rows;
    if (output_close(&output, error))
        result = -1;
    /* Whoever went away (| head) knows why: main is not to say it either. */
    if (output.gone) {
        *error = (struct error){0};
        clearerr(target.file);
    }
    if (report_file_close(&target, result == 0, error))
        result = -1;
    return result;
}

static int write_folder(struct store *store, const struct reports *reports,
                        const struct report_writer *writer, const char *path,
                        struct arena *arena, struct error *error)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return error_system(error, ERROR_INPUT, errno, "%s: can't be created",
                            path);
    for (size_t i = 0; i < reports->count; i++) {
        const struct report *report = &reports->at[i];
        struct slice file = arena_printf(
            arena, "%s%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/",
            report->name, writer->suffix);

        if (!file.at)
            return error_memory(error);
        if (write_file(store, report, 1, writer, file.at, NULL, error))
            return -1;
    }
    return 0;
}

static int write_all(struct store *store, const struct reports *reports,
                     const struct report_writer *writer, const char *path,
                     struct arena *arena, struct error *error)
{
    if (path && strcmp(path, "-") != 0 && report_path_is_folder(path))
        return write_folder(store, reports, writer, path, arena, error);
    return write_file(store, reports->at, reports->count, writer, path, NULL,
                      error);
}

int report_print(struct store *store, const char *const *names, size_t count,
                 const struct parameter *given, size_t given_count,
                 const char *format, uint64_t *rows, struct error *error)
{
    const struct report_writer *writer = report_writer_find(format, error);
    struct reports reports = {0};
    struct arena arena;
    int result = -1;

    arena_init(&arena, 65536);
    if (writer && load_all(&reports, names, count, &arena, error) == 0 &&
        bind_all(&reports, given, given_count, error) == 0)
        result = write_file(store, reports.at, reports.count, writer, "-", rows,
                            error);
    arena_clear(&arena);
    return result;
}

/* A report that asks for them gets the lists of the config. */
static int read_lists(const struct reports *reports, struct store *store,
                      const struct config *config, struct pairs *pairs,
                      struct error *error)
{
    bool asked = false;

    for (size_t i = 0; i < reports->count; i++)
        asked |= strstr(reports->at[i].sql, "bibload_apart") != NULL;
    store->pairs = pairs;
    pairs->silent = true;
    return asked ? pairs_read(pairs, store, config, error) : 0;
}

int report_run(struct invocation *invocation,
               const struct report_config *config, struct error *error)
{
    const struct report_writer *writer =
        report_writer_find(config->format, error);
    const char *const *names = (const char *const *)config->reports.at;
    size_t count = config->reports.count;
    struct reports reports = {0};
    struct store *store = NULL;
    struct pairs pairs = {.list = {0}};
    struct arena arena;
    int result = -1;

    arena_init(&arena, 65536);
    if (count == 0)
        for (names = report_standard; names[count];)
            count++;
    if (!writer || load_all(&reports, names, count, &arena, error) ||
        bind_all(&reports, invocation->parameters, invocation->parameter_count,
                 error))
        goto out;
    if (store_open(&store, invocation->config.database, STORE_READ,
                   invocation->config.memory_limit, error) ||
        read_lists(&reports, store, &invocation->config, &pairs, error))
        goto out;
    if (write_all(store, &reports, writer, config->output, &arena, error))
        result = error_is_set(error) ? -1 : STATUS_FAILED;
    else
        result = STATUS_LOADED;
out:
    if (store)
        store->type->close(store);
    pairs_clear(&pairs);
    arena_clear(&arena);
    return result;
}
