/* The option table, the command line that is parsed with it, and near names. */
#include "../pipeline/command_line.h"
#include "../pipeline/nearest.h"
#include "../pipeline/source_files.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Suite *option_suite(void);

/* What every row owes its readers. */
START_TEST(test_row)
{
    const struct option_row *row = &option_rows[_i];

    ck_assert_msg(row->key || row->name, "row %d has no name", _i);
    ck_assert_msg(row->help && *row->help, "row %d has no help", _i);
    ck_assert(row->help[strlen(row->help) - 1] != '.');
    ck_assert((row->type == OPTION_FLAG) <= !row->argument);
    ck_assert(!row->name || row->type == OPTION_FLAG || row->argument);
    ck_assert((row->section == OPTION_COMMAND) == !row->key);
    for (int i = 0; i < _i; i++) {
        const struct option_row *other = &option_rows[i];

        ck_assert(!row->name || !other->name || strcmp(row->name, other->name));
        ck_assert(!row->letter || row->letter != other->letter);
        ck_assert(row->section != other->section || !row->key ||
                  strcmp(row->key, other->key) != 0);
    }
}
END_TEST

static const struct near_row {
    const char *wrong, *found; /* NULL: nothing is near */
} near_rows[] = {
    {"improt", "import"},
    {"IMPORT", "import"},
    {"imports", "import"},
    {"repot", "report"},
    {"fork", NULL},
    {"", NULL},
    {"xyz", NULL},
    {"rn", "run"},
    {"a name of more than forty-eight letters is never near", NULL},
};

START_TEST(test_near)
{
    static const char *const known[] = {"import", "report", "run"};
    const struct near_row *row = &near_rows[_i];
    struct nearest nearest;

    nearest_begin(&nearest, row->wrong);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        nearest_try(&nearest, known[i]);
    ck_assert_pstr_eq(nearest.best, row->found);
}
END_TEST

#define WORDS_MAX 12

/* Words of a row, cut at blanks, in memory that getopt may permute. */
static int parse(struct command_line *line, const char *words,
                 struct error *error)
{
    static char text[500];
    static char *argv[WORDS_MAX + 2];
    int argc = 0;

    snprintf(text, sizeof text, "bibload %s", words);
    *error = (struct error){0};
    for (char *at = strtok(text, " "); at && argc <= WORDS_MAX;
         at = strtok(NULL, " "))
        argv[argc++] = at;
    argv[argc] = NULL;
    ck_assert_int_eq(command_line_init(line, error), 0);
    return command_line_parse(line, argc, argv, error);
}

static const struct bad_row {
    const char *why, *words, *message;
} bad_rows[] = {
    {"nothing at all", "", "no command; bibload --help lists them"},
    {"a misspelt command", "imprt x",
     "unknown command \"imprt\"; did you mean \"import\"?"},
    {"no command is near", "frobnicate",
     "unknown command \"frobnicate\"; bibload --help lists them"},
    {"a misspelt option", "import --jsn x",
     "unknown option \"--jsn\"; did you mean \"--json\"?"},
    {"a misspelt option with a value", "import --progres-=auto x",
     "unknown option \"--progres-\"; did you mean \"--progress\"?"},
    {"an unknown letter", "import -x", "unknown option \"-x\""},
    {"an option of another command", "import --format csv x",
     "import has no option --format"},
    {"a command's option before it", "--json import x",
     "--json stands behind the command"},
    {"a missing value", "import --source", "--source needs a value: NAME"},
    {"a missing value of a letter", "import -s", "--source needs a value"},
    {"a value too many", "import --json=yes", "--json takes no value"},
    {"no such choice", "import --progress sometimes",
     "--progress: expected one of auto, always, never, found \"sometimes\""},
    {"a misspelt choice", "report --format htlm", "did you mean \"html\"?"},
    {"a parameter without =", "report -p isbn", "expected NAME=VALUE"},
    {"a parameter that SQL can't name", "report -p 1a=2",
     "expected NAME=VALUE"},
    {"both", "import -q -v x", "exclude each other"},
};

START_TEST(test_bad)
{
    const struct bad_row *row = &bad_rows[_i];
    struct command_line line;
    struct error error;

    ck_assert_msg(parse(&line, row->words, &error) == -1, "accepted: %s",
                  row->why);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    ck_assert_msg(strstr(error.text, row->message) != NULL,
                  "%s:\nexpected %s\nfound    %s", row->why, row->message,
                  error.text);
    command_line_clear(&line);
}
END_TEST

