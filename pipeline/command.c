/*
 * The list of commands, in the order of --help, and what main does with them.
 */
#include "command.h"

#include "command_line.h"
#include "log.h"

const struct command *const command_list[] = {
    &command_import, &command_run,     &command_report,
    &command_query,  &command_explain, &command_imports,
    &command_undo,   &command_replay,  &command_merge,
    &command_split,  &command_delete,  &command_prune,
    &command_verify, &command_adopt,   NULL,
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; command_list[i]; i++)
        if (strcmp(command_list[i]->name, name) == 0)
            return command_list[i];
    return NULL;
}

/* Of the kinds that end with status 3, the message says whether running again
 * helps; a wrong command line and a held database explain themselves. */
void command_print_error(const struct error *error)
{
    const char *advice = "";

    if (error_exit_status(error) == STATUS_FAILED)
        advice = error->again ? " (running it again helps)"
                              : " (running it again will not help)";
    log_line(LOG_ERROR, "%s%s%s%s", error->stage, *error->stage ? ": " : "",
             error->text, advice);
}
