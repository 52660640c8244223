/* max_rejects, and what stays when it is breached; transactions over small files. */
#include "support/dump.h"
#include "support/import_case.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *load_suite(void);

/* A file whose first `bad` records have no title, and then `good` that have. */
static char *make_file(unsigned bad, unsigned good)
{
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(to);
    fputs("title,author\n", to);
    for (unsigned i = 0; i < bad; i++)
        fprintf(to, ",Nobody %u\n", i);
    for (unsigned i = 0; i < good; i++)
        fprintf(to, "Title %u,Author %u\n", i, i % 7);
    ck_assert_int_eq(fclose(to), 0);
    return text;
}

static const struct limit_row {
    const char *what, *config;
    unsigned bad, good;
    int setting; /* 0: a transaction a record; 1: of 1,000 */
    int status;  /* -1: ERROR_LIMIT */
    int books, rejects;
} limits[] = {
    {"as many as allowed", "max_rejects = 3\n", 3, 5, 0, STATUS_REJECTS, 5, 3},
    {"one more stops; what was committed stays", "max_rejects = 3\n", 4, 5, 0,
     -1, 0, 4},
    {"none allowed", "max_rejects = 0\n", 1, 5, 0, -1, 0, 1},
    {"none allowed, none there", "max_rejects = 0\n", 0, 5, 0, STATUS_LOADED, 5,
     0},
    {"a percentage says nothing of few records", "max_rejects = 1%\n", 400, 599,
     0, STATUS_REJECTS, 599, 400},
    {"from 1,000 records on it does", "max_rejects = 39%\n", 400, 700, 0, -1,
     600, 400},
    {"exactly the percentage is allowed", "max_rejects = 40%\n", 400, 600, 1,
     STATUS_REJECTS, 600, 400},
    {"100%: everything may be rejected, and nothing loaded is exit 3",
     "max_rejects = 100%\n", 1200, 0, 1, STATUS_FAILED, 0, 1200},
};

START_TEST(test_limit)
{
    const struct limit_row *row = &limits[_i];
    char config[64], *text = make_file(row->bad, row->good);
    const struct import_step step = {.files = {{NULL, text}}};
    struct import_bench bench;
    int status;

    snprintf(config, sizeof config, "[import]\n%s", row->config);
    import_bench_begin(&bench);
    status = import_bench_run(&bench, config, &step, row->setting);
    ck_assert_msg(status == row->status, "%s: status %d: %s", row->what, status,
                  bench.error.text);
    if (status == -1) {
        ck_assert_int_eq(bench.error.kind, ERROR_LIMIT);
        ck_assert_int_eq(error_exit_status(&bench.error), STATUS_FAILED);
        ck_assert_ptr_nonnull(strstr(bench.error.text, "max_rejects"));
    }
    ck_assert_int_eq(dump_number(bench.database, "SELECT count(*) FROM books"),
                     row->books);
    ck_assert_int_eq(
        dump_number(bench.database, "SELECT count(*) FROM rejects"),
        row->rejects);
    import_bench_verify(&bench);
    free(text);
    import_bench_end(&bench);
}
END_TEST

/* Counts of rejects go on over the files of an import. */
START_TEST(test_limit_over_files)
{
    const struct import_step step = {
        .files = {{"a.csv", "title,author\n,A\n,B\nEmma,Jane Austen\n"},
                  {"b.csv", "title,author\n,C\nDune,Frank Herbert\n"}}};
    struct import_bench bench;

    import_bench_begin(&bench);
    ck_assert_int_eq(
        import_bench_run(&bench, "[import]\nmax_rejects = 2\n", &step, _i), -1);
    ck_assert_int_eq(bench.error.kind, ERROR_LIMIT);
    ck_assert_ptr_nonnull(strstr(bench.error.text, "b.csv"));
    import_bench_verify(&bench);
    import_bench_end(&bench);
}
END_TEST

/* The counts of a breached import are those of what was committed. */
START_TEST(test_counts_of_a_breach)
{
    const struct import_step step = {
        .files = {{"a.csv", "title,author\nEmma,Jane Austen\n,A\nDune,F\n,B\n"
                            "She,H\n"}}};
    struct import_bench bench;
    char *text;

    import_bench_begin(&bench);
    ck_assert_int_eq(
        import_bench_run(&bench, "[import]\nmax_rejects = 1\n", &step, 2), -1);
    text = dump_query(bench.database,
                      "SELECT state || ' ' || records_read || ' ' || "
                      "records_new || ' ' || records_rejected || ' ' || "
                      "(SELECT count(*) FROM books) FROM imports");
    ck_assert_str_eq(text, "failed 4 2 2 2\n");
    free(text);
    import_bench_end(&bench);
}
END_TEST

Suite *load_suite(void)
{
    Suite *suite = suite_create("load");
    TCase *tests = tcase_create("limits");

    tcase_add_loop_test(tests, test_limit, 0,
                        (int)(sizeof limits / sizeof *limits));
    tcase_add_loop_test(tests, test_limit_over_files, 0, IMPORT_SETTINGS);
    tcase_add_test(tests, test_counts_of_a_breach);
    suite_add_tcase(suite, tests);
    return suite;
}
