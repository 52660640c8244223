/* What may be opened as a database, and what is made when there is none. */
#include "../pipeline/store.h"
#include "support/sqlite_fixture.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *sqlite_open_suite(void);

static struct sqlite_fixture fixture;

static void setup(void)
{
    sqlite_fixture_setup(&fixture);
}

static void teardown(void)
{
    sqlite_fixture_teardown(&fixture);
}

/* Runs SQL on the file at path, which makes it. */
static void make_with(const char *path, const char *sql)
{
    sqlite3 *db = NULL;

    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void make_text(const char *path)
{
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    for (int i = 0; i < 100; i++)
        fputs("title;author;isbn, and no database at all\n", file);
    fclose(file);
}

static void make_foreign(const char *path)
{
    make_with(path, "CREATE TABLE songs (id INTEGER)");
}

static void make_orm(const char *path)
{
    make_with(path, "CREATE TABLE books (id); CREATE TABLE authors (id);"
                    "CREATE TABLE book_author (book_id)");
}

static void make_newer(const char *path)
{
    make_with(path, "PRAGMA application_id = 0x4269626c;"
                    "PRAGMA user_version = 3; CREATE TABLE meta (name, value)");
}

static void make_without_secret(const char *path)
{
    make_with(path, "PRAGMA application_id = 0x4269626c;"
                    "PRAGMA user_version = 1; CREATE TABLE meta (name, value)");
}

static void make_utf16(const char *path)
{
    make_with(path, "PRAGMA encoding = 'UTF-16'; PRAGMA user_version = 1;"
                    "PRAGMA application_id = 0x4269626c;"
                    "CREATE TABLE meta (name, value)");
}

static void make_view_of_meta(const char *path)
{
    make_with(path, "PRAGMA user_version = 1;"
                    "PRAGMA application_id = 0x4269626c;"
                    "CREATE VIEW meta AS WITH RECURSIVE n(value) AS (SELECT 1"
                    " UNION ALL SELECT value + 1 FROM n) SELECT 'x' AS name,"
                    " value FROM n");
}

static void make_virtual_books(const char *path)
{
    make_with(path, "PRAGMA user_version = 1;"
                    "PRAGMA application_id = 0x4269626c;"
                    "CREATE TABLE meta (name, value);"
                    "CREATE VIRTUAL TABLE books USING rtree(id, a, b)");
}

static void make_folder(const char *path)
{
    ck_assert_int_eq(mkdir(path, 0755), 0);
}

static void make_symlink(const char *path)
{
    ck_assert_int_eq(symlink("elsewhere.db", path), 0);
}

static void make_hard_link(const char *path)
{
    char other[200];

    make_foreign(path);
    snprintf(other, sizeof other, "%s.other", path);
    ck_assert_int_eq(link(path, other), 0);
}

static void make_fifo(const char *path)
{
    ck_assert_int_eq(mkfifo(path, 0600), 0);
}

static void make_linked_journal(const char *path)
{
    char journal[200];

    snprintf(journal, sizeof journal, "%s-journal", path);
    ck_assert_int_eq(symlink("/etc/passwd", journal), 0);
}

/* Opening it would wait for a writer for ever. */
static void make_fifo_journal(const char *path)
{
    char journal[200];

    snprintf(journal, sizeof journal, "%s-wal", path);
    ck_assert_int_eq(mkfifo(journal, 0600), 0);
}

static void make_twice_linked_journal(const char *path)
{
    char journal[200], other[200];

    snprintf(journal, sizeof journal, "%s-wal", path);
    snprintf(other, sizeof other, "%s.other", path);
    make_foreign(other);
    ck_assert_int_eq(link(other, journal), 0);
}

static void make_empty(const char *path)
{
    FILE *file = fopen(path, "w");

    ck_assert_ptr_nonnull(file);
    fclose(file);
}

static void make_nothing(const char *path)
{
    (void)path;
}

static const struct {
    void (*make)(const char *path);
    enum store_access access;
    enum error_kind kind;
    const char *says;
} refused[] = {
    {make_text, STORE_WRITE, ERROR_STORE, "is not a SQLite database"},
    {make_text, STORE_READ, ERROR_STORE, "is not a SQLite database"},
    {make_foreign, STORE_WRITE, ERROR_STORE, "of another program"},
    {make_orm, STORE_WRITE, ERROR_STORE, "bibload adopt"},
    {make_newer, STORE_WRITE, ERROR_STORE, "newer bibload"},
    /* keys would be hashed with a secret that matches no stored one */
    {make_without_secret, STORE_READ, ERROR_STORE, "the secret"},
    {make_view_of_meta, STORE_READ, ERROR_STORE, "a view or a virtual table"},
    {make_virtual_books, STORE_WRITE, ERROR_STORE, "a view or a virtual table"},
    {make_utf16, STORE_WRITE, ERROR_STORE, "not UTF-8"},
    {make_folder, STORE_WRITE, ERROR_USAGE, "is a folder"},
    {make_symlink, STORE_WRITE, ERROR_STORE, "symbolic link"},
    /* two names have two journals, and a crash between them destroys it */
    {make_hard_link, STORE_READ, ERROR_STORE, "second name"},
    /* opening it would wait for a writer for ever */
    {make_fifo, STORE_WRITE, ERROR_STORE, "no regular file"},
    /* its journal would be written over somebody's file */
    {make_linked_journal, STORE_WRITE, ERROR_STORE, "symbolic link"},
    {make_fifo_journal, STORE_WRITE, ERROR_STORE, "no regular file"},
    {make_twice_linked_journal, STORE_WRITE, ERROR_STORE, "second name"},
    {make_nothing, STORE_READ, ERROR_STORE, "no such database"},
    {make_empty, STORE_READ, ERROR_STORE, "is empty"},
};

START_TEST(refuses)
{
    struct error error = {0};
    struct store *store;

    refused[_i].make(fixture.path);
    ck_assert_int_eq(
        store_open(&store, fixture.path, refused[_i].access, 1 << 24, &error),
        -1);
    ck_assert_ptr_null(store);
    ck_assert_int_eq(error.kind, refused[_i].kind);
    ck_assert_msg(strstr(error.text, refused[_i].says), "%s", error.text);
    ck_assert_msg(strstr(error.text, "books.db"), "%s", error.text);
}
END_TEST

static const struct {
    const char *url, *says;
} bad_urls[] = {
    {"postgresql://host/db", "PostgreSQL is not supported yet"},
    {"mysql://host/db", "sqlite:PATH"},
    {"sqlite://host/db", "sqlite:PATH"}, /* nobody agrees what it means */
    {"sqlite:", "no database is named"},
    {"", "no database is named"},
    {":memory:", "would be lost"},
    {"/", "is a folder"},
    {"/tmp/..", "is a folder"},
};

START_TEST(refuses_url)
{
    struct error error = {0};
    struct store *store;

    ck_assert_int_eq(
        store_open(&store, bad_urls[_i].url, STORE_WRITE, 1 << 24, &error), -1);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    ck_assert_msg(strstr(error.text, bad_urls[_i].says), "%s", error.text);
}
END_TEST

START_TEST(names_missing_folder)
{
    struct error error = {0};
    struct store *store;
    char path[200];

    snprintf(path, sizeof path, "%s/none/books.db", fixture.folder);
    ck_assert_int_eq(store_open(&store, path, STORE_WRITE, 1 << 24, &error),
                     -1);
    ck_assert_msg(strstr(error.text, "/none, can't be used"), "%s", error.text);
}
END_TEST

/* Root may write anything, so there is nothing to see then. */
START_TEST(refuses_read_only_file)
{
    struct error error = {0};
    struct store *store;

    if (geteuid() == 0)
        return;
    make_foreign(fixture.path);
    ck_assert_int_eq(chmod(fixture.path, 0444), 0);
    ck_assert_int_eq(
        store_open(&store, fixture.path, STORE_WRITE, 1 << 24, &error), -1);
    ck_assert_msg(strstr(error.text, "is read-only"), "%s", error.text);
}
END_TEST

static const struct {
    const char *sql, *answer;
} made[] = {
    {"PRAGMA application_id", "1114202732"},
    {"PRAGMA user_version", "2"},
    {"PRAGMA page_size", "8192"},
    {"PRAGMA encoding", "UTF-8"},
    {"PRAGMA integrity_check", "ok"},
    {"SELECT length(value), typeof(value) FROM meta WHERE name = 'secret'",
     "16|blob"},
    {"SELECT id, name FROM key_kinds",
     "1|isbn\n2|title\n3|name\n4|name variant\n5|authority\n"
     "6|work\n7|lccn\n8|oclc\n9|issn"},
    {"SELECT count(*) FROM sqlite_schema WHERE type = 'index' "
     "AND sql IS NOT NULL",
     "0"},
};

START_TEST(makes_database)
{
    sqlite_fixture_open(&fixture, STORE_WRITE, 1 << 24);
    sqlite_fixture_close(&fixture);
    ck_assert_str_eq(sqlite_fixture_ask(&fixture, made[_i].sql),
                     made[_i].answer);
}
END_TEST

START_TEST(keeps_secret)
{
    unsigned char secret[SECRET_BYTES];
    char url[200];

    make_empty(fixture.path); /* as mktemp leaves it */
    sqlite_fixture_open(&fixture, STORE_WRITE, 1 << 24);
    memcpy(secret, fixture.store->secret, sizeof secret);
    sqlite_fixture_close(&fixture);
    snprintf(url, sizeof url, "sqlite:%s", fixture.path);
    ck_assert_int_eq(
        store_open(&fixture.store, url, STORE_READ, 0, &fixture.error), 0);
    ck_assert_mem_eq(secret, fixture.store->secret, sizeof secret);
}
END_TEST

Suite *sqlite_open_suite(void)
{
    Suite *suite = suite_create("sqlite_open");
    TCase *tests = tcase_create("open");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, refuses, 0, sizeof refused / sizeof *refused);
    tcase_add_loop_test(tests, refuses_url, 0,
                        sizeof bad_urls / sizeof *bad_urls);
    tcase_add_test(tests, names_missing_folder);
    tcase_add_test(tests, refuses_read_only_file);
    tcase_add_loop_test(tests, makes_database, 0, sizeof made / sizeof *made);
    tcase_add_test(tests, keeps_secret);
    suite_add_tcase(suite, tests);
    return suite;
}
