/*
 * bibload merge: a person says that two authors, or two books, are one. What that
 * means for rows, keys and records is stages/decide.h; that later imports respect
 * it, stages/decisions.h.
 */
#include "command_change.h"
#include "command_decide.h"

#include <inttypes.h>
#include <stdio.h>

static int tell(const struct decide *decide, bool json, struct error *error)
{
    int written =
        json
            ? printf("{\"merged\": {\"subject\": \"%s\", \"kept\": %" PRId64
                     ", \"gone\": %" PRId64 ", \"links\": %" PRId64
                     ", \"united\": %" PRId64 ", \"decision\": %" PRId64 "}}\n",
                     decide_own(decide), decide->keep, decide->gone,
                     decide->moved, decide->united, decide->decision)
            : printf("merged: %s %" PRId64 " is %" PRId64 " now; %" PRId64
                     " links moved, %" PRId64 " united\n",
                     decide_own(decide), decide->gone, decide->keep,
                     decide->moved, decide->united);

    if (written < 0)
        return error_set(error, ERROR_DISK,
                         "standard output can't be written; the rows are "
                         "merged");
    return 0;
}

static int run_in(struct invocation *invocation, struct decide *decide,
                  struct error *error)
{
    int found;

    if (decide_begin(decide, error))
        return -1;
    found = decide_subject(invocation, decide, invocation->operands[1],
                           &decide->keep, error);
    if (found == STATUS_LOADED)
        found = decide_subject(invocation, decide, invocation->operands[2],
                               &decide->gone, error);
    if (found != STATUS_LOADED)
        return found;
    if (decide_merge(decide, error) || decide_commit(decide, error) ||
        tell(decide, invocation->json, error))
        return -1;
    return STATUS_LOADED;
}

static int run_merge(struct invocation *invocation, struct error *error)
{
    const char *word = invocation->operand_count ? invocation->operands[0] : "";

    if (invocation->operand_count != 3 ||
        (strcmp(word, "book") != 0 && strcmp(word, "author") != 0))
        return error_set(error, ERROR_USAGE,
                         "merge needs 'book A B' or 'author A B'; see 'bibload "
                         "merge --help'");
    return decide_command(invocation, run_in, error);
}

const struct command command_merge = {
    .name = "merge",
    .operands = "book|author A B",
    .summary = "say that two authors or two books are one",
    .help =
        "B becomes A: its links, keys, names and records are A's, and B's row\n"
        "is gone. A and B are ids as in 'bibload explain', or the whole name or\n"
        "title if only one row has it; what may be either (1984) is an id if a\n"
        "row has it. Where both are on one link, A's order stays, with the roles\n"
        "of both and the royalty that is stated; two that differ are refused.\n"
        "Fields that A lacks are taken from B.\n"
        "Later imports meet A where they would have met B. 'bibload split' takes\n"
        "it back.\n"
        "\n"
        "Exit status 1: there is none.",
    .options = OPTIONS_JSON,
    .run = run_merge,
};
