/*
 * Imports, and what people do with what they left, while memory is short or a call of
 * the system or of SQLite fails: support/failing_walk.h.
 */
#include "support/failing_walk.h"

#include <check.h>
#include <stdio.h>

Suite *failing_suite(void);

static const char config[] =
    "[source:a]\nids = a\n[source:b]\nname_order = library\nextra = shelf\n"
    "not_a_name = Anonymous\n[source:c]\nmode = snapshot\nmax_deletes = 100%\n";

#define FIELD(tag, first, subfields)                                      \
    "<datafield tag=\"" tag "\" ind1=\"" first "\" ind2=\"4\">" subfields \
    "</datafield>"
#define SUB(code, text) "<subfield code=\"" code "\">" text "</subfield>"
#define RECORD(status, id, fields)                             \
    "<record><leader>00000" status                             \
    "am a2200000 a 4500</leader><controlfield tag=\"001\">" id \
    "</controlfield>" fields "</record>"
#define WAR                                                                \
    FIELD("010", " ", SUB("a", "78890351"))                                \
    FIELD("020", " ", SUB("a", "0-14-044417-3"))                           \
    FIELD("022", " ", SUB("a", "0317-8471"))                               \
    FIELD("035", " ", SUB("a", "(OCoLC)12345"))                            \
    FIELD("100", "1",                                                      \
          SUB("6", "880-01") SUB("a", "Tolstoy, Leo,") SUB("c", "graf,")   \
              SUB("d", "1828-1910") SUB("0", "(viaf)96987389"))            \
    FIELD("240", "1", SUB("a", "Voina i mir"))                             \
    FIELD("245", "1", SUB("a", "The war and peace :") SUB("b", "a novel")) \
    FIELD("264", " ", SUB("b", "Wordsworth,") SUB("c", "1922"))            \
    FIELD("700", "1", SUB("a", "Maude, Aylmer,") SUB("e", "translator."))  \
    FIELD("880", "1",                                                      \
          SUB("6", "100-01") SUB("a", "\xd0\xa2\xd0\xbe\xd0\xbb\xd1\x81, " \
                                      "\xd0\x9b\xd0\xb5\xd0\xb2"))

