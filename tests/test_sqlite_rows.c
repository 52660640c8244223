/* Rows of a batch on their way into a table: which columns they fill, and what is
 * said when SQLite does not take them. */
#include "support/sqlite_fixture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

Suite *sqlite_rows_suite(void);

static struct sqlite_fixture fixture;
static struct sqlite_fixture *const f = &fixture;

static void setup(void)
{
    sqlite_fixture_setup(f);
    sqlite_fixture_open(f, STORE_WRITE, 1 << 24);
    sqlite_fixture_begin(f);
}

static void teardown(void)
{
    sqlite_fixture_teardown(f);
}

static void finish(void)
{
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
}

/* Each batch leaves out the columns that none of its rows fills; more kinds of
 * batches than there are statements kept. */
START_TEST(fills_columns_by_batch)
{
    char expected[200] = "", line[40];

    for (int64_t id = 1; id <= 16; id++) {
        struct book_row *book = sqlite_fixture_book(f, id, "x");

        if (id & 1)
            book->field[BOOK_SUBTITLE] = SLICE("s");
        if (id & 2)
            book->field[BOOK_ISSN] = SLICE("i");
        if (id & 4)
            book->field[BOOK_LANGUAGE] = SLICE("l");
        if (id & 8)
            book->field[BOOK_EXTRA] = SLICE("e");
        snprintf(line, sizeof line, "%s%s%s%s\n", id & 1 ? "s" : "-",
                 id & 2 ? "i" : "-", id & 4 ? "l" : "-", id & 8 ? "e" : "-");
        strcat(expected, line);
        sqlite_fixture_write(f);
    }
    expected[strlen(expected) - 1] = '\0';
    finish();
    ck_assert_str_eq(
        sqlite_fixture_ask(
            f, "SELECT ifnull(subtitle, '-') || ifnull(issn, '-') ||"
               " ifnull(language, '-') || ifnull(extra, '-') FROM books"),
        expected);
}
END_TEST

/* A link twice is a mistake above the store: it is told, not swallowed, and takes
 * the rows before it with it. */
START_TEST(tells_broken_constraint)
{
    struct write_set set = {.changes = &f->changes};
    struct book_row *book = sqlite_fixture_book(f, 1, "Emma");

    sqlite_fixture_link(f, book, 1);
    sqlite_fixture_link(f, book, 1);
    ck_assert_int_eq(f->store->type->write(f->store, &set, &f->error), -1);
    ck_assert_int_eq(f->error.kind, ERROR_REFUSED);
    ck_assert(!f->error.again);
    ck_assert_msg(strstr(f->error.text, "book_author.book_id") &&
                      strstr(f->error.text, "SQLITE_CONSTRAINT_PRIMARYKEY"),
                  "%s", f->error.text);
    f->store->type->rollback(f->store);
    sqlite_fixture_close(f);
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT count(*) FROM books"), "0");
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT count(*) FROM book_author"),
                     "0");
}
END_TEST

/* Writes while no file may grow beyond some bytes, as on a full disk. */
static int write_on_full_disk(const struct write_set *set)
{
    struct rlimit before, limit;
    int result;

    signal(SIGXFSZ, SIG_IGN);
    if (getrlimit(RLIMIT_FSIZE, &before))
        return -2;
    limit = before;
    limit.rlim_cur = 400000;
    if (setrlimit(RLIMIT_FSIZE, &limit))
        return -2;
    result = f->store->type->write(f->store, set, &f->error);
    if (!result)
        result =
            f->store->type->commit(f->store, &f->import, &f->file, &f->error);
    return setrlimit(RLIMIT_FSIZE, &before) ? -2 : result;
}

START_TEST(tells_full_disk)
{
    struct write_set set = {.changes = &f->changes,
                            .import_id = f->import.id,
                            .file_id = f->file.id};

    for (int64_t id = 1; id <= 20000; id++)
        sqlite_fixture_book(f, id, "A title that takes some room on the disk");
    ck_assert_int_eq(write_on_full_disk(&set), -1);
    ck_assert_int_eq(f->error.kind, ERROR_DISK);
    ck_assert(f->error.again);
    f->store->type->rollback(f->store);
    sqlite_fixture_close(f);
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT count(*) FROM books"), "0");
    ck_assert_str_eq(sqlite_fixture_ask(f, "PRAGMA integrity_check"), "ok");
}
END_TEST

Suite *sqlite_rows_suite(void)
{
    Suite *suite = suite_create("sqlite_rows");
    TCase *tests = tcase_create("rows");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, fills_columns_by_batch);
    tcase_add_test(tests, tells_broken_constraint);
    tcase_add_test(tests, tells_full_disk);
    suite_add_tcase(suite, tests);
    return suite;
}
