/*
 * Editions of a work: which books come together when records are restated or
 * filled, and that a work keeps its number when the book that began it goes. A book
 * is shown as its id, behind a ">" the number of its work.
 */
#include "support/dump.h"
#include "support/import_case.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *works_suite(void);

#define FIELD(tag, ind1, text)                \
    "<datafield tag=\"" tag "\" ind1=\"" ind1 \
    "\" ind2=\"0\"><subfield code=\"a\">" text "</subfield></datafield>"
#define TITLE(title, subtitle)                                                 \
    "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">" title \
    "</subfield><subfield code=\"b\">" subtitle "</subfield></datafield>"
#define RECORD(status, id, fields)                                    \
    "<record><leader>00000" status "am a2200000 a 4500"               \
    "</leader><controlfield tag=\"001\">" id "</controlfield>" fields \
    "</record>"
#define BY_AUSTEN FIELD("100", "1", "Austen, Jane")
#define BOOK(id, title, subtitle) \
    RECORD("n", id, BY_AUSTEN TITLE(title, subtitle))
#define EDITION(id, uniform, title, subtitle) \
    RECORD("n", id, BY_AUSTEN FIELD("240", "1", uniform) TITLE(title, subtitle))
#define GONE(id) RECORD("d", id, TITLE("Gone", ""))
#define XML(records) "<collection>" records "</collection>"
#define FILE_OF(records)                         \
    {                                            \
        .files = { {"books.xml", XML(records)} } \
    }
#define ANY "[source:default]\nmax_deletes = 100%\n"

