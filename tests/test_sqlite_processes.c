/*
 * What one process leaves to another: the lock that keeps two importers apart, and
 * what is left of one that was killed.
 */
#include "../pipeline/store.h"
#include "support/sqlite_fixture.h"

#include <sqlite3.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *sqlite_processes_suite(void);

static struct sqlite_fixture fixture;

static void setup(void)
{
    sqlite_fixture_setup(&fixture);
}

static void teardown(void)
{
    sqlite_fixture_teardown(&fixture);
}

/* In a child, because a process never waits for its own lock. */
static int import_begins(void)
{
    struct import_row import = {
        .source = "x", .ids = "x", .options = "", .state = "running"};
    char pid[40];
    pid_t child = fork();
    int status;

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        struct error error = {0};
        struct store *store;
        int code = 0;

        snprintf(pid, sizeof pid, "process %ld on ", (long)getppid());
        if (store_open(&store, fixture.path, STORE_WRITE, 1 << 24, &error) ||
            store->type->import_begin(store, &import, &error))
            code = error.kind == ERROR_LOCKED && strstr(error.text, pid) &&
                           strstr(error.text, " since 2")
                       ? 1
                       : 2;
        _exit(code);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

START_TEST(one_importer_at_a_time)
{
    sqlite_fixture_open(&fixture, STORE_WRITE, 1 << 24);
    sqlite_fixture_begin(&fixture);
    sqlite_fixture_commit(&fixture);
    ck_assert_int_eq(import_begins(), 1);
    sqlite_fixture_end(&fixture);
    ck_assert_int_eq(import_begins(), 0);
    /* that one ended without import_end, as if killed: its lock is gone */
    ck_assert_int_eq(import_begins(), 0);
}
END_TEST

/* As a first load that is killed in the middle of a transaction which has written
 * into the database already. */
static void die_in_transaction(const char *path)
{
    pid_t child = fork();
    int status;

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        sqlite3 *db = NULL;
        bool done =
            sqlite3_open(path, &db) == SQLITE_OK &&
            sqlite3_exec(db,
                         "PRAGMA cache_size = 1; BEGIN;"
                         "CREATE TABLE filler (bytes);"
                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
                         " SELECT i + 1 FROM n LIMIT 200)"
                         " INSERT INTO filler SELECT zeroblob(9000) FROM n",
                         NULL, NULL, NULL) == SQLITE_OK;

        _exit(done ? 0 : 1);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
}

START_TEST(reader_rolls_back)
{
    char journal[200];

    sqlite_fixture_open(&fixture, STORE_WRITE, 1 << 24);
    sqlite_fixture_close(&fixture);
    die_in_transaction(fixture.path);
    snprintf(journal, sizeof journal, "%s-journal", fixture.path);
    ck_assert_int_eq(access(journal, F_OK), 0);
    sqlite_fixture_open(&fixture, STORE_READ, 1 << 24);
    sqlite_fixture_close(&fixture);
    ck_assert_int_ne(access(journal, F_OK), 0);
    ck_assert_str_eq(sqlite_fixture_ask(&fixture,
                                        "SELECT count(*) FROM sqlite_schema"
                                        " WHERE name = 'filler'"),
                     "0");
}
END_TEST

Suite *sqlite_processes_suite(void)
{
    Suite *suite = suite_create("sqlite_processes");
    TCase *tests = tcase_create("processes");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, one_importer_at_a_time);
    tcase_add_test(tests, reader_rolls_back);
    suite_add_tcase(suite, tests);
    return suite;
}
