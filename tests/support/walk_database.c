/* See walk_database.h. */
#include "walk_database.h"

#include "dump.h"
#include "program.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct walk walk;

void walk_keep(void)
{
    char sql[300];

    snprintf(sql, sizeof sql, "VACUUM INTO '%s'", walk.kept);
    free(dump_query(walk.bench.database, sql));
}

static void copy_file(const char *from, const char *to)
{
    struct slice bytes = program_read(from);
    FILE *file = fopen(to, "wbe");

    ck_assert_ptr_nonnull(bytes.at);
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    ck_assert_int_eq(fclose(file), 0);
    free((char *)bytes.at);
}

void walk_put_back(void)
{
    static const char *const beside[] = {"", "-wal", "-shm", "-journal"};

    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char path[160];

        snprintf(path, sizeof path, "%s%s", walk.bench.database, beside[i]);
        remove(path);
    }
    if (access(walk.kept, F_OK) == 0)
        copy_file(walk.kept, walk.bench.database);
}

char *walk_state(void)
{
    return access(walk.kept, F_OK) == 0 ? dump_state(walk.bench.database)
                                        : dump_rows(walk.bench.database);
}

void walk_compare(const char *rows, const char *others, const char *what,
                  enum failing kind, unsigned at)
{
    size_t i = 0, line = 0;

    for (; rows[i] && rows[i] == others[i]; i++)
        if (rows[i] == '\n')
            line = i + 1;
    ck_assert_msg(rows[i] == others[i],
                  "%s, kind %d, call %u:\n%.500s\nundisturbed\n%.500s", what,
                  kind, at, rows + line, others + line);
}

unsigned walk_choose(unsigned at[FAIL_PLACES])
{
    const char *text = getenv("FAIL_STEP");
    unsigned all = failing_places(at), count = 0;
    unsigned step = text && atoi(text) > 0 ? (unsigned)atoi(text) : all / 8 | 1;

    for (unsigned i = 0; i < all; i += step)
        at[count++] = at[i];
    return count;
}

bool walk_begin(enum failing kind)
{
    if (!failing_can(kind))
        return false;
    failing_prepare();
    import_bench_begin(&walk.bench);
    snprintf(walk.kept, sizeof walk.kept, "%s/kept.db", walk.bench.folder);
    return true;
}

void walk_end(void)
{
    free(walk.expected);
    free(walk.expected_rows);
    import_bench_end(&walk.bench);
}

static int run_import(const struct failing_imports *imports, int step)
{
    return import_bench_run(&walk.bench, imports->config, &imports->steps[step],
                            1);
}

void walk_run_plainly(const struct failing_imports *imports, int step)
{
    int status = run_import(imports, step);

    ck_assert_msg(status == imports->steps[step].status,
                  "import %d: status %d: %s", step, status,
                  walk.bench.error.text);
}

void walk_run_before(const struct failing_imports *imports, int count)
{
    for (int i = 0; i < count; i++) {
        if (imports->steps[i].sql)
            import_bench_sql(&walk.bench, imports->steps[i].sql);
        walk_run_plainly(imports, i);
    }
}
