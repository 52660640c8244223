/*
 * bibload query: the questions people ask by name. Each is a report with the
 * ids that the name stands for, or with bounds, as parameters.
 */
#include "command.h"
#include "log.h"

#include "../stages/find.h"
#include "../stages/report.h"

#include <errno.h>
#include <stdlib.h>

struct question {
    const char *name;
    const char *report;
    enum find_kind kind;
    bool count; /* the operand is N or N+, not a name */
};

static const struct question questions[] = {
    {"books-by-author", "query_books_by_author", FIND_AUTHORS, false},
    {"authors-of", "query_authors_of", FIND_BOOKS, false},
    {"books-with-authors", "query_books_with_authors", FIND_BOOKS, true},
    {"royalties-of", "query_royalties_of", FIND_AUTHORS, false},
};
#define QUESTIONS (sizeof questions / sizeof *questions)

static const struct question *question_find(const char *name)
{
    for (size_t i = 0; i < QUESTIONS; i++)
        if (strcmp(questions[i].name, name) == 0)
            return &questions[i];
    return NULL;
}

/* The operands behind the question, as if they had been quoted. */
static struct slice operand_text(const struct invocation *invocation,
                                 struct arena *arena)
{
    struct slice text = slice_of(invocation->operands[1]);

    for (int i = 2; i < invocation->operand_count && text.at; i++)
        text = arena_printf(arena, "%.*s %s", SLICE_ARG(text),
                            invocation->operands[i]);
    return text;
}

/* "3" is 3 to 3, "3+" is 3 to as many as there are. */
static int bounds_of(const char *text, struct parameter bounds[2],
                     struct error *error)
{
    char *end;
    long least;

    errno = 0;
    least = strtol(text, &end, 10);
    if (*text < '0' || *text > '9' || errno || least > 1000000 ||
        (*end && strcmp(end, "+") != 0))
        return error_set(error, ERROR_USAGE,
                         "'%.40s' is no number of authors; expected 2 or 2+",
                         text);
    bounds[0] =
        (struct parameter){"least", {.kind = VALUE_INTEGER, .integer = least}};
    bounds[1] = (struct parameter){
        "most", {.kind = VALUE_INTEGER, .integer = *end ? INT64_MAX : least}};
    return 0;
}

static int find_ids_text(struct store *store, const struct question *question,
                         const char *text, struct arena *arena,
                         struct parameter *ids, struct error *error)
{
    struct found found = {0};
    struct slice json;

    if (find_by_name(store, question->kind, text, arena, &found, error))
        return -1;
    if (found.more)
        log_line(LOG_WARNING, "more than %d fit '%s'; the first are shown",
                 FOUND_MAX, text);
    json = found_json(&found, arena);
    if (!json.at)
        return error_memory(error);
    *ids = (struct parameter){"ids", {.kind = VALUE_TEXT, .text = json}};
    return 0;
}

static int ask(struct invocation *invocation, const struct question *question,
               struct arena *arena, uint64_t *rows, struct error *error)
{
    struct slice text = operand_text(invocation, arena);
    struct parameter given[2];
    struct store *store = NULL;
    int result = -1;

    if (!text.at)
        return error_memory(error);
    if (question->count && bounds_of(text.at, given, error))
        return -1;
    if (store_open(&store, invocation->config.database, STORE_READ,
                   invocation->config.memory_limit, error))
        return -1;
    if (!question->count &&
        find_ids_text(store, question, text.at, arena, given, error))
        goto out;
    result = report_print(store, &question->report, 1, given,
                          question->count ? 2 : 1,
                          invocation->json ? "json" : "text", rows, error);
    if (result == 0 && *rows == 0)
        log_line(LOG_WARNING, "nothing found for '%s'", text.at);
out:
    store->type->close(store);
    return result;
}

static int run_query(struct invocation *invocation, struct error *error)
{
    const struct question *question;
    struct arena arena;
    uint64_t rows = 0;
    int result;

    if (invocation->operand_count < 2)
        return error_set(error, ERROR_USAGE,
                         "query needs a question and what "
                         "it is about; see 'bibload query --help'");
    question = question_find(invocation->operands[0]);
    if (!question)
        return error_set(error, ERROR_USAGE,
                         "no query '%.40s'; expected "
                         "books-by-author, authors-of, books-with-authors or "
                         "royalties-of",
                         invocation->operands[0]);
    arena_init(&arena, 16384);
    result = ask(invocation, question, &arena, &rows, error);
    arena_clear(&arena);
    if (result)
        return error_is_set(error) ? -1 : STATUS_FAILED;
    return rows ? STATUS_LOADED : STATUS_REJECTS;
}

const struct command command_query = {
    .name = "query",
    .operands = "books-by-author NAME | authors-of TITLE | "
                "books-with-authors N|N+ | royalties-of NAME",
    .summary = "answer a question about books and authors",
    .help =
        "Names and titles are found whatever their case, accents and\n"
        "punctuation: first those that are equal; if there are none, those\n"
        "that hold every word; if there are none, those that hold the text.\n"
        "\n"
        "Exit status 1: nothing was found.",
    .options = OPTIONS_JSON,
    .run = run_query,
};
