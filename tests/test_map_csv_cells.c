/* Cells of a CSV: titles and what is parallel to them, words that separate names,
 * columns without a name, and more values than a cell may have. */
#include "support/map_csv_run.h"

#include <check.h>
#include <stdlib.h>

Suite *map_csv_cells_suite(void);

/* clang-format off */
static const struct map_csv_row rows[] = {
    {"as many subtitles and ISBNs as titles; of a single year nobody knows whose it "
     "is; a publisher has published them all",
     "author,title,subtitle,isbn,year,publisher,lang\n"
     "A B,T;U,s;t,1;2,1990,P,eng\n",
     "book title=T subtitle=s isbn=1 publisher=P language=eng\n  name=A B\n"
     "book title=U subtitle=t isbn=2 publisher=P language=eng\n  name=A B\n",
     .title_separator = ";"},
    {"nothing between two titles keeps its values",
     "author,title,isbn\nA B,T;;U,1;2;3\n",
     "book title=T isbn=1\n  name=A B\nbook title=U isbn=3\n  name=A B\n",
     .title_separator = ";"},
    {"the last has no year", "author,title,year\nA B,T;U,1990;\n",
     "book title=T year=1990\n  name=A B\nbook title=U\n  name=A B\n",
     .title_separator = ";"},
    {"bad: what is wrong with the names of several titles is said once",
     "title,authors,royalties\nT;U,A B/C D,5/6/7\nV;W,E F//G H,5/6/7\n"
     "X;Y,I|J,\n",
     "book title=T\n  name=A B\n  name=C D\nbook title=U\n  name=A B\n"
     "  name=C D\n! [PARALLEL_COUNT royalty expected=2 values found=3 values]\n"
     "book title=V\n  name=E F royalty=5\n  name=G H royalty=7\n"
     "book title=W\n  name=E F royalty=5\n  name=G H royalty=7\n"
     "! [NAME_EMPTY royalty found=6]\n"
     "book title=X\n  name=I|J\nbook title=Y\n  name=I|J\n"
     "! [CSV_AUTHOR_SEPARATOR author expected=/ found=I|J]\n",
     .title_separator = ";", .author_separator = "/"},
    {"bad: two names with what may separate names are said once",
     "title,author1,author2\nT,A;B,C;D\n",
     "book title=T\n  name=A;B\n  name=C;D\n"
     "! [CSV_AUTHOR_SEPARATOR author found=A;B]\n", .name_order = 0},

    {"values as many as names, but for empty ends",
     "title,authors,royalties\nT,A B;C D,5;6;\nU,E F;G H;,7;8\n",
     "book title=T\n  name=A B royalty=5\n  name=C D royalty=6\n"
     "book title=U\n  name=E F royalty=7\n  name=G H royalty=8\n",
     .author_separator = ";"},
    {"bad: a value more than names", "title,authors,royalties\nT,A B;,5;6\n"
     "U,C D;;,5;6\n",
     "book title=T\n  name=A B royalty=5\n! [NAME_EMPTY royalty found=6]\n"
     "book title=U\n  name=C D\n"
     "! [PARALLEL_COUNT royalty expected=1 value found=2 values]\n",
     .author_separator = ";"},
    {"bad: no title, in the words of the header", "Titel,year\n,1999\n",
     "! [TITLE_MISSING Titel expected=a title]\n",
     .settings = {{CSV_TITLE, 0, {"titel"}}}},
    {"bad: without a header in our own", "a,1999\n,2000\n",
     "book title=a\n! [TITLE_MISSING title expected=a title]\n",
     .settings = {{CSV_TITLE, 0, {"#1"}}}, .header = DETECT_NO},
    {"bad: and of a column without a name", ",year\na,1999\n,2000\n",
     "book title=a\n! [TITLE_MISSING title expected=a title]\n",
     .settings = {{CSV_TITLE, 0, {"#1"}}}, .header = DETECT_YES},
    {"further columns: those that are not empty, under their names",
     "title,pages,note\nT,12,x\nU,,y\nV,3,\n",
     "book title=T extra={\"pages\":\"12\",\"note\":\"x\"}\n"
     "book title=U extra={\"note\":\"y\"}\n"
     "book title=V extra={\"pages\":\"3\"}\n", .extra = {"Pages", "Note"}},
    {"without a header under their numbers", "a,1,x\nb,2,y\n",
     "book title=a extra={\"#2\":\"1\",\"#3\":\"x\"}\n"
     "book title=b extra={\"#2\":\"2\",\"#3\":\"y\"}\n", .extra = {"#2", "#3"},
     .settings = {{CSV_TITLE, 0, {"#1"}}}},
    {"and where the header has no name", "title,\nT,x\n",
     "book title=T extra={\"#2\":\"x\"}\n", .extra = {"#2"}},

    {"a word separates between blanks alone",
     "title,authors\nT,and Bo Sand\nU,Ann Land and\nV,Ann andy Bo\n"
     "W,Rand Fand\n",
     "book title=T\n  name=and Bo Sand\nbook title=U\n  name=Ann Land and\n"
     "book title=V\n  name=Ann andy Bo\nbook title=W\n  name=Rand Fand\n",
     .author_separator = "and"},
    {"with a period it is no word", "title,authors\nT,Ann Anders u. Bo Sand\n",
     "book title=T\n  name=Ann Anders\n  name=Bo Sand\n",
     .author_separator = "u."},
    {"a suffix without a name before it", "title,authors\nT,\", Jr., A B\"\n",
     "book title=T\n  name=Jr.\n  name=A B\n", .author_separator = ","},
    {"a no-break space behind a title", "title\nT\xC2\xA0\n",
     "book title=T\n", .name_order = 0},
};
/* clang-format on */

