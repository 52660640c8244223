/* See repair.h. */
#include "repair.h"

static int run_one(struct repair *repair, const char *sql, int64_t *number,
                   struct error *error)
{
    const struct parameter batch = {
        "batch", {.kind = VALUE_INTEGER, .integer = repair->batch}};
    int64_t ignored;
    const struct result_sink sink = {number ? number : &ignored,
                                     check_no_columns, result_number};

    return repair->store->type->query(repair->store, sql, &batch,
                                      strstr(sql, ":batch") != NULL, &sink,
                                      error);
}

int repair_run(struct repair *repair, const char *const *statements,
               struct error *error)
{
    for (; *statements; statements++)
        if (run_one(repair, *statements, NULL, error))
            return -1;
    return 0;
}

#define NOW "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"

static const char *const begin_batch[] = {
    "INSERT OR IGNORE INTO sources (name) VALUES ('bibload verify')",
    "INSERT INTO imports (source_id, options, state, started, finished, seconds)"
    " SELECT id, '', 'complete', " NOW ", " NOW ", 0.0 FROM sources"
    " WHERE name = 'bibload verify'",
    NULL,
};

int repair_batch(struct repair *repair, struct error *error)
{
    if (repair->batch)
        return 0;
    return repair_run(repair, begin_batch, error)
               ? -1
               : run_one(repair, "SELECT max(id) FROM imports", &repair->batch,
                         error);
}

/* Without a line of the ledger, as if it had never been. */
static const char *const end_batch[] = {
    "DELETE FROM imports WHERE id = :batch"
    " AND id NOT IN (SELECT import_id FROM ledger)",
    "UPDATE sqlite_sequence SET seq = :batch - 1 WHERE name = 'imports'"
    " AND seq = :batch AND NOT EXISTS (SELECT 1 FROM imports"
    " WHERE id = :batch)",
    "DELETE FROM sources WHERE name = 'bibload verify'"
    " AND id NOT IN (SELECT source_id FROM imports)",
    NULL,
};

static int finish(struct repair *repair, struct error *error)
{
    if (repair->batch && repair_run(repair, end_batch, error))
        return -1;
    return repair->store->type->commit(repair->store, NULL, NULL, error);
}

/* ---- the whole ---- */

static int look(struct store *store, struct arena *arena,
                struct repair_result *results, bool after, struct error *error)
{
    for (size_t i = 0; check_list[i].name; i++) {
        struct verdict *verdict =
            after ? &results[i].after : &results[i].before;

        *verdict = (struct verdict){.arena = arena};
        if (check_run(&check_list[i], store, verdict, error))
            return -1;
    }
    return 0;
}

/* What its check finds now: repairs before it may have mended it. */
static int mend(struct repair *repair, const struct check *check, bool *still,
                struct error *error)
{
    struct verdict verdict = {.arena = repair->arena, .keep = true};

    if (check_run(check, repair->store, &verdict, error))
        return -1;
    if (verdict.count && check->repair(repair, &verdict, error))
        return -1;
    if (!check->vital || !verdict.count)
        return 0;
    verdict = (struct verdict){.arena = repair->arena};
    if (check_run(check, repair->store, &verdict, error))
        return -1;
    *still = verdict.count > 0;
    return 0;
}

static int mend_all(struct repair *repair, struct error *error)
{
    bool still = false;

    for (size_t i = 0; check_list[i].name && !still; i++)
        if (check_list[i].repair && mend(repair, &check_list[i], &still, error))
            return -1;
    return 0;
}

/* 1: something is better now; 0: nothing. */
static int compare(const struct store *store,
                   const struct repair_result *results, struct error *error)
{
    int better = 0;

    for (size_t i = 0; check_list[i].name; i++) {
        if (check_list[i].severity != CHECK_FAILURE)
            continue;
        if (results[i].after.count > results[i].before.count)
            return error_set(error, ERROR_STORE,
                             "%s: the repair would leave more than it found of "
                             "'%s', so nothing was changed; restore a backup",
                             store->path, check_list[i].name);
        better |= results[i].after.count < results[i].before.count;
    }
    return better;
}

static bool is_sound(const struct repair_result *results)
{
    for (size_t i = 0; check_list[i].name; i++)
        if (check_list[i].severity == CHECK_FAILURE && results[i].before.count)
            return false;
    return true;
}

static int repair_in(struct store *store, struct arena *arena,
                     struct repair_result *results, struct error *error)
{
    struct repair repair = {.store = store, .arena = arena};
    int better;

    if (store->type->repair_begin(store, error) ||
        look(store, arena, results, false, error))
        return -1;
    if (!is_sound(results) && mend_all(&repair, error))
        return -1;
    if (look(store, arena, results, true, error))
        return -1;
    better = compare(store, results, error);
    return better > 0 ? finish(&repair, error) : better;
}

int repair_all(struct store *store, struct arena *arena,
               struct repair_result **results, struct error *error)
{
    size_t count = 0;
    int result;

    while (check_list[count].name)
        count++;
    *results = arena_zero(arena, count * sizeof **results);
    if (!*results)
        return error_memory(error);
    result = repair_in(store, arena, *results, error);
    store->type->rollback(store); /* what was not committed */
    return result;
}
