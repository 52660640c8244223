/*
 * The same book or another: the rules for books, one condition a case. A rule that
 * does not hold makes a second book.
 */
#include "support/import_case.h"

#include <check.h>

Suite *match_book_suite(void);

#define TWO_SOURCES "[source:a]\nids = ours\n[source:b]\nids = ours\n"

static const struct import_case cases[] = {
    {
        .what = "title, first author and year: one book, whatever the case and "
                "punctuation",
        .steps = {{.files = {{.text = "title,author,year\n"
                                      "The Raven!,Edgar Allan Poe,1845\n"
                                      "the raven,Edgar Allan Poe,1845\n"}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 unchanged; 1 books new; 1"
            " authors new; 1 links new\n"
            "book 1: The Raven!; 1845\n"
            "  1 Edgar Allan Poe #1\n"
            "author 1: Edgar Allan Poe\n",
    },
    {
        .what = "years differ: another edition",
        .steps = {{.files = {{.text = "title,author,year\n"
                                      "The Raven,Edgar Allan Poe,1845\n"
                                      "The Raven,Edgar Allan Poe,1884\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2"
            " links new\n"
            "book 1: The Raven; 1845\n"
            "  1 Edgar Allan Poe #1\n"
            "book 2: The Raven; 1884\n"
            "  1 Edgar Allan Poe #1\n"
            "author 1: Edgar Allan Poe\n",
    },
    {
        .what = "a missing year meets the only candidate, and fills",
        .steps = {{.files = {{.text = "title,author,year\n"
                                      "The Raven,Edgar Allan Poe,\n"
                                      "The Raven,Edgar Allan Poe,1845\n"}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 1"
            " books updated; 1 authors new; 1 links new\n"
            "book 1: The Raven; 1845\n"
            "  1 Edgar Allan Poe #1\n"
            "author 1: Edgar Allan Poe\n"
            "ledger 1.2 book b1 changed; year: nothing -> 1845\n",
    },
    {
        .what = "a missing year and two candidates: nobody can tell, so new",
        .steps = {{.files = {{.text = "title,author,year\n"
                                      "The Raven,Edgar Allan Poe,1845\n"
                                      "The Raven,Edgar Allan Poe,1884\n"
                                      "The Raven,Edgar Allan Poe,\n"}}}},
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 1 authors new; 3"
            " links new\n"
            "book 1: The Raven; 1845\n"
            "  1 Edgar Allan Poe #1\n"
            "book 2: The Raven; 1884\n"
            "  1 Edgar Allan Poe #1\n"
            "book 3: The Raven\n"
            "  1 Edgar Allan Poe #1\n"
            "author 1: Edgar Allan Poe\n"
            "ledger 1.3 book b3 candidate by title: nothing -> 1\n"
            "ledger 1.3 book b3 candidate by title: nothing -> 2\n",
    },
    {
        .what = "another first author: another book",
        .steps = {{.files = {{.text = "title,authors\n"
                                      "Poems,John Keats; Percy Shelley\n"
                                      "Poems,Percy Shelley; John Keats\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 4"
            " links new\n"
            "book 1: Poems\n"
            "  1 John Keats #1\n"
            "  2 Percy Shelley #2\n"
            "book 2: Poems\n"
            "  1 Percy Shelley #2\n"
            "  2 John Keats #1\n"
            "author 1: John Keats\n"
            "author 2: Percy Shelley\n",
    },
    {
        .what = "the first author alone decides; further ones are added",
        .steps = {{.files = {{.text = "title,authors\n"
                                      "Poems,John Keats\n"
                                      "Poems,John Keats; Percy Shelley\n"}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2"
            " authors new; 2 links new\n"
            "book 1: Poems\n"
            "  1 John Keats #1\n"
            "  2 Percy Shelley #2\n"
            "author 1: John Keats\n"
            "author 2: Percy Shelley\n"
            "ledger 1.2 link b1 a2 linked\n",
    },
    {
        .what = "subtitles differ: another book",
        .steps = {{.files = {{.text =
                                  "title,subtitle,author\n"
                                  "Poems,First Series,Emily Dickinson\n"
                                  "Poems,Second Series,Emily Dickinson\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2"
            " links new\n"
            "book 1: Poems; First Series\n"
            "  1 Emily Dickinson #1\n"
            "book 2: Poems; Second Series\n"
            "  1 Emily Dickinson #1\n"
            "author 1: Emily Dickinson\n",
    },
    {
        .what = "no author: a title alone matches nothing",
        .steps = {{.files = {{.text = "title,author,year\n"
                                      "Poems,,1900\n"
                                      "Poems ,,1900\n"}}}},
        .expected = "import 1: complete, read 2; 2 new; 2 books new\n"
                    "book 1: Poems; 1900\n"
                    "book 2: Poems; 1900\n",
    },
    {
        .what = "ISBNs on both sides that differ: another book",
        .steps = {{.files = {{.text = "title,author,isbn\n"
                                      "Dune,Frank Herbert,9780441172719\n"
                                      "Dune,Frank Herbert,9780340960196\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2"
            " links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "book 2: Dune; isbn 9780340960196\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n",
    },
    {
        .what = "an ISBN on one side only: the title rule holds, and it fills",
        .steps = {{.files = {{.text = "title,author,isbn\n"
                                      "Dune,Frank Herbert,\n"
                                      "Dune,Frank Herbert,9780441172719\n"
                                      "dune,Frank Herbert,\n"}}}},
        .expected =
            "import 1: complete, read 3; 1 new; 1 matched; 1 unchanged; 1"
            " books new; 1 books updated; 1 authors new; 1 links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "ledger 1.2 book b1 changed; isbn: nothing -> 9780441172719\n",
    },
    {
        .what = "publishers disagree: another book; one side silent: the same",
        .steps = {{.files = {{.text = "title,author,publisher\n"
                                      "Dune,Frank Herbert,Chilton\n"
                                      "Dune,Frank Herbert,Ace\n"},
                             {"more.csv", "title,author,publisher\n"
                                          "DUNE,Frank Herbert,CHILTON.\n"}}}},
        .expected =
            "import 1: complete, read 3; 2 new; 1 unchanged; 2 books new; 1"
            " authors new; 2 links new\n"
            "book 1: Dune; Chilton\n"
            "  1 Frank Herbert #1\n"
            "book 2: Dune; Ace\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "ledger 1.2 book b2 candidate by title: nothing -> 1\n",
    },
    {
        .what = "two candidates that fit: new",
        .steps = {{.files = {{.text = "title,author,publisher\n"
                                      "Dune,Frank Herbert,Chilton\n"
                                      "Dune,Frank Herbert,Ace\n"
                                      "Dune,Frank Herbert,\n"}}}},
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 1 authors new; 3"
            " links new\n"
            "book 1: Dune; Chilton\n"
            "  1 Frank Herbert #1\n"
            "book 2: Dune; Ace\n"
            "  1 Frank Herbert #1\n"
            "book 3: Dune\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "ledger 1.2 book b2 candidate by title: nothing -> 1\n"
            "ledger 1.3 book b3 candidate by title: nothing -> 1\n"
            "ledger 1.3 book b3 candidate by title: nothing -> 2\n",
    },
    {
        .what = "own ids of one namespace differ: two books, all else equal",
        .steps = {{.files = {{.text = "book_ref,title,author,year\n"
                                      "b1,Dune,Frank Herbert,1965\n"
                                      "b2,Dune,Frank Herbert,1965\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2"
            " links new\n"
            "book 1: Dune; 1965\n"
            "  1 Frank Herbert #1\n"
            "book 2: Dune; 1965\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n",
    },
    {
        .what = "own ids of different namespaces say nothing: one book",
        .config = "[source:a]\n[source:b]\n",
        .steps = {{.source = "a",
                   .files = {{.text = "book_ref,title,author,year\n"
                                      "b1,Dune,Frank Herbert,1965\n"}}},
                  {.source = "b",
                   .files = {{.text = "book_ref,title,author,year\n"
                                      "b2,Dune,Frank Herbert,1965\n"}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "book 1: Dune; 1965\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n",
    },
    {
        .what = "an own id meets its book, whatever the title says",
        .config = TWO_SOURCES,
        .steps = {{.source = "a",
                   .files = {{.text = "book_ref,title,author\n"
                                      "b1,Dune,Frank Herbert\n"}}},
                  {.source = "b",
                   .files = {{.text = "book_ref,title,author\n"
                                      "b1,Arrakis,Frank Herbert\n"}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n",
    },
    {
        .what = "a shared ISBN with titles that agree roughly: one book",
        .steps =
            {{.files =
                  {{.text =
                        "title,author,isbn\n"
                        "Dune,Frank Herbert,9780441172719\n"
                        "\"Dune: the first novel\",F. Herbert,0-441-17271-7\n"
                        "The Gift of the Magi,O. Henry,9780306406157\n"
                        "\"The Gift of the Magi, and more\",O. Henry,"
                        "0306406152\n"}}}},
        .expected =
            "import 1: complete, read 4; 3 new; 1 unchanged; 3 books new; 3"
            " authors new; 3 links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "book 2: Dune: the first novel; isbn 9780441172719\n"
            "  1 F. Herbert #2\n"
            "book 3: The Gift of the Magi; isbn 9780306406157\n"
            "  1 O. Henry #3\n"
            "author 1: Frank Herbert\n"
            "author 2: F. Herbert\n"
            "author 3: O. Henry\n"
            "warning 1.2 ISBN_CONFLICT isbn; expected Dune; found"
            " 9780441172719 of book 1\n"
            "ledger 1.2 book b1 conflict by isbn; title: Dune -> 9780441172719"
            " of book 1\n",
    },
    {
        .what =
            "a shared ISBN and titles that disagree: two books and a warning",
        .steps = {{.files = {{.text =
                                  "title,author,isbn\n"
                                  "Dune,Frank Herbert,9780441172719\n"
                                  "Cooking for One,Ann Ash,9780441172719\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2"
            " links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "book 2: Cooking for One; isbn 9780441172719\n"
            "  1 Ann Ash #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Ann Ash\n"
            "warning 1.2 ISBN_CONFLICT isbn; expected Dune; found"
            " 9780441172719 of book 1\n"
            "ledger 1.2 book b1 conflict by isbn; title: Dune -> 9780441172719"
            " of book 1\n",
    },
    {
        .what = "every valid ISBN is a key; the first is stored",
        .config = "[source:default]\ncolumn.title = title\n"
                  "column.author = author\ncolumn.isbn = isbn13, isbn10\n",
        .steps =
            {{.files = {{.text = "title,author,isbn13,isbn10\n"
                                 "Dune,Frank Herbert,9780441172719,0340960191\n"
                                 "Dune,F. Herbert,9780340960196,\n"}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2"
            " authors new; 2 links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "  2 F. Herbert #2\n"
            "author 1: Frank Herbert\n"
            "author 2: F. Herbert\n"
            "ledger 1.2 link b1 a2 linked\n",
    },
    {
        .what = "an ISBN that is none is no key and is not stored",
        .steps = {{.files = {{.text = "title,author,isbn\n"
                                      "Dune,Frank Herbert,9780441172710\n"
                                      "Emma,Jane Austen,9780441172710\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2"
            " links new\n"
            "book 1: Dune\n"
            "  1 Frank Herbert #1\n"
            "book 2: Emma\n"
            "  1 Jane Austen #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Jane Austen\n"
            "warning 1.1 ISBN_INVALID isbn; found 9780441172710\n"
            "warning 1.2 ISBN_INVALID isbn; found 9780441172710\n",
    },
    {
        .what = "materials disagree: a score is not the book",
        .steps =
            {{.files =
                  {{"a.xml",
                    "<collection><record><leader>00000cam a2200000 a 4500"
                    "</leader>"
                    "<datafield tag=\"100\" ind1=\"1\" ind2=\" \">"
                    "<subfield code=\"a\">Weill, Kurt</subfield></datafield>"
                    "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\">"
                    "<subfield code=\"a\">Happy end</subfield></datafield>"
                    "</record>"
                    "<record><leader>00000ccm a2200000 a 4500</leader>"
                    "<datafield tag=\"100\" ind1=\"1\" ind2=\" \">"
                    "<subfield code=\"a\">Weill, Kurt</subfield></datafield>"
                    "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\">"
                    "<subfield code=\"a\">Happy end</subfield></datafield>"
                    "</record>"
                    "</collection>\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2"
            " links new\n"
            "book 1: Happy end; text\n"
            "  1 Kurt Weill #1\n"
            "book 2: Happy end; score\n"
            "  1 Kurt Weill #1\n"
            "author 1: Kurt Weill; person\n",
    },
    {
        .what = "MARC meets CSV by the name in direct order; the kind fills",
        .steps =
            {{.files =
                  {{.text = "title,author\nHappy end,Kurt Weill\n"},
                   {"a.xml",
                    "<record><leader>00000cam a2200000 a 4500</leader>"
                    "<datafield tag=\"100\" ind1=\"1\" ind2=\" \">"
                    "<subfield code=\"a\">Weill, Kurt,</subfield>"
                    "<subfield code=\"d\">1900-1950.</subfield></datafield>"
                    "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\">"
                    "<subfield code=\"a\">Happy end /</subfield></datafield>"
                    "</record>\n"}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 1"
            " books updated; 1 authors new; 1 authors updated; 1 links new\n"
            "book 1: Happy end; text\n"
            "  1 Kurt Weill #1\n"
            "author 1: Kurt Weill; 1900-1950; person\n"
            "ledger 1.1 author a1 matched by name-undated: nothing -> "
            "1900-1950\n"
            "ledger 1.1 author a1 changed; dates: nothing -> 1900-1950\n"
            "ledger 1.1 author a1 changed; kind: nothing -> person\n"
            "ledger 1.1 book b1 changed; material: nothing -> text\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *match_book_suite(void)
{
    Suite *suite = suite_create("match_book");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
