/*
 * Reports from text to file: heads, parameters, every built-in report against a
 * small database, and all formats against golden files. After a wanted change,
 * UPDATE=1 writes the golden files anew; read the difference.
 */
#include "../pipeline/embedded.h"
#include "../stages/report.h"
#include "support/report_database.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static struct report_database database;
static struct arena arena;

static void setup(void)
{
    report_database_make(&database);
    arena_init(&arena, 65536);
}

static void teardown(void)
{
    arena_clear(&arena);
    report_database_remove(&database);
}

/* ---- heads -------------------------------------------------------------- */

static const struct {
    const char *sql;
    const char *message; /* part of the error; NULL: good */
} heads[] = {
    {"SELECT 1", NULL},
    {"-- title: A\n-- any comment: fine\n-- limit: 7\nSELECT 1", NULL},
    {"-- limit: 0\nSELECT 1", "limit"},                /* would show nothing */
    {"-- limit: many\nSELECT 1", "line 1"},            /* no number */
    {"-- title: A\n-- param: n\nSELECT :n", "line 2"}, /* no kind, no default */
    {"-- param: n integer x\nSELECT :n", "no whole number"},
    {"-- param: n integer 99999999999999999999 N\nSELECT :n",
     "no whole number"},                              /* beyond 64 bits */
    {"-- param: r a|b c R\nSELECT :r", "choices"},    /* default is no choice */
    {"-- column: a blue A\nSELECT 1 AS a", "column"}, /* no such shape */
    {"-- column: a plain\nSELECT 1 AS a", "column"},  /* no title */
    {"-- chart: bar a\nSELECT 1", "chart"},           /* of what? */
    {"-- chart: bar a b c\nSELECT 1", "chart"},       /* one too many */
    {"-- limit: 10001\nSELECT 1", "limit"},           /* more than is shown */
    {"-- limit: 7x\nSELECT 1", "limit"},
    {"-- limit: 123456789012345678901234567890123\nSELECT 1", "limit"},
    {"-- limit:\nSELECT 1", "limit"},
    {"-- limit: -\nSELECT 1", "limit"},
    {"-- title: A\r\n--\n--\tlimit:\t7\r\nSELECT 1", NULL}, /* Windows */
    {"-- chart: pie a b\nSELECT 1", "chart"}, /* only bars are drawn */
};

START_TEST(test_head)
{
    char path[128];
    struct error error = {0};
    struct report report;
    FILE *file;

    snprintf(path, sizeof path, "%s/own.sql", database.folder);
    file = fopen(path, "we");
    ck_assert_ptr_nonnull(file);
    fputs(heads[_i].sql, file);
    fclose(file);
    if (heads[_i].message) {
        ck_assert_int_eq(report_load(&report, path, &arena, &error), -1);
        ck_assert_int_eq(error.kind, ERROR_USAGE);
        ck_assert_msg(strstr(error.text, heads[_i].message) != NULL,
                      "'%s' does not say '%s'", error.text, heads[_i].message);
    } else {
        ck_assert_int_eq(report_load(&report, path, &arena, &error), 0);
        ck_assert_str_eq(report.name, "own");
    }
}
END_TEST

START_TEST(test_unknown)
{
    struct report report;
    struct error error = {0};

    ck_assert_int_eq(report_load(&report, "overveiw", &arena, &error), -1);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    ck_assert_ptr_nonnull(strstr(error.text, "'overview'"));
}
END_TEST

/* ---- parameters --------------------------------------------------------- */

static const struct {
    const char *name, *value;
    int result;
    int64_t integer;
} bindings[] = {
    {"n", "3", 1, 3},
    {"n", " 3 ", 1, 3},
    {"n", "-1", 1, -1},
    {"n", "", -1, 0},                    /* nothing */
    {"n", "3x", -1, 0},                  /* a number and more */
    {"n", "+3", -1, 0},                  /* a sign that no integer has here */
    {"n", "9223372036854775808", -1, 0}, /* one too many for 64 bits */
    {"m", "3", 0, 0},                    /* not of this report */
    {"roles", "all", 1, 0},
    {"roles", "al", -1, 0}, /* no choice: it would quietly mean the default */
};

START_TEST(test_bind)
{
    struct parameter given = {
        bindings[_i].name,
        {.kind = VALUE_TEXT, .text = slice_of(bindings[_i].value)}};
    struct report report;
    struct error error = {0};

    ck_assert_int_eq(report_load(&report, "books_with_exactly", &arena, &error),
                     0);
    ck_assert_int_eq(report_bind(&report, &given, &error), bindings[_i].result);
    if (bindings[_i].result == 1 && given.name[0] == 'n')
        ck_assert_int_eq(report.parameters.at[0].value.integer,
                         bindings[_i].integer);
    if (bindings[_i].result < 0)
        ck_assert_int_eq(error.kind, ERROR_USAGE);
}
END_TEST

/* ---- every report ------------------------------------------------------- */

