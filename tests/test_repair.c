/*
 * `verify --repair`: each row damages a database in one way, by plain SQL, as a
 * broken program or a disk would. Repaired, it is what it was, row for row and key
 * for key; the next import does to it what it does to the undamaged one; and a
 * second repair finds nothing.
 */
#include "support/dump.h"
#include "support/repair_case.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *repair_suite(void);

static struct repair_case repair;

static void setup(void)
{
    repair_case_begin(&repair);
}

static void teardown(void)
{
    repair_case_end(&repair);
}

/* Restated records, further editions, forms and books of what is there. */
static const struct import_step next = {
    .source = "b",
    .files = {{.text = "title,subtitle,isbn,year,author\n"
                       "Emma,a fourth one,,2010,\"Austen, Jane\"\n"
                       "Good Omens,,9780552137034,1991,\"Pratchett, Terry\"\n"
                       "Voina i mir,,,1950,\"Tolstoy, Leo, 1828-1910\"\n"
                       "Fresh,,,2020,\"Gaiman, Neil\"\n"}}};

static const struct damage {
    const char *sql;
    const char *check;
    uint64_t count;
} damages[] = {
    {"DROP TRIGGER books_deleted", "schema changed", 1},
    {"DROP TRIGGER links_updated; CREATE TRIGGER Links_Updated AFTER UPDATE ON"
     " book_author BEGIN SELECT 1; END",
     "schema changed", 1},
    {"DROP VIEW credits; CREATE VIEW credits AS SELECT 1 AS x",
     "schema changed", 1},
    {"DROP INDEX book_keys_by_hash; DROP INDEX ledger_by_book",
     "index missing or changed", 2},
    {"DROP INDEX books_by_work; CREATE INDEX books_by_work ON books (title)",
     "index missing or changed", 1},
    {QUIETLY("DELETE FROM author_keys WHERE author_id = 1 AND kind = 3"),
     "author without the key of its name", 1},
    {QUIETLY("UPDATE author_keys SET hash_low = hash_low + 1 WHERE kind = 3"),
     "author without the key of its name", 4},
    {QUIETLY("DELETE FROM author_keys WHERE kind = 5"),
     "author without the key of an id in authority_id", 1},
    {QUIETLY("UPDATE author_keys SET fact = fact + 1 WHERE kind IN (3, 4)"),
     "key that says other years or kinds than its author", 4},
    {QUIETLY("UPDATE author_keys SET fact = 99 WHERE kind = 5"),
     "key that says other years or kinds than its author", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 1 AND book_id = 4"),
     "book without the key of its ISBN", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 9"),
     "book without the key of its ISSN", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 7"),
     "book without the key of its LCCN", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 8"),
     "book without the key of its OCLC number", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 2 AND book_id > 1"),
     "book without the key of its title and first author", 6},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 6"),
     "book without a key of its work", 3},
    {QUIETLY("UPDATE book_keys SET hash_low = hash_low + 1 WHERE kind = 6"),
     "book with the key of a work that is not its own", 3},
    {QUIETLY("UPDATE book_keys SET fact = 1700 WHERE kind IN (2, 6)"
             " AND book_id > 1"),
     "key that says another year than its book", 6},
    {QUIETLY("DELETE FROM book_keys WHERE kind IN (2, 6) AND book_id > 1"),
     "book without the key of its title and first author", 6},
    {QUIETLY("UPDATE books SET work_id = 77 WHERE id = 2"),
     "number of a work that no book can have had", 1},
    {QUIETLY("UPDATE books SET work_id = 'Emma' WHERE work_id IS NOT NULL"),
     "number of a work that no book can have had", 2},
    {QUIETLY("UPDATE books SET work_id = id WHERE work_id IS NULL"),
     "number of a work that no book can have had", 5},
    {"INSERT INTO book_keys VALUES (77, 1, 2, 3, 0);"
     "INSERT INTO author_keys VALUES (77, 3, 2, 3, 0)",
     "key without its row", 2},
    {"INSERT INTO author_keys VALUES (1, 55, 2, 3, 0);"
     "INSERT INTO book_keys VALUES (1, 1, 2, 'x', 0)",
     "key of no known kind, or no number", 2},
    {"DELETE FROM key_kinds WHERE id < 5", "key of no known kind, or no number",
     15},
    {"INSERT INTO author_names VALUES (77, 'Nobody', NULL, NULL, 'heading')",
     "form of a missing author's name", 1},
    {"UPDATE author_names SET script = 'Grek'",
     "form of a name in another script than it says", 2},
    {"UPDATE sqlite_sequence SET seq = 2 WHERE name IN ('books', 'authors')",
     "id above the last one given", 7},
    {"DELETE FROM sqlite_sequence WHERE name IN ('books', 'authors')",
     "id above the last one given", 11},
    {QUIETLY("INSERT INTO book_author (book_id, author_id) VALUES (77, 1)"),
     "link to a missing book", 1},
    {"UPDATE imports SET records_matched = 7",
     "records of an import that don't"
     " add up",
     2},
    {"UPDATE import_files SET records_new = 9 WHERE id = 3",
     "records of a file that don't add up", 1},
    {"UPDATE import_files SET records_rejected = 5",
     "file with other rejects than it counts", 3},
};

/* Its own parts are committed before this. */
static void damage_by(const struct damage *damage)
{
    import_bench_sql(&repair.bench, damage->sql);
}

