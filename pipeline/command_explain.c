/*
 * bibload explain: where a book or an author came from, and why records were
 * matched to it. It is a handful of reports about one id.
 */
#include "command.h"
#include "command_subject.h"

#include "../stages/report.h"

static const char *const of_book[] = {
    "explain_book",           "explain_book_links",  "explain_book_keys",
    "explain_book_sources",   "explain_book_ledger", "explain_book_candidates",
    "explain_book_decisions",
};
static const char *const of_author[] = {
    "explain_author",
    "explain_author_links",
    "explain_author_keys",
    "explain_author_sources",
    "explain_author_ledger",
    "explain_author_names",
    "explain_author_candidates",
    "explain_author_decisions",
};

static int explain(struct invocation *invocation, enum find_kind kind,
                   struct store *store, struct arena *arena,
                   struct error *error)
{
    struct found found = {0};
    struct parameter id;

    if (subject_find(invocation, store, arena, kind, &found, error))
        return -1;
    if (found.ids.count == 0)
        return STATUS_REJECTS;
    if (found.ids.count > 1)
        return subject_several(&found, arena, error);
    id = (struct parameter){
        "id", {.kind = VALUE_INTEGER, .integer = found.ids.at[0]}};
    if (report_print(store, kind == FIND_BOOKS ? of_book : of_author,
                     kind == FIND_BOOKS ? sizeof of_book / sizeof *of_book
                                        : sizeof of_author / sizeof *of_author,
                     &id, 1, invocation->json ? "json" : "text", NULL, error))
        return error_is_set(error) ? -1 : STATUS_FAILED;
    return STATUS_LOADED;
}

static int run_explain(struct invocation *invocation, struct error *error)
{
    struct store *store = NULL;
    enum find_kind kind = FIND_BOOKS;
    struct arena arena;
    int status;

    if (subject_check(invocation, "explain", &kind, error))
        return -1;
    if (store_open(&store, invocation->config.database, STORE_READ,
                   invocation->config.memory_limit, error))
        return -1;
    arena_init(&arena, 16384);
    status = explain(invocation, kind, store, &arena, error);
    arena_clear(&arena);
    store->type->close(store);
    return status;
}

const struct command command_explain = {
    .name = "explain",
    .operands = "book|author ID",
    .summary = "tell where a book or an author came from, and why",
    .help =
        "ID is the number in the database, isbn:... for a book, or SOURCE:ID\n"
        "with the record's own id in its source (of a MARC record with 003:\n"
        "the 003, a blank, and the 001).\n"
        "\n"
        "Exit status 1: there is none.",
    .options = OPTIONS_JSON,
    .run = run_explain,
};
