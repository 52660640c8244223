/* max_deletes: how much an import may withdraw, and what stays when it is more. */
#include "support/dump.h"
#include "support/import_case.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *max_deletes_suite(void);

/* Records `from` to `to` as a library has them; the first `deleted` are marked. */
static char *make_file(unsigned from, unsigned to, unsigned deleted)
{
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(file);
    fputs("<collection>", file);
    for (unsigned i = from; i <= to; i++)
        fprintf(file,
                "<record><leader>00000%cam a2200000 a 4500</leader>"
                "<controlfield tag=\"001\">%u</controlfield>"
                "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\">"
                "<subfield code=\"a\">Title %u</subfield></datafield></record>",
                i < from + deleted ? 'd' : 'n', i, i);
    fputs("</collection>", file);
    ck_assert_int_eq(fclose(file), 0);
    return text;
}

static const struct limit_row {
    const char *what, *config;
    unsigned known, deleted; /* of the known ones, the first */
    bool snapshot;           /* they are missing; else they are marked */
    int setting;             /* 0: a transaction a record; 1: of 1,000 */
    int status;              /* -1: ERROR_LIMIT */
    int books;
} limits[] = {
    {"as many as allowed", "max_deletes = 3", 5, 3, false, 0, 0, 2},
    {"one more stops, and nothing stays of the contract's one transaction",
     "max_deletes = 3", 5, 4, false, 0, -1, 5},
    {"however many records a batch has", "max_deletes = 3", 5, 4, false, 1, -1,
     5},
    {"none", "max_deletes = 0", 5, 1, false, 0, -1, 5},
    {"none, by a percentage", "max_deletes = 0%", 5, 1, false, 0, -1, 5},
    {"a percentage says nothing of ten", "max_deletes = 10%", 20, 10, false, 1,
     0, 10},
    {"but of eleven", "max_deletes = 10%", 20, 11, false, 1, -1, 20},
    {"exactly the percentage, which is the default", "", 200, 20, false, 1, 0,
     180},
    {"over it, and what was committed stays", "", 200, 21, false, 0, -1, 180},
    {"over it, and its transaction goes along", "", 200, 21, false, 1, -1, 200},
    {"the default by its name", "max_deletes = auto", 200, 21, false, 0, -1,
     180},
    {"as a contract nothing stays", "max_deletes = 10%", 200, 21, false, 0, -1,
     200},
    {"all of them", "max_deletes = 100%", 20, 20, false, 0, 0, 0},
    {"a snapshot: as many as allowed", "max_deletes = 3", 5, 3, true, 1, 0, 2},
    {"a snapshot: one more, and nothing is withdrawn", "max_deletes = 3", 5, 4,
     true, 0, -1, 5},
    {"a snapshot: exactly the percentage", "max_deletes = 50%", 60, 30, true, 1,
     0, 30},
    {"a snapshot: over it", "max_deletes = 50%", 60, 31, true, 0, -1, 60},
    {"a snapshot: over the default", "", 200, 21, true, 0, -1, 200},
    {"a snapshot of more than one piece", "max_deletes = 100%", 2500, 2400,
     true, 1, 0, 100},
};

static void run(struct import_bench *bench, const struct limit_row *row,
                unsigned from, unsigned deleted, int expected)
{
    char config[128], *text = make_file(from, row->known, deleted);
    const struct import_step step = {.source = "a", .files = {{NULL, text}}};
    int status;

    snprintf(config, sizeof config, "[source:a]\nmode = %s\n%s\n",
             row->snapshot ? "snapshot" : "changes", row->config);
    status = import_bench_run(bench, config, &step, row->setting);
    ck_assert_msg(status == expected, "%s: status %d: %s", row->what, status,
                  bench->error.text);
    free(text);
}

START_TEST(test_limit)
{
    const struct limit_row *row = &limits[_i];
    struct import_bench bench;

    import_bench_begin(&bench);
    run(&bench, row, 1, 0, STATUS_LOADED);
    run(&bench, row, row->snapshot ? row->deleted + 1 : 1,
        row->snapshot ? 0 : row->deleted, row->status);
    if (row->status == -1) {
        ck_assert_int_eq(bench.error.kind, ERROR_LIMIT);
        ck_assert_int_eq(error_exit_status(&bench.error), STATUS_FAILED);
        ck_assert_ptr_nonnull(strstr(bench.error.text, "max_deletes"));
    }
    ck_assert_int_eq(dump_number(bench.database, "SELECT count(*) FROM books"),
                     row->books);
    ck_assert_int_eq(
        dump_number(bench.database, "SELECT sum(books_deleted) FROM imports"),
        (int)row->known - row->books);
    import_bench_verify(&bench);
    import_bench_end(&bench);
}
END_TEST

Suite *max_deletes_suite(void)
{
    Suite *suite = suite_create("max_deletes");
    TCase *tests = tcase_create("max_deletes");

    tcase_add_loop_test(tests, test_limit, 0,
                        (int)(sizeof limits / sizeof *limits));
    suite_add_tcase(suite, tests);
    return suite;
}
