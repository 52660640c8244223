/* plan_csv on the beginnings of files. Rows that must fail name a part of the
 * message. */
#include "support/plan_csv_run.h"

#include <check.h>
#include <stdlib.h>

Suite *plan_csv_suite(void);

static char binding_name[] = "Binding", ninth_name[] = "#9";
static char *binding[] = {binding_name}, *ninth[] = {ninth_name};

#define A50 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* clang-format off */
static const struct plan_csv_row rows[] = {
    {.why = "an empty file is a CSV without records", .text = "",
     .expected = ", none 0 book:"},
    {.why = "only blank lines", .text = "\n \r\n",
     .expected = ", none 0 book:"},
    {.why = "comma", .text = "title,author\nT,A\n",
     .expected = ", header 2 book: title=1 [name=2]",
     .note = "delimiter: comma"},
    {.why = "semicolon, though titles are full of commas",
     .text = "title;author\n\"a, b\";c, d\ne, f, g;h\ni;j, k\n",
     .expected = "; header 2 book: title=1 [name=2]",
     .note = "delimiter: semicolon"},
    {.why = "tab", .text = "title\tauthor\na, b\tc\n",
     .expected = "tab header 2 book: title=1 [name=2]"},
    {.why = "pipe", .text = "title|author\na, b|c\n",
     .expected = "| header 2 book: title=1 [name=2]"},
    {.why = "delimiters inside quotes don't count",
     .text = "title;year\n\"a,b,c\n,,\";1\n\"d,e,f\n,,\";2\n",
     .expected = "; header 2 book: title=1 year=2"},
    {.why = "the number of a column that is not there", .text = "title,year\na,1\n",
     .expected = "column #3, and the file has 2 columns",
     .settings = {{CSV_TITLE, 0, {"#3"}}}, .fails = true},
    {.why = "no number of a column", .text = "title,year\na,1\n",
     .expected = "names \"#1a\"", .settings = {{CSV_TITLE, 0, {"#1a"}}},
     .fails = true},
    {.why = "nor this", .text = "title,year\na,1\n",
     .expected = "names \"#\"", .settings = {{CSV_TITLE, 0, {"#"}}},
     .fails = true},
    {.why = "column 0", .text = "title,year\na,1\n",
     .expected = "column #0, and the file has 2 columns",
     .settings = {{CSV_TITLE, 0, {"#0"}}}, .fails = true},
    {.why = "the config's delimiter wins", .text = "title|a;b\n1|2;3\n",
     .expected = "; header 2 book: title=1",
     .settings = {{CSV_TITLE, 0, {"title|a"}}}, .source = {.delimiter = ';'}},
    {.why = "one column", .text = "title\nT\n",
     .expected = ", header 1 book: title=1"},
    {.why = "only a header, no line end", .text = "isbn;title;authors",
     .expected = "; header 3 book: title=2 isbn=1 [names=3]"},
    {.why = "rows with a cell too many don't change the columns",
     .text = "title,year\na,1\nb,c,2\nd,3\n",
     .expected = ", header 2 book: title=1 year=2"},
    {.why = "a quote that is never closed hides no table",
     .text = "title;year\n\"a;1\nb;2\nc;3\n",
     .expected = "; header 2 book: title=1 year=2"},

    {.why = "order of preference: title, isbn13, the exact year",
     .text = "original_title,Title,ISBN,isbn-13,original_publication_year,year"
             "\na,b,c,d,e,f\n",
     .expected = ", header 6 book: title=2,1 isbn=4,3 year=6,5"},
    {.why = "words of the pubs database: links",
     .text = "au_id,title_id,au_ord,royaltyper\n1-1,B,1,100\n",
     .expected = ", header 4 link: book_ref=2 [ref=1 order=3 royalty=4]"},
    {.why = "words of the pubs database: authors",
     .text = "au_id,au_lname,au_fname,phone\n1-1,White,Johnson,408\n",
     .expected = ", header 4 author: [family=2 given=3 ref=1]",
     .note = "columns used for nothing: phone"},
    {.why = "a royalty without an author is a column for nothing",
     .text = "title_id,title,royalty\nB,T,10\n",
     .expected = ", header 3 book: title=2 book_ref=1",
     .note = "columns used for nothing: royalty"},
    {.why = "one row per link", .text = "title,author,order,royalty\na,b,1,2\n",
     .expected = ", header 4 book link: title=1 [name=2 order=3 royalty=4]"},
    {.why = "several authors in a cell make no link rows",
     .text = "title,author,royalty\na,B C;D E,1;2\nf,G H;I J,3;4\n",
     .expected = ", header 3 book sep=;: title=1 [names=2 royalty=3]"},
    {.why = "numbered columns",
     .text = "title,author_2,Author 1,royalty1\na,b,c,d\n",
     .expected = ", header 4 book: title=1 [1 name=3 royalty=4] [2 name=2]"},
    {.why = "what was taken for what", .text = "Book Title,Writer\na,b\n",
     .expected = ", header 2 book: title=1 [name=2]",
     .note = "columns: title from Book Title; author from Writer"},

    {.why = "0;1;2 is a header too: the body is not like it",
     .text = "0;1;2\n0425115801;Lightning;Dean R. Koontz\n0449006522;X;Y\n",
     .expected = "; header 3 book: title=2 isbn=1 [name=3]",
     .settings = {{CSV_ISBN, 0, {"#1"}}, {CSV_TITLE, 0, {"#2"}},
                  {CSV_AUTHOR, 0, {"#3"}}}},
    {.why = "a first row of data is none", .text = "172-32,GL1,1,100\n"
                                                   "213-46,MC0,1,100\n",
     .expected = ", none 4 link: book_ref=2 [ref=1 order=3 royalty=4]",
     .settings = {{CSV_AUTHOR_REF, 0, {"#1"}}, {CSV_BOOK_REF, 0, {"#2"}},
                  {CSV_ORDER, 0, {"#3"}}, {CSV_ROYALTY, 0, {"#4"}}}},
    {.why = "words we don't know over a column of numbers",
     .text = "Titel,Jahr\nT,1999\nU,2000\n",
     .expected = ", header 2 book: title=1 year=2",
     .settings = {{CSV_TITLE, 0, {"#1"}}, {CSV_YEAR, 0, {"#2"}}}},
    {.why = "the config says there is no header", .text = "title,author\n",
     .expected = ", none 2 book: title=1",
     .settings = {{CSV_TITLE, 0, {"#1"}}}, .source = {.header = DETECT_NO}},

    {.why = "case, blanks, hyphens and underscores are equal",
     .text = "  Book-TITLE ,\xC3\x89" "diteur\na,b\n",
     .expected = ", header 2 book: title=1 publisher=2",
     .settings = {{CSV_TITLE, 0, {"book_title"}},
                  {CSV_PUBLISHER, 0, {"\xC3\xA9" "diteur"}}}},
    {.why = "a Windows-1252 header",
     .text = "title,\xC9" "diteur\na,b\n",
     .expected = ", header 2 book: title=1 publisher=2",
     .settings = {{CSV_TITLE, 0, {"title"}},
                  {CSV_PUBLISHER, 0, {"\xC3\xA9" "diteur"}}}},
    {.why = "bad: none of the names is there", .text = "title,year\na,1\n",
     .expected = "f.csv: column.author.2 names \"Verfasser\" or \"Autor\", "
                 "which is not in the header: title, year",
     .settings = {{CSV_AUTHOR, 2, {"Verfasser", "Autor"}}}, .fails = true},
    {.why = "bad: the file has no such column", .text = "title,year\na,1\n",
     .expected = "names column #3, and the file has 2 columns",
     .settings = {{CSV_TITLE, 0, {"#3"}}}, .fails = true},
    {.why = "bad: columns count from 1", .text = "title,year\na,1\n",
     .expected = "names column #0",
     .settings = {{CSV_TITLE, 0, {"#0"}}}, .fails = true},
    {.why = "bad: names without a header", .text = "a,1\n",
     .expected = "the file has no header; name columns as #1 to #2",
     .settings = {{CSV_TITLE, 0, {"title"}}}, .fails = true,
     .source = {.header = DETECT_NO}},
    {.why = "bad: no header, no mapping", .text = "a,1\nb,2\n",
     .expected = "write column.title = #1", .fails = true},
    {.why = "bad: a header that tells nothing", .text = "foo,isbn\na,b\n",
     .expected = "tell neither titles nor authors", .fails = true},

    {.why = "names separated by a slash",
     .text = "title,authors\na,J.K. Rowling/Mary Grand\nb,C D\n",
     .expected = ", header 2 book sep=/: title=1 [names=2]",
     .note = "author_separator: / (found in 1 of 2 rows)"},
    {.why = "inverted names: the semicolon, not their commas",
     .text = "title,authors\na,\"Austen, Jane; Grahame, Seth\"\n"
             "b,\"Eliot, George\"\n",
     .expected = ", header 2 book sep=;: title=1 [names=2]"},
    {.why = "a comma between full names",
     .text = "title,authors\na,\"Jane Austen, Seth Grahame-Smith\"\nb,C D\n",
     .expected = ", header 2 book sep=,: title=1 [names=2]"},
    {.why = "a comma that turns names round, in doubt",
     .text = "title,authors\na,\"Austen, Jane\"\nb,\"Eliot, George\"\n",
     .expected = ", header 2 book: title=1 [names=2]",
     .note = "author_separator: none (2 of 2 rows have a comma"},
    {.why = "commas of inverted names never separate",
     .text = "title,authors\na,\"Jane Austen, Seth Grahame\"\n",
     .expected = ", header 2 book: title=1 [names=2]",
     .source = {.name_order = NAME_INVERTED}},
    {.why = "a slash that is part of one name in a hundred",
     .text = "title,authors\na,AC/DC 2\nb,C D\n",
     .expected = ", header 2 book: title=1 [names=2]"},
    {.why = "& and \"and\" are never found",
     .text = "title,authors\na,Ann Bo & Cy Do\nb,Ed Fu and Gu Ho\n",
     .expected = ", header 2 book: title=1 [names=2]"},
    {.why = "the config's separator wins",
     .text = "title,authors\na,B C/D E & F G\n",
     .expected = ", header 2 book sep=&: title=1 [names=2]",
     .source = {.author_separator = "&"}},
    {.why = "column.author is one name, whatever it holds",
     .text = "title,author\na,B C;D E\n",
     .expected = ", header 2 book: title=1 [name=2]",
     .settings = {{CSV_TITLE, 0, {"title"}}, {CSV_AUTHOR, 0, {"author"}}}},

    {.why = "a header of two lines",
     .text = "\"Publication\nYear\",\"Book\r\nTitle\"\n1999,T\n",
     .expected = ", header 2 book: title=2 year=1"},
    {.why = "only what is said of authors is numbered", .text = "title,year2\na,1\n",
     .expected = ", header 2 book: title=1",
     .note = "columns used for nothing: year2"},
    {.why = "blanks and hyphens in the config, at the ends and several",
     .text = "Book_Title,x\na,b\n", .expected = ", header 2 book: title=1",
     .settings = {{CSV_TITLE, 0, {"_book - title "}}}},
    {.why = "bad: a config in Latin-1 names no column in UTF-8",
     .text = "title,\xC3\x89" "diteur\na,b\n",
     .expected = "column.publisher names \"\xC9" "diteur\", which is not in the header",
     .settings = {{CSV_TITLE, 0, {"title"}},
                  {CSV_PUBLISHER, 0, {"\xC9" "diteur"}}}, .fails = true},
    {.why = "a sign that is no number of a column is text",
     .text = "#x,year\na,1\n", .expected = ", header 2 book: title=1",
     .settings = {{CSV_TITLE, 0, {"#x"}}}},
    {.why = "bad: of many names some are said", .text = "title,year\na,1\n",
     .expected = "names \"" A50 A50 "\" or \"" A50 A50 A50
                 "\", which is not in the header",
     .settings = {{CSV_TITLE, 0, {A50 A50, A50 A50 A50, A50 "b"}}},
     .fails = true},
    {.why = "two columns of one name: the first first", .text = "title,Title\na,b\n",
     .expected = ", header 2 book: title=1,2"},
    {.why = "bad: a further column that is not there", .text = "title,year\na,1\n",
     .expected = "f.csv: extra names \"Binding\", which is not in the header: "
                 "title, year",
     .source = {.extra = {binding, 1}}, .fails = true},
    {.why = "bad: nor its number", .text = "title,year\na,1\n",
     .expected = "f.csv: extra names column #9, and the file has 2 columns",
     .source = {.extra = {ninth, 1}}, .fails = true},
    {.why = "a further column named by text: there is a header", .text = "a,binding\n1,2\n",
     .expected = ", header 2 book: title=1",
     .settings = {{CSV_TITLE, 0, {"#1"}}}, .source = {.extra = {binding, 1}}},

    {.why = "a name beside a title is nobody's", .text = "title,name\na,b\n",
     .expected = ", header 2 book: title=1",
     .note = "columns used for nothing: name"},
    {.why = "nor beside a family name", .text = "lastname,name,dates\na,b,c\n",
     .expected = ", header 3 author: [family=1 dates=3]"},
    {.why = "an id beside ISBNs and authors is neither's",
     .text = "id,isbn,author\n7,1,A B\n",
     .expected = ", header 3 link: isbn=2 [name=3]"},
    {.why = "an id beside the authors' own", .text = "author_id,name,id\n7,A B,8\n",
     .expected = ", header 3 author: [name=2 ref=1]"},
    {.why = "an id beside several names in a cell", .text = "authors,id\nA B,7\n",
     .expected = ", header 2 author: [names=1 ref=2]"},
    {.why = "bad: an id of what?", .text = "id,year\n7,1999\n",
     .expected = "tell neither titles nor authors", .fails = true},
    {.why = "bad: nor does it tell whose it is", .text = "name\nA B\n",
     .expected = "tell neither titles nor authors", .fails = true,
     .source = {.header = DETECT_YES}},
    {.why = "bad: a name alone is no header", .text = "name\nA B\n",
     .expected = "write column.title = #1", .fails = true},
    {.why = "a given name alone", .text = "firstname,dates\nCher,1946-\n",
     .expected = ", header 2 author: [given=1 dates=2]"},
    {.why = "one author's family name beside a cell of several",
     .text = "title,authors,lastname\na,b,c\n",
     .expected = ", header 3 book: title=1 [family=3] [names=2]"},
    {.why = "and a given name", .text = "title,authors,firstname\na,b,c\n",
     .expected = ", header 3 book: title=1 [given=3] [names=2]"},
    {.why = "an order of a numbered author makes no link rows",
     .text = "title,author1,order1\na,b,1\n",
     .expected = ", header 3 book: title=1 [1 name=2 order=3]"},

    {.why = "prices and negative numbers are numbers too",
     .text = "Titel;Preis\nT;12,50\nU;-3\nV;1.200,00\n",
     .expected = "; header 2 book: title=1",
     .settings = {{CSV_TITLE, 0, {"#1"}}}},
    {.why = "numbers that skip one are data", .text = "0;1;3\na;b;c\n",
     .expected = "; none 3 book: title=2",
     .settings = {{CSV_TITLE, 0, {"#2"}}}, .source = {.delimiter = ';'}},
    {.why = "numbers that begin elsewhere are data", .text = "5;6;7\na;b;c\n",
     .expected = "; none 3 book: title=2",
     .settings = {{CSV_TITLE, 0, {"#2"}}}, .source = {.delimiter = ';'}},
    {.why = "0;1 twice is data", .text = "0;1\n0;1\n",
     .expected = "; none 2 book: title=2",
     .settings = {{CSV_TITLE, 0, {"#2"}}}, .source = {.delimiter = ';'}},
    {.why = "and alone too", .text = "0;1\n", .expected = "; none 2 book: title=2",
     .settings = {{CSV_TITLE, 0, {"#2"}}}, .source = {.delimiter = ';'}},

    {.why = "a comma at the end of a name separates nothing",
     .text = "title,authors\na,\"Jane Austen,\"\nb,C D\n",
     .expected = ", header 2 book: title=1 [names=2]"},
    {.why = "nor does one before a suffix",
     .text = "title,authors\na,\"Martin King, Jr.\"\nb,C D\n",
     .expected = ", header 2 book: title=1 [names=2]"},
    {.why = "two names, one of them of one word: in doubt",
     .text = "title,authors\na,\"Jane Austen, Plato\"\n",
     .expected = ", header 2 book: title=1 [names=2]",
     .note = "author_separator: none (1 of 1 rows have a comma"},
    {.why = "three names, most of them of one word: in doubt",
     .text = "title,authors\na,\"Plato, Homer, Jane Austen\"\n",
     .expected = ", header 2 book: title=1 [names=2]",
     .note = "author_separator: none (1 of 1 rows have a comma"},
    {.why = "a slash that mostly stands in numbers",
     .text = "title,authors\na,A B/C D\nb,E F 1/2\nc,G H 3/4\n",
     .expected = ", header 2 book: title=1 [names=2]"},

    {.why = "entities are found", .text = "title,year\na &amp; b,1\n",
     .expected = ", header 2 book html: title=1 year=2",
     .note = "entities: html"},
    {.why = "an ampersand is no entity", .text = "title,year\nAT&T; x,1\n",
     .expected = ", header 2 book: title=1 year=2"},
    {.why = "entities as configured", .text = "title,year\na,1\n",
     .expected = ", header 2 book html: title=1 year=2",
     .source = {.entities = ENTITIES_HTML}},
};
/* clang-format on */