/* Each described column is in the result, and each of the result described. */
static void check_columns(const struct report *report,
                          const struct report_output *output)
{
    ck_assert_msg(report->columns.count == output->column_count,
                  "%s describes %zu of %zu columns", report->name,
                  report->columns.count, output->column_count);
    for (size_t i = 0; i < output->column_count; i++)
        ck_assert_msg(output->columns[i].title != output->columns[i].name,
                      "%s: column %s is not described", report->name,
                      output->columns[i].name);
}

/* On a connection that reads, as the commands have it. */
START_TEST(test_every_report_runs)
{
    FILE *nowhere = fopen("/dev/null", "we");
    struct error opening = {0};
    struct store *store;

    if (store_open(&store, database.path, STORE_READ, 32u * 1024 * 1024,
                   &opening))
        ck_abort_msg("%s", opening.text);

    for (size_t i = 0; embedded_files[i].name; i++) {
        const char *name = strchr(embedded_files[i].name, '/');
        struct report_output output;
        struct error error = {0};
        struct report report;
        char bare[80];

        if (!name)
            continue;
        snprintf(bare, sizeof bare, "%.*s", (int)strlen(name + 1) - 4,
                 name + 1);
        if (report_load(&report, bare, &arena, &error) ||
            output_open(&output, &writer_text, nowhere, "null", &error) ||
            report_table(store, &report, &output, &error))
            ck_abort_msg("%s: %s", bare, error.text);
        ck_assert_msg(report.text && report.title != report.name,
                      "%s has no title or no text", bare);
        check_columns(&report, &output);
        ck_assert_int_eq(output_close(&output, &error), 0);
    }
    store->type->close(store);
    fclose(nowhere);
}
END_TEST

/* ---- formats ------------------------------------------------------------ */

static const struct {
    const char *format, *golden;
} formats[] = {
    {"text", "tests/golden/reports.txt"},
    {"csv", "tests/golden/reports.csv"},
    {"json", "tests/golden/reports.json"},
    {"html", "tests/golden/reports.html"},
};

START_TEST(test_golden)
{
    char path[128];
    struct invocation invocation = {
        .config = {.database = database.path,
                   .memory_limit = 32u * 1024 * 1024}};
    struct report_config config = {.format = formats[_i].format,
                                   .output = path};
    struct error error = {0};
    char *got, *wanted;

    if (getenv("UPDATE"))
        snprintf(path, sizeof path, "%s", formats[_i].golden);
    else
        snprintf(path, sizeof path, "%s/out", database.folder);
    if (report_run(&invocation, &config, &error))
        ck_abort_msg("%s", error.text);
    got = read_whole(path);
    wanted = read_whole(formats[_i].golden);
    ck_assert_ptr_nonnull(wanted);
    ck_assert_str_eq(got, wanted);
    free(got);
    free(wanted);
}
END_TEST

/* A report that fails must not harm the file of the night before. */
START_TEST(test_failure_keeps_the_old_file)
{
    char path[128], sql[128], *names[] = {sql, NULL};
    struct invocation invocation = {
        .config = {.database = database.path,
                   .memory_limit = 32u * 1024 * 1024}};
    struct report_config config = {
        .reports = {names, 1}, .format = "csv", .output = path};
    struct error error = {0};
    FILE *file;
    char *text;

    snprintf(path, sizeof path, "%s/out.csv", database.folder);
    snprintf(sql, sizeof sql, "%s/own.sql", database.folder);
    file = fopen(path, "we");
    fputs("old", file);
    fclose(file);
    file = fopen(sql, "we");
    fputs("SELECT name FROM nowhere", file);
    fclose(file);
    ck_assert_int_eq(report_run(&invocation, &config, &error), -1);
    text = read_whole(path);
    ck_assert_str_eq(text, "old");
    free(text);
}
END_TEST

START_TEST(test_folder)
{
    char path[128], file[200], name[] = "by_year", *names[] = {name};
    struct invocation invocation = {
        .config = {.database = database.path,
                   .memory_limit = 32u * 1024 * 1024}};
    struct report_config config = {
        .reports = {names, 1}, .format = "csv", .output = path};
    struct error error = {0};
    char *text;

    snprintf(path, sizeof path, "%s/", database.folder);
    ck_assert_int_eq(report_run(&invocation, &config, &error), 0);
    snprintf(file, sizeof file, "%s/by_year.csv", database.folder);
    text = read_whole(file);
    ck_assert_str_eq(text,
                     "\"year\",\"books\"\n1999,1\n1880,1\n1815,1\n1813,1\n");
    free(text);
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof *table)

Suite *report_suite(void);
Suite *report_suite(void)
{
    Suite *suite = suite_create("report");
    TCase *tests = tcase_create("report");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_head, 0, ROWS(heads));
    tcase_add_test(tests, test_unknown);
    tcase_add_loop_test(tests, test_bind, 0, ROWS(bindings));
    tcase_add_test(tests, test_every_report_runs);
    tcase_add_loop_test(tests, test_golden, 0, ROWS(formats));
    tcase_add_test(tests, test_failure_keeps_the_old_file);
    tcase_add_test(tests, test_folder);
    suite_add_tcase(suite, tests);
    return suite;
}
