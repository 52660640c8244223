/*
 * bibload verify: runs every check against a database and says what it found,
 * a line for each.
 */
#include "command.h"
#include "visible.h"

#include "../stages/report.h"
#include "../stages/verify.h"

#include <inttypes.h>

/* Receives a line for each check: text, or JSON in the form of a report. */
struct account {
    bool json;
    struct report_output output;
    uint64_t failures;
};

static const struct report verify_report = {
    .name = "verify", .title = "Verify", .limit = REPORT_LIMIT};

static int account_open(struct account *account, bool json, struct error *error)
{
    static const char *const names[] = {"check", "result", "count", "first"};

    account->json = json;
    if (!json)
        return 0;
    if (output_open(&account->output, &writer_json, stdout, "standard output",
                    error))
        return -1;
    return output_table(&account->output, &verify_report, names, 4, error);
}

/* "books 12, books 15" */
static struct slice first_text(const struct verdict *verdict)
{
    struct slice text = SLICE("");

    for (size_t i = 0; i < VERDICT_FIRST && i < verdict->count; i++)
        text = arena_printf(verdict->arena, "%.*s%s%.*s", SLICE_ARG(text),
                            i ? ", " : "", SLICE_ARG(verdict->first[i]));
    return text;
}

static int put_text(const char *result, const struct check *check,
                    const struct verdict *verdict, struct error *error)
{
    char shown[16384];
    int written;

    visible_text(shown, sizeof shown, first_text(verdict));
    if (verdict->count)
        written = printf("%-6s  %s: %" PRIu64 " (%s%s)\n", result, check->name,
                         verdict->count, shown,
                         verdict->count > VERDICT_FIRST ? ", ..." : "");
    else
        written = printf("%-6s  %s: none\n", result, check->name);
    return written < 0 ? error_set(error, ERROR_DISK,
                                   "standard output can't be written")
                       : 0;
}

static int account_add(struct account *account, const struct check *check,
                       const struct verdict *verdict, struct error *error)
{
    bool bad = verdict->count && check->severity == CHECK_FAILURE;
    const char *result = bad ? "FAILED" : verdict->count ? "note" : "ok";

    account->failures += bad;
    if (account->json) {
        const struct value values[] = {
            {.kind = VALUE_TEXT, .text = slice_of(check->name)},
            {.kind = VALUE_TEXT, .text = slice_of(result)},
            {.kind = VALUE_INTEGER, .integer = (int64_t)verdict->count},
            {.kind = VALUE_TEXT, .text = first_text(verdict)},
        };

        return output_row(&account->output, values, error);
    }
    return put_text(result, check, verdict, error);
}

static int account_close(struct account *account, struct error *error)
{
    int bad = 0;

    if (!account->json)
        return 0;
    if (!error_is_set(error))
        bad = output_table_end(&account->output, error);
    return output_close(&account->output, error) || bad ? -1 : 0;
}

static int verify(struct store *store, struct account *account,
                  struct error *error)
{
    struct arena arena;
    int result = 0;

    arena_init(&arena, 8192);
    for (size_t i = 0; check_list[i].name && result == 0; i++) {
        struct verdict verdict = {.arena = &arena};

        result = check_run(&check_list[i], store, &verdict, error);
        if (result == 0)
            result = account_add(account, &check_list[i], &verdict, error);
        if (result == 0 && arena.failed)
            result = error_memory(error);
        arena_reset(&arena);
    }
    arena_clear(&arena);
    return result;
}

static int run_verify(struct invocation *invocation, struct error *error)
{
    struct account account = {0};
    struct store *store = NULL;
    int result = -1;

    if (invocation->operand_count)
        return error_set(error, ERROR_USAGE, "verify takes no operand");
    if (store_open(&store, invocation->config.database, STORE_READ,
                   invocation->config.memory_limit, error))
        return -1;
    if (account_open(&account, invocation->json, error) == 0)
        result = verify(store, &account, error);
    if (account_close(&account, error))
        result = -1;
    store->type->close(store);
    if (result)
        return -1;
    return account.failures ? STATUS_REJECTS : STATUS_LOADED;
}

const struct command command_verify = {
    .name = "verify",
    .operands = "",
    .summary = "check that a database keeps its promises",
    .help =
        "A line for each check: ok, note (to know of), or FAILED with the\n"
        "number of rows and the first of them. Keys are made anew from the\n"
        "rows and compared.\n"
        "\n"
        "Exit status 1: something FAILED.",
    .options = OPTIONS_JSON,
    .run = run_verify,
};
