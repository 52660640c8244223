/*
 * bibload verify: runs every check against a database and says what it found, a
 * line for each, and what to do. With --repair it mends what can be made anew
 * (stages/repair.h) and says what it repaired.
 */
#include "command.h"
#include "visible.h"

#include "../stages/repair.h"
#include "../stages/report.h"
#include "../stages/verify.h"

#include <errno.h>
#include <inttypes.h>

/* Receives a line for each check: text, or JSON in the form of a report. */
struct account {
    bool json;
    bool repairs;
    bool gone; /* nobody reads the pipe any more */
    struct report_output output;
    uint64_t failures;
};

static const struct report verify_report = {
    .name = "verify", .title = "Verify", .limit = REPORT_LIMIT};

static int account_open(struct account *account, bool json, struct error *error)
{
    static const char *const names[] = {"check", "result", "count", "first",
                                        "advice"};

    account->json = json;
    if (!json)
        return 0;
    if (output_open(&account->output, &writer_json, stdout, "standard output",
                    error))
        return -1;
    return output_table(&account->output, &verify_report, names, 5, error);
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

/* What can be done about a failure, and what was not enough if that was a repair. */
static struct slice advice_text(const struct account *account,
                                const struct check *check, struct arena *arena)
{
    if (account->repairs)
        return slice_of(check->advice ? check->advice
                                      : "it could not be repaired: restore a "
                                        "backup");
    if (!check->mends)
        return slice_of(check->advice);
    return arena_printf(arena, "'bibload verify --repair' %s%s%s", check->mends,
                        check->advice ? "; where that is not enough: " : "",
                        check->advice ? check->advice : "");
}

static int put_text(const char *result, const struct check *check,
                    const struct verdict *verdict, struct slice advice)
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
    if (written >= 0 && advice.len)
        written = printf("        %.*s\n", SLICE_ARG(advice));
    return written;
}

static int put(struct account *account, const char *result,
               const struct check *check, const struct verdict *verdict,
               struct slice advice, struct error *error)
{
    const struct value values[] = {
        {.kind = VALUE_TEXT, .text = slice_of(check->name)},
        {.kind = VALUE_TEXT, .text = slice_of(result)},
        {.kind = VALUE_INTEGER, .integer = (int64_t)verdict->count},
        {.kind = VALUE_TEXT, .text = first_text(verdict)},
        {.kind = VALUE_TEXT, .text = advice},
    };

    if (account->json)
        return output_row(&account->output, values, error);
    if (put_text(result, check, verdict, advice) >= 0)
        return 0;
    account->gone = errno == EPIPE;
    return error_set(error, ERROR_DISK, "standard output can't be written%s",
                     account->repairs ? "; what could be repaired, is" : "");
}

static int account_add(struct account *account, const struct check *check,
                       const struct verdict *verdict, struct error *error)
{
    bool bad = verdict->count && check->severity == CHECK_FAILURE;

    account->failures += bad;
    return put(account,
               bad              ? "FAILED"
               : verdict->count ? "note"
                                : "ok",
               check, verdict,
               bad ? advice_text(account, check, verdict->arena) : SLICE(""),
               error);
}

static bool is_among(const struct verdict *verdict, struct slice text)
{
    for (size_t i = 0; i < VERDICT_FIRST && i < verdict->count; i++)
        if (slice_equal(verdict->first[i], text))
            return true;
    return false;
}

/* What was found before and is not any more, and what is left. */
static int account_repair(struct account *account, const struct check *check,
                          const struct repair_result *found,
                          struct error *error)
{
    const struct verdict *before = &found->before, *after = &found->after;
    struct verdict mended = {.arena = before->arena};

    if (check->severity != CHECK_FAILURE || before->count <= after->count)
        return account_add(account, check, after, error);
    for (size_t i = 0; i < VERDICT_FIRST && i < before->count; i++)
        if (!is_among(after, before->first[i]))
            mended.first[mended.count++] = before->first[i];
    mended.count = before->count - after->count;
    if (put(account, "repaired", check, &mended, SLICE(""), error))
        return -1;
    return after->count ? account_add(account, check, after, error) : 0;
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

static int repair(struct store *store, struct account *account,
                  struct error *error)
{
    struct repair_result *results;
    struct arena arena;
    int result;

    arena_init(&arena, 8192);
    result = repair_all(store, &arena, &results, error);
    for (size_t i = 0; check_list[i].name && result == 0; i++)
        result = account_repair(account, &check_list[i], &results[i], error);
    if (result == 0 && arena.failed)
        result = error_memory(error);
    arena_clear(&arena);
    return result;
}

static int open_store(const struct invocation *invocation, struct store **store,
                      struct error *error)
{
    const struct config *config = &invocation->config;

    return store_open(store, config->database,
                      invocation->repair ? STORE_CHANGE : STORE_READ,
                      config->memory_limit, error);
}

static int run_verify(struct invocation *invocation, struct error *error)
{
    struct account account = {.repairs = invocation->repair};
    struct store *store = NULL;
    int result = -1;

    if (invocation->operand_count)
        return error_set(error, ERROR_USAGE, "verify takes no operand");
    if (open_store(invocation, &store, error))
        return -1;
    if (account_open(&account, invocation->json, error) == 0)
        result = account.repairs ? repair(store, &account, error)
                                 : verify(store, &account, error);
    if (account_close(&account, error))
        result = -1;
    store->type->close(store);
    /* Whoever went away (| head) knows why, as of a report. */
    if (account.gone || account.output.gone) {
        *error = (struct error){0};
        clearerr(stdout);
        return STATUS_FAILED;
    }
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
        "number of rows and the first of them, and what to do about it. Keys\n"
        "are made anew from the rows and compared.\n"
        "\n"
        "With --repair what can be made anew is made anew, in one transaction:\n"
        "keys, numbers of works, triggers, views and indexes; links, keys and\n"
        "forms of names go whose book or author is gone. What people and sources\n"
        "said (titles, orders, royalties, ids) stays as it is. It is 'repaired',\n"
        "or still FAILED with the reason; links that went, and works that were\n"
        "found again, are a batch of 'bibload imports'.\n"
        "\n"
        "Exit status 1: something FAILED, and was not repaired.",
    .options = OPTIONS_JSON | OPTIONS_VERIFY,
    .run = run_verify,
};
