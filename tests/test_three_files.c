/*
 * Three files as another database exports them: authors, books, and links that
 * name their ids; in any order on the command line.
 */
#include "support/import_case.h"

#include <check.h>

Suite *three_files_suite(void);

static const struct import_case cases[] = {
    {
        .what = "three files: authors, titles, links",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"},
                           {"titles.csv", "title_id,title,pubdate\n"
                                          "T1,The Busy Guide,1991-06-12\n"
                                          "T2,But Is It Friendly,1991-06-30\n"},
                           {"titleauthor.csv",
                            "au_id,title_id,au_ord,royaltyper\n"
                            "a1,T1,2,40\n"
                            "a2,T1,1,60\n"
                            "a2,T2,1,100\n"}}},
            },
        .expected =
            "import 1: complete, read 7; 4 new; 3 matched; 2 books new; 2"
            " authors new; 3 links new\n"
            "book 1: The Busy Guide; 1991\n"
            "  1 Cheryl Carson #2; 60% rate\n"
            "  2 Marjorie Green #1; 40% rate\n"
            "book 2: But Is It Friendly; 1991\n"
            "  1 Cheryl Carson #2; 100% rate\n"
            "author 1: Marjorie Green\n"
            "author 2: Cheryl Carson\n"
            "ledger 1.1 link b1 a1 linked\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 1.3 link b2 a2 linked\n",
    },
    {
        .what = "three files: links first: they go last, whatever the "
                "command says",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files =
                     {{"titleauthor.csv", "au_id,title_id,au_ord,royaltyper\n"
                                          "a1,T1,2,40\n"
                                          "a2,T1,1,60\n"
                                          "a2,T2,1,100\n"},
                      {"authors.csv", "au_id,au_lname,au_fname\n"
                                      "a1,Green,Marjorie\n"
                                      "a2,Carson,Cheryl\n"},
                      {"titles.csv", "title_id,title,pubdate\n"
                                     "T1,The Busy Guide,1991-06-12\n"
                                     "T2,But Is It Friendly,1991-06-30\n"}}},
            },
        .expected =
            "import 1: complete, read 7; 4 new; 3 matched; 2 books new; 2"
            " authors new; 3 links new\n"
            "book 1: The Busy Guide; 1991\n"
            "  1 Cheryl Carson #2; 60% rate\n"
            "  2 Marjorie Green #1; 40% rate\n"
            "book 2: But Is It Friendly; 1991\n"
            "  1 Cheryl Carson #2; 100% rate\n"
            "author 1: Marjorie Green\n"
            "author 2: Cheryl Carson\n"
            "ledger 1.1 link b1 a1 linked\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 1.3 link b2 a2 linked\n",
    },
    {
        .what = "three files: titles, links, authors",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"titles.csv", "title_id,title,pubdate\n"
                                          "T1,The Busy Guide,1991-06-12\n"
                                          "T2,But Is It Friendly,1991-06-30\n"},
                           {"titleauthor.csv",
                            "au_id,title_id,au_ord,royaltyper\n"
                            "a1,T1,2,40\n"
                            "a2,T1,1,60\n"
                            "a2,T2,1,100\n"},
                           {"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"}}},
            },
        .expected =
            "import 1: complete, read 7; 4 new; 3 matched; 2 books new; 2"
            " authors new; 3 links new\n"
            "book 1: The Busy Guide; 1991\n"
            "  1 Cheryl Carson #2; 60% rate\n"
            "  2 Marjorie Green #1; 40% rate\n"
            "book 2: But Is It Friendly; 1991\n"
            "  1 Cheryl Carson #2; 100% rate\n"
            "author 1: Marjorie Green\n"
            "author 2: Cheryl Carson\n"
            "ledger 1.1 link b1 a1 linked\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 1.3 link b2 a2 linked\n",
    },
    {
        .what = "three files one after the other, as nightly jobs do",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"}}},
                {.source = "pubs",
                 .files = {{"titles.csv",
                            "title_id,title,pubdate\n"
                            "T1,The Busy Guide,1991-06-12\n"
                            "T2,But Is It Friendly,1991-06-30\n"}}},
                {.source = "pubs",
                 .files = {{"titleauthor.csv",
                            "au_id,title_id,au_ord,royaltyper\n"
                            "a1,T1,2,40\n"
                            "a2,T1,1,60\n"
                            "a2,T2,1,100\n"}}},
            },
        .expected = "import 1: complete, read 2; 2 new; 2 authors new\n"
                    "import 2: complete, read 2; 2 new; 2 books new\n"
                    "import 3: complete, read 3; 3 matched; 3 links new\n"
                    "book 1: The Busy Guide; 1991\n"
                    "  1 Cheryl Carson #2; 60% rate\n"
                    "  2 Marjorie Green #1; 40% rate\n"
                    "book 2: But Is It Friendly; 1991\n"
                    "  1 Cheryl Carson #2; 100% rate\n"
                    "author 1: Marjorie Green\n"
                    "author 2: Cheryl Carson\n"
                    "ledger 3.1 link b1 a1 linked\n"
                    "ledger 3.2 link b1 a2 linked\n"
                    "ledger 3.3 link b2 a2 linked\n",
    },
    {
        .what = "three files again change nothing; a changed royalty touches "
                "one link",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"},
                           {"titles.csv", "title_id,title,pubdate\n"
                                          "T1,The Busy Guide,1991-06-12\n"
                                          "T2,But Is It Friendly,1991-06-30\n"},
                           {"titleauthor.csv",
                            "au_id,title_id,au_ord,royaltyper\n"
                            "a1,T1,2,40\n"
                            "a2,T1,1,60\n"
                            "a2,T2,1,100\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"},
                           {"titles.csv", "title_id,title,pubdate\n"
                                          "T1,The Busy Guide,1991-06-12\n"
                                          "T2,But Is It Friendly,1991-06-30\n"},
                           {"titleauthor.csv",
                            "au_id,title_id,au_ord,royaltyper\n"
                            "a1,T1,2,45\n"
                            "a2,T1,1,60\n"
                            "a2,T2,1,100\n"}}},
            },
        .expected =
            "import 1: complete, read 7; 4 new; 3 matched; 2 books new; 2"
            " authors new; 3 links new\n"
            "import 2: complete, read 7; 1 matched; 6 unchanged; 1 links"
            " updated\n"
            "book 1: The Busy Guide; 1991\n"
            "  1 Cheryl Carson #2; 60% rate\n"
            "  2 Marjorie Green #1; 45% rate\n"
            "book 2: But Is It Friendly; 1991\n"
            "  1 Cheryl Carson #2; 100% rate\n"
            "author 1: Marjorie Green\n"
            "author 2: Cheryl Carson\n"
            "ledger 1.1 link b1 a1 linked\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 1.3 link b2 a2 linked\n"
            "ledger 2.1 link b1 a1 changed; royalty_percentage: 40.0000 ->"
            " 45.0000\n",
    },
    {
        .what = "a swapped order in the links",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"},
                           {"titles.csv", "title_id,title,pubdate\n"
                                          "T1,The Busy Guide,1991-06-12\n"
                                          "T2,But Is It Friendly,1991-06-30\n"},
                           {"titleauthor.csv",
                            "au_id,title_id,au_ord,royaltyper\n"
                            "a1,T1,2,40\n"
                            "a2,T1,1,60\n"
                            "a2,T2,1,100\n"}}},
                {.source = "pubs",
                 .files = {{"titleauthor.csv",
                            "au_id,title_id,au_ord,royaltyper\n"
                            "a1,T1,1,40\n"
                            "a2,T1,2,60\n"
                            "a2,T2,1,100\n"}}},
            },
        .expected =
            "import 1: complete, read 7; 4 new; 3 matched; 2 books new; 2"
            " authors new; 3 links new\n"
            "import 2: complete, read 3; 2 matched; 1 unchanged; 3 links"
            " updated\n"
            "book 1: The Busy Guide; 1991\n"
            "  1 Marjorie Green #1; 40% rate\n"
            "  2 Cheryl Carson #2; 60% rate\n"
            "book 2: But Is It Friendly; 1991\n"
            "  1 Cheryl Carson #2; 100% rate\n"
            "author 1: Marjorie Green\n"
            "author 2: Cheryl Carson\n"
            "ledger 1.1 link b1 a1 linked\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 1.3 link b2 a2 linked\n"
            "ledger 2.1 link b1 a2 changed; publication_order: 1 -> 3\n"
            "ledger 2.1 link b1 a1 changed; publication_order: 2 -> 1\n"
            "ledger 2.2 link b1 a2 changed; publication_order: 3 -> 2\n",
    },
    {
        .what = "links that name no book and no author say which",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"},
                           {"titles.csv", "title_id,title,pubdate\n"
                                          "T1,The Busy Guide,1991-06-12\n"
                                          "T2,But Is It Friendly,1991-06-30\n"},
                           {"titleauthor.csv",
                            "au_id,title_id,au_ord,royaltyper\n"
                            "a1,T9,1,40\n"
                            "a9,T1,1,60\n"
                            "a1,T1,1,100\n"}},
                 .status = STATUS_REJECTS},
            },
        .expected =
            "import 1: complete, read 7; 4 new; 1 matched; 2 rejected; 2 books"
            " new; 2 authors new; 1 links new\n"
            "book 1: The Busy Guide; 1991\n"
            "  1 Marjorie Green #1; 100% rate\n"
            "book 2: But Is It Friendly; 1991\n"
            "author 1: Marjorie Green\n"
            "author 2: Cheryl Carson\n"
            "reject 1.1 JOIN_NO_BOOK book_ref; expected a book of "
            "a1; found T9\n"
            "reject 1.2 JOIN_NO_AUTHOR author_ref; expected The Busy Guide;"
            " found a9\n"
            "ledger 1.3 link b1 a1 linked\n",
    },
    {
        .what = "ids of another namespace are no ids of this one",
        .config = "[source:pubs]\n[source:other]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"},
                           {"titles.csv",
                            "title_id,title,pubdate\n"
                            "T1,The Busy Guide,1991-06-12\n"
                            "T2,But Is It Friendly,1991-06-30\n"}}},
                {.source = "other",
                 .files = {{"titleauthor.csv", "au_id,title_id,au_ord\n"
                                               "a1,T1,1\n"}},
                 .status = STATUS_FAILED},
            },
        .expected =
            "import 1: complete, read 4; 4 new; 2 books new; 2 authors new\n"
            "import 2: complete, read 1; 1 rejected\n"
            "book 1: The Busy Guide; 1991\n"
            "book 2: But Is It Friendly; 1991\n"
            "author 1: Marjorie Green\n"
            "author 2: Cheryl Carson\n"
            "reject 2.1 JOIN_NO_BOOK book_ref; expected a book of "
            "a1; found T1\n",
    },
    {
        .what = "sources that share ids join each other",
        .config =
            "[source:x]\nids = pubs\n[source:y]\nids = pubs\n[source:z]\nids = "
            "pubs\nroyalty_mode = share\n",
        .steps =
            {
                {.source = "x",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"}}},
                {.source = "y",
                 .files = {{"titles.csv",
                            "title_id,title,pubdate\n"
                            "T1,The Busy Guide,1991-06-12\n"
                            "T2,But Is It Friendly,1991-06-30\n"}}},
                {.source = "z",
                 .files = {{"titleauthor.csv",
                            "au_id,title_id,au_ord,royaltyper\n"
                            "a1,T1,2,40\n"
                            "a2,T1,1,60\n"
                            "a2,T2,1,100\n"}}},
            },
        .expected = "import 1: complete, read 2; 2 new; 2 authors new\n"
                    "import 2: complete, read 2; 2 new; 2 books new\n"
                    "import 3: complete, read 3; 3 matched; 3 links new\n"
                    "book 1: The Busy Guide; 1991\n"
                    "  1 Cheryl Carson #2; 60% share\n"
                    "  2 Marjorie Green #1; 40% share\n"
                    "book 2: But Is It Friendly; 1991\n"
                    "  1 Cheryl Carson #2; 100% share\n"
                    "author 1: Marjorie Green\n"
                    "author 2: Cheryl Carson\n"
                    "ledger 3.1 link b1 a1 linked\n"
                    "ledger 3.2 link b1 a2 linked\n"
                    "ledger 3.3 link b2 a2 linked\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *three_files_suite(void)
{
    Suite *suite = suite_create("three_files");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
