/*
 * Royalties joined to 4,704 real MARC records: names in several forms fill the right
 * links, the rest is reported with its code, and nothing else changes.
 *
 * The records are not part of the tree (../shared/data): where they are absent the
 * tests are passed over, with a line that says so. fixtures/csv/royalties_for_marc
 * shows the same on three records.
 */
#include "support/dump.h"
#include "support/program.h"

#include "../pipeline/command.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Suite *royalties_real_suite(void);

#define REAL_BIBS "../shared/data/real-bibs/real-bibs.xml"
#define ROYALTIES "fixtures/csv/royalties_for_marc/real_bibs.csv"

static const char config[] = "[source:royalties]\n"
                             "column.isbn = isbn\n"
                             "column.author = payee\n"
                             "column.royalty = share\n"
                             "royalty_mode = share\n";

static struct program program;

static void import(const char *path)
{
    char settings[PATH_MAX], absolute[PATH_MAX];
    int status;

    ck_assert_ptr_nonnull(realpath(path, absolute));
    program_write(&program, "royalties.ini", slice_of(config), settings);
    status = program_run(&program, "import", "-c", settings, "-s", "royalties",
                         absolute, NULL);
    ck_assert_msg(status == STATUS_LOADED || status == STATUS_REJECTS,
                  "status %d: %s", status, program_said(&program));
}

static void check_query(const char *sql, const char *expected)
{
    char *found = dump_query(program.database, sql);

    ck_assert_str_eq(found, expected);
    free(found);
}

static const char stated[] =
    "SELECT b.isbn || ' ' || a.sort_name || ' ' || l.royalty_percentage"
    " FROM book_author AS l JOIN books AS b ON b.id = l.book_id"
    " JOIN authors AS a ON a.id = l.author_id"
    " WHERE l.royalty_stated OR l.royalty_mode = 'share'"
    " ORDER BY b.isbn, l.publication_order";

static const char stated_expected[] =
    "9780030718533 McLaurin, R. D. 40.0\n"
    "9780253347701 Rosenfeld, Stella P. 6.0\n"
    "9780521319119 Broglie, Louis de 10.0\n"
    "9780521319119 Dirac, P. A. M. 30.0\n"
    "9780521319119 Wigner, Eugene Paul 10.5\n"
    "9780521319119 Barut, A. O. 20.0\n"
    "9780521319119 Van der Merwe, Alwyn 20.0\n"
    "9780521319119 Vigier, Jean-Pierre 9.5\n"
    "9780875903132 Tsang, Chin-Fu. 5.0\n"
    "9780883182024 Adams, E. Dwight 33.3333\n"
    "9780883182024 Ihas, G. G. 66.6666\n"
    "9782865370801 Devali\xc3\xa8re, Fran\xc3\xa7ois 50.0\n";

static const char rejected[] =
    "SELECT record || ' ' || code || ' ' || found FROM rejects"
    " WHERE import_id = (SELECT max(import_id) FROM rejects)"
    " ORDER BY record";

static const char rejected_expected[] = "12 JOIN_SEVERAL_AUTHORS S. Rosenfeld\n"
                                        "14 JOIN_NO_AUTHOR P. Tsang\n"
                                        "15 JOIN_NO_AUTHOR N. Foundation\n"
                                        "16 JOIN_SEVERAL_BOOKS 9780596002275\n"
                                        "17 JOIN_NO_BOOK 9780306406157\n"
                                        "18 ROYALTY_INVALID 5.00001\n";

#define TABLES                                                            \
    "SELECT (SELECT count(*) FROM books) || ' ' || (SELECT count(*) FROM" \
    " authors) || ' ' || (SELECT count(*) FROM book_author) || ' ' ||"    \
    " (SELECT total(publication_order) FROM book_author) || ' ' ||"       \
    " (SELECT count(role) FROM book_author)"

START_TEST(test_real)
{
    char *before;

    if (access(REAL_BIBS, R_OK) != 0) {
        printf("royalties_real: " REAL_BIBS " is not here: passed over\n");
        return;
    }
    program_begin(&program);
    import(REAL_BIBS);
    before = dump_query(program.database, TABLES);
    import(ROYALTIES);
    check_query(stated, stated_expected);
    check_query(rejected, rejected_expected);
    check_query(TABLES, before);
    /* Again: what was joined is unchanged, the rest is rejected again. */
    import(ROYALTIES);
    check_query("SELECT records_unchanged || ' ' || records_rejected ||"
                " ' ' || links_updated FROM imports ORDER BY id DESC LIMIT 1",
                "12 6 0\n");
    check_query(stated, stated_expected);
    /* The catalogue again, under another name, clears none of it. */
    import(REAL_BIBS);
    check_query(stated, stated_expected);
    ck_assert_int_eq(program_run(&program, "verify", NULL), STATUS_LOADED);
    program_end(&program);
    free(before);
}
END_TEST

Suite *royalties_real_suite(void)
{
    Suite *suite = suite_create("royalties_real");
    TCase *tests = tcase_create("royalties_real");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, test_real);
    suite_add_tcase(suite, tests);
    return suite;
}