static const struct import_step steps[] = {
    {.source = "a",
     .files =
         {{"authors.csv", "author_ref,author,dates\n"
                          "a1,Jane Austin,1775-1817\n"
                          "a2,Terry Pratchett,1948-\n"},
          {"books.csv",
           "book_ref,title,subtitle,isbn,year,authors,roles,royalties\n"
           "b1,Emma,,9780141439587,1815,Jane Austen,aut,12.5\n"
           "b2,Emma,a tale,,1990,JANE AUSTEN,aut,\n"
           "b3,Good Omens,,9780552137034,1990,"
           "Terry Pratchett; Neil Gaiman,aut; aut,5.5; 7.25\n"
           "b4,,,,1990,Nobody,,\n"},
          {"links.csv", "book_ref,title,author,author_ref,order\n"
                        "b5,Mort,Terry Pratchett,a2,1\n"
                        "b5,Mort,Ann Ash,,2\n"},
          {"marc.xml",
           "<collection>" RECORD("n", "m1", WAR) RECORD(
               "n", "m2",
               FIELD(
                   "245", "0",
                   SUB("a",
                       "Ulysses"))) "<record><leader>short</leader></record></collection>"}},
     .status = 1},
    {.sql = "UPDATE books SET title = 'Mort!' WHERE title = 'Mort';"
            "INSERT INTO authors (name) VALUES ('Bram Stoker');"
            "INSERT INTO books (title) VALUES ('Dracula');"
            "DELETE FROM books WHERE title = 'Ulysses';"
            "ALTER TABLE import_files DROP COLUMN plan;" /* an older schema */
            "PRAGMA user_version = 1",
     .source = "a",
     .files = {{"authors.csv", "author_ref,author,dates\n"
                               "a1,Jane Austen,1775-1817\n"},
               {"books.csv",
                "book_ref,title,subtitle,isbn,year,authors,roles,royalties\n"
                "b1,Emma,,9780141439587,1816,Jane Austen,aut,12.5\n"
                "b2,Emma,a story,,1990,Jane Austen; Ann Ash,aut; ill,5;6\n"
                "b3,Good Omens,,9780552137034,1990,Neil Gaiman,aut,7.25\n"
                "b6,Dracula,,,1897,Bram Stoker; Bram Stoker,aut; edt,1;2\n"},
               {"marc.xml",
                "<collection>" RECORD("c", "m1", WAR) RECORD(
                    "d", "m2",
                    FIELD("245", "0", SUB("a", "Ulysses"))) "</collection>"}}},
    {.source = "b",
     .files = {{"other.csv",
                "title;isbn;author;year;shelf\n"
                "Emma and more;9780141439587;Austen, Jane, 1775-1817 "
                "[Author];1999;x1\n"
                "Voina i mir;;Tolstoy, Leo, 1828-1910;1950;\n"
                "Nothing;;Anonymous;2000;\n"
                "Coraline &amp; others;;Gaiman, Neil;2002;x4\n"}},
     .status = 1},
    {.source = "c",
     .files = {{"all.csv", "book_ref,title,author\n"
                           "c1,One,Ann Ash\nc2,Two,Cid Cole\n"
                           "c3,Three,Ann Ash\n"}}},
    {.source = "c",
     .files = {{"all.csv", "book_ref,title,author\n"
                           "c1,One,Ann Ashe\n"
                           "c3,Three,Ann Ash\n"}}},
    {.source = "a",
     .files =
         {{"join.csv", "isbn,author,royalty,order\n"
                       "9780141439587,Jane Austen,15,1\n"
                       "9780552137034,N. Gaiman,8,\n"
                       "9780306406157,Nobody,1,\n"},
          {"rows.csv", "author_ref,author\na1,Jane Austen-Leigh\n"},
          {"envelope.xml",
           "<OAI-PMH><ListRecords><record><header status=\"deleted\">"
           "<identifier>oai:x:m1</identifier></header></record><record>"
           "<header><identifier>oai:x:m3</identifier></header><metadata>" RECORD(
               "n", "m3", WAR) "</metadata></record></ListRecords>"
                               "</OAI-PMH>"}},
     .status = 1},
};
#define STEPS (int)(sizeof steps / sizeof *steps)
static const struct failing_imports imports = {config, steps, STEPS};

/* ---- the other commands ---- */

/* On what the first three imports left. */
static const struct failing_imports three = {config, steps, 3};
static const struct failing_command commands[] = {
    {.words = "report -q"},
    {.words = "report -q --format csv overview by_year"},
    {.words = "report -q --format json -p n=2 books_with_exactly"},
    {.words = "report -q --format html co_authors by_publisher"},
    {.words = "query -q books-by-author austen"},
    {.words = "query -q --json authors-of emma"},
    {.words = "query -q royalties-of gaiman"},
    {.words = "query -q books-with-authors 2+"},
    {.words = "explain -q book isbn:9780552137034"},
    {.words = "explain -q --json author 1"},
    {.words = "imports -q"},
    {.words = "merge -q author 1 3"},
    {.words = "merge -q book 1 3"},
    {.words = "delete -q book 1"},
    {.words = "delete -q --with-books author 1"},
    {.words = "prune -q"},
    {.words = "undo -q 3"},
    {.words = "verify -q"},
    {.words = "verify -q --json"},
};
#define COMMANDS (int)(sizeof commands / sizeof *commands)

START_TEST(test_import)
{
    if (_i == 0 && !failing_can(FAIL_CALL))
        puts("failing: link-time optimisation is on: nothing fails but "
             "SQLite's memory");
    failing_walk_import(&imports, _i);
}
END_TEST

START_TEST(test_command)
{
    failing_walk_command(&three, &commands[_i / FAIL_KINDS],
                         (enum failing)(_i % FAIL_KINDS));
}
END_TEST

Suite *failing_suite(void)
{
    Suite *suite = suite_create("failing");
    TCase *tests = tcase_create("failing");

    tcase_set_timeout(tests, 3600);
    tcase_add_loop_test(tests, test_import, 0, STEPS * FAIL_KINDS);
    tcase_add_loop_test(tests, test_command, 0, COMMANDS * FAIL_KINDS);
    suite_add_tcase(suite, tests);
    return suite;
}
