/* See failing_walk.h. */
#include "failing_walk.h"

#include "../../pipeline/command_line.h"
#include "dump.h"
#include "program.h"

#include <check.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct import_bench bench;
static char kept[128], *expected, *expected_rows;

/* ---- the database before ---- */

static void keep(void)
{
    char sql[300];

    snprintf(sql, sizeof sql, "VACUUM INTO '%s'", kept);
    free(dump_query(bench.database, sql));
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

static void put_back(void)
{
    static const char *const beside[] = {"", "-wal", "-shm", "-journal"};

    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        char path[160];

        snprintf(path, sizeof path, "%s%s", bench.database, beside[i]);
        remove(path);
    }
    if (access(kept, F_OK) == 0)
        copy_file(kept, bench.database);
}

/* Of an import into a new database its rows: it has another secret, and so other
 * keys. */
static char *state_now(void)
{
    return access(kept, F_OK) == 0 ? dump_state(bench.database)
                                   : dump_rows(bench.database);
}

/* Did the command do all that it changes, and could but not say so? */
static bool done_already(const char *before)
{
    char *rows = dump_state(bench.database);
    bool same = strcmp(before, expected) != 0 && strcmp(rows, expected) == 0;

    free(rows);
    return same;
}

/* Ends the test if they differ, with the first line that does. */
static void compare(const char *rows, const char *others, const char *what,
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

/* Which calls are let fail. Frames are those of the undisturbed round. */
static unsigned choose(unsigned at[FAIL_PLACES])
{
    const char *text = getenv("FAIL_STEP");
    unsigned all = failing_places(at), count = 0;
    unsigned step = text && atoi(text) > 0 ? (unsigned)atoi(text) : all / 8 | 1;

    for (unsigned i = 0; i < all; i += step)
        at[count++] = at[i];
    return count;
}

static bool walk_begin(enum failing kind)
{
    if (!failing_can(kind)) {
        puts("failing: link-time optimisation is on: skipped");
        return false;
    }
    failing_prepare();
    import_bench_begin(&bench);
    snprintf(kept, sizeof kept, "%s/kept.db", bench.folder);
    return true;
}

/* ---- imports ---- */

static struct {
    enum failing kind;
    unsigned at;
} next;

static void arm(void)
{
    failing_at(next.kind, next.at);
}

static int run_import(const struct failing_imports *imports, int step)
{
    return import_bench_run(&bench, imports->config, &imports->steps[step], 1);
}

static int run_armed(const struct failing_imports *imports, int step,
                     enum failing kind, unsigned at)
{
    int status;

    next.kind = kind;
    next.at = at;
    bench.ready = arm;
    status = run_import(imports, step);
    failing_end();
    bench.ready = NULL;
    return status;
}

static void run_plainly(const struct failing_imports *imports, int step)
{
    int status = run_import(imports, step);

    ck_assert_msg(status == imports->steps[step].status,
                  "import %d: status %d: %s", step, status, bench.error.text);
}

static void run_before(const struct failing_imports *imports, int count)
{
    for (int i = 0; i < count; i++) {
        if (imports->steps[i].sql)
            import_bench_sql(&bench, imports->steps[i].sql);
        run_plainly(imports, i);
    }
}

/* The undisturbed round. What was there before it is kept. */
static void walk_first(const struct failing_imports *imports, int step,
                       enum failing kind)
{
    run_before(imports, step);
    if (imports->steps[step].sql)
        import_bench_sql(&bench, imports->steps[step].sql);
    if (step)
        keep();
    ck_assert_int_eq(run_armed(imports, step, kind, FAIL_NEVER),
                     imports->steps[step].status);
    expected = state_now();
    expected_rows = dump_rows(bench.database);
}

/* A file could not be read, or only in part; others of the import were. Read again,
 * it gives the same rows, if no other came first. */
static void read_again(const struct failing_imports *imports, int step,
                       enum failing kind, unsigned at)
{
    const struct step_file *files = imports->steps[step].files;
    char *rows;

    run_plainly(imports, step);
    import_bench_verify(&bench);
    rows = dump_rows(bench.database);
    if (!files[1].text)
        compare(rows, expected_rows, files[0].name, kind, at);
    free(rows);
}

static void fail_import(const struct failing_imports *imports, int step,
                        enum failing kind, unsigned at)
{
    const char *name = imports->steps[step].files[0].name;
    char *rows;
    int status;

    put_back();
    status = run_armed(imports, step, kind, at);
    if (status == 3) {
        read_again(imports, step, kind, at);
        return;
    }
    if (status != imports->steps[step].status) {
        ck_assert_msg(status == -1 && bench.error.text[0],
                      "%s, kind %d, call %u: status %d, %s", name, kind, at,
                      status, bench.error.text);
        run_plainly(imports, step);
    }
    rows = state_now();
    compare(rows, expected, name, kind, at);
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
    count = choose(calls);
    for (unsigned i = 0; i < count; i++)
        fail_import(imports, step, kind, calls[i]);
    import_bench_verify(&bench);
    free(expected);
    free(expected_rows);
    import_bench_end(&bench);
}

/* ---- other commands ---- */

static void write_files(const struct failing_command *command)
{
    for (size_t i = 0; i < WALK_FILES && command->files[i].name; i++) {
        char path[200];
        FILE *file;

        snprintf(path, sizeof path, "%s/%s", bench.folder,
                 command->files[i].name);
        file = fopen(path, "we");
        ck_assert_msg(file != NULL, "%s", path);
        ck_assert_int_ge(fputs(command->files[i].text, file), 0);
        ck_assert_int_eq(fclose(file), 0);
    }
}

/* The words, each a copy, then -d DATABASE. */
static int split_words(const char *words, char *argv[WALK_WORDS + 3])
{
    char text[300], *rest = text, *word;
    int argc = 0;

    ck_assert_uint_lt(strlen(words), sizeof text);
    strcpy(text, words);
    argv[argc++] = strdup("bibload");
    while (argc < WALK_WORDS && (word = strsep(&rest, " ")) != NULL) {
        argv[argc] = NULL;
        ck_assert_int_gt(asprintf(&argv[argc++], "%s%s",
                                  *word == '@' ? bench.folder : "",
                                  *word == '@' ? word + 1 : word),
                         0);
    }
    argv[argc++] = strdup("-d");
    argv[argc++] = strdup(bench.database);
    argv[argc] = NULL;
    return argc;
}

struct failure {
    enum failing kind;
    unsigned at;
};

/* As main does it. failure: NULL, or what fails from the command on. */
static int run_words(const char *words, const struct failure *failure,
                     struct error *error)
{
    char *argv[WALK_WORDS + 3];
    struct command_line line;
    int argc = split_words(words, argv), status = -1;

    *error = (struct error){.kind = ERROR_NONE};
    clearerr(stdout);
    optind = 0;
    ck_assert_int_eq(command_line_init(&line, error), 0);
    ck_assert_msg(command_line_parse(&line, argc, argv, error) == 0 &&
                      command_line_config(&line, error) == 0,
                  "%s: %s", words, error->text);
    if (failure)
        failing_at(failure->kind, failure->at);
    status = line.command->run(&line.invocation, error);
    failing_end();
    command_line_clear(&line);
    while (argc > 0)
        free(argv[--argc]);
    return status;
}

static int run_command(const struct failing_command *command,
                       const struct failure *failure, struct error *error)
{
    write_files(command);
    return run_words(command->words, failure, error);
}

/* What there is for it to work on. */
static void prepare_command(const struct failing_imports *imports,
                            const struct failing_command *command)
{
    struct error error;

    run_before(imports, imports->count);
    write_files(command);
    for (size_t i = 0; i < 2 && command->before[i]; i++)
        ck_assert_msg(run_words(command->before[i], NULL, &error) >= 0,
                      "%s: %s", command->before[i], error.text);
    if (command->sql)
        import_bench_sql(&bench, command->sql);
    keep();
}

/* What the command is to make; {NULL, 0} if it is not there. */
static struct slice made_file(const struct failing_command *command)
{
    char path[200];

    if (!command->made)
        return SLICE_NONE;
    snprintf(path, sizeof path, "%s/%s", bench.folder, command->made);
    return program_read(path);
}

static void remove_made(const struct failing_command *command)
{
    char path[200];

    if (!command->made)
        return;
    snprintf(path, sizeof path, "%s/%s", bench.folder, command->made);
    remove(path);
}

/* What there was before the command, and what it does undisturbed. */
struct command_walk {
    char *before;
    int status;
    struct slice made;
};

static void fail_command(const struct failing_command *command,
                         const struct command_walk *walk, enum failing kind,
                         unsigned at)
{
    struct error error;
    struct slice made;
    char *rows;
    int status;

    put_back();
    remove_made(command);
    status = run_command(command, &(struct failure){kind, at}, &error);
    made = made_file(command);
    ck_assert_msg(!made.at || slice_equal(made, walk->made),
                  "%s, kind %d, call %u: half a file", command->words, kind,
                  at);
    free((char *)made.at);
    if (status != walk->status) {
        ck_assert_msg(status == 3 || (status == -1 && error.text[0]),
                      "%s, kind %d, call %u: status %d", command->words, kind,
                      at, status);
        status = done_already(walk->before)
                     ? walk->status
                     : run_command(command, NULL, &error);
    }
    rows = dump_state(bench.database);
    ck_assert_msg(status == walk->status, "%s, kind %d, call %u: status %d: %s",
                  command->words, kind, at, status, error.text);
    compare(rows, expected, command->words, kind, at);
    free(rows);
}

void failing_walk_command(const struct failing_imports *imports,
                          const struct failing_command *command,
                          enum failing kind)
{
    static unsigned calls[FAIL_PLACES];
    struct command_walk walk;
    struct error error;
    unsigned count;

    if (!walk_begin(kind))
        return;
    ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
    prepare_command(imports, command);
    walk.before = dump_state(bench.database);
    walk.status =
        run_command(command, &(struct failure){kind, FAIL_NEVER}, &error);
    ck_assert_msg(walk.status >= 0, "%s: %s", command->words, error.text);
    expected = dump_state(bench.database);
    walk.made = made_file(command);
    ck_assert_msg((walk.made.at != NULL) == (command->made != NULL),
                  "%s makes no %s", command->words, command->made);
    count = choose(calls);
    for (unsigned i = 0; i < count; i++)
        fail_command(command, &walk, kind, calls[i]);
    free((char *)walk.made.at);
    free(walk.before);
    free(expected);
    import_bench_end(&bench);
}
