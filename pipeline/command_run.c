/*
 * bibload run: every source of the config in order, then every report. A source
 * or a report that fails does not keep the next one from its turn; the worst
 * status is returned. A signal ends it all, and so does a sync that failed.
 */
#include "command_line.h"
#include "import_command.h"
#include "stop.h"
#include "log.h"
#include "source_files.h"

#include "../stages/report.h"

static int run_source(struct invocation *invocation,
                      const struct source_config *source, struct error *error)
{
    struct string_list files;
    struct arena arena;
    int status = -1;

    arena_init(&arena, 4096);
    log_line(LOG_NOTE, "source: %s", source->name);
    if (source_files(source, &arena, &files, error) == 0)
        status = import_and_tell(invocation, source, files.at, files.count,
                                 NULL, error);
    arena_clear(&arena);
    return status;
}

/* Prints a failure at its turn, so that it stands where it belongs. */
static int status_of(int result, const struct error *error)
{
    if (result >= 0)
        return result;
    command_print_error(error);
    return error_exit_status(error);
}

static bool run_sources(struct invocation *invocation, int *worst)
{
    const struct config *config = &invocation->config;

    for (size_t i = 0; i < config->sources.count; i++) {
        const struct source_config *source = &config->sources.at[i];
        struct error error = {0};
        int status;

        if (invocation->source && strcmp(invocation->source, source->name) != 0)
            continue;
        status = status_of(run_source(invocation, source, &error), &error);
        if (status > *worst)
            *worst = status;
        if (error.kind == ERROR_INTERRUPTED || error.unsure)
            return false;
    }
    return true;
}

static void run_reports(struct invocation *invocation, int *worst)
{
    for (size_t i = 0; i < invocation->config.reports.count; i++) {
        struct error error = {0};
        int status =
            report_run(invocation, &invocation->config.reports.at[i], &error);

        status = status_of(status, &error);
        if (status > *worst)
            *worst = status;
    }
}

static int run(struct invocation *invocation, struct error *error)
{
    int worst = STATUS_LOADED;

    if (invocation->operand_count)
        return error_set(error, ERROR_USAGE,
                         "run takes no files: the config "
                         "names them; see bibload import");
    if (!invocation->config.sources.count && !invocation->config.reports.count)
        return error_set(error, ERROR_USAGE,
                         "nothing to run: the config has no [source:NAME]");
    if (invocation->source && !named_source(invocation, error))
        return -1;
    if (!run_sources(invocation, &worst))
        return worst;
    if (stop_wanted())
        return error_set(error, ERROR_INTERRUPTED, "interrupted by a signal");
    stop_release_signals();
    run_reports(invocation, &worst);
    return worst;
}

const struct command command_run = {
    .name = "run",
    .operands = "",
    .summary = "import every source of the config, then make every report",
    .help = "Sources and reports run in the order of the config. It goes on "
            "after one that failed and returns the worst status. With "
            "--source, that source alone and every report.",
    .options = OPTIONS_IMPORT,
    .run = run,
};
