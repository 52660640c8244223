/* bibload import: the files of the command line, as one source of the config. */
#include "import_command.h"

#include "nearest.h"

static const struct source_config *unknown_source(
    const struct invocation *invocation, struct error *error)
{
    const struct config *config = &invocation->config;
    struct nearest nearest;

    nearest_begin(&nearest, invocation->source);
    for (size_t i = 0; i < config->sources.count; i++)
        nearest_try(&nearest, config->sources.at[i].name);
    error_set(error, ERROR_USAGE, "there is no [source:%.100s] in %s%s%s%s",
              invocation->source, config->path ? config->path : "any config",
              nearest.best ? "; did you mean \"" : "",
              nearest.best ? nearest.best : "", nearest.best ? "\"?" : "");
    return NULL;
}

const struct source_config *named_source(struct invocation *invocation,
                                         struct error *error)
{
    const struct source_config *source;

    if (!invocation->source)
        return config_default_source(&invocation->config, error);
    source = config_source(&invocation->config, invocation->source);
    return source ? source : unknown_source(invocation, error);
}

int import_and_tell(struct invocation *invocation,
                    const struct source_config *source, char **paths,
                    size_t count, int64_t *import_id, struct error *error)
{
    struct import_result result = {0};
    int status = import_run(invocation, source, paths, count, &result, error);

    import_print_summary(&result, invocation->verbose);
    if (invocation->json && import_print_json(&result, error) != 0)
        status = -1;
    if (import_id)
        *import_id = result.row.id;
    import_result_clear(&result);
    return status;
}

static int run(struct invocation *invocation, struct error *error)
{
    const struct source_config *source;

    if (!invocation->operand_count)
        return error_set(error, ERROR_USAGE,
                         "import: which files? - is standard input");
    source = named_source(invocation, error);
    if (!source)
        return -1;
    return import_and_tell(invocation, source, invocation->operands,
                           (size_t)invocation->operand_count, NULL, error);
}

const struct command command_import = {
    .name = "import",
    .operands = "FILE...",
    .summary = "import files; format and gzip are detected by content",
    .help = "FILE may be - for standard input. How columns are mapped and "
            "records are merged is what [source:NAME] of the config says; "
            "without one, a CSV is mapped by the usual words of its header.\n"
            "The same command goes on with an import that was interrupted. A "
            "file that was imported whole is recognised and passed over; "
            "records that are there and have not changed are recognised too.",
    .options = OPTIONS_IMPORT,
    .run = run,
};