static const struct works_case {
    const char *what, *config;
    struct import_step steps[STEPS_MAX];
    const char *expected;
} cases[] = {
    {"new books with one uniform title, or one title",
     ANY,
     {FILE_OF(EDITION("a", "Emma", "Emma", "roman") BOOK("b", "Emma", "a novel")
                  BOOK("c", "Persuasion", ""))},
     "1\n2>1\n3\n"},
    {"a collective title groups nothing, with a year or selections behind it "
     "either; a title that only begins like one does",
     ANY,
     {FILE_OF(EDITION("a", "Works", "Complete works",
                      "one") EDITION("b", "Works", "Collected works", "two")
                  EDITION("c", "Works. 1983", "The works", "three") EDITION(
                      "d", "Works. 1983", "All works",
                      "four") EDITION("e", "Poems. Selections", "Verse", "x")
                      EDITION("f", "Poems. Selections", "Lines", "y")
                          EDITION("g", "Letters home", "Home", "z")
                              EDITION("h", "Letters home", "Briefe", "w")
                                  EDITION("k", "Songster", "Sang", "t")
                                      EDITION("l", "Songster", "Lied", "s"))},
     "1\n2\n3\n4\n5\n6\n7\n8>7\n9\n10>9\n"},
    {"a record that says two uniform titles in a file: with on_match = replace "
     "the last counts",
     ANY "on_match = replace\n",
     {FILE_OF(EDITION("a", "Emma", "Ema", "regény")
                  EDITION("b", "Emma", "Emma", "a novel")
                      EDITION("c", "Persuasion", "Persuasion", "a novel")),
      FILE_OF(EDITION("a", "Persuasion", "Ema", "regény")
                  EDITION("a", "Emma", "Ema", "regény"))},
     "1\n2>1\n3\n"},
    {"a restated record has titles of two other works: they are one",
     ANY,
     {FILE_OF(EDITION("a", "Emma", "Ema", "regény")
                  EDITION("b", "Emma", "Emma", "a novel")
                      EDITION("c", "Persuasion", "Persuasion", "a novel")
                          BOOK("d", "Rábeszélés", "regény")),
      FILE_OF(EDITION("a", "Persuasion", "Rábeszélés", "regény"))},
     "1>3\n2>1\n3\n4>3\n"},
    {"another record gives a title that is the book's work key: it finds the "
     "work as well, also when the first is restated",
     "[source:x]\n[source:y]\n",
     {{.source = "x",
       .files = {{"books.xml",
                  XML(RECORD("n", "a",
                             FIELD("020", " ", "9780306406157")
                                 BY_AUSTEN TITLE("Sense and truth", "one"))
                          BOOK("b", "Sense and truth", "two"))}}},
      {.source = "y",
       .files = {{"books.xml",
                  XML(RECORD("n", "z",
                             FIELD("020", " ", "9780306406157")
                                 BY_AUSTEN TITLE("Sense and truth", "")))}}},
      {.source = "x",
       .files = {{"books.xml",
                  XML(RECORD("n", "a",
                             FIELD("020", " ", "9780306406157") BY_AUSTEN TITLE(
                                 "Sense and truth", "three")))}}},
      {.source = "y",
       .files = {{"books.xml", XML(BOOK("c", "Sense and truth", "four"))}}}},
     "1\n2>1\n3>1\n"},
    {"a subtitle that is taken away by hand: the work key becomes the title's",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")),
      {.sql = "UPDATE books SET subtitle = NULL WHERE id = 1",
       .files = {{"books.xml", XML(BOOK("c", "Emma", "roman"))}}}},
     "1\n2>1\n3>1\n"},
    {"a restated record gains the uniform title of others",
     ANY,
     {FILE_OF(EDITION("a", "Emma", "Emma", "a novel")
                  BOOK("b", "Ema", "regény")),
      FILE_OF(EDITION("b", "Emma", "Ema", "regény"))},
     "1\n2>1\n"},
    {"one that came before them goes to their work",
     ANY,
     {FILE_OF(BOOK("a", "Ema", "regény") BOOK("b", "Emma", "a novel")
                  BOOK("c", "Emma", "a tale")),
      FILE_OF(EDITION("a", "Emma", "Ema", "regény"))},
     "1>2\n2\n3>2\n"},
    {"the same in one file",
     ANY,
     {FILE_OF(BOOK("a", "Ema", "regény") BOOK("b", "Emma", "a novel") BOOK(
         "c", "Emma", "a tale") EDITION("a", "Emma", "Ema", "regény"))},
     "1>2\n2\n3>2\n"},
    {"another source fills in the uniform title",
     "[source:x]\n[source:y]\n",
     {{.source = "x",
       .files = {{"books.xml", XML(BOOK("a", "Emma", "a novel") RECORD(
                                   "n", "b",
                                   FIELD("020", " ", "9780306406157")
                                       BY_AUSTEN TITLE("Ema", "regény")))}}},
      {.source = "y",
       .files = {{"books.xml",
                  XML(RECORD("n", "z",
                             FIELD("020", " ", "9780306406157")
                                 BY_AUSTEN FIELD("240", "1", "Emma")
                                     TITLE("Ema", "regény")))}}}},
     "1\n2>1\n"},
    {"its editions come along, if they share a title with it",
     ANY,
     {FILE_OF(EDITION("a", "Emma", "Emma", "a novel") EDITION(
          "b", "Sense", "Ema", "regény") BOOK("c", "Ema", "román")
                  BOOK("d", "Sense", "a novel") BOOK("e", "Sense", "a tale")),
      FILE_OF(EDITION("b", "Emma", "Ema", "regény"))},
     "1\n2>1\n3>1\n4>2\n5>2\n"},
    {"a title that is put right leaves the work; the others stay together",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")
                  BOOK("c", "Emma", "roman")),
      FILE_OF(BOOK("a", "Persuasion", "a novel"))},
     "1>4\n2>1\n3>1\n"},
    {"one that is not the first leaves alone",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")
                  BOOK("c", "Emma", "roman")),
      FILE_OF(BOOK("b", "Persuasion", "a tale"))},
     "1\n2\n3>1\n"},
    {"a first book that is withdrawn",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")
                  BOOK("c", "Emma", "roman")),
      FILE_OF(GONE("a"))},
     "2>1\n3>1\n"},
    {"the same in one file, and one that comes behind",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale") GONE("a")
                  BOOK("c", "Emma", "roman"))},
     "2>1\n3>1\n"},
    {"two firsts, one after the other",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")
                  BOOK("c", "Emma", "roman") BOOK("d", "Emma", "Roman")),
      FILE_OF(GONE("a") GONE("b"))},
     "3>1\n4>1\n"},
    {"a first book that a full file no longer holds",
     ANY "mode = snapshot\n",
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")
                  BOOK("c", "Emma", "roman")),
      FILE_OF(BOOK("b", "Emma", "a tale") BOOK("c", "Emma", "roman"))},
     "2>1\n3>1\n"},
    {"a first book that another program deletes",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")
                  BOOK("c", "Emma", "roman")),
      {.sql = "DELETE FROM books WHERE id = 1"}},
     "2>1\n3>1\n"},
    {"all of them at once, with another work's first",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Persuasion", "a novel")
                  BOOK("c", "Emma", "a tale") BOOK("d", "Persuasion", "a tale")
                      BOOK("e", "Persuasion", "roman")),
      {.sql = "DELETE FROM books WHERE id IN (1, 2, 3)"}},
     "4>2\n5>2\n"},
    {"a uniform title that another program writes joins, once it is keyed",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Ema", "regény")),
      {.sql = "UPDATE books SET uniform_title = 'Emma' WHERE id = 2",
       .files = {{"books.xml", XML(BOOK("c", "Persuasion", ""))}}}},
     "1\n2>1\n3\n"},
    {"titles that another program changes for one another",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Sense", "a novel")
                  BOOK("c", "Emma", "a tale") BOOK("d", "Sense", "a tale")),
      {.sql = "UPDATE books SET title = iif(title = 'Emma', 'Sense', 'Emma')"
              " WHERE id IN (1, 4)",
       .files = {{"books.xml", XML(BOOK("e", "Persuasion", ""))}}}},
     "1>2\n2\n3>1\n4>1\n5\n"},
    {"a book that began a work, left it, and is alone again",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")
                  BOOK("c", "Sense", "a tale")),
      FILE_OF(BOOK("a", "Sense", "a novel")),
      FILE_OF(BOOK("a", "Persuasion", "a novel")),
      FILE_OF(BOOK("b", "Ema", "a tale") BOOK("a", "Lady Susan", "a novel")
                  BOOK("d", "Other", ""))},
     "1>4\n2>1\n3\n5\n"},
    {"and one that comes back to it",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")),
      FILE_OF(BOOK("a", "Persuasion", "a novel")),
      FILE_OF(BOOK("a", "Emma", "a novel"))},
     "1\n2>1\n"},
    {"all of them get titles of their own, one after the other",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")
                  BOOK("c", "Emma", "roman")),
      FILE_OF(BOOK("a", "One", "a novel") BOOK("b", "Two", "a tale")
                  BOOK("c", "Three", "roman"))},
     "1>4\n2\n3>1\n"},
    {"a book with titles of two works unites them, the smaller into the larger",
     ANY,
     {FILE_OF(BOOK("a", "Ema", "") BOOK("b", "Emma", "")
                  BOOK("c", "Emma", "a")),
      FILE_OF(EDITION("d", "Emma", "Ema", "regény"))},
     "1>2\n2\n3>2\n4>2\n"},
    {"two of one size: the later into the earlier, also in one file",
     ANY,
     {FILE_OF(BOOK("a", "Ema", "") BOOK("b", "Emma", "")
                  EDITION("c", "Emma", "Ema", "regény"))},
     "1\n2>1\n3>1\n"},
    {"another author is another work",
     ANY,
     {FILE_OF(BOOK("a", "Emma", "a novel") BOOK("b", "Emma", "a tale")),
      FILE_OF(RECORD("n", "a",
                     FIELD("100", "1", "Smith, Mary")
                         TITLE("Emma", "a novel")))},
     "1>3\n2>1\n"},
    {"a record that calls the author by another form of the name",
     ANY,
     {FILE_OF(
         RECORD("n", "a",
                "<datafield tag=\"100\" ind1=\"1\" ind2=\" \">"
                "<subfield code=\"6\">880-01</subfield>"
                "<subfield code=\"a\">Tolstoy, Leo,</subfield>"
                "<subfield code=\"d\">1828-1910</subfield></datafield>"
                "<datafield tag=\"880\" ind1=\"1\" ind2=\" \">"
                "<subfield code=\"6\">100-01</subfield>"
                "<subfield code=\"a\">Толстой, Лев,</subfield>"
                "<subfield code=\"d\">1828-1910</subfield></datafield>" FIELD(
                    "240", "1", "War") TITLE("War and peace", "a novel"))
             RECORD(
                 "n", "b",
                 "<datafield tag=\"100\" ind1=\"1\" ind2=\" \">"
                 "<subfield code=\"a\">Толстой, Лев,</subfield>"
                 "<subfield code=\"d\">1828-1910</subfield></datafield>" FIELD(
                     "240", "1", "War") TITLE("Война и мир", "роман")))},
     "1\n2>1\n"},
    {"link rows whose first author comes last",
     "[source:default]\ncolumn.title = t\ncolumn.subtitle = s\n"
     "column.author = a\ncolumn.order = o\n",
     {{.files = {{.text = "t,s,a,o\n"
                          "Good Omens,one,Neil Gaiman,2\n"
                          "Good Omens,one,Terry Pratchett,1\n"
                          "Good Omens,two,Neil Gaiman,2\n"
                          "Good Omens,two,Terry Pratchett,1\n"
                          "Good Omens,three,Neil Gaiman,1\n"}}}},
     "1\n2>1\n3\n"},
};

