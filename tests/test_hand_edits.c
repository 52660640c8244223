/*
 * What people did by hand wins: edited columns stay, and deleted books return only
 * for a new or changed record. Links are in test_merge_links.c.
 */
#include "support/import_case.h"

#include <check.h>

Suite *hand_edits_suite(void);

static const struct import_case cases[] = {
    {
        .what = "numbers and authority ids that were written by hand are what "
                "records meet",
        .steps =
            {
                {.files = {{.text =
                                "title,author\nThe hobbit,J. R. R. Tolkien\n"
                                "Dune,Frank Herbert\n"}}},
                {.sql = "UPDATE books SET lccn = 'n78-890351' WHERE id = 1;"
                        "UPDATE books SET oclc = '12345' WHERE id = 2;"
                        "UPDATE authors SET authority_id = 'viaf:102333412'"
                        " WHERE id = 2",
                 .files =
                     {{.name = "a.xml",
                       .text = "<collection>"
                               "<record>"
                               "<leader>00000nam a2200000 a 4500</leader>"
                               "<controlfield tag=\"001\">1</controlfield>"
                               "<datafield tag=\"010\" ind1=\" \" ind2=\" \">"
                               "<subfield code=\"a\">n78890351</subfield>"
                               "</datafield>"
                               "<datafield tag=\"245\" ind1=\" \" ind2=\" \">"
                               "<subfield code=\"a\">The hobbit</subfield>"
                               "</datafield>"
                               "<datafield tag=\"100\" ind1=\"1\" ind2=\" \">"
                               "<subfield code=\"a\">Frank</subfield>"
                               "<subfield code=\"0\">(viaf)102333412</subfield>"
                               "</datafield>"
                               "</record>"
                               "<record>"
                               "<leader>00000nam a2200000 a 4500</leader>"
                               "<controlfield tag=\"001\">2</controlfield>"
                               "<datafield tag=\"035\" ind1=\" \" ind2=\" \">"
                               "<subfield code=\"a\">(OCoLC)12345</subfield>"
                               "</datafield>"
                               "<datafield tag=\"245\" ind1=\" \" ind2=\" \">"
                               "<subfield code=\"a\">Dune</subfield>"
                               "</datafield>"
                               "</record>"
                               "</collection>"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 2; 2 matched; 2 books updated; 1 authors updated; 1 links new\n"
            "book 1: The hobbit; text; edited lccn\n"
            "  1 J. R. R. Tolkien #1\n"
            "  2 Frank Herbert #2\n"
            "book 2: Dune; text; edited oclc\n"
            "  1 Frank Herbert #2\n"
            "author 1: J. R. R. Tolkien\n"
            "author 2: Frank Herbert; person; edited authority_id\n"
            "ledger 2 author a2 edited; authority_id\n"
            "ledger 2 book b1 edited; lccn\n"
            "ledger 2 book b2 edited; oclc\n"
            "ledger 2.1 author a2 matched by authority: Frank -> nothing\n"
            "ledger 2.1 author a2 changed; kind: nothing -> person\n"
            "ledger 2.1 book b1 changed; material: nothing -> text\n"
            "ledger 2.1 link b1 a2 linked\n"
            "ledger 2.2 book b2 changed; material: nothing -> text\n",
    },
    {
        .what = "a hand edit wins over both policies; the other columns go "
                "on",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,Murray\n"}}},
                {.sql = "UPDATE books SET title = 'Emma!', publisher = NULL",
                 .source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,EMMA,Jane Austen,1816,Other\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Emma!; 1816; edited publisher title\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "ledger 2 book b1 edited; publisher\n"
            "ledger 2 book b1 edited; title\n"
            "ledger 2.1 book b1 changed; year: 1815 -> 1816\n",
    },
    {
        .what = "a book deleted by hand does not come back when its record "
                "is unchanged",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,\n"
                                    "b2,Dracula,Bram Stoker,1897,\n"}}},
                {.sql = "DELETE FROM books WHERE id = 1",
                 .source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,\n"
                                    "b2,Dracula,Bram Stoker,1897,\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 2; 2 unchanged\n"
            "book 2: Dracula; 1897\n"
            "  1 Bram Stoker #2\n"
            "author 1: Jane Austen\n"
            "author 2: Bram Stoker\n",
    },
    {
        .what = "a book deleted by hand comes back, with a new id, when its "
                "record changed",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,\n"
                                    "b2,Dracula,Bram Stoker,1897,\n"}}},
                {.sql = "DELETE FROM books WHERE id = 1",
                 .source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,Murray\n"
                                    "b2,Dracula,Bram Stoker,1897,\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 2; 1 new; 1 unchanged; 1 books new; 1"
            " links new\n"
            "book 2: Dracula; 1897\n"
            "  1 Bram Stoker #2\n"
            "book 3: Emma; 1815; Murray\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "author 2: Bram Stoker\n",
    },
    {
        .what = "a book deleted by hand comes back when a new record names "
                "it",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,author,year,publisher\n"
                                    "b1,Emma,Jane Austen,1815,\n"}}},
                {.sql = "DELETE FROM books WHERE id = 1",
                 .source = "b",
                 .files = {{.text = "title,author,year\n"
                                    "Emma,Jane Austen,1815\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 links new\n"
            "book 2: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *hand_edits_suite(void)
{
    Suite *suite = suite_create("hand_edits");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
