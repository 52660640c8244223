/*
 * What a record says goes into the rows that are there, by the policies: fields
 * and whole books. Links are in test_merge_links.c.
 */
#include "support/import_case.h"

#include <check.h>

Suite *merge_suite(void);

static const struct import_case cases[] = {
    {
        .what = "on_update = replace: a source restates its record; a field "
                "it does not carry stays",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,Murray\n"
                                    "b2,Dracula,Bram Stoker,1897,\n"}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma: A Novel,Jane Austen,1816,\n"
                                    "b2,Dracula,Bram Stoker,1897,\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 2; 1 matched; 1 unchanged; 1 books"
            " updated\n"
            "book 1: Emma: A Novel; 1816; Murray\n"
            "  1 Jane Austen #1\n"
            "book 2: Dracula; 1897\n"
            "  1 Bram Stoker #2\n"
            "author 1: Jane Austen\n"
            "author 2: Bram Stoker\n"
            "ledger 2.1 book b1 changed; title: Emma -> Emma: A Novel\n"
            "ledger 2.1 book b1 changed; year: 1815 -> 1816\n",
    },
    {
        .what = "on_update = fill: what is there stays, what is empty is "
                "filled",
        .config = "[source:a]\non_update = fill\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,\n"}}},
                {.source = "a",
                 .files = {{.text =
                                "book_ref,title,author,year,publisher\n"
                                "b1,Emma: A Novel,Jane Austen,1816,Murray\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Emma; 1815; Murray\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "ledger 2.1 book b1 changed; publisher: nothing -> Murray\n",
    },
    {
        .what = "on_update = keep: nothing changes, and no link comes or "
                "goes",
        .config = "[source:a]\non_update = keep\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,\n"}}},
                {.source = "a",
                 .files =
                     {{.text = "book_ref,title,author,year,publisher\n"
                               "b1,Emma: A Novel,Mary Shelley,1816,Murray\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n",
    },
    {
        .what = "on_match = fill: another source fills and adds, and "
                "overwrites nothing",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "title,authors,isbn,year\n"
                                "Dune,Frank Herbert,9780441172719,1965\n"}}},
                {.source = "b",
                 .files =
                     {{.text =
                           "title,authors,isbn,year,publisher\n"
                           "DUNE,Frank Herbert; Brian Herbert,9780441172719,"
                           "1966,Ace\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated; 1 authors"
            " new; 1 links new\n"
            "book 1: Dune; isbn 9780441172719; 1965; Ace\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 2.1 book b1 changed; publisher: nothing -> Ace\n"
            "ledger 2.1 link b1 a2 linked\n",
    },
    {
        .what = "on_match = replace: another source wins",
        .config = "[source:a]\n[source:b]\non_match = replace\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "title,authors,isbn,year\n"
                                "Dune,Frank Herbert,9780441172719,1965\n"}}},
                {.source = "b",
                 .files =
                     {{.text =
                           "title,authors,isbn,year,publisher\n"
                           "DUNE,Frank Herbert; Brian Herbert,9780441172719,"
                           "1966,Ace\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated; 1 authors"
            " new; 1 links new\n"
            "book 1: DUNE; isbn 9780441172719; 1966; Ace\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 2.1 book b1 changed; title: Dune -> DUNE\n"
            "ledger 2.1 book b1 changed; year: 1965 -> 1966\n"
            "ledger 2.1 book b1 changed; publisher: nothing -> Ace\n"
            "ledger 2.1 link b1 a2 linked\n",
    },
    {
        .what = "on_match = keep: another source touches nothing",
        .config = "[source:a]\n[source:b]\non_match = keep\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "title,authors,isbn,year\n"
                                "Dune,Frank Herbert,9780441172719,1965\n"}}},
                {.source = "b",
                 .files =
                     {{.text =
                           "title,authors,isbn,year,publisher\n"
                           "DUNE,Frank Herbert; Brian Herbert,9780441172719,"
                           "1966,Ace\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "book 1: Dune; isbn 9780441172719; 1965\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n",
    },
    {
        .what = "what another source made is not replaced by a source that "
                "restates",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "book_ref,title,author,isbn,year\n"
                                "a1,Dune,Frank Herbert,9780441172719,1965\n"}}},
                {.source = "b",
                 .files = {{.text = "book_ref,title,author,isbn,year\n"
                                    "x1,Dune,Frank Herbert,9780441172719,\n"}}},
                {.source = "b",
                 .files = {{.text =
                                "book_ref,title,author,isbn,year\n"
                                "x1,Dune,Frank Herbert,9780441172719,1999\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "import 3: complete, read 1; 1 unchanged\n"
            "book 1: Dune; isbn 9780441172719; 1965\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n",
    },
    {
        .what = "the same file again changes nothing, with own ids and "
                "without",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,Murray\n"
                                    ",Dracula,Bram Stoker,1897,\n"}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,Murray\n"
                                    ",Dracula,Bram Stoker,1897,\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 2; 2 unchanged\n"
            "book 1: Emma; 1815; Murray\n"
            "  1 Jane Austen #1\n"
            "book 2: Dracula; 1897\n"
            "  1 Bram Stoker #2\n"
            "author 1: Jane Austen\n"
            "author 2: Bram Stoker\n",
    },
    {
        .what = "some records changed: those alone are touched, and no id "
                "moves",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author,year,publisher\n"
                                    "Emma,Jane Austen,1815,\n"
                                    "Dracula,Bram Stoker,1897,\n"
                                    "Dune,Frank Herbert,1965,\n"}}},
                {.source = "a",
                 .files = {{.text = "title,author,year,publisher\n"
                                    "Emma,Jane Austen,1815,\n"
                                    "Dracula,Bram Stoker,1897,Constable\n"
                                    "Dune,Frank Herbert,1965,\n"
                                    "She,H. Rider Haggard,1887,\n"}}},
            },
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 3 authors new; 3"
            " links new\n"
            "import 2: complete, read 4; 1 new; 1 matched; 2 unchanged; 1"
            " books new; 1 books updated; 1 authors new; 1 links new\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "book 2: Dracula; 1897; Constable\n"
            "  1 Bram Stoker #2\n"
            "book 3: Dune; 1965\n"
            "  1 Frank Herbert #3\n"
            "book 4: She; 1887\n"
            "  1 H. Rider Haggard #4\n"
            "author 1: Jane Austen\n"
            "author 2: Bram Stoker\n"
            "author 3: Frank Herbert\n"
            "author 4: H. Rider Haggard\n"
            "ledger 2.2 book b2 changed; publisher: nothing -> Constable\n",
    },
    {
        .what = "a record without an own id takes over the one older record "
                "of its book: a changed field is replaced",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "title,author,isbn,publisher\n"
                                "Dune,Frank Herbert,9780441172719,Chilton\n"}}},
                {.source = "a",
                 .files = {{.text = "title,author,isbn,publisher\n"
                                    "Dune,Frank Herbert,9780441172719,Ace\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Dune; isbn 9780441172719; Ace\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "ledger 2.1 book b1 changed; publisher: Chilton -> Ace\n",
    },
    {
        .what = "a changed mapping makes changed records",
        .config = "[source:a]\ncolumn.title = title\ncolumn.author = author\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author,imprint\n"
                                    "Dune,Frank Herbert,Ace\n"}}},
                {.source = "a",
                 .config =
                     "[source:a]\ncolumn.title = title\n"
                     "column.author = author\ncolumn.publisher = imprint\n",
                 .files = {{.text = "title,author,imprint\n"
                                    "Dune,Frank Herbert,Ace\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Dune; Ace\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "ledger 2.1 book b1 changed; publisher: nothing -> Ace\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *merge_suite(void)
{
    Suite *suite = suite_create("merge");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
