/* `verify --repair` of what nobody but a person can mend. */
#include "support/repair_case.h"

#include <check.h>
#include <stdlib.h>

Suite *repair_beyond_suite(void);

static struct repair_case repair;

static void setup(void)
{
    repair_case_begin(&repair);
}

static void teardown(void)
{
    repair_case_end(&repair);
}

/* What nobody but a person can mend stays as it is, and what can be mended beside
 * it is. */
static const struct {
    const char *sql, *check;
    uint64_t left;
} beyond[] = {
    {"UPDATE books SET title = ' ' WHERE id = 2", "empty title or name", 1},
    {"UPDATE book_author SET royalty_percentage = 101",
     "royalty outside 0 to 100", 8},
    {QUIETLY("UPDATE book_author SET publication_order = 1"),
     "publication order given twice", 1},
    {"DELETE FROM key_kinds WHERE id >= 100",
     "key of no known kind, or no number", 1},
    {"ALTER TABLE warnings ADD COLUMN more", "schema changed", 1},
    {"DROP INDEX ledger_by_book; CREATE TABLE ledger_by_book (x)",
     "index missing or changed", 1},
    {"DROP VIEW works; CREATE TABLE works (x)", "schema changed", 1},
    {"UPDATE source_records SET file_id = 77 WHERE id < 3",
     "source record of a missing row", 2},
    {"DELETE FROM imports WHERE id = 1",
     "file of no import, import of no source", 2},
    {"UPDATE import_files SET state = 'running'",
     "file not read to its end, of an import that says so", 3},
    /* both add up: nobody knows which is right */
    {"UPDATE imports SET records_read = 3, records_new = 3 WHERE id = 2",
     "import that read other than its files", 1},
    /* neither does */
    {"UPDATE imports SET records_new = 9; UPDATE import_files SET records_new = 9",
     "records of an import that don't add up", 2},
    {"DELETE FROM rejects", "file with other rejects than it counts", 1},
    {"DELETE FROM ledger WHERE event = 'changed'; UPDATE imports"
     " SET books_updated = 3 WHERE id = 2",
     "import that counts other than its ledger tells", 1},
};

START_TEST(test_beyond)
{
    char *damaged, *left;

    import_bench_sql(&repair.bench, beyond[_i].sql);
    damaged = repair_case_state(repair.bench.database);
    import_bench_sql(&repair.bench,
                     "INSERT INTO book_keys VALUES (77, 1, 2, 3, 0)");
    ck_assert(!repair_case_mend(&repair));
    ck_assert_msg(
        repair_case_result(&repair, beyond[_i].check)->after.count ==
            beyond[_i].left,
        "%s: %s: %d left", beyond[_i].sql, beyond[_i].check,
        (int)repair_case_result(&repair, beyond[_i].check)->after.count);
    ck_assert_uint_eq(
        repair_case_result(&repair, "key without its row")->before.count, 1);
    ck_assert_uint_eq(
        repair_case_result(&repair, "key without its row")->after.count, 0);
    left = repair_case_state(repair.bench.database);
    ck_assert_msg(strcmp(damaged, left) == 0, "%s:\n%s\n---- and not\n%s",
                  beyond[_i].sql, left, damaged);
    free(damaged);
    free(left);
}
END_TEST

/* Where rows can't be read, nothing is written. */
START_TEST(test_vital)
{
    char *damaged, *left;

    import_bench_sql(&repair.bench,
                     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET"
                     " sql = replace(sql, 'options         TEXT NOT NULL,',"
                     " 'options TEXT NOT NULL CHECK (options = 1),')"
                     " WHERE name = 'imports'");
    import_bench_sql(&repair.bench,
                     "INSERT INTO book_keys VALUES (77, 1, 2, 3, 0)");
    damaged = repair_case_state(repair.bench.database);
    ck_assert(!repair_case_mend(&repair));
    ck_assert_uint_gt(
        repair_case_result(&repair, "damaged database file")->after.count, 0);
    ck_assert_uint_eq(
        repair_case_result(&repair, "key without its row")->after.count, 1);
    left = repair_case_state(repair.bench.database);
    ck_assert_str_eq(damaged, left);
    free(damaged);
    free(left);
}
END_TEST

Suite *repair_beyond_suite(void)
{
    Suite *suite = suite_create("repair_beyond");
    TCase *tests = tcase_create("repair_beyond");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_beyond, 0,
                        (int)(sizeof beyond / sizeof *beyond));
    tcase_add_test(tests, test_vital);
    suite_add_tcase(suite, tests);
    return suite;
}
