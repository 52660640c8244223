/*
 * bibload prune: deletes authors that are left over when their books went, or
 * when a corrected record names somebody else.
 *
 * What nobody's source brought is nobody's left-over: a row that another program
 * added is only pruned after a source named it, and one that was edited by hand,
 * or that rows of other tables refer to, never.
 *
 * One transaction: BEGIN IMMEDIATE, a batch of the ledger, delete, COMMIT. The
 * batch stands in `imports`, for every line of the ledger belongs to one.
 */
#include "command_change.h"

#include "../stages/is_json.h"

#include <inttypes.h>
#include <stdio.h>

struct pruning {
    struct store *store;
    struct arena *arena;
    struct slice
        others; /* AND NOT EXISTS (...): tables that refer to authors */
    int64_t batch, authors;
};

static int run(struct pruning *pruning, const char *sql, int64_t *number,
               struct error *error)
{
    const struct parameter batch = {
        "batch", {.kind = VALUE_INTEGER, .integer = pruning->batch}};

    return change_run(pruning->store, sql, &batch,
                      strstr(sql, ":batch") != NULL, number, error);
}

/* ---- tables of other programs ------------------------------------------- */

static int other_columns(void *context, const char *const *names, size_t count,
                         struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static int other_row(void *context, const struct value *values, size_t count,
                     struct error *error)
{
    struct pruning *pruning = context;

    (void)count;
    pruning->others =
        arena_printf(pruning->arena, "%.*s%.*s", SLICE_ARG(pruning->others),
                     SLICE_ARG(values[0].text));
    return pruning->others.at ? 0 : error_memory(error);
}

static int find_others(struct pruning *pruning, struct error *error)
{
    const struct result_sink sink = {pruning, other_columns, other_row};

    pruning->others = SLICE("");
    return pruning->store->type->query(
        pruning->store,
        "SELECT printf(' AND NOT EXISTS (SELECT 1 FROM main.\"%w\" AS o"
        " WHERE o.\"%w\" = a.id)', t.name, f.\"from\")"
        " FROM main.sqlite_schema AS t"
        " JOIN pragma_foreign_key_list(t.name, 'main') AS f"
        " WHERE t.type = 'table' AND lower(f.\"table\") = 'authors'"
        " AND lower(t.name) <> 'book_author' ORDER BY t.rowid, f.id",
        NULL, 0, &sink, error);
}

/* ---- the transaction ---------------------------------------------------- */

static const char begin_source[] =
    "INSERT OR IGNORE INTO sources (name) VALUES ('bibload prune')";
static const char begin_batch[] =
    "INSERT INTO imports (source_id, options, state, started, finished, seconds)"
    " SELECT id, '', 'complete', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'),"
    " strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 0.0 FROM sources"
    " WHERE name = 'bibload prune'";

/* A source brought an author if one of its records names it, if it gave it an id,
 * or if the ledger tells of it. */
#define LEFT_OVER                                                             \
    "SELECT :batch, 'author', a.id, 'deleted', 'prune', a.name"               \
    " FROM authors AS a WHERE a.edited IS NULL"                               \
    " AND NOT EXISTS (SELECT 1 FROM book_author AS l WHERE l.author_id = "    \
    "a.id)"                                                                   \
    " AND NOT EXISTS (SELECT 1 FROM source_records AS s"                      \
    " WHERE s.author_id = a.id)"                                              \
    " AND NOT EXISTS (SELECT 1 FROM touched AS t WHERE t.kind = 'a'"          \
    " AND t.book_id = 0 AND t.author_id = a.id)"                              \
    " AND (EXISTS (SELECT 1 FROM author_keys AS k WHERE k.author_id = a.id"   \
    " AND k.kind IN (SELECT id FROM key_kinds WHERE instr(name, 'id:') = 1))" \
    " OR EXISTS (SELECT 1 FROM ledger AS e WHERE e.author_id = a.id"          \
    " AND e.subject IN ('author', 'link') AND e.event <> 'edited')"           \
    " OR a.id IN (SELECT j.value FROM source_records AS s,"                   \
    " json_each(s.authors) AS j WHERE " S_AUTHORS_ARE_JSON "))"

static int note_left_over(struct pruning *pruning, struct error *error)
{
    struct slice sql = arena_printf(
        pruning->arena,
        "INSERT INTO ledger (import_id, subject, author_id, event, rule,"
        " before) " LEFT_OVER "%.*s ORDER BY a.id",
        SLICE_ARG(pruning->others));

    if (!sql.at)
        return error_memory(error);
    return run(pruning, sql.at, NULL, error);
}

static int prune(struct pruning *pruning, struct error *error)
{
    if (run(pruning, "BEGIN IMMEDIATE", NULL, error) ||
        find_others(pruning, error) ||
        run(pruning, begin_source, NULL, error) ||
        run(pruning, begin_batch, NULL, error) ||
        run(pruning, "SELECT max(id) FROM imports", &pruning->batch, error) ||
        note_left_over(pruning, error) ||
        run(pruning, "SELECT count(*) FROM ledger WHERE import_id = :batch",
            &pruning->authors, error))
        return -1;
    if (pruning->authors == 0) /* nothing happened: no batch is kept */
        return run(pruning, "ROLLBACK", NULL, error);
    if (run(pruning,
            "DELETE FROM authors WHERE id IN"
            " (SELECT author_id FROM ledger WHERE import_id = :batch)",
            NULL, error) ||
        run(pruning,
            "UPDATE imports SET authors_deleted = (SELECT count(*) FROM"
            " ledger WHERE import_id = :batch) WHERE id = :batch",
            NULL, error))
        return -1;
    return run(pruning, "COMMIT", NULL, error);
}

static int tell(const struct pruning *pruning, bool json, struct error *error)
{
    int written =
        json ? printf("{\"deleted\": {\"books\": 0, \"authors\": "
                      "%" PRId64 ", \"links\": 0}}\n",
                      pruning->authors)
             : printf("deleted: %" PRId64 " authors\n", pruning->authors);

    if (written < 0)
        return error_set(error, ERROR_DISK,
                         "standard output can't be "
                         "written; the rows are deleted");
    return 0;
}

static int run_prune(struct invocation *invocation, struct error *error)
{
    struct arena arena;
    struct pruning pruning = {.arena = &arena};
    int result = -1;

    if (invocation->operand_count)
        return error_set(error, ERROR_USAGE, "prune takes no operand");
    if (change_open(invocation, &pruning.store, error))
        return -1;
    arena_init(&arena, 16384);
    if (prune(&pruning, error) == 0 &&
        tell(&pruning, invocation->json, error) == 0)
        result = STATUS_LOADED;
    arena_clear(&arena);
    pruning.store->type->close(pruning.store);
    return result;
}

const struct command command_prune = {
    .name = "prune",
    .operands = "",
    .summary = "delete authors that have no books any more",
    .help =
        "Authors that a source brought and that are linked to no book now,\n"
        "because their books went or a record names somebody else. These stay:\n"
        "authors that a record of an authors' file still names, that another\n"
        "program added and no source ever named, that were edited by hand, or\n"
        "that rows of other tables refer to. It is a batch of 'bibload imports',\n"
        "and the ledger keeps each id and name.",
    .options = OPTIONS_JSON,
    .run = run_prune,
};