/* Books with a title in common are editions of one work. */
static void check_keys(const struct import_bench *bench, const char *what)
{
    ck_assert_msg(
        dump_number(bench->database,
                    "SELECT count(*) FROM (SELECT 1 FROM book_keys AS k"
                    " JOIN books AS b ON b.id = k.book_id"
                    " WHERE k.kind IN (2, 6) GROUP BY k.hash_high, k.hash_low"
                    " HAVING count(DISTINCT coalesce(b.work_id, b.id)) > 1)") ==
            0,
        "%s: books with a title in common are in two works", what);
}

START_TEST(test_works)
{
    const struct works_case *one = &cases[_i / IMPORT_SETTINGS];
    struct import_bench bench;
    char *found;

    import_bench_begin(&bench);
    for (size_t i = 0; i < STEPS_MAX; i++) {
        const struct import_step *step = &one->steps[i];

        if (step->sql)
            import_bench_sql(&bench, step->sql);
        if (step->files[0].text)
            ck_assert_msg(import_bench_run(&bench, one->config, step,
                                           _i % IMPORT_SETTINGS) == 0,
                          "%s: %s", one->what, bench.error.text);
    }
    found =
        dump_query(bench.database, "SELECT id || coalesce('>' || work_id, '')"
                                   " FROM books ORDER BY id");
    ck_assert_msg(strcmp(found, one->expected) == 0,
                  "%s: expected\n%sfound\n%s", one->what, one->expected, found);
    free(found);
    check_keys(&bench, one->what);
    import_bench_verify(&bench);
    import_bench_end(&bench);
}
END_TEST

