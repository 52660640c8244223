/*
 * Rows that only join by ISBN and name. Three files are in test_three_files.c.
 */
#include "support/import_case.h"

#include <check.h>

Suite *join_suite(void);

static const struct import_case cases[] = {
    {
        .what = "royalties by ISBN and name, in any form of both",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files =
                     {{.text =
                           "title,authors,isbn\n"
                           "Dune,Frank Herbert; Brian Herbert,9780441172719\n"
                           "Emma,Jane Austen,9780306406157\n"}}},
                {.source = "b",
                 .files = {{"r.csv",
                            "isbn,author,royalty\n"
                            "0-441-17271-7,BRIAN HERBERT,\"12,5\"\n"
                            "9780306406157,\"Jane Austen\",3.0001%\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 3"
            " links new\n"
            "import 2: complete, read 2; 2 matched; 2 links updated\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2; 12.5% rate\n"
            "book 2: Emma; isbn 9780306406157\n"
            "  1 Jane Austen #3; 3.0001% rate\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: Jane Austen\n"
            "ledger 2.1 link b1 a2 changed; royalty_percentage: nothing ->"
            " 12.5000\n"
            "ledger 2.2 link b2 a3 changed; royalty_percentage: nothing ->"
            " 3.0001\n",
    },
    {
        .what = "a join that fits no book, or no author of its book",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files =
                     {{.text =
                           "title,authors,isbn\n"
                           "Dune,Frank Herbert; Brian Herbert,9780441172719\n"
                           "Emma,Jane Austen,9780306406157\n"}}},
                {.source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780340960196,Frank Herbert,5\n"
                                     "9780441172719,Jane Austen,5\n"
                                     "9780441172719,,5\n"
                                     ",Jane Austen,5\n"
                                     "9780306406157,Jane Austen,5\n"}},
                 .status = STATUS_REJECTS},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 3"
            " links new\n"
            "import 2: complete, read 5; 1 matched; 4 rejected; 1 links "
            "updated\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "book 2: Emma; isbn 9780306406157\n"
            "  1 Jane Austen #3; 5% rate\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: Jane Austen\n"
            "reject 2.1 JOIN_NO_BOOK isbn; expected a book of Frank Herbert; found"
            " 9780340960196\n"
            "reject 2.2 JOIN_NO_AUTHOR author; expected Dune; found Jane "
            "Austen\n"
            "reject 2.3 JOIN_NO_AUTHOR author\n"
            "reject 2.4 JOIN_NO_BOOK isbn; expected a book of Jane Austen\n"
            "ledger 2.5 link b2 a3 changed; royalty_percentage: nothing ->"
            " 5.0000\n",
    },
    {
        .what = "a join that fits several books",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "title,authors,isbn\n"
                                "Dune,Frank Herbert,9780441172719\n"
                                "Cooking for One,Ann Ash,9780441172719\n"}}},
                {.source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780441172719,Ann Ash,5\n"}},
                 .status = STATUS_FAILED},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 rejected\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "book 2: Cooking for One; isbn 9780441172719\n"
            "  1 Ann Ash #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Ann Ash\n"
            "reject 2.1 JOIN_SEVERAL_BOOKS isbn; expected a book of Ann Ash; found"
            " 9780441172719\n"
            "warning 1.2 ISBN_CONFLICT isbn; expected Dune; found"
            " 9780441172719 of book 1\n"
            "ledger 1.2 book b1 conflict by isbn; title: Dune -> 9780441172719"
            " of book 1\n",
    },
    {
        .what = "a join that fits several authors of its book",
        .config = "[source:a]\nname_order = library\nauthor_separator = \";\"\n"
                  "[source:b]\nname_order = library\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "title,authors,isbn\n"
                                "Dune,\"Smith, John, 1900-1980; Smith, John, "
                                "1950-\",9780441172719\n"}}},
                {.source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780441172719,\"Smith, John\",5\n"}},
                 .status = STATUS_FAILED},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 rejected\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 John Smith #1\n"
            "  2 John Smith #2\n"
            "author 1: John Smith; 1900-1980\n"
            "author 2: John Smith; 1950-\n"
            "reject 2.1 JOIN_SEVERAL_AUTHORS author; expected Dune; found John"
            " Smith\n",
    },
    {
        .what = "a join onto a MARC book, which carries no royalty; MARC "
                "again clears none",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files =
                     {{"m.xml",
                       "<collection><record><leader>00000cam a2200000 a 4500"
                       "</leader><controlfield tag=\"001\">m1</controlfield>\n"
                       "<datafield tag=\"020\" ind1=\" \" ind2=\" \"><subfield "
                       "code=\"a\">0441172717</subfield></datafield>\n"
                       "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield "
                       "code=\"a\">Herbert, Frank,</subfield></datafield>\n"
                       "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield "
                       "code=\"a\">Dune /</subfield></datafield>\n"
                       "</record></collection>\n"}}},
                {.source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780441172719,Frank Herbert,5\n"}}},
                {.source = "a",
                 .files =
                     {{"m.xml",
                       "<collection><record><leader>00000cam a2200000 a 4500"
                       "</leader><controlfield tag=\"001\">m1</controlfield>\n"
                       "<datafield tag=\"020\" ind1=\" \" ind2=\" \"><subfield "
                       "code=\"a\">0441172717</subfield></datafield>\n"
                       "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield "
                       "code=\"a\">Herbert, Frank,</subfield></datafield>\n"
                       "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield "
                       "code=\"a\">Dune :</subfield><subfield code=\"b\">a "
                       "novel</subfield></datafield>\n"
                       "</record></collection>\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 links updated\n"
            "import 3: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Dune; a novel; isbn 9780441172719; text\n"
            "  1 Frank Herbert #1; 5% rate\n"
            "author 1: Frank Herbert; person\n"
            "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing ->"
            " 5.0000\n"
            "ledger 3.1 book b1 changed; subtitle: nothing -> a novel\n",
    },
    {.what = "numbers: exact to four decimals, anything else is a reject",
     .config = "[source:a]\n[source:b]\n[source:c]\n",
     .steps =
         {
             {
                 .source = "a",
                 .files =
                     {{.text =
                           "title,authors,isbn\n"
                           "Emma,Jane Austen,9780306406157\n"
                           "Dune,Frank Herbert; Brian Herbert,9780441172719\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,\"33,3333%\"\n"
                                     "9780441172719,Frank Herbert,0\n"
                                     "9780441172719,Brian Herbert,6.12500\n"}},
             },
             {
                 .source = "c",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,NaN\n"
                                     "9780306406157,Jane Austen,-1\n"
                                     "9780306406157,Jane Austen,101\n"
                                     "9780306406157,Jane Austen,100.0001\n"
                                     "9780306406157,Jane Austen,12.12345\n"
                                     "9780306406157,Jane Austen,1e1\n"}},
                 .status = STATUS_FAILED,
             },
         },
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 3 links new\n"
         "import 2: complete, read 3; 3 matched; 3 links updated\n"
         "import 3: complete, read 6; 6 rejected\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 33.3333% rate\n"
         "book 2: Dune; isbn 9780441172719\n"
         "  1 Frank Herbert #2; 0% rate\n"
         "  2 Brian Herbert #3; 6.125% rate\n"
         "author 1: Jane Austen\n"
         "author 2: Frank Herbert\n"
         "author 3: Brian Herbert\n"
         "reject 3.1 ROYALTY_INVALID royalty; expected 0 to 100; found NaN\n"
         "reject 3.2 ROYALTY_INVALID royalty; expected 0 to 100; found -1\n"
         "reject 3.3 ROYALTY_INVALID royalty; expected 0 to 100; found 101\n"
         "reject 3.4 ROYALTY_INVALID royalty; expected 0 to 100; found 100.0001\n"
         "reject 3.5 ROYALTY_INVALID royalty; expected 0 to 100; found 12.12345\n"
         "reject 3.6 ROYALTY_INVALID royalty; expected 0 to 100; found 1e1\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 33.3333\n"
         "ledger 2.2 link b2 a2 changed; royalty_percentage: nothing -> 0.0000\n"
         "ledger 2.3 link b2 a3 changed; royalty_percentage: nothing -> 6.1250\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *join_suite(void)
{
    Suite *suite = suite_create("join");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
