/*
 * bibload undo: takes one import back. What it inserted is deleted, what it changed
 * or deleted is as it was before; ids are never used again. How, is the store's
 * business (store.h).
 */
#include "command.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static int read_number(const char *text, int64_t *number, struct error *error)
{
    char *end;

    errno = 0;
    *number = strtoll(text, &end, 10);
    if (errno || end == text || *end || *number < 1)
        return error_set(error, ERROR_USAGE,
                         "undo: %.40s is no number of an import; bibload "
                         "imports lists them",
                         text);
    return 0;
}

static void print_imports(const struct undo *undo, const char *between)
{
    for (size_t i = 0; i < undo->count; i++)
        printf("%s%" PRId64, i ? between : "", undo->imports[i]);
}

static int tell(const struct undo *undo, bool json, struct error *error)
{
    printf(json ? "{\"undone\": {\"imports\": [" : "taken back: import");
    if (!json)
        printf(undo->count > 1 ? "s " : " ");
    print_imports(undo, json ? "," : ", ");
    printf(json ? "], \"books\": %" PRId64 ", \"authors\": %" PRId64
                  ", \"links\": %" PRId64 ", \"changes\": %" PRId64
                : "\ndeleted: %" PRId64 " books, %" PRId64 " authors, %" PRId64
                  " links\nchanged back: %" PRId64 " rows\n",
           undo->books, undo->authors, undo->links, undo->restored);
    if (json)
        printf(", \"rejects\": %" PRId64 ", \"abandoned\": %" PRId64 "}}\n",
               undo->reopened, undo->abandoned);
    if (!json && undo->reopened)
        printf("open again: %" PRId64 " rejects\n", undo->reopened);
    if (!json && undo->abandoned)
        printf("abandoned: %" PRId64 " interrupted imports that had some of "
               "these records again; run them anew\n",
               undo->abandoned);
    if (fflush(stdout) != 0 || ferror(stdout))
        return error_set(error, ERROR_DISK,
                         "standard output can't be written; the import is "
                         "taken back");
    return 0;
}

static int run_undo(struct invocation *invocation, struct error *error)
{
    struct undo *undo;
    struct store *store;
    int64_t import_id;
    int result = -1;

    if (invocation->operand_count != 1)
        return error_set(error, ERROR_USAGE,
                         "undo: which import? bibload imports lists them");
    if (read_number(invocation->operands[0], &import_id, error))
        return -1;
    if (store_open(&store, invocation->config.database, STORE_CHANGE,
                   invocation->config.memory_limit, error))
        return -1;
    undo = malloc(sizeof *undo);
    if (!undo)
        error_memory(error);
    else if (store->type->undo(store, import_id, invocation->cascade, undo,
                               error) == 0 &&
             tell(undo, invocation->json, error) == 0)
        result = STATUS_LOADED;
    free(undo);
    store->type->close(store);
    return result;
}

const struct command command_undo = {
    .name = "undo",
    .operands = "IMPORT",
    .summary = "take one import back: rows, links and updates",
    .help =
        "IMPORT is its number in 'bibload imports'. The books, authors and links\n"
        "that it inserted are deleted, what it changed or deleted is as it was\n"
        "before, and its records are unknown again, so its files can be imported\n"
        "once more. Ids are never used again. It is refused, and nothing is\n"
        "changed, if a later import builds on it, or if a row was changed by hand\n"
        "since; the message names one. With --cascade later imports that build on\n"
        "it are taken back too. Rejects that a replay closed are open again when\n"
        "the replay is taken back. What 'bibload merge' did, split takes back.",
    .options = OPTIONS_UNDO | OPTIONS_JSON,
    .run = run_undo,
};
