/*
 * Links of books that are there: which come, which go, which are held. Places
 * and royalties are in test_link_places.c.
 */
#include "support/import_case.h"

#include <check.h>

Suite *merge_links_suite(void);

static const struct import_case cases[] = {
    {
        .what = "a link that its record no longer gives goes; the author "
                "stays",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert\n"}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 links deleted\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 2.1 link b1 a2 unlinked\n",
    },
    {
        .what = "another source names the author: the link is held",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert\n"}}},
                {.source = "b",
                 .files = {{.text = "title,authors\n"
                                    "Dune,Frank Herbert; Brian Herbert\n"}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "import 3: complete, read 1; 1 unchanged\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n",
    },
    {
        .what = "a royalty that this source does not give holds the link",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors,isbn\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert,"
                                    "9780441172719\n"}}},
                {.source = "b",
                 .files = {{.text = "isbn,author,royalty\n"
                                    "9780441172719,Brian Herbert,7.5\n"}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors,isbn\n"
                                    "b1,Dune,Frank Herbert,9780441172719\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 links updated\n"
            "import 3: complete, read 1; 1 unchanged\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2; 7.5% rate\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 2.1 link b1 a2 changed; royalty_percentage: nothing ->"
            " 7.5000\n",
    },
    {
        .what = "a source that gives the royalties itself takes its link "
                "back",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "book_ref,title,authors,royalties\n"
                                "b1,Dune,Frank Herbert; Brian Herbert,5;6\n"}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors,royalties\n"
                                    "b1,Dune,Frank Herbert,5\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 links deleted\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1; 5% rate\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 2.1 link b1 a2 unlinked\n",
    },
    {
        .what = "a link edited by hand is held",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert\n"}}},
                {.sql =
                     "UPDATE book_author SET role = 'edt' WHERE author_id = 2",
                 .source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2; edt; edited role\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 2 link b1 a2 edited; role\n",
    },
    {
        .what = "a link deleted by hand stays away while the record is "
                "unchanged",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert\n"}}},
                {.sql = "DELETE FROM book_author WHERE author_id = 2",
                 .source = "a",
                 .files = {{.text = "book_ref,title,authors\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n",
    },
    {
        .what = "a link deleted by hand returns when the changed record "
                "names it",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "book_ref,title,authors,year\n"
                                "b1,Dune,Frank Herbert; Brian Herbert,\n"}}},
                {.sql = "DELETE FROM book_author WHERE author_id = 2",
                 .source = "a",
                 .files =
                     {{.text = "book_ref,title,authors,year\n"
                               "b1,Dune,Frank Herbert; Brian Herbert,1965\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated; 1 links"
            " new\n"
            "book 1: Dune; 1965\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 2.1 book b1 changed; year: nothing -> 1965\n"
            "ledger 2.1 link b1 a2 linked\n",
    },
    {
        .what = "an author deleted by hand takes the links along, and is "
                "made anew for a changed record",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors,year\n"
                                    "b1,Dune,Frank Herbert; Brian Herbert,\n"
                                    "b2,Emma,Jane Austen,\n"}}},
                {.sql = "DELETE FROM authors WHERE name <> 'Frank Herbert'",
                 .source = "a",
                 .files = {{.text =
                                "book_ref,title,authors,year\n"
                                "b1,Dune,Frank Herbert; Brian Herbert,1965\n"
                                "b2,Emma,Jane Austen,\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 3"
            " links new\n"
            "import 2: complete, read 2; 1 matched; 1 unchanged; 1 books"
            " updated; 1 authors new; 1 links new\n"
            "book 1: Dune; 1965\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #4\n"
            "book 2: Emma\n"
            "author 1: Frank Herbert\n"
            "author 4: Brian Herbert\n"
            "ledger 2.1 book b1 changed; year: nothing -> 1965\n"
            "ledger 2.1 link b1 a4 linked\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *merge_links_suite(void)
{
    Suite *suite = suite_create("merge_links");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
