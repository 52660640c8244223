/*
 * Reports on royalties: what is remarked of a book, which authors are expected to
 * have one, and which payees match nobody. Sums are exact: they are whole numbers
 * of 1/10000 per cent.
 */
#include "../stages/report.h"
#include "support/report_database.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *royalty_reports_suite(void);

static struct report_database database;

static void setup(void)
{
    report_database_make(&database);
    report_database_run(&database, "DELETE FROM books");
    report_database_run(&database, "DELETE FROM rejects");
}

static void teardown(void)
{
    report_database_remove(&database);
}

static char *csv_of(const char *report)
{
    char path[128], name[40], *names[] = {name, NULL};
    struct invocation invocation = {
        .config = {.database = database.path,
                   .memory_limit = 32u * 1024 * 1024}};
    struct report_config config = {
        .reports = {names, 1}, .format = "csv", .output = path};
    struct error error = {0};

    snprintf(path, sizeof path, "%s/out.csv", database.folder);
    snprintf(name, sizeof name, "%s", report);
    if (report_run(&invocation, &config, &error))
        ck_abort_msg("%s: %s", report, error.text);
    return read_whole(path);
}

static void check_report(const char *report, const char *expected,
                         const char *why)
{
    char *found = csv_of(report), *rows = strchr(found, '\n') + 1;

    ck_assert_msg(strcmp(rows, expected) == 0, "%s: %s\nexpected\n%sfound\n%s",
                  report, why, expected, rows);
    free(found);
}

/* ---- one book ------------------------------------------------------------ */

#define LINKS_MAX 3

/* Links of book 6, to authors 1, 2, 3. */
static const struct book_row_of_report {
    const char *links[LINKS_MAX]; /* royalty, stated, mode, role */
    const char *by_book;          /* royalties, missing, sum, remark */
    const char *missing;          /* names of the authors; NULL: nobody */
    const char *why;
} books[] = {
    {{"8, 1, 'rate', NULL", "7.5, 1, 'rate', NULL"},
     "2,0,15.5,",
     NULL,
     "rates need not make anything"},
    {{"60, 1, 'rate', NULL", "40.0001, 1, 'rate', NULL"},
     "2,0,100.0001,\"over 100\"",
     NULL,
     "a ten-thousandth over 100"},
    {{"60, 1, 'rate', NULL", "40, 1, 'rate', NULL"},
     "2,0,100,",
     NULL,
     "100 is not over 100"},
    {{"33.3333, 1, 'share', NULL", "33.3333, 1, 'share', NULL",
      "33.3333, 1, 'share', NULL"},
     "3,0,99.9999,",
     NULL,
     "thirds"},
    {{"33.34, 1, 'share', NULL", "33.34, 1, 'share', NULL",
      "33.34, 1, 'share', NULL"},
     "3,0,100.02,",
     NULL,
     "thirds rounded up are within 0.01 each, though over 100"},
    {{"33.34, 1, 'share', NULL", "33.34, 1, 'share', NULL",
      "33.3501, 1, 'share', NULL"},
     "3,0,100.0301,\"shares miss 100\"",
     NULL,
     "just beyond"},
    {{"50, 1, 'share', NULL", "49.98, 1, 'share', NULL"},
     "2,0,99.98,",
     NULL,
     "just within"},
    {{"50, 1, 'share', NULL", "49.9799, 1, 'share', NULL"},
     "2,0,99.9799,\"shares miss 100\"",
     NULL,
     "just beyond, below"},
    {{"50, 1, 'share', NULL", "0, 0, NULL, 'aut'"},
     "1,1,50,\"missing\"",
     "Émile Zola",
     "a share may be the missing one's"},
    {{"100.5, 1, 'share', NULL", "0, 0, NULL, 'aut'"},
     "1,1,100.5,\"shares miss 100\"",
     "Émile Zola",
     "nothing is left for who is missing"},
    {{"50, 1, 'share', NULL", "0, 0, NULL, 'ill'"},
     "1,0,50,\"shares miss 100\"",
     NULL,
     "an illustrator is not expected to have one"},
    {{"50, 1, 'share', NULL", "50, 1, 'share', 'ill'"},
     "2,0,100,",
     NULL,
     "and counts if there is one"},
    {{"5, 1, 'rate', NULL", "0, 0, NULL, 'ill aut'", "0, 0, NULL, NULL"},
     "1,2,5,\"missing\"",
     "Émile Zola; 东野圭吾",
     "a creating role among others, and none stated"},
    {{"0, 1, 'rate', NULL", "5, 1, 'rate', NULL"},
     "2,0,5,",
     NULL,
     "nought is stated"},
    {{"50, 1, 'share', NULL", "7.5, 1, 'rate', NULL"},
     "2,0,57.5,\"rates and shares\"",
     NULL,
     "a sum of both means nothing"},
    {{"50, 1, 'share', NULL", "50, 0, NULL, NULL"},
     "2,0,100,",
     NULL,
     "what another program wrote is taken as the others are"},
    {{"0, 0, NULL, NULL", "0, 0, NULL, NULL"},
     NULL,
     NULL,
     "a book without royalties is not in the list"},
};

