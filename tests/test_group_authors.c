/* Consecutive link rows of one book, of which some have no author. */
#include "support/import_case.h"

#include <check.h>

Suite *group_authors_suite(void);

static const struct import_case cases[] = {
    {
        .what =
            "a row without an author, or with none that is one, goes on with "
            "the book, and may begin one",
        .steps =
            {
                {.files = {{.text = "title,author,order\n"
                                    "Dune,Frank Herbert,1\n"
                                    "Dune,,2\n"
                                    "Dune,Brian Herbert,3\n"
                                    "Emma,Unknown,1\n"
                                    "Emma,Jane Austen,2\n"}}},
                {.files = {{.text = "title,author,order\n"
                                    "Dune,Frank Herbert,1\n"
                                    "Dune,,2\n"
                                    "Dune,Brian Herbert,3\n"
                                    "Dune,Kevin Anderson,4\n"}}},
            },
        .expected =
            "import 1: complete, read 5; 2 new; 2 matched; 1 unchanged; 2 "
            "books new; 3 authors new; 3 links new\n"
            "import 2: complete, read 4; 1 matched; 3 unchanged; 1 authors "
            "new; 1 links new\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "  3 Brian Herbert #2\n"
            "  4 Kevin Anderson #4\n"
            "book 2: Emma\n"
            "  2 Jane Austen #3\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: Jane Austen\n"
            "author 4: Kevin Anderson\n"
            "warning 1.4 NOT_A_NAME author; found Unknown\n"
            "ledger 1.3 link b1 a2 linked\n"
            "ledger 1.5 link b2 a3 linked\n"
            "ledger 2.4 link b1 a4 linked\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *group_authors_suite(void)
{
    Suite *suite = suite_create("group_authors");
    TCase *tests = tcase_create("imports");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, comes_out, 0,
                        IMPORT_SETTINGS * IMPORT_CASES(cases));
    suite_add_tcase(suite, tests);
    return suite;
}
