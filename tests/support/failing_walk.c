/* Imports: see failing_walk.h. */
#include "walk_database.h"

#include "dump.h"

#include <check.h>
#include <stdlib.h>

static struct {
    enum failing kind;
    unsigned at;
} next;

static void arm(void)
{
    failing_at(next.kind, next.at);
}

static int run_armed(const struct failing_imports *imports, int step,
                     enum failing kind, unsigned at)
{
    int status;

    next.kind = kind;
    next.at = at;
    walk.bench.ready = arm;
    status = import_bench_run(&walk.bench, imports->config,
                              &imports->steps[step], 1);
    failing_end();
    walk.bench.ready = NULL;
    return status;
}

/* The undisturbed round. What was there before it is walk.kept. */
static void walk_first(const struct failing_imports *imports, int step,
                       enum failing kind)
{
    walk_run_before(imports, step);
    if (imports->steps[step].sql)
        import_bench_sql(&walk.bench, imports->steps[step].sql);
    if (step)
        walk_keep();
    ck_assert_int_eq(run_armed(imports, step, kind, FAIL_NEVER),
                     imports->steps[step].status);
    walk.expected = walk_state();
    walk.expected_rows = dump_rows(walk.bench.database);
}

/* A file could not be read, or only in part; others of the import were. Read again,
 * it gives the same rows, if no other came first. */
static void read_again(const struct failing_imports *imports, int step,
                       enum failing kind, unsigned at)
{
    const struct step_file *files = imports->steps[step].files;
    char *rows;

    walk_run_plainly(imports, step);
    import_bench_verify(&walk.bench);
    rows = dump_rows(walk.bench.database);
    if (!files[1].text)
        walk_compare(rows, walk.expected_rows, files[0].name, kind, at);
    free(rows);
}

static void fail_import(const struct failing_imports *imports, int step,
                        enum failing kind, unsigned at)
{
    const char *name = imports->steps[step].files[0].name;
    char *rows;
    int status;

    walk_put_back();
    status = run_armed(imports, step, kind, at);
    if (status == 3) {
        read_again(imports, step, kind, at);
        return;
    }
    if (status != imports->steps[step].status) {
        ck_assert_msg(status == -1 && walk.bench.error.text[0],
                      "%s, kind %d, call %u: status %d, %s", name, kind, at,
                      status, walk.bench.error.text);
        walk_run_plainly(imports, step);
    }
    rows = walk_state();
    walk_compare(rows, walk.expected, name, kind, at);
    free(rows);
}

void failing_walk_import(const struct failing_imports *imports, int at)
{
    static unsigned calls[FAIL_PLACES];
    enum failing kind = (enum failing)(at % FAIL_KINDS);
    int step = at / FAIL_KINDS;
    unsigned count;

    if (!walk_begin(kind))
        return;
    walk_first(imports, step, kind);
    count = walk_choose(calls);
    for (unsigned i = 0; i < count; i++)
        fail_import(imports, step, kind, calls[i]);
    import_bench_verify(&walk.bench);
    walk_end();
}
