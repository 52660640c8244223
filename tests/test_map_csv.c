/* From the bytes of a CSV to bibliographic records: each row of the table is a file,
 * planned, cut, parsed and mapped. */
#include "support/map_csv_run.h"

#include <check.h>
#include <stdlib.h>

Suite *map_csv_suite(void);

/* clang-format off */
static const struct map_csv_row rows[] = {
    {"one row per book by the header's words",
     "isbn13,Title,subtitle,Publication-Year,Publisher,lang,ISSN,book id,isbn\n"
     "978,T,S,1999,P,eng,1,b1,0\n",
     "book title=T subtitle=S isbn=978 isbn=0 issn=1 year=1999 publisher=P "
     "language=eng id=b1\n", .name_order = 0},
    {"the first column that is not empty; every ISBN",
     "book_title,original_title,isbn,isbn13\n,O,1,2\nB,O,,2\n",
     "book title=O isbn=2 isbn=1\nbook title=B isbn=2\n", .name_order = 0},
    {"bad: no title", "title,year\n  ,1999\nT,2000\n",
     "! [TITLE_MISSING title expected=a title]\nbook title=T year=2000\n",
     .name_order = 0},
    {"cells are trimmed of blanks, no-break spaces and line ends",
     "title,author\n\" \xC2\xA0T t \n\",\"\xC2\xA0\"\n", "book title=T t\n",
     .name_order = 0},
    {"several names in a cell, with what is parallel",
     "title,authors,roles,royalties\nT,A B; C D ;E F,aut;ill;trl,50;30;20\n",
     "book title=T\n  name=A B role=aut royalty=50\n"
     "  name=C D role=ill royalty=30\n  name=E F role=trl royalty=20\n",
     .name_order = 0},
    {"an empty name takes its value with it, which is said; an empty end is "
     "nothing",
     "title,authors,royalties\nT,A B;;C D;,50;30;20;\n",
     "book title=T\n  name=A B royalty=50\n  name=C D royalty=20\n"
     "! [NAME_EMPTY royalty found=30]\n",
     .name_order = 0},
    {"a royalty that is missing at the end",
     "title,authors,royalties\nT,A B;C D,50;\n",
     "book title=T\n  name=A B royalty=50\n  name=C D\n", .name_order = 0},
    {"bad: fewer royalties than names: none is used",
     "title,authors,royalties\nT,A B;C D;E F,50;30\nU,G H,5;3\n",
     "book title=T\n  name=A B\n  name=C D\n  name=E F\n"
     "! [PARALLEL_COUNT royalty expected=3 values found=2 values]\n"
     "book title=U\n  name=G H royalty=5;3\n", .name_order = 0},
    {"a decimal comma of a single author stays",
     "title,authors,royalties\nT,A B,\"12,5\"\nU,\"C D, E F\",\"1,2\"\n",
     "book title=T\n  name=A B royalty=12,5\n"
     "book title=U\n  name=C D royalty=1\n  name=E F royalty=2\n",
     .name_order = 0},
    {"a suffix goes with its name",
     "title,authors\nT,\"A King, Jr., B C\"\nU,\"D E, F G\"\n",
     "book title=T\n  name=A King Jr.\n  name=B C\n"
     "book title=U\n  name=D E\n  name=F G\n", .name_order = 0},
    {"numbered columns, in order of their numbers",
     "title,author2,author1,royalty1,royalty2\nT,C D,A B,60,40\nU,,E F,1,2\n",
     "book title=T\n  name=A B royalty=60\n  name=C D royalty=40\n"
     "book title=U\n  name=E F royalty=1\n"
     "! [NAME_EMPTY royalty found=2]\n",
     .name_order = 0},
    {"royalties of nobody: nothing to be lost, and something",
     "title,author1,royalty1,author2,royalty2\nT,A B,5,,0.00\nU,,\"2,5\",,\n",
     "book title=T\n  name=A B royalty=5\n"
     "book title=U\n! [NAME_EMPTY royalty found=2,5]\n",
     .name_order = 0},
    {"family and given names",
     "title,au_lname,au_fname\nT,Austen,Jane\nU,Plato,\nV,,Cher\n",
     "book title=T\n  family=Austen given=Jane\nbook title=U\n  family=Plato\n"
     "book title=V\n  name=Cher\n", .name_order = 0},
    {"one row per link",
     "title,isbn,author,order,royalty\nT,1,A B,2,\"12,5%\"\n",
     "link row title=T isbn=1\n  name=A B order=2 royalty=12,5%\n",
     .name_order = 0},
    {"an authors' file",
     "au_id,au_lname,au_fname,phone\n1,White,Johnson,408\n2,,,1\n",
     "author\n  family=White given=Johnson ref=1\nauthor\n  ref=2\n",
     .name_order = 0},
    {"bad: an author's row without anything",
     "author,dates\nA B,1900-\n,1800\n",
     "author\n  name=A B dates=1900-\nauthor\n"
     "! [NAME_EMPTY author expected=a name]\n", .name_order = 0},
    {"an ORM's authors", "id,name\n1,A B\n", "author\n  name=A B ref=1\n",
     .name_order = 0},
    {"an ORM's books", "id,title\n7,T\n", "book title=T id=7\n",
     .name_order = 0},
    {"an ORM's links",
     "book_id,author_id,royalty_percentage,publication_order\n7,1,50.0,2\n",
     "link id=7\n  ref=1 order=2 royalty=50.0\n", .name_order = 0},
    {"a join by ISBN", "isbn,author,royalty\n978,A B,10\n",
     "link isbn=978\n  name=A B royalty=10\n", .name_order = 0},
    {"no header: columns by number", "172-32-1176,GL1331,1,100\r\n",
     "link id=GL1331\n  ref=172-32-1176 order=1 royalty=100\n",
     .settings = {{CSV_AUTHOR_REF, 0, {"#1"}}, {CSV_BOOK_REF, 0, {"#2"}},
                  {CSV_ORDER, 0, {"#3"}}, {CSV_ROYALTY, 0, {"#4"}}}},
    {"columns as the config names them; another name may stand in",
     "Titel,Verfasser,x\nT,A;B,1\n", "book title=T\n  name=A;B\n"
     "! [CSV_AUTHOR_SEPARATOR author found=A;B]\n",
     .settings = {{CSV_TITLE, 0, {"Title", "titel"}},
                  {CSV_AUTHOR, 0, {"verfasser"}}}},
    {"one author's columns beside a cell of several",
     "T,A,More,R,RR\nt,A B,C D/E F,10,5/6\n",
     "book title=t\n  name=A B royalty=10\n  name=C D royalty=5\n"
     "  name=E F royalty=6\n",
     .settings = {{CSV_TITLE, 0, {"T"}}, {CSV_AUTHOR, 0, {"A"}},
                  {CSV_AUTHORS, 0, {"More"}}, {CSV_ROYALTY, 0, {"R"}},
                  {CSV_ROYALTIES, 0, {"RR"}}}},
    {"a separator that is a word separates words only",
     "title,authors\nT,Ann Anderson and Bo Sand\nU,Better Homes & Gardens\n",
     "book title=T\n  name=Ann Anderson\n  name=Bo Sand\n"
     "book title=U\n  name=Better Homes & Gardens\n",
     .author_separator = "and"},
    {"inverted names are not split at commas",
     "title,authors\nT,\"Austen, Jane\"\n",
     "book title=T\n  name=Austen, Jane written=1\n",
     .name_order = NAME_INVERTED},
    {"direct names that may be inverted are not split",
     "title,authors\nT,\"Austen, Jane\"\nU,\"Eliot, George\"\n",
     "book title=T\n  name=Austen, Jane\nbook title=U\n  name=Eliot, George\n",
     .name_order = 0},
    {"one row per author with the titles in a cell",
     "author,title,isbn,year\nA B,T; U;,1;2,1990;1991\nC D,V;W,3,1992\n",
     "book title=T isbn=1 year=1990\n  name=A B\n"
     "book title=U isbn=2 year=1991\n  name=A B\n"
     "book title=V\n  name=C D\nbook title=W\n  name=C D\n",
     .title_separator = ";"},
    {"bad: nothing but separators", "author,title\nA B,;;\n",
     "! [TITLE_MISSING title expected=a title]\n", .title_separator = ";"},
    {"HTML entities are decoded once, invalid ones stay",
     "title,publisher\nT &amp;amp; &eacute;&#233;&#xE9; &bogus; &#0; &,"
     "&quot;P&quot;\n",
     "book title=T &amp; \\xC3\\xA9\\xC3\\xA9\\xC3\\xA9 &bogus; &#0; & "
     "publisher=\"P\"\n", .name_order = 0},
    {"numbers from 128 to 159 mean Windows-1252; surrogates mean nothing",
     "title,author\n&#146;&hellip;&#x1F4D6;&#xD800;&apos;,A\n",
     "book title=\\xE2\\x80\\x99\\xE2\\x80\\xA6\\xF0\\x9F\\x93\\x96&#xD800;'\n"
     "  name=A\n", .name_order = 0},
    {"further columns as JSON",
     "title,pages,note\nT,12,\"say \"\"x\"\"\\\n\ty\"\nU,,\n",
     "book title=T extra={\"note\":\"say \\x5C\"x\\x5C\"\\x5C\\x5C"
     "\\x5Cu000a\\x5Cu0009y\"}\nbook title=U\n", .extra = {"Note"}},
};
/* clang-format on */

