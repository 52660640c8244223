/*
 * Consecutive link rows without isbn or book_ref: which of them are one book.
 */
#include "support/dump.h"
#include "support/import_case.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *group_suite(void);

static const struct import_case cases[] = {
    {
        .what = "consecutive rows of one title are one book; the order is "
                "the column's",
        .steps =
            {
                {.files = {{.text = "title,author,order\n"
                                    "Dune,Brian Herbert,2\n"
                                    "Dune,Frank Herbert,1\n"
                                    "Emma,Jane Austen,1\n"}}},
            },
        .expected =
            "import 1: complete, read 3; 2 new; 1 matched; 2 books new; 3"
            " authors new; 3 links new\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #2\n"
            "  2 Brian Herbert #1\n"
            "book 2: Emma\n"
            "  1 Jane Austen #3\n"
            "author 1: Brian Herbert\n"
            "author 2: Frank Herbert\n"
            "author 3: Jane Austen\n"
            "ledger 1.2 link b1 a2 linked\n",
    },
    {
        .what = "the first author's row comes last: title and first author "
                "meet the book, title and another author do not",
        .steps =
            {
                {.files = {{.text = "title,author,order\n"
                                    "Dune,Kevin Anderson,3\n"
                                    "Dune,Brian Herbert,2\n"
                                    "Dune,Frank Herbert,1\n"},
                           {"more.csv", "title,author\n"
                                        "Dune,Brian Herbert\n"
                                        "Dune,Kevin Anderson\n"
                                        "Dune!,Frank Herbert\n"}}},
            },
        .expected =
            "import 1: complete, read 6; 3 new; 2 matched; 1 unchanged; 3"
            " books new; 3 authors new; 5 links new\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #3\n"
            "  2 Brian Herbert #2\n"
            "  3 Kevin Anderson #1\n"
            "book 2: Dune\n"
            "  1 Brian Herbert #2\n"
            "book 3: Dune\n"
            "  1 Kevin Anderson #1\n"
            "author 1: Kevin Anderson\n"
            "author 2: Brian Herbert\n"
            "author 3: Frank Herbert\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 1.3 link b1 a3 linked\n",
    },
    {
        .what = "another title between: the rows behind it are another book",
        .steps =
            {
                {.files = {{.text = "title,author,order\n"
                                    "Poems,John Keats,1\n"
                                    "Emma,Jane Austen,1\n"
                                    "Poems,Percy Shelley,2\n"}}},
            },
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 3 authors new; 3"
            " links new\n"
            "book 1: Poems\n"
            "  1 John Keats #1\n"
            "book 2: Emma\n"
            "  1 Jane Austen #2\n"
            "book 3: Poems\n"
            "  2 Percy Shelley #3\n"
            "author 1: John Keats\n"
            "author 2: Jane Austen\n"
            "author 3: Percy Shelley\n",
    },
    {
        .what = "an order repeats: another book begins, and its rows follow "
                "it",
        .steps =
            {
                {.files = {{.text = "title,author,order\n"
                                    "Poems,John Keats,1\n"
                                    "Poems,Percy Shelley,2\n"
                                    "Poems,Emily Dickinson,1\n"
                                    "Poems,Mary Shelley,2\n"}}},
            },
        .expected =
            "import 1: complete, read 4; 2 new; 2 matched; 2 books new; 4"
            " authors new; 4 links new\n"
            "book 1: Poems\n"
            "  1 John Keats #1\n"
            "  2 Percy Shelley #2\n"
            "book 2: Poems\n"
            "  1 Emily Dickinson #3\n"
            "  2 Mary Shelley #4\n"
            "author 1: John Keats\n"
            "author 2: Percy Shelley\n"
            "author 3: Emily Dickinson\n"
            "author 4: Mary Shelley\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 1.4 link b2 a4 linked\n",
    },
    {
        .what = "the year changes: another book",
        .steps =
            {
                {.files = {{.text = "title,author,order,year\n"
                                    "Poems,John Keats,1,1817\n"
                                    "Poems,Percy Shelley,2,1817\n"
                                    "Poems,Mary Shelley,3,1824\n"}}},
            },
        .expected =
            "import 1: complete, read 3; 2 new; 1 matched; 2 books new; 3"
            " authors new; 3 links new\n"
            "book 1: Poems; 1817\n"
            "  1 John Keats #1\n"
            "  2 Percy Shelley #2\n"
            "book 2: Poems; 1824\n"
            "  3 Mary Shelley #3\n"
            "author 1: John Keats\n"
            "author 2: Percy Shelley\n"
            "author 3: Mary Shelley\n"
            "ledger 1.2 link b1 a2 linked\n",
    },
    {
        .what = "the publisher changes: another book",
        .steps =
            {
                {.files = {{.text = "title,author,order,publisher\n"
                                    "Poems,John Keats,1,Ollier\n"
                                    "Poems,Percy Shelley,2,Ollier\n"
                                    "Poems,Mary Shelley,3,Hunt\n"}}},
            },
        .expected =
            "import 1: complete, read 3; 2 new; 1 matched; 2 books new; 3"
            " authors new; 3 links new\n"
            "book 1: Poems; Ollier\n"
            "  1 John Keats #1\n"
            "  2 Percy Shelley #2\n"
            "book 2: Poems; Hunt\n"
            "  3 Mary Shelley #3\n"
            "author 1: John Keats\n"
            "author 2: Percy Shelley\n"
            "author 3: Mary Shelley\n"
            "ledger 1.2 link b1 a2 linked\n",
    },
    {
        .what = "rows without an order, with royalties, are a group as well",
        .steps =
            {
                {.files = {{.text = "title,author,royalty\n"
                                    "Dune,Frank Herbert,8\n"
                                    "Dune,Brian Herbert,2\n"
                                    "Emma,Jane Austen,5\n"}}},
            },
        .expected =
            "import 1: complete, read 3; 2 new; 1 matched; 2 books new; 3"
            " authors new; 3 links new\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1; 8% rate\n"
            "  2 Brian Herbert #2; 2% rate\n"
            "book 2: Emma\n"
            "  1 Jane Austen #3; 5% rate\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: Jane Austen\n"
            "ledger 1.2 link b1 a2 linked\n",
    },
    {
        .what = "a rejected row in a group is left out and does not end it",
        .steps =
            {
                {.files = {{.text = "title,author,order\n"
                                    "Dune,Frank Herbert,1\n"
                                    "Dune,Kevin Anderson,none\n"
                                    "Dune,Brian Herbert,2\n"}},
                 .status = STATUS_REJECTS},
            },
        .expected =
            "import 1: complete, read 3; 1 new; 1 matched; 1 rejected; 1 books"
            " new; 2 authors new; 2 links new\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "reject 1.2 ORDER_INVALID order; expected 1 to 1000000; found "
            "none\n"
            "ledger 1.3 link b1 a2 linked\n",
    },
    {
        .what = "rows with an ISBN are never of a group: ISBN decides",
        .steps =
            {
                {.files = {{.text = "title,author,order,isbn\n"
                                    "Dune,Frank Herbert,1,9780441172719\n"
                                    "Emma,Jane Austen,1,\n"
                                    "Dune,Brian Herbert,2,9780441172719\n"}}},
            },
        .expected =
            "import 1: complete, read 3; 2 new; 1 matched; 2 books new; 3"
            " authors new; 3 links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #3\n"
            "book 2: Emma\n"
            "  1 Jane Austen #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Jane Austen\n"
            "author 3: Brian Herbert\n"
            "ledger 1.3 link b1 a3 linked\n",
    },
    {
        .what = "rows with a book_ref meet wherever they stand",
        .steps =
            {
                {.files = {{.text = "title,author,order,book_ref\n"
                                    "Dune,Frank Herbert,1,d\n"
                                    "Emma,Jane Austen,1,e\n"
                                    "Dune,Brian Herbert,2,d\n"}}},
            },
        .expected =
            "import 1: complete, read 3; 2 new; 1 matched; 2 books new; 3"
            " authors new; 3 links new\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #3\n"
            "book 2: Emma\n"
            "  1 Jane Austen #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Jane Austen\n"
            "author 3: Brian Herbert\n"
            "ledger 1.3 link b1 a3 linked\n",
    },
    {
        .what = "the same file again changes nothing",
        .steps =
            {
                {.files = {{.text = "title,author,order\n"
                                    "Dune,Frank Herbert,1\n"
                                    "Dune,Brian Herbert,2\n"
                                    "Poems,John Keats,1\n"
                                    "Poems,Mary Shelley,1\n"}}},
                {.files = {{.text = "title,author,order\n"
                                    "Dune,Frank Herbert,1\n"
                                    "Dune,Brian Herbert,2\n"
                                    "Poems,John Keats,1\n"
                                    "Poems,Mary Shelley,1\n"}}},
            },
        .expected =
            "import 1: complete, read 4; 3 new; 1 matched; 3 books new; 4"
            " authors new; 4 links new\n"
            "import 2: complete, read 4; 4 unchanged\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "book 2: Poems\n"
            "  1 John Keats #3\n"
            "book 3: Poems\n"
            "  1 Mary Shelley #4\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: John Keats\n"
            "author 4: Mary Shelley\n"
            "ledger 1.2 link b1 a2 linked\n",
    },
    {
        .what = "a row is added to a group: it joins the book of the rows "
                "before it",
        .steps =
            {
                {.files = {{.text = "title,author,order\n"
                                    "Dune,Frank Herbert,1\n"
                                    "Dune,Brian Herbert,2\n"}}},
                {.files = {{.text = "title,author,order\n"
                                    "Dune,Frank Herbert,1\n"
                                    "Dune,Brian Herbert,2\n"
                                    "Dune,Kevin Anderson,3\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2"
            " authors new; 2 links new\n"
            "import 2: complete, read 3; 1 matched; 2 unchanged; 1 authors"
            " new; 1 links new\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "  3 Kevin Anderson #3\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: Kevin Anderson\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 2.3 link b1 a3 linked\n",
    },
    {
        .what = "a changed royalty in a group touches that link alone",
        .steps =
            {
                {.files = {{.text = "title,author,order,royalty\n"
                                    "Dune,Frank Herbert,1,8\n"
                                    "Dune,Brian Herbert,2,2\n"}}},
                {.files = {{.text = "title,author,order,royalty\n"
                                    "Dune,Frank Herbert,1,8\n"
                                    "Dune,Brian Herbert,2,3\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2"
            " authors new; 2 links new\n"
            "import 2: complete, read 2; 1 matched; 1 unchanged; 1 links"
            " updated\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1; 8% rate\n"
            "  2 Brian Herbert #2; 3% rate\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 2.2 link b1 a2 changed; royalty_percentage: 2.0000 ->"
            " 3.0000\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

/* 10,000 rows are one book; the next is another, with a warning. */
START_TEST(bound)
{
    struct import_step step = {.files = {{NULL, NULL}}};
    struct import_bench bench;
    char *text = NULL, *found;
    size_t size;
    FILE *to = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(to);
    fputs("title,author,order\n", to);
    for (int i = 1; i <= 10001; i++)
        fprintf(to, "Who is who,Author %d,%d\n", i, i);
    ck_assert_int_eq(fclose(to), 0);
    step.files[0].text = text;
    import_bench_begin(&bench);
    ck_assert_int_eq(import_bench_run(&bench, NULL, &step, 4), 0);
    found =
        dump_query(bench.database,
                   "SELECT book_id || ': ' || count(*) || ' to ' ||"
                   " max(publication_order) FROM book_author GROUP BY book_id"
                   " UNION ALL SELECT code || ' ' || record FROM warnings");
    ck_assert_str_eq(found, "1: 10000 to 10000\n2: 1 to 10001\n"
                            "GROUP_TOO_LONG 10001\n");
    import_bench_verify(&bench);
    free(found);
    free(text);
    import_bench_end(&bench);
}
END_TEST

Suite *group_suite(void)
{
    Suite *suite = suite_create("group");
    TCase *imports = tcase_create("imports");

    tcase_add_test(imports, bound);
    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