START_TEST(test_row)
{
    map_csv_check(&rows[_i]);
}
END_TEST

/* `times` values "x;". */
static char *add_values(char *at, size_t times)
{
    for (size_t i = 0; i < times; i++) {
        *at++ = 'x';
        *at++ = ';';
    }
    return at;
}

static void check_bound(const char *head, size_t cells, size_t values,
                        const char *expected)
{
    char *text = malloc(strlen(head) + cells * (values * 2 + 1) + 1),
         *at = text;
    struct bench bench;

    ck_assert_ptr_nonnull(text);
    at = stpcpy(at, head);
    for (size_t i = 0; i < cells; i++) {
        if (i)
            *at++ = ',';
        at = add_values(at, values);
    }
    map_csv_begin(&bench);
    bench.source.title_separator = ";";
    bench.source.author_separator = ";";
    map_csv_import(&bench, slice_between(text, at));
    ck_assert_msg(strcmp(bench_text(&bench), expected) == 0,
                  "expected:\n%sfound:\n%.500s", expected, bench_text(&bench));
    bench_clear(&bench);
    free(text);
}

static const char *const parallel[] = {
    "isbn", "subtitle", "issn", "year", "publisher", "language", "book_ref",
};

/* Whatever may be parallel to titles has at most 10,000 values. */
START_TEST(test_parallel_bound)
{
    char head[100], expected[200];

    sprintf(head, "title,%s\nT;U,", parallel[_i]);
    sprintf(expected,
            "! [RECORD_TOO_LONG %s expected=at most 10000 values in a cell "
            "found=more]\n",
            parallel[_i]);
    check_bound(head, 1, 10001, expected);
}
END_TEST

/* Eleven cells of 10,000 names each. */
START_TEST(test_names_bound)
{
    check_bound("title,authors1,authors2,authors3,authors4,authors5,authors6,"
                "authors7,authors8,authors9,authors10,authors11\nT,",
                11, 9999,
                "! [RECORD_TOO_LONG authors expected=at most 100000 names in a "
                "row found=more]\n");
}
END_TEST

Suite *map_csv_cells_suite(void)
{
    Suite *suite = suite_create("map_csv_cells");
    TCase *tcase = tcase_create("map_csv_cells");

    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, test_row, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tcase, test_parallel_bound, 0,
                        sizeof parallel / sizeof *parallel);
    tcase_add_test(tcase, test_names_bound);
    suite_add_tcase(suite, tcase);
    return suite;
}