START_TEST(test_row)
{
    plan_csv_check(&rows[_i]);
}
END_TEST

/* The peeked bytes may end anywhere: a record that is not whole is no row. */
START_TEST(test_cut_off)
{
    static const char text[] = "title;year\n\"a;b\";1\n\"c\n;d\";2\ne";

    for (size_t len = 14; len < sizeof text; len++) {
        struct source_config source = {.name = "trade"};
        struct error error = {0};
        struct plan plan = {0};

        arena_init(&plan.arena, 4096);
        ck_assert_int_eq(plan_csv(&plan, (struct slice){text, len}, false,
                                  &source, "f.csv", &error),
                         0);
        ck_assert_int_eq(plan.csv.delimiter, ';');
        ck_assert_int_eq((int)plan.csv.columns, 2);
        ck_assert(plan.csv.header);
        arena_clear(&plan.arena);
    }
}
END_TEST

/* A header of a million cells is refused, not planned. */
START_TEST(test_wide)
{
    size_t size = 1000000;
    char *commas = malloc(size);
    struct source_config source = {.name = "trade"};
    struct error error = {0};
    struct plan plan = {0};

    ck_assert_ptr_nonnull(commas);
    memset(commas, ',', size);
    arena_init(&plan.arena, 4096);
    ck_assert_int_eq(plan_csv(&plan, (struct slice){commas, size}, true,
                              &source, "f.csv", &error),
                     -1);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    arena_clear(&plan.arena);
    free(commas);
}
END_TEST

Suite *plan_csv_suite(void)
{
    Suite *suite = suite_create("plan_csv");
    TCase *tcase = tcase_create("plan_csv");

    tcase_add_loop_test(tcase, test_row, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, test_cut_off);
    tcase_add_test(tcase, test_wide);
    suite_add_tcase(suite, tcase);
    return suite;
}
