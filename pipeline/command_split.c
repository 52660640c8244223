/*
 * bibload split: a person takes a merge back, or parts an author that holds several
 * people.
 */
#include "command_change.h"
#include "command_decide.h"
#include "log.h"

#include <inttypes.h>
#include <stdio.h>

static int tell(const struct decide *decide, bool json, struct error *error)
{
    int written =
        json ? printf("{\"split\": {\"subject\": \"%s\", \"kept\": %" PRId64
                      ", \"back\": %" PRId64 ", \"links\": %" PRId64
                      ", \"left\": %" PRId64 "}}\n",
                      decide_own(decide), decide->keep, decide->gone,
                      decide->moved, decide->left)
             : printf("split: %s %" PRId64 " is %s, apart from %" PRId64
                      "; %" PRId64 " links given back\n",
                      decide_own(decide), decide->gone,
                      decide->decision ? "back" : "new", decide->keep,
                      decide->moved);

    if (decide->left)
        log_line(LOG_WARNING,
                 "%" PRId64 " links changed since and stay as they are, with "
                 "%s %" PRId64,
                 decide->left, decide_own(decide), decide->keep);
    if (written < 0)
        return error_set(error, ERROR_DISK,
                         "standard output can't be written; the rows are "
                         "split");
    return 0;
}

/* Off from an author who holds several people. */
static int divide(struct invocation *invocation, struct decide *decide,
                  struct error *error)
{
    int found = decide_subject(invocation, decide, invocation->operands[1],
                               &decide->keep, error);

    if (found == STATUS_LOADED)
        found = decide_records(invocation, decide, invocation->operands + 2,
                               invocation->operand_count - 2, error);
    if (found != STATUS_LOADED)
        return found;
    if (decide_divide(decide, error) || decide_commit(decide, error) ||
        tell(decide, invocation->json, error))
        return -1;
    return STATUS_LOADED;
}

static int run_in(struct invocation *invocation, struct decide *decide,
                  struct error *error)
{
    int found;

    if (decide_begin(decide, error))
        return -1;
    if (invocation->operand_count > 2)
        return divide(invocation, decide, error);
    found = decide_made(decide, invocation->operands[1], error);
    if (found != STATUS_LOADED)
        return found;
    if (decide_split(decide, error) || decide_commit(decide, error) ||
        tell(decide, invocation->json, error))
        return -1;
    return STATUS_LOADED;
}

static int run_split(struct invocation *invocation, struct error *error)
{
    const char *word = invocation->operand_count ? invocation->operands[0] : "";

    if (invocation->operand_count < 2 ||
        (strcmp(word, "book") != 0 && strcmp(word, "author") != 0) ||
        (invocation->operand_count > 2 && strcmp(word, "book") == 0))
        return error_set(
            error, ERROR_USAGE,
            "split needs 'book ID' or 'author ID [RECORD...]'; see 'bibload "
            "split --help'");
    return decide_command(invocation, run_in, error);
}

const struct command command_split = {
    .name = "split",
    .operands = "book|author ID|NAME [RECORD...]",
    .summary = "take a merge back, or part people in one author",
    .help =
        "The row that 'bibload merge' merged into another comes back, with its\n"
        "id, links, keys and records. It is named by its id, by its name or title\n"
        "at that time, or by the id of the row it was merged into, if that is\n"
        "one merge. Links and fields that were changed since stay as they are,\n"
        "and so does what later imports brought; how many links, is said.\n"
        "\n"
        "With records, an author that holds several people is parted: what these\n"
        "gave goes to a new author of the same name, also when they are restated.\n"
        "A record is SOURCE:ID, or IMPORT/FILE/RECORD as 'bibload explain' has it.\n"
        "Merging the two takes it back.\n"
        "\n"
        "Exit status 1: there is no such merge.",
    .options = OPTIONS_JSON,
    .run = run_split,
};