/* A link without its book leaves what a trigger would have noted. */
static char *without_lost_links(char *state)
{
    char *at;

    while ((at = strstr(state, "touched ld")) != NULL) {
        char *end = strchr(at, '\n');

        memmove(at, end + 1, strlen(end));
    }
    return state;
}

/* The repaired one and the undamaged one, to which the statement is done, if one is
 * given: an import leaves them equal. */
static void import_both(const char *sql)
{
    char *sound, *mended;

    ck_assert_int_eq(import_bench_run(&repair.bench, repair.config, &next, 1),
                     0);
    mended = repair_case_state(repair.bench.database);
    repair_case_copy(repair.spare, repair.bench.database);
    if (sql)
        import_bench_sql(&repair.bench, sql);
    ck_assert_int_eq(import_bench_run(&repair.bench, repair.config, &next, 1),
                     0);
    sound = repair_case_state(repair.bench.database);
    ck_assert_msg(strcmp(sound, mended) == 0,
                  "an import:\n%s\n---- and not\n%s", mended, sound);
    free(mended);
    free(sound);
}

START_TEST(test_damage)
{
    const struct damage *damage = &damages[_i];
    char *sound = repair_case_state(repair.spare), *mended;

    damage_by(damage);
    ck_assert_msg(repair_case_mend(&repair), "%s: not repaired", damage->sql);
    ck_assert_msg(
        repair_case_result(&repair, damage->check)->before.count ==
            damage->count,
        "%s: %s: found %d", damage->sql, damage->check,
        (int)repair_case_result(&repair, damage->check)->before.count);
    mended = without_lost_links(repair_case_state(repair.bench.database));
    ck_assert_msg(strcmp(sound, mended) == 0, "%s:\n%s\n---- and not\n%s",
                  damage->sql, mended, sound);

    /* once more: nothing */
    ck_assert(repair_case_mend(&repair));
    for (size_t i = 0; check_list[i].name; i++)
        ck_assert(repair.results[i].before.count == 0 ||
                  check_list[i].severity == CHECK_NOTE);

    free(mended);
    free(sound);
    import_both(NULL);
}
END_TEST

/* A row that went without its triggers: what they would have done is done, and the
 * next import sees no difference. */
static const struct {
    const char *sql, *drop, *check;
} deletions[] = {
    {"DELETE FROM books WHERE id = 4", "DROP TRIGGER books_deleted",
     "source record of a missing row"},
    {"DELETE FROM books WHERE id = 1", "DROP TRIGGER books_deleted",
     "link to a missing book"},
    {"DELETE FROM authors WHERE id = 3", "DROP TRIGGER authors_deleted",
     "link to a missing author"},
    {"DELETE FROM authors WHERE id = 1", "DROP TRIGGER authors_deleted",
     "form of a missing author's name"},
};

START_TEST(test_deletion)
{
    import_bench_sql(&repair.bench, deletions[_i].drop);
    import_bench_sql(&repair.bench, deletions[_i].sql);
    ck_assert(repair_case_mend(&repair));
    ck_assert_uint_gt(
        repair_case_result(&repair, deletions[_i].check)->before.count, 0);
    ck_assert_int_eq(dump_number(repair.bench.database,
                                 "SELECT count(*) FROM ledger WHERE rule ="
                                 " 'repair' AND event = 'unlinked'"),
                     (int64_t)repair_case_result(&repair, "foreign key broken")
                         ->before.count);
    import_both(deletions[_i].sql);
}
END_TEST

/* Entries of an index that are not those of the table: its statement is another one
 * while it is built. */
static void damage_index(const char *name)
{
    char sql[600];

    snprintf(sql, sizeof sql,
             "CREATE TABLE kept AS SELECT sql FROM sqlite_schema"
             " WHERE name = '%s'; PRAGMA writable_schema = ON;"
             " UPDATE sqlite_schema SET sql = sql || ' WHERE author_id < 2'"
             " WHERE name = '%s'",
             name, name);
    import_bench_sql(&repair.bench, sql);
    snprintf(sql, sizeof sql, "REINDEX %s", name);
    import_bench_sql(&repair.bench, sql);
    snprintf(sql, sizeof sql,
             "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
             " (SELECT sql FROM kept) WHERE name = '%s'",
             name);
    import_bench_sql(&repair.bench, sql);
    import_bench_sql(&repair.bench, "DROP TABLE kept");
}

START_TEST(test_index)
{
    char *sound = repair_case_state(repair.spare), *mended;

    damage_index("book_author_by_author");
    ck_assert(repair_case_mend(&repair));
    ck_assert_uint_gt(
        repair_case_result(&repair, "damaged database file")->before.count, 0);
    mended = repair_case_state(repair.bench.database);
    ck_assert_str_eq(sound, mended);
    free(sound);
    free(mended);
    import_both(NULL);
}
END_TEST

Suite *repair_suite(void)
{
    Suite *suite = suite_create("repair");
    TCase *tests = tcase_create("repair");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_damage, 0,
                        (int)(sizeof damages / sizeof *damages));
    tcase_add_loop_test(tests, test_deletion, 0,
                        (int)(sizeof deletions / sizeof *deletions));
    tcase_add_test(tests, test_index);
    suite_add_tcase(suite, tests);
    return suite;
}
