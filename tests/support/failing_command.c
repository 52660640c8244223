/* Other commands than imports alone: see failing_walk.h. */
#include "walk_database.h"

#include "../../pipeline/command_line.h"
#include "dump.h"
#include "program.h"

#include <check.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_files(const struct failing_command *command)
{
    for (size_t i = 0; i < WALK_FILES && command->files[i].name; i++) {
        char path[200];
        FILE *file;

        snprintf(path, sizeof path, "%s/%s", walk.bench.folder,
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
                                  *word == '@' ? walk.bench.folder : "",
                                  *word == '@' ? word + 1 : word),
                         0);
    }
    argv[argc++] = strdup("-d");
    argv[argc++] = strdup(walk.bench.database);
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

    walk_run_before(imports, command->foreign ? 0 : imports->count);
    write_files(command);
    for (size_t i = 0; i < 2 && command->before[i]; i++)
        ck_assert_msg(run_words(command->before[i], NULL, &error) >= 0,
                      "%s: %s", command->before[i], error.text);
    if (command->sql)
        import_bench_sql(&walk.bench, command->sql);
    walk_keep();
}

/* What the command is to make; {NULL, 0} if it is not there. */
static struct slice made_file(const struct failing_command *command)
{
    char path[200];

    if (!command->made)
        return SLICE_NONE;
    snprintf(path, sizeof path, "%s/%s", walk.bench.folder, command->made);
    return program_read(path);
}

static void remove_made(const struct failing_command *command)
{
    char path[200];

    if (!command->made)
        return;
    snprintf(path, sizeof path, "%s/%s", walk.bench.folder, command->made);
    remove(path);
}

/* What there was before the command, and what it does undisturbed. */
struct command_round {
    char *before;
    int status;
    struct slice made;
};

static bool is_foreign(void)
{
    return dump_number(walk.bench.database, "SELECT count(*) FROM sqlite_schema"
                                            " WHERE name = 'ledger'") == 0;
}

/* "" of another program's database. */
static char *state_of_command(void)
{
    return is_foreign() ? strdup("") : dump_state(walk.bench.database);
}

/* Did the command do all that it changes, and could but not say so? */
static bool done_already(const char *before)
{
    char *rows = state_of_command();
    bool same =
        strcmp(before, walk.expected) != 0 && strcmp(rows, walk.expected) == 0;

    free(rows);
    return same;
}

static void fail_command(const struct failing_command *command,
                         const struct command_round *round, enum failing kind,
                         unsigned at)
{
    struct error error;
    struct slice made;
    char *rows;
    bool partly;
    int status;

    walk_put_back();
    remove_made(command);
    status = run_command(command, &(struct failure){kind, at}, &error);
    made = made_file(command);
    ck_assert_msg(!made.at || slice_equal(made, round->made),
                  "%s, kind %d, call %u: half a file", command->words, kind,
                  at);
    free((char *)made.at);
    partly = status == 3; /* a file could not be read */
    if (status != round->status) {
        ck_assert_msg(status == 3 || (status == -1 && error.text[0]),
                      "%s, kind %d, call %u: status %d", command->words, kind,
                      at, status);
        status = done_already(round->before)
                     ? round->status
                     : run_command(command, NULL, &error);
    }
    ck_assert_msg(status == round->status,
                  "%s, kind %d, call %u: status %d: %s", command->words, kind,
                  at, status, error.text);
    rows = partly ? dump_rows(walk.bench.database)
                  : dump_state(walk.bench.database);
    walk_compare(rows, partly ? walk.expected_rows : walk.expected,
                 command->words, kind, at);
    free(rows);
}

void failing_walk_command(const struct failing_imports *imports,
                          const struct failing_command *command,
                          enum failing kind)
{
    static unsigned calls[FAIL_PLACES];
    struct command_round round;
    struct error error;
    unsigned count;

    if (!walk_begin(kind))
        return;
    ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
    prepare_command(imports, command);
    round.before = state_of_command();
    round.status =
        run_command(command, &(struct failure){kind, FAIL_NEVER}, &error);
    ck_assert_msg(round.status >= 0, "%s: %s", command->words, error.text);
    walk.expected = dump_state(walk.bench.database);
    walk.expected_rows = dump_rows(walk.bench.database);
    round.made = made_file(command);
    ck_assert_msg((round.made.at != NULL) == (command->made != NULL),
                  "%s makes no %s", command->words, command->made);
    count = walk_choose(calls);
    for (unsigned i = 0; i < count; i++)
        fail_command(command, &round, kind, calls[i]);
    free((char *)round.made.at);
    free(round.before);
    walk_end();
}
