/* bibload imports: the batches so far; the report "imports" under a short
 * name. */
#include "command.h"

#include "../stages/report.h"

static int run_imports(struct invocation *invocation, struct error *error)
{
    char name[] = "imports", *names[] = {name};
    struct report_config config = {
        .name = "imports",
        .reports = {names, 1},
        .format = invocation->json ? "json" : "text",
        .output = "-",
    };

    if (invocation->operand_count)
        return error_set(error, ERROR_USAGE, "imports takes no operand");
    return report_run(invocation, &config, error);
}

const struct command command_imports = {
    .name = "imports",
    .operands = "",
    .summary = "list the imports so far: when, what, counts, state",
    .help = "Newest first. Times are UTC.",
    .options = OPTIONS_JSON,
    .run = run_imports,
};
