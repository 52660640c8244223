/*
 * Constraints that another program added: what breaks one is a reject, and the
 * others are loaded as if it had not been there, however batches fall.
 */
#include "support/import_case.h"

#include <check.h>
#include <stdio.h>

Suite *refused_suite(void);

static const struct import_case cases[] = {
    {
        .what = "a unique index: the second of a title is refused, with what "
                "it alone brought",
        .steps =
            {
                {.files = {{.text = "title,authors\n"
                                    "Seed,Some One\n"}}},
                {.status = 1,
                 .sql = "CREATE UNIQUE INDEX one_title ON books (title)",
                 .files = {{.text = "title,authors\n"
                                    "Emma,Jane Austen\n"
                                    "Emma,Kevin Other\n"
                                    "Dune,Frank Herbert\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 3; 2 new; 1 rejected; 2 books new; 2 authors new; 2 links new\n"
            "book 1: Seed\n"
            "  1 Some One #1\n"
            "book 2: Emma\n"
            "  1 Jane Austen #2\n"
            "book 3: Dune\n"
            "  1 Frank Herbert #3\n"
            "author 1: Some One\n"
            "author 2: Jane Austen\n"
            "author 3: Frank Herbert\n"
            "reject 2.2 ROW_REFUSED; found UNIQUE constraint failed: books.title (SQLITE_CONSTRAINT_UNIQUE)\n",
    },
    {
        .what = "refused rows one after the other, and at both ends",
        .steps =
            {
                {.files = {{.text = "title,authors\n"
                                    "Emma,Jane Austen\n"}}},
                {.status = 1,
                 .sql = "CREATE UNIQUE INDEX one_title ON books (title)",
                 .files = {{.text = "title,authors\n"
                                    "Emma,A A\n"
                                    "Mort,Terry Pratchett\n"
                                    "Emma,B B\n"
                                    "Emma,C C\n"
                                    "Mort,Terry Pratchett\n"
                                    "Dune,Frank Herbert\n"
                                    "Dune,D D\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 7; 2 new; 1 unchanged; 4 rejected; 2 books new; 2 authors new; 2 links new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "book 2: Mort\n"
            "  1 Terry Pratchett #2\n"
            "book 3: Dune\n"
            "  1 Frank Herbert #3\n"
            "author 1: Jane Austen\n"
            "author 2: Terry Pratchett\n"
            "author 3: Frank Herbert\n"
            "reject 2.1 ROW_REFUSED; found UNIQUE constraint failed: books.title (SQLITE_CONSTRAINT_UNIQUE)\n"
            "reject 2.3 ROW_REFUSED; found UNIQUE constraint failed: books.title (SQLITE_CONSTRAINT_UNIQUE)\n"
            "reject 2.4 ROW_REFUSED; found UNIQUE constraint failed: books.title (SQLITE_CONSTRAINT_UNIQUE)\n"
            "reject 2.7 ROW_REFUSED; found UNIQUE constraint failed: books.title (SQLITE_CONSTRAINT_UNIQUE)\n",
    },
    {
        .what = "an author's constraint; a warning of the refused record goes, "
                "one of another stays",
        .steps =
            {
                {.files = {{.text = "title,authors\n"
                                    "Seed,Some One\n"}}},
                {.status = 1,
                 .sql = "CREATE UNIQUE INDEX one_sort ON authors (sort_name)",
                 .files = {{.text = "title,authors,year\n"
                                    "Emma,Jane Austen,1815\n"
                                    "Mort,\"Austen, Jane, 1900-\",soon\n"
                                    "Dune,Frank Herbert,soon\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 3; 2 new; 1 rejected; 2 books new; 2 authors new; 2 links new\n"
            "book 1: Seed\n"
            "  1 Some One #1\n"
            "book 2: Emma; 1815\n"
            "  1 Jane Austen #2\n"
            "book 3: Dune\n"
            "  1 Frank Herbert #3\n"
            "author 1: Some One\n"
            "author 2: Jane Austen\n"
            "author 3: Frank Herbert\n"
            "reject 2.2 ROW_REFUSED; found UNIQUE constraint failed: authors.sort_name (SQLITE_CONSTRAINT_UNIQUE)\n"
            "warning 2.2 CSV_AUTHOR_SEPARATOR author; found Austen, Jane, 1900-\n"
            "warning 2.2 YEAR_INVALID year; expected 1 to 2100; found soon\n"
            "warning 2.2 NAME_ORDER_AMBIGUOUS author; expected a name in direct order; found Austen, Jane\n"
            "warning 2.3 YEAR_INVALID year; expected 1 to 2100; found soon\n",
    },
    {
        .what = "a group of link rows goes on behind a row that was refused",
        .steps =
            {
                {.files = {{.text = "title,authors\n"
                                    "Seed,Some One\n"}}},
                {.status = 1,
                 .sql = "CREATE UNIQUE INDEX one_order ON book_author (book_id,"
                        " royalty_percentage)",
                 .files = {{.text = "title,author,royalty\n"
                                    "Dune,Frank Herbert,10\n"
                                    "Dune,Brian Herbert,10\n"
                                    "Dune,Kevin Anderson,12\n"
                                    "Emma,Jane Austen,10\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 4; 2 new; 1 matched; 1 rejected; 2 books new; 3 authors new; 3 links new\n"
            "book 1: Seed\n"
            "  1 Some One #1\n"
            "book 2: Dune\n"
            "  1 Frank Herbert #2; 10% rate\n"
            "  2 Kevin Anderson #3; 12% rate\n"
            "book 3: Emma\n"
            "  1 Jane Austen #4; 10% rate\n"
            "author 1: Some One\n"
            "author 2: Frank Herbert\n"
            "author 3: Kevin Anderson\n"
            "author 4: Jane Austen\n"
            "reject 2.2 ROW_REFUSED; found UNIQUE constraint failed: book_author.book_id, book_author.royalty_percentage (SQLITE_CONSTRAINT_UNIQUE)\n"
            "ledger 2.3 link b2 a3 linked\n",
    },
    {
        .what = "a correction that is refused leaves what was there",
        .config = "[source:s]\n",
        .steps =
            {
                {.source = "s",
                 .files = {{.text = "id,title,authors\n"
                                    "1,Emma,Jane Austen\n"
                                    "2,Mort,Terry Pratchett\n"}}},
                {.status = 1,
                 .sql = "CREATE UNIQUE INDEX one_title ON books (title)",
                 .source = "s",
                 .files = {{.text = "id,title,authors\n"
                                    "1,Mort,Jane Austen\n"
                                    "2,Sourcery,Terry Pratchett\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 2; 1 matched; 1 rejected; 1 books updated\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "book 2: Sourcery\n"
            "  1 Terry Pratchett #2\n"
            "author 1: Jane Austen\n"
            "author 2: Terry Pratchett\n"
            "reject 2.1 ROW_REFUSED; found UNIQUE constraint failed: books.title (SQLITE_CONSTRAINT_UNIQUE)\n"
            "ledger 2.2 book b2 changed; title: Mort -> Sourcery\n",
    },
};

START_TEST(test_refused)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *refused_suite(void)
{
    Suite *suite = suite_create("refused");
    TCase *tests = tcase_create("cases");

    tcase_add_loop_test(tests, test_refused, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, tests);
    return suite;
}