START_TEST(test_good)
{
    struct command_line line;
    struct error error;

    ck_assert_int_eq(parse(&line,
                           "-d x.db import a.csv - --source=s -q b "
                           "--progress always --json",
                           &error),
                     0);
    ck_assert_ptr_eq(line.command, &command_import);
    ck_assert(line.invocation.json && line.invocation.quiet &&
              !line.invocation.verbose);
    ck_assert_str_eq(line.invocation.source, "s");
    ck_assert_int_eq(line.invocation.progress, PROGRESS_ALWAYS);
    ck_assert_int_eq(line.invocation.operand_count, 3);
    ck_assert_str_eq(line.invocation.operands[0], "a.csv");
    ck_assert_str_eq(line.invocation.operands[1], "-");
    ck_assert_str_eq(line.invocation.operands[2], "b");
    ck_assert_uint_eq(line.late_count, 1);
    ck_assert_str_eq(line.late[0].value, "x.db");
    command_line_clear(&line);
    ck_assert_int_eq(parse(&line, "--version", &error), 0);
    ck_assert(line.version && !line.command);
    command_line_clear(&line);
    ck_assert_int_eq(parse(&line, "import -- --json", &error), 0);
    ck_assert(!line.invocation.json);
    ck_assert_int_eq(line.invocation.operand_count, 1);
    command_line_clear(&line);
}
END_TEST

static const struct parameter_row {
    const char *text;
    enum value_kind kind;
} parameter_rows[] = {
    {"n=2", VALUE_INTEGER},       {"n=-2", VALUE_INTEGER},
    {"n=0", VALUE_INTEGER},       {"n=2.50", VALUE_REAL},
    {"n=0123456789", VALUE_TEXT}, {"n=", VALUE_TEXT},
    {"n=1e5", VALUE_TEXT},        {"n=2.", VALUE_TEXT},
    {"n=-", VALUE_TEXT},          {"n=Austen", VALUE_TEXT},
    {"n=12.5x", VALUE_TEXT},      {"n=12.x", VALUE_TEXT},
    {"n=-12.5", VALUE_REAL},      {"n=07.5", VALUE_TEXT},
    {"n=.5", VALUE_TEXT},         {"n=99999999999999999999", VALUE_TEXT},
};

START_TEST(test_parameter)
{
    struct command_line line;
    struct error error;
    char words[100];

    snprintf(words, sizeof words, "report -p %s -p b_2=x=y",
             parameter_rows[_i].text);
    ck_assert_int_eq(parse(&line, words, &error), 0);
    ck_assert_uint_eq(line.invocation.parameter_count, 2);
    ck_assert_str_eq(line.invocation.parameters[0].name, "n");
    ck_assert_int_eq(line.invocation.parameters[0].value.kind,
                     parameter_rows[_i].kind);
    ck_assert_str_eq(line.invocation.parameters[1].name, "b_2");
    ck_assert(slice_is(line.invocation.parameters[1].value.text, "x=y"));
    command_line_clear(&line);
}
END_TEST

/* Sorted bytewise within a glob, globs in their order, nothing twice. */
START_TEST(test_source_files)
{
    static const char *const names[] = {"b.csv", "B.csv", "a.csv", "_.csv"};
    static const char *const expected[] = {"a.csv", "B.csv", "_.csv", "b.csv"};
    char folder[] = "/tmp/bibload-files-XXXXXX", text[64];
    char *globs[] = {NULL, NULL};
    char first[64], second[64];
    struct source_config source = {.name = "x", .files = {globs, 2}};
    struct string_list files;
    struct error error = {0};
    struct arena arena;

    ck_assert_ptr_nonnull(mkdtemp(folder));
    for (size_t i = 0; i < 4; i++) {
        snprintf(text, sizeof text, "%s/%s", folder, names[i]);
        fclose(fopen(text, "w"));
    }
    snprintf(first, sizeof first, "%s/a.csv", folder);
    snprintf(second, sizeof second, "%s/*.csv", folder);
    globs[0] = first;
    globs[1] = second;
    arena_init(&arena, 1000);
    ck_assert_int_eq(source_files(&source, &arena, &files, &error), 0);
    ck_assert_uint_eq(files.count, 4);
    for (size_t i = 0; i < 4; i++)
        ck_assert_str_eq(strrchr(files.at[i], '/') + 1, expected[i]);
    snprintf(second, sizeof second, "%s/*.xml", folder);
    ck_assert_int_eq(source_files(&source, &arena, &files, &error), -1);
    ck_assert_int_eq(error.kind, ERROR_INPUT);
    for (size_t i = 0; i < 4; i++) {
        snprintf(text, sizeof text, "%s/%s", folder, names[i]);
        unlink(text);
    }
    rmdir(folder);
    arena_clear(&arena);
}
END_TEST

Suite *option_suite(void)
{
    Suite *suite = suite_create("option");
    TCase *tests = tcase_create("option");

    tcase_add_loop_test(tests, test_row, 0, (int)option_count);
    tcase_add_loop_test(tests, test_near, 0,
                        sizeof near_rows / sizeof *near_rows);
    tcase_add_loop_test(tests, test_bad, 0, sizeof bad_rows / sizeof *bad_rows);
    tcase_add_test(tests, test_good);
    tcase_add_loop_test(tests, test_parameter, 0,
                        sizeof parameter_rows / sizeof *parameter_rows);
    tcase_add_test(tests, test_source_files);
    suite_add_tcase(suite, tests);
    return suite;
}
