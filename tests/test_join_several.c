/*
 * Joining rows of several authors: all or none, and each royalty where it belongs.
 */
#include "support/import_case.h"

#include <check.h>

Suite *join_several_suite(void);

static const struct import_case cases[] = {
    {.what =
         "a row of several authors joins them all, or none if one is not found",
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
                 .files = {{"r.csv",
                            "isbn,authors,royalties\n"
                            "9780441172719,F. Herbert; Brian Herbert,6; 6.5\n"
                            "9780306406157,Jane Austen; Ann Ash,1; 2\n"}},
                 .status = STATUS_REJECTS,
             },
             {
                 .source = "b",
                 .files = {{"r.csv",
                            "isbn,authors,royalties\n"
                            "9780441172719,F. Herbert; Brian Herbert,6; 7\n"}},
             },
         },
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 3 links new\n"
         "import 2: complete, read 2; 1 matched; 1 rejected; 2 links updated\n"
         "import 3: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1\n"
         "book 2: Dune; isbn 9780441172719\n"
         "  1 Frank Herbert #2; 6% rate\n"
         "  2 Brian Herbert #3; 7% rate\n"
         "author 1: Jane Austen\n"
         "author 2: Frank Herbert\n"
         "author 3: Brian Herbert\n"
         "reject 2.2 JOIN_NO_AUTHOR author; expected Emma; found Ann Ash\n"
         "ledger 2.1 link b2 a2 matched by initials; name: nothing -> F. Herbert\n"
         "ledger 2.1 link b2 a2 changed; royalty_percentage: nothing -> 6.0000\n"
         "ledger 2.1 link b2 a3 changed; royalty_percentage: nothing -> 6.5000\n"
         "ledger 3.1 link b2 a2 matched by initials; name: nothing -> F. Herbert\n"
         "ledger 3.1 link b2 a3 changed; royalty_percentage: 6.5000 -> 7.0000\n"},
    {.what = "a row that names an author twice with two royalties",
     .config = "[source:a]\n[source:b]\n[source:c]\n",
     .steps =
         {
             {
                 .source = "a",
                 .files = {{.text = "title,authors,isbn\n"
                                    "Emma,Jane Austen,9780306406157\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv",
                            "isbn,authors,royalties\n"
                            "9780306406157,Jane Austen; J. Austen,6; 7\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 6% rate\n"
         "author 1: Jane Austen\n"
         "warning 2.1 LINK_CONFLICT royalty; expected 6.0000; found 7.0000\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 6.0000\n"
         "ledger 2.1 link b1 a1 matched by initials; name: nothing -> J. Austen\n"},
    {.what = "a row of two authors that states the royalty of one, restated",
     .config = "[source:a]\n[source:b]\n",
     .steps =
         {
             {.source = "a",
              .files = {{NULL,
                         "title,authors,isbn\n"
                         "Dune,Frank Herbert; Brian Herbert,9780441172719\n"}}},
             {.source = "b",
              .files = {{"r.csv",
                         "isbn,authors,royalties\n"
                         "9780441172719,Frank Herbert; Brian Herbert,; 6\n"}}},
             {.source = "b",
              .files = {{"r.csv",
                         "isbn,authors,royalties\n"
                         "9780441172719,Frank Herbert; Brian Herbert,; 7\n"}}},
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: Dune; isbn 9780441172719\n"
         "  1 Frank Herbert #1\n"
         "  2 Brian Herbert #2; 7% rate\n"
         "author 1: Frank Herbert\n"
         "author 2: Brian Herbert\n"
         "ledger 2.1 link b1 a2 changed; royalty_percentage: nothing -> 6.0000\n"
         "ledger 3.1 link b1 a2 changed; royalty_percentage: 6.0000 -> 7.0000\n"},
    {.what =
         "on_match = keep: nothing is filled, not by naming it twice either",
     .config = "[source:a]\n[source:b]\non_match = keep\n",
     .steps =
         {
             {.source = "a",
              .files = {{NULL,
                         "title,authors,isbn\n"
                         "Dune,Frank Herbert; Brian Herbert,9780441172719\n"}}},
             {.source = "b",
              .files = {{"r.csv",
                         "isbn,authors,royalties\n"
                         "9780441172719,Frank Herbert; F. Herbert,5; 6\n"}}},
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 1; 1 unchanged\n"
         "book 1: Dune; isbn 9780441172719\n"
         "  1 Frank Herbert #1\n"
         "  2 Brian Herbert #2\n"
         "author 1: Frank Herbert\n"
         "author 2: Brian Herbert\n"
         "ledger 2.1 link b1 a1 matched by initials; name: nothing -> F. Herbert\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *join_several_suite(void)
{
    Suite *suite = suite_create("join_several");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