static void add_book(const struct book_row_of_report *row)
{
    char sql[400];

    report_database_run(&database, "INSERT INTO books (title) VALUES ('Emma')");
    for (int i = 0; i < LINKS_MAX && row->links[i]; i++) {
        snprintf(sql, sizeof sql,
                 "INSERT INTO book_author (book_id, author_id,"
                 " publication_order, royalty_percentage, royalty_stated,"
                 " royalty_mode, role) VALUES (6, %d, %d, %s)",
                 i + 1, i + 1, row->links[i]);
        report_database_run(&database, sql);
    }
}

START_TEST(test_book)
{
    const struct book_row_of_report *row = &books[_i];
    char expected[200] = "";

    add_book(row);
    if (row->by_book)
        snprintf(expected, sizeof expected, "6,\"Emma\",%s\n", row->by_book);
    check_report("royalties_by_book", expected, row->why);
}
END_TEST

/* The names in the report, in its order. */
static void names_of(char *csv, char *names, size_t size)
{
    size_t len = 0;

    strtok(csv, "\n");
    for (char *line; (line = strtok(NULL, "\n"));) {
        char name[80];

        ck_assert_int_eq(sscanf(line, "6,\"Emma\",%*d,\"%79[^\"]\"", name), 1);
        len += (size_t)snprintf(names + len, size - len, "%s%s",
                                len ? "; " : "", name);
        ck_assert_uint_lt(len, size);
    }
}

START_TEST(test_missing)
{
    const struct book_row_of_report *row = &books[_i];
    char names[200] = "", *csv;

    add_book(row);
    csv = csv_of("royalties_missing");
    names_of(csv, names, sizeof names);
    ck_assert_msg(strcmp(names, row->missing ? row->missing : "") == 0,
                  "found %s: %s", names, row->why);
    free(csv);
}
END_TEST

/* ---- payees --------------------------------------------------------------- */

static const char *const again[] = {
    /* The import of support/report_database.c rejects four joins and more. */
    "INSERT INTO rejects (import_id, file_id, record, line, byte_offset,"
    " byte_length, code, field, expected, found, state) VALUES"
    " (1, 1, 2, 3, 0, 1, 'JOIN_NO_BOOK', 'isbn', 'a book of Jane Austen',"
    "  '9780306406157', 'open'),"
    " (1, 1, 3, 4, 0, 1, 'JOIN_NO_AUTHOR', 'author', 'Dune', 'F. Herbert',"
    "  'open'),"
    " (1, 1, 4, 5, 0, 1, 'JOIN_SEVERAL_AUTHORS', 'author', 'Dune',"
    "  'B. Herbert', 'open'),"
    " (1, 1, 5, 6, 0, 1, 'JOIN_SEVERAL_BOOKS', 'isbn', 'a book of',"
    "  '9780441172719', 'open'),"
    " (1, 1, 6, 7, 0, 1, 'JOIN_NO_BOOK', 'isbn', NULL, 'x', 'closed'),"
    " (1, 1, 7, 8, 0, 1, 'ROYALTY_INVALID', 'royalty', '0 to 100', '101',"
    "  'open')",
    /* Another source reads the same file, and the same source another one. */
    "INSERT INTO sources VALUES (2, 'other')",
    "INSERT INTO imports (source_id, options, state, started) VALUES"
    " (2, '', 'complete', ''), (1, '', 'complete', ''),"
    " (1, '', 'damaged', ''), (1, '', 'complete', '')",
    "INSERT INTO import_files (import_id, name, path, format, encoding, gzip,"
    " state, records_read) VALUES"
    " (2, 'a.csv', '/x/a.csv', 'csv', 'utf-8', 0, 'complete', 6),"
    " (3, 'b.csv', '/x/b.csv', 'csv', 'utf-8', 0, 'complete', 6),"
    " (4, 'a.csv', '/x/a.csv', 'csv', 'utf-8', 0, 'damaged', 1),"
    " (5, 'a.csv', '/x/a.csv', 'csv', 'utf-8', 0, 'complete', 0)",
};

START_TEST(test_payees)
{
    for (size_t i = 0; i < sizeof again / sizeof *again; i++) {
        report_database_run(&database, again[i]);
        check_report(
            "unmatched_payees",
            "1,\"trade\",\"a.csv\",2,3,\"no such book\",\"Jane Austen\","
            "\"9780306406157\"\n"
            "1,\"trade\",\"a.csv\",3,4,\"not of this book\",\"F. Herbert\","
            "\"Dune\"\n"
            "1,\"trade\",\"a.csv\",4,5,\"several of this book\","
            "\"B. Herbert\",\"Dune\"\n"
            "1,\"trade\",\"a.csv\",5,6,\"several books\",,"
            "\"9780441172719\"\n",
            "what is open");
    }
    report_database_run(&database,
                        "UPDATE import_files SET records_read = 6 WHERE id = "
                        "(SELECT max(id) FROM import_files)");
    check_report("unmatched_payees", "", "the file was imported again");
}
END_TEST

Suite *royalty_reports_suite(void)
{
    Suite *suite = suite_create("royalty_reports");
    TCase *tests = tcase_create("royalty_reports");
    int rows = sizeof books / sizeof *books;

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_book, 0, rows);
    tcase_add_loop_test(tests, test_missing, 0, rows);
    tcase_add_test(tests, test_payees);
    suite_add_tcase(suite, tests);
    return suite;
}