/* ---- many editions ---- */

#define MANY 1500

/* Records of one title, or withdrawn ones; malloc's. */
static char *many(const char *title, char status)
{
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(file);
    fputs("<collection>", file);
    for (int i = 0; i < MANY; i++)
        fprintf(file,
                "<record><leader>00000%cam a2200000 a 4500</leader>"
                "<controlfield tag=\"001\">k%d</controlfield>" BY_AUSTEN TITLE(
                    "%s", "no. %d") "</record>",
                status, i, title, i);
    fputs("</collection>", file);
    ck_assert_int_eq(fclose(file), 0);
    return text;
}

static void import_many(struct import_bench *bench, const char *title,
                        char status, int setting)
{
    struct import_step step = {
        .files = {{.name = "books.xml", .text = many(title, status)}}};

    ck_assert_msg(import_bench_run(bench,
                                   "[source:default]\nmax_deletes = 100%\n",
                                   &step, setting) == 0,
                  "%s", bench->error.text);
    free((char *)step.files[0].text);
}

/* An edition that nothing happened to has no line in the ledger, whatever becomes of
 * the book that began its work. */
START_TEST(test_many)
{
    struct import_bench bench;

    import_bench_begin(&bench);
    import_many(&bench, "Emma", 'n', _i);
    import_many(&bench, "Emmas", 'n', _i);
    ck_assert_int_eq(dump_number(bench.database, "SELECT count(*) FROM works"),
                     1);
    /* title and work of each, but for the last one: its work is as it was */
    ck_assert_int_le(dump_number(bench.database, "SELECT count(*) FROM ledger"),
                     2 * MANY);
    check_keys(&bench, "many");
    import_bench_verify(&bench);
    import_many(&bench, "Gone", 'd', _i);
    ck_assert_int_eq(dump_number(bench.database, "SELECT count(*) FROM books"),
                     0);
    ck_assert_int_eq(dump_number(bench.database,
                                 "SELECT count(*) FROM ledger"
                                 " WHERE import_id = 3 AND field = 'work_id'"),
                     0);
    import_bench_end(&bench);
}
END_TEST

Suite *works_suite(void)
{
    Suite *suite = suite_create("works");
    TCase *tests = tcase_create("works");

    tcase_add_loop_test(tests, test_works, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    tcase_add_loop_test(tests, test_many, 1, IMPORT_SETTINGS);
    suite_add_tcase(suite, tests);
    return suite;
}