START_TEST(test_row)
{
    map_csv_check(&rows[_i]);
}
END_TEST

/* A cell of a million separators is one reject, and little memory. */
START_TEST(test_bounds)
{
    static const char head[] = "title,authors\nT,A B;C D\nU,";
    static const char expected[] =
        "book title=T\n  name=A B\n  name=C D\n"
        "! [RECORD_TOO_LONG authors expected=at most 10000 values in a cell "
        "found=more]\n";
    size_t size = 1000000;
    char *text = malloc(size);
    struct bench bench;

    ck_assert_ptr_nonnull(text);
    memset(text, ';', size);
    for (size_t i = 0; i < size; i += 2)
        text[i] = 'x';
    memcpy(text, head, sizeof head - 1);
    map_csv_begin(&bench);
    bench.source.author_separator = ";";
    map_csv_import(&bench, (struct slice){text, size});
    ck_assert_msg(strcmp(bench_text(&bench), expected) == 0, "%.2000s",
                  bench_text(&bench));
    bench_clear(&bench);
    free(text);
}
END_TEST

static const struct real {
    const char *path;
    unsigned records, rejects;
    const char *begins; /* with the first record */
} reals[] = {
    {"../shared/data/goodreads/goodbooks.csv", 11127, 4,
     "book title=Harry Potter and the Half-Blood Prince (Harry Potter  #6) "
     "isbn=9780439785969 isbn=0439785960 year=9/16/2006 "
     "publisher=Scholastic Inc. language=eng id=1\n"
     "  name=J.K. Rowling\n  name=Mary GrandPr\\xC3\\xA9\n"},
    {"../shared/data/goodbooks-10k/books.csv", 10000, 0,
     "book title=The Hunger Games (The Hunger Games, #1) "
     "isbn=9.78043902348e+12 isbn=439023483 year=2008.0 language=eng id=1\n"
     "  name=Suzanne Collins\nbook title="},
    {"../shared/data/bookcrossing/BX_Books-dimsalm.csv", 26267, 0,
     "book title=Clara Callan isbn=0002005018 year=2001 "
     "publisher=HarperFlamingo Canada\n  name=Richard Bruce Wright\n"},
};

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    long length;

    *size = 0;
    if (!file)
        return NULL;
    if (fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) > 0) {
        rewind(file);
        bytes = malloc((size_t)length);
        if (bytes)
            *size = fread(bytes, 1, (size_t)length, file);
    }
    fclose(file);
    return bytes;
}

START_TEST(test_real)
{
    const struct real *real = &reals[_i];
    size_t size;
    char *bytes = read_file(real->path, &size);
    struct bench bench;

    if (!bytes) {
        printf("skipped: %s is not here\n", real->path);
        return;
    }
    map_csv_begin(&bench);
    map_csv_import(&bench, (struct slice){bytes, size});
    ck_assert_int_eq((int)bench.records, (int)real->records);
    ck_assert_int_eq((int)bench.rejects, (int)real->rejects);
    ck_assert_msg(
        strncmp(bench_text(&bench), real->begins, strlen(real->begins)) == 0,
        "%s begins with\n%.600s", real->path, bench_text(&bench));
    bench_clear(&bench);
    free(bytes);
}
END_TEST

Suite *map_csv_suite(void)
{
    Suite *suite = suite_create("map_csv");
    TCase *tcase = tcase_create("map_csv");

    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, test_row, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, test_bounds);
    tcase_add_loop_test(tcase, test_real, 0, sizeof reals / sizeof *reals);
    suite_add_tcase(suite, tcase);
    return suite;
}
