/*
 * Links of books that are there: the places of their authors, and royalties. Which
 * come and go is in test_merge_links.c.
 */
#include "support/import_case.h"

#include <check.h>

Suite *link_places_suite(void);

static const struct import_case cases[] = {
    {
        .what = "restated names in another order: the places change",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "book_ref,title,authors\n"
                                "b1,Dune,Frank Herbert; Brian Herbert; Kevin "
                                "Anderson\n"}}},
                {.source = "a",
                 .files = {{.text =
                                "book_ref,title,authors\n"
                                "b1,Dune,Brian Herbert; Frank Herbert; Kevin "
                                "Anderson\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 3 authors new; 3"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 2 links updated\n"
            "book 1: Dune\n"
            "  1 Brian Herbert #2\n"
            "  2 Frank Herbert #1\n"
            "  3 Kevin Anderson #3\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: Kevin Anderson\n"
            "ledger 2.1 link b1 a1 changed; publication_order: 1 -> 4\n"
            "ledger 2.1 link b1 a2 changed; publication_order: 2 -> 1\n"
            "ledger 2.1 link b1 a1 changed; publication_order: 4 -> 2\n",
    },
    {
        .what = "restated orders in columns: the places change",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "book_ref,title,author1,order1,author2,order2\n"
                                "b1,Dune,Frank Herbert,1,Brian Herbert,2\n"}}},
                {.source = "a",
                 .files = {{.text =
                                "book_ref,title,author1,order1,author2,order2\n"
                                "b1,Dune,Frank Herbert,2,Brian Herbert,1\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 2 links updated\n"
            "book 1: Dune\n"
            "  1 Brian Herbert #2\n"
            "  2 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 2.1 link b1 a2 changed; publication_order: 2 -> 3\n"
            "ledger 2.1 link b1 a1 changed; publication_order: 1 -> 2\n"
            "ledger 2.1 link b1 a2 changed; publication_order: 3 -> 1\n",
    },
    {
        .what = "restated orders of link rows: the places change",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,order\n"
                                    "b1,Dune,Frank Herbert,1\n"
                                    "b1,Dune,Brian Herbert,2\n"}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,order\n"
                                    "b1,Dune,Frank Herbert,2\n"
                                    "b1,Dune,Brian Herbert,1\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2"
            " authors new; 2 links new\n"
            "import 2: complete, read 2; 2 matched; 3 links updated\n"
            "book 1: Dune\n"
            "  1 Brian Herbert #2\n"
            "  2 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 2.1 link b1 a2 changed; publication_order: 2 -> 3\n"
            "ledger 2.1 link b1 a1 changed; publication_order: 1 -> 2\n"
            "ledger 2.2 link b1 a2 changed; publication_order: 3 -> 1\n",
    },
    {
        .what = "on a known book a new link takes its own place if it is "
                "free, else the next",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files =
                     {{.text =
                           "title,authors,isbn\n"
                           "Dune,Frank Herbert; Brian Herbert,9780441172719\n"}}},
                {.source = "b",
                 .files =
                     {{.text =
                           "title,authors,isbn\n"
                           "Dune,Kevin Anderson; Anne McCaffrey; Isaac Asimov,"
                           "9780441172719\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 3 authors new; 3 links "
            "new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "  3 Kevin Anderson #3\n"
            "  4 Anne McCaffrey #4\n"
            "  5 Isaac Asimov #5\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: Kevin Anderson\n"
            "author 4: Anne McCaffrey\n"
            "author 5: Isaac Asimov\n"
            "ledger 2.1 link b1 a3 linked\n"
            "ledger 2.1 link b1 a4 linked\n"
            "ledger 2.1 link b1 a5 linked\n",
    },
    {
        .what = "royalties: restated replaces, another source fills, a "
                "conflict is a warning",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors,royalties,isbn\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert,5; ,"
                                    "9780441172719\n"}}},
                {.source = "b",
                 .files = {{.text = "isbn,author,royalty\n"
                                    "9780441172719,Frank Herbert,6\n"
                                    "9780441172719,Brian Herbert,7\n"}}},
                {.source = "a",
                 .files = {{.text =
                                "book_ref,title,authors,royalties,isbn\n"
                                "b1,Dune,Frank Herbert; Brian Herbert,5.5; ,"
                                "9780441172719\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 2; 1 matched; 1 unchanged; 1 links"
            " updated\n"
            "import 3: complete, read 1; 1 matched; 1 links updated\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1; 5.5% rate\n"
            "  2 Brian Herbert #2; 7% rate\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "warning 2.1 LINK_CONFLICT royalty; expected 5.0000; found 6.0000\n"
            "ledger 2.2 link b1 a2 changed; royalty_percentage: nothing ->"
            " 7.0000\n"
            "ledger 3.1 link b1 a1 changed; royalty_percentage: 5.0000 ->"
            " 5.5000\n",
    },
    {
        .what = "a royalty that is not said again stays, as MARC never "
                "clears one",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors,royalties\n"
                                    "b1,Dune,Frank Herbert,5\n"}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors,royalties\n"
                                    "b1,Dune!,Frank Herbert,\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Dune!\n"
            "  1 Frank Herbert #1; 5% rate\n"
            "author 1: Frank Herbert\n"
            "ledger 2.1 book b1 changed; title: Dune -> Dune!\n",
    },
    {
        .what = "royalty_mode = share is kept with the royalty",
        .config = "[source:a]\nroyalty_mode = share\n",
        .steps =
            {
                {.source = "a",
                 .files =
                     {{.text =
                           "book_ref,title,authors,royalties\n"
                           "b1,Dune,Frank Herbert; Brian Herbert,60;40\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1; 60% share\n"
            "  2 Brian Herbert #2; 40% share\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n",
    },
    {
        .what = "an order edited by hand stays where it is",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert\n"}}},
                {.sql = "UPDATE book_author SET publication_order = 9 "
                        "WHERE author_id = 1",
                 .source = "a",
                 .files = {{.text =
                                "book_ref,title,authors\n"
                                "b1,Dune,Brian Herbert; Frank Herbert; Kevin "
                                "Anderson\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 authors new; 1 links"
            " new; 1 links updated\n"
            "book 1: Dune\n"
            "  1 Brian Herbert #2\n"
            "  3 Kevin Anderson #3\n"
            "  9 Frank Herbert #1; edited publication_order\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: Kevin Anderson\n"
            "ledger 2 link b1 a1 edited; publication_order\n"
            "ledger 2.1 link b1 a2 changed; publication_order: 2 -> 1\n"
            "ledger 2.1 link b1 a3 linked\n",
    },
    {
        .what = "an author is corrected: the old link goes, the new one "
                "takes its place",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herber; Brian Herbert\n"}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 authors new; 1 links"
            " new; 1 links deleted\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #3\n"
            "  2 Brian Herbert #2\n"
            "author 1: Frank Herber\n"
            "author 2: Brian Herbert\n"
            "author 3: Frank Herbert\n"
            "ledger 2.1 link b1 a1 unlinked\n"
            "ledger 2.1 link b1 a3 linked\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *link_places_suite(void)
{
    Suite *suite = suite_create("link_places");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
