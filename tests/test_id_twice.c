/*
 * One own id on several rows of a file: what is said of one of them in a later
 * file is no news of the others.
 */
#include "support/import_case.h"

#include <check.h>

Suite *id_twice_suite(void);

#define CONFIG "[source:s]\n"
#define HEAD "book_ref,title,year,authors,royalties\n"
#define AUSTEN "r2,New Game,1990,Jane Austen,1\n"
#define SMITH "r2,Lost Road,2000,Neil Smith,2\n"
#define SMITH_AGAIN "r2,Lost Roads,2000,Neil Smith,2\n"
#define OTHER(number) "r5,Other book " number ",1999,Karen B,\n"

static const struct import_case cases[] = {
    {
        .what = "the second row is corrected: the first stays, then and later",
        .config = CONFIG,
        .steps = {{.source = "s",
                   .files = {{.text = HEAD AUSTEN OTHER("1") SMITH}}},
                  {.source = "s",
                   .files = {{.text = HEAD AUSTEN OTHER("2") SMITH_AGAIN}}},
                  {.source = "s",
                   .files = {{.text = HEAD AUSTEN OTHER("3") SMITH_AGAIN}}}},
        .expected =
            "import 1: complete, read 3; 2 new; 1 matched; 2 books new; 3 authors new; 3 links new\n"
            "import 2: complete, read 3; 1 matched; 2 unchanged; 1 books updated\n"
            "import 3: complete, read 3; 1 matched; 2 unchanged; 1 books updated\n"
            "book 1: New Game; 1990\n"
            "  1 Jane Austen #1; 1% rate\n"
            "  2 Neil Smith #3; 2% rate\n"
            "book 2: Other book 3; 1999\n"
            "  1 Karen B #2\n"
            "author 1: Jane Austen\n"
            "author 2: Karen B\n"
            "author 3: Neil Smith\n"
            "ledger 1.3 link b1 a3 linked\n"
            "ledger 2.2 book b2 changed; title: Other book 1 -> Other book 2\n"
            "ledger 3.2 book b2 changed; title: Other book 2 -> Other book 3\n",
    },
    {
        .what = "the first row is corrected",
        .config = CONFIG,
        .steps = {{.source = "s", .files = {{.text = HEAD AUSTEN SMITH}}},
                  {.source = "s",
                   .files = {{.text = HEAD
                              "r2,New Game,1991,Jane Austen,3\n" SMITH}}},
                  {.source = "s",
                   .files = {{.text = HEAD
                              "r2,New Game,1991,Jane Austen,3\n" SMITH OTHER(
                                  "1")}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 2; 1 matched; 1 unchanged; 1 books updated; 1 links updated\n"
            "import 3: complete, read 3; 1 new; 2 unchanged; 1 books new; 1 authors new; 1 links new\n"
            "book 1: New Game; 1991\n"
            "  1 Jane Austen #1; 3% rate\n"
            "  2 Neil Smith #2; 2% rate\n"
            "book 2: Other book 1; 1999\n"
            "  1 Karen B #3\n"
            "author 1: Jane Austen\n"
            "author 2: Neil Smith\n"
            "author 3: Karen B\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 2.1 book b1 changed; year: 1990 -> 1991\n"
            "ledger 2.1 link b1 a1 changed; royalty_percentage: 1.0000 -> 3.0000\n",
    },
    {
        .what =
            "a row more with the id of an unchanged one before it: the next "
            "import has put it right",
        .config = CONFIG,
        .steps = {{.source = "s", .files = {{.text = HEAD AUSTEN OTHER("1")}}},
                  {.source = "s",
                   .files = {{.text = HEAD AUSTEN OTHER("1") SMITH}}},
                  {.source = "s",
                   .files = {{.text = HEAD AUSTEN OTHER("2") SMITH}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 3; 1 matched; 2 unchanged; 1 books updated; 1 authors new; 1 links new; 1 links deleted\n"
            "import 3: complete, read 3; 3 matched; 2 books updated; 2 links new; 1 links deleted\n"
            "book 1: New Game; 1990\n"
            "  1 Jane Austen #1; 1% rate\n"
            "  2 Neil Smith #3; 2% rate\n"
            "book 2: Other book 2; 1999\n"
            "  1 Karen B #2\n"
            "author 1: Jane Austen\n"
            "author 2: Karen B\n"
            "author 3: Neil Smith\n"
            "ledger 2.3 book b1 changed; title: New Game -> Lost Road\n"
            "ledger 2.3 book b1 changed; year: 1990 -> 2000\n"
            "ledger 2.3 link b1 a1 unlinked\n"
            "ledger 2.3 link b1 a3 linked\n"
            "ledger 3.1 book b1 changed; title: Lost Road -> New Game\n"
            "ledger 3.1 book b1 changed; year: 2000 -> 1990\n"
            "ledger 3.1 link b1 a3 unlinked\n"
            "ledger 3.1 link b1 a1 linked\n"
            "ledger 3.2 book b2 changed; title: Other book 1 -> Other book 2\n"
            "ledger 3.3 link b1 a3 linked\n",
    },
    {
        .what = "of three rows the middle one is corrected, and the last again",
        .config = CONFIG,
        .steps =
            {{.source = "s",
              .files = {{.text = HEAD AUSTEN SMITH
                         "r2,New Game,1990,Ann Ash,4\n"}}},
             {.source = "s",
              .files = {{.text = HEAD AUSTEN "r2,Lost Road,2000,Neil Smith,5\n"
                                             "r2,New Game,1990,Ann Ash,4\n"}}},
             {.source = "s",
              .files = {{.text = HEAD AUSTEN "r2,Lost Road,2000,Neil Smith,5\n"
                                             "r2,New Game,1990,Ann Ash,6\n"}}}},
        .expected =
            "import 1: complete, read 3; 1 new; 2 matched; 1 books new; 3 authors new; 3 links new\n"
            "import 2: complete, read 3; 1 matched; 2 unchanged; 1 links updated\n"
            "import 3: complete, read 3; 1 matched; 2 unchanged; 1 links updated\n"
            "book 1: New Game; 1990\n"
            "  1 Jane Austen #1; 1% rate\n"
            "  2 Neil Smith #2; 5% rate\n"
            "  3 Ann Ash #3; 6% rate\n"
            "author 1: Jane Austen\n"
            "author 2: Neil Smith\n"
            "author 3: Ann Ash\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 1.3 link b1 a3 linked\n"
            "ledger 2.2 link b1 a2 changed; royalty_percentage: 2.0000 -> 5.0000\n"
            "ledger 3.3 link b1 a3 changed; royalty_percentage: 4.0000 -> 6.0000\n",
    },
    {
        .what = "a row in front takes over the next one's record, and so on: "
                "in the end all say what they say",
        .config = CONFIG,
        .steps = {{.source = "s", .files = {{.text = HEAD AUSTEN SMITH}}},
                  {.source = "s",
                   .files = {{.text = HEAD
                              "r2,Old Game,1980,Ann Ash,4\n" AUSTEN SMITH}}},
                  {.source = "s",
                   .files = {{.text = HEAD
                              "r2,Old Game,1980,Ann Ash,4\n" AUSTEN SMITH}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 3; 3 matched; 1 books updated; 1 authors new; 3 links new; 2 links deleted\n"
            "import 3: complete, read 3; 3 unchanged\n"
            "book 1: Old Game; 1980\n"
            "  1 Ann Ash #3; 4% rate\n"
            "  2 Jane Austen #1; 1% rate\n"
            "  3 Neil Smith #2; 2% rate\n"
            "author 1: Jane Austen\n"
            "author 2: Neil Smith\n"
            "author 3: Ann Ash\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 2.1 book b1 changed; title: New Game -> Old Game\n"
            "ledger 2.1 book b1 changed; year: 1990 -> 1980\n"
            "ledger 2.1 link b1 a1 unlinked\n"
            "ledger 2.1 link b1 a3 linked\n"
            "ledger 2.2 link b1 a2 unlinked\n"
            "ledger 2.2 link b1 a1 linked\n"
            "ledger 2.3 link b1 a2 linked\n",
    },
    {
        .what = "what a later file of the import says replaces what an earlier "
                "one said, as if each had been an import",
        .config = CONFIG,
        .steps = {{.source = "s",
                   .files = {{.name = "monday.csv",
                              .text = HEAD AUSTEN OTHER("1")},
                             {.name = "tuesday.csv",
                              .text = HEAD "r2,New Games,1991,Ann Ash,4\n"}}}},
        .expected =
            "import 1: complete, read 3; 2 new; 1 matched; 2 books new; 1 books updated; 3 authors new; 3 links new; 1 links deleted\n"
            "book 1: New Games; 1991\n"
            "  1 Ann Ash #3; 4% rate\n"
            "book 2: Other book 1; 1999\n"
            "  1 Karen B #2\n"
            "author 1: Jane Austen\n"
            "author 2: Karen B\n"
            "author 3: Ann Ash\n"
            "ledger 1.1 book b1 changed; title: New Game -> New Games\n"
            "ledger 1.1 book b1 changed; year: 1990 -> 1991\n"
            "ledger 1.1 link b1 a1 unlinked\n"
            "ledger 1.1 link b1 a3 linked\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *id_twice_suite(void)
{
    Suite *suite = suite_create("id_twice");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
