/*
 * Royalties that joining rows state: restated, contradicted, edited, exact.
 */
#include "support/import_case.h"

#include <check.h>

Suite *join_royalty_suite(void);

static const struct import_case cases[] = {
    {.what =
         "a source restates its royalty: replaced; unchanged rows change nothing",
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
                                     "9780306406157,Jane Austen,5\n"
                                     "9780441172719,Frank Herbert,6\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"
                                     "9780441172719,Frank Herbert,6.125\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780441172719,Frank Herbert,6.125\n"
                                     "9780306406157,Jane Austen,5\n"}},
             },
         },
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 3 links new\n"
         "import 2: complete, read 2; 2 matched; 2 links updated\n"
         "import 3: complete, read 2; 1 matched; 1 unchanged; 1 links updated\n"
         "import 4: complete, read 2; 2 unchanged\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 5% rate\n"
         "book 2: Dune; isbn 9780441172719\n"
         "  1 Frank Herbert #2; 6.125% rate\n"
         "  2 Brian Herbert #3\n"
         "author 1: Jane Austen\n"
         "author 2: Frank Herbert\n"
         "author 3: Brian Herbert\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 2.2 link b2 a2 changed; royalty_percentage: nothing -> 6.0000\n"
         "ledger 3.2 link b2 a2 changed; royalty_percentage: 6.0000 -> 6.1250\n"},
    {.what = "restated in another form of the name, and with the other ISBN",
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
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "0306406152,J. Austen,7\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,8\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 matched; 1 links updated\n"
         "import 4: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 8% rate\n"
         "author 1: Jane Austen\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 3.1 link b1 a1 matched by initials; name: nothing -> J. Austen\n"
         "ledger 3.1 link b1 a1 changed; royalty_percentage: 5.0000 -> 7.0000\n"
         "ledger 4.1 link b1 a1 changed; royalty_percentage: 7.0000 -> 8.0000\n"},
    {.what =
         "another source: a conflict, and still one when it restates its own",
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
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"}},
             },
             {
                 .source = "c",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,6\n"}},
             },
             {
                 .source = "c",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,6.5\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5.5\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 unchanged\n"
         "import 4: complete, read 1; 1 unchanged\n"
         "import 5: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 5.5% rate\n"
         "author 1: Jane Austen\n"
         "warning 3.1 LINK_CONFLICT royalty; expected 5.0000; found 6.0000\n"
         "warning 4.1 LINK_CONFLICT royalty; expected 5.0000; found 6.5000\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 5.1 link b1 a1 changed; royalty_percentage: 5.0000 -> 5.5000\n"},
    {.what = "another source that agreed first does not own the royalty",
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
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"}},
             },
             {
                 .source = "c",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"}},
             },
             {
                 .source = "c",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,6\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,7\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 unchanged\n"
         "import 4: complete, read 1; 1 unchanged\n"
         "import 5: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 7% rate\n"
         "author 1: Jane Austen\n"
         "warning 4.1 LINK_CONFLICT royalty; expected 5.0000; found 6.0000\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 5.1 link b1 a1 changed; royalty_percentage: 5.0000 -> 7.0000\n"},
    {.what =
         "on_match = replace: the other source wins, but two rows of one import that disagree are a conflict",
     .config = "[source:a]\n[source:b]\n[source:c]\non_match = replace\n",
     .steps =
         {
             {
                 .source = "a",
                 .files = {{.text = "title,authors,isbn\n"
                                    "Emma,Jane Austen,9780306406157\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"}},
             },
             {
                 .source = "c",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,6\n"
                                     "9780306406157,J. Austen,7\n"}},
             },
             {
                 .source = "c",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,8\n"
                                     "9780306406157,J. Austen,9\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 2; 1 matched; 1 unchanged; 1 links updated\n"
         "import 4: complete, read 2; 1 matched; 1 unchanged; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 8% rate\n"
         "author 1: Jane Austen\n"
         "warning 3.2 LINK_CONFLICT royalty; expected 6.0000; found 7.0000\n"
         "warning 4.2 LINK_CONFLICT royalty; expected 8.0000; found 9.0000\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 3.1 link b1 a1 changed; royalty_percentage: 5.0000 -> 6.0000\n"
         "ledger 3.2 link b1 a1 matched by initials; name: nothing -> J. Austen\n"
         "ledger 4.1 link b1 a1 changed; royalty_percentage: 6.0000 -> 8.0000\n"
         "ledger 4.2 link b1 a1 matched by initials; name: nothing -> J. Austen\n"},
    {.what = "a rate that turns out to be a share",
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
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,100\n"}},
             },
             {
                 .source = "b",
                 .config =
                     "[source:a]\n[source:b]\nroyalty_mode = share\n[source:c]\n",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,100\n"}},
             },
             {
                 .source = "c",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,100\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 matched; 1 links updated\n"
         "import 4: complete, read 1; 1 unchanged\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 100% share\n"
         "author 1: Jane Austen\n"
         "warning 4.1 LINK_CONFLICT royalty_mode; expected share; found rate\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 100.0000\n"
         "ledger 3.1 link b1 a1 changed; royalty_mode: rate -> share\n"},
    {.what = "edited by hand: a conflict for its own source too",
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
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"}},
             },
             {
                 .sql = "UPDATE book_author SET royalty_percentage = 9",
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,6\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 unchanged\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 9% rate; edited royalty_percentage\n"
         "author 1: Jane Austen\n"
         "warning 3.1 LINK_CONFLICT royalty; expected 9.0000; found 6.0000\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 3 link b1 a1 edited; royalty_percentage\n"},
    {.what = "a book that was deleted and comes back: its royalty too",
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
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"}},
             },
             {
                 .sql = "DELETE FROM books",
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"}},
                 .status = STATUS_FAILED,
             },
             {
                 .source = "c",
                 .files = {{.text = "title,authors,isbn\n"
                                    "Emma,Jane Austen,9780306406157\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,5\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 rejected\n"
         "import 4: complete, read 1; 1 new; 1 books new; 1 links new\n"
         "import 5: complete, read 1; 1 matched; 1 links updated\n"
         "book 2: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 5% rate\n"
         "author 1: Jane Austen\n"
         "reject 3.1 JOIN_NO_BOOK isbn; expected a book of Jane Austen; found 9780306406157\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 5.1 link b2 a1 changed; royalty_percentage: nothing -> 5.0000\n"},
    {.what = "books and royalties in one import, whose rows disagree",
     .config = "[source:a]\non_match = replace\n",
     .steps = {{.source = "a",
                .files = {{.text = "title,authors,isbn\n"
                                   "Emma,Jane Austen,9780306406157\n"},
                          {"r.csv", "isbn,author,royalty\n"
                                    "9780306406157,Jane Austen,5\n"
                                    "9780306406157,J. Austen,6\n"
                                    "9780306406157,Jane Austen,5\n"}}}},
     .expected =
         "import 1: complete, read 4; 1 new; 1 matched; 2 unchanged; 1 books new; 1 authors new; 1 links new; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 5% rate\n"
         "author 1: Jane Austen\n"
         "warning 1.2 LINK_CONFLICT royalty; expected 5.0000; found 6.0000\n"
         "ledger 1.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 1.2 link b1 a1 matched by initials; name: nothing -> J. Austen\n"},
    {.what = "a source that stated it with the title states it again without",
     .config = "[source:a]\n[source:b]\n",
     .steps =
         {
             {.source = "b",
              .files = {{"r.csv", "title,author,royalty,isbn\n"
                                  "Emma,Jane Austen,5,9780306406157\n"}}},
             {.source = "b",
              .files = {{"r.csv", "isbn,author,royalty\n"
                                  "9780306406157,Jane Austen,6\n"}}},
             {.source = "b",
              .files = {{"r.csv", "isbn,author,royalty\n"
                                  "9780306406157,J. Austen,7\n"}}},
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 7% rate\n"
         "author 1: Jane Austen\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: 5.0000 -> 6.0000\n"
         "ledger 3.1 link b1 a1 matched by initials; name: nothing -> J. Austen\n"
         "ledger 3.1 link b1 a1 changed; royalty_percentage: 6.0000 -> 7.0000\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *join_royalty_suite(void)
{
    Suite *suite = suite_create("join_royalty");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
