/*
 * INSERT OR REPLACE and UPSERT of rows that were there. To the triggers a replaced
 * row is a new one; an import knows better, and treats it as a changed one.
 */
#include "support/import_case.h"

#include <check.h>

Suite *rekey_replaced_suite(void);

#define SOURCES "[source:a]\n[source:b]\n"
#define UNRELATED "title,author\nUlysses,James Joyce\n"

static const struct import_case cases[] = {
    {
        .what = "an author: the books' title keys hold the new name",
        .config = SOURCES,
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\nEmma,Jane Austen\n"
                                    "Sanditon,Jane Austen\n"}}},
                {.sql = "INSERT OR REPLACE INTO authors (id, name)"
                        " VALUES (1, 'Jane A.')",
                 .source = "a",
                 .files = {{.text = UNRELATED}}},
                {.source = "b",
                 .files = {{.text = "title,author,year\n"
                                    "Emma,Jane A.,1815\n"
                                    "Sanditon,Jane Austen,1817\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2 links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 3: complete, read 2; 1 new; 1 matched; 1 books new; 1 books updated; 1 authors new; 1 links new\n"
            "book 1: Emma; 1815\n"
            "  1 Jane A. #1\n"
            "book 2: Sanditon\n"
            "  1 Jane A. #1\n"
            "book 3: Ulysses\n"
            "  1 James Joyce #2\n"
            "book 4: Sanditon; 1817\n"
            "  1 Jane Austen #3\n"
            "author 1: Jane A.; edited name\n"
            "author 2: James Joyce\n"
            "author 3: Jane Austen\n"
            "ledger 2 author a1 edited; name\n"
            "ledger 3.1 book b1 changed; year: nothing -> 1815\n",
    },
    {
        .what = "an author under the same name: nothing is lost",
        .config = SOURCES,
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\nEmma,Jane Austen\n"}}},
                {.sql = "REPLACE INTO authors (id, name, dates)"
                        " VALUES (1, 'Jane Austen', '1775-1817')",
                 .source = "a",
                 .files = {{.text = UNRELATED}}},
                {.source = "b",
                 .files = {{.text = "title,author,year\n"
                                    "Emma,Jane Austen,1815\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 3: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "book 2: Ulysses\n"
            "  1 James Joyce #2\n"
            "author 1: Jane Austen; 1775-1817; edited name dates\n"
            "author 2: James Joyce\n"
            "ledger 2 author a1 edited; name\n"
            "ledger 2 author a1 edited; dates\n"
            "ledger 3.1 author a1 matched by name-undated\n"
            "ledger 3.1 book b1 changed; year: nothing -> 1815\n",
    },
    {
        .what = "an author by name alone: the authority id still finds it",
        .config = SOURCES,
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\nEmma,Jane Austen\n"}}},
                {.sql = "UPDATE authors SET authority_id = 'viaf:102333412'",
                 .source = "a",
                 .files = {{.text = UNRELATED}}},
                {.sql = "REPLACE INTO authors (id, name) VALUES (1, 'J. A.')",
                 .source = "b",
                 .files =
                     {{.name = "a.xml",
                       .text = "<collection><record>"
                               "<leader>00000nam a2200000 a 4500</leader>"
                               "<controlfield tag=\"001\">1</controlfield>"
                               "<datafield tag=\"245\" ind1=\" \" ind2=\" \">"
                               "<subfield code=\"a\">Emma</subfield>"
                               "</datafield>"
                               "<datafield tag=\"100\" ind1=\"1\" ind2=\" \">"
                               "<subfield code=\"a\">Austen, J.</subfield>"
                               "<subfield code=\"0\">(viaf)102333412</subfield>"
                               "</datafield>"
                               "</record></collection>"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 3: complete, read 1; 1 new; 1 books new; 1 authors updated; 1 links new\n"
            "book 1: Emma\n"
            "  1 J. A. #1\n"
            "book 2: Ulysses\n"
            "  1 James Joyce #2\n"
            "book 3: Emma; text\n"
            "  1 J. A. #1\n"
            "author 1: J. A.; person; edited name\n"
            "author 2: James Joyce\n"
            "ledger 2 author a1 edited; authority_id\n"
            "ledger 3 author a1 edited; name\n"
            "ledger 3.1 author a1 matched by authority: J. Austen -> nothing\n"
            "ledger 3.1 author a1 changed; kind: nothing -> person\n",
    },
    {
        .what = "books: numbers that the new row states take the place of the "
                "old ones, and those that it leaves out come back",
        .config = SOURCES,
        .steps =
            {
                {.source = "a",
                 .files = {{.text =
                                "title,author,isbn,year\n"
                                "Emma,Jane Austen,9780141439587,1815\n"
                                "Dune,Frank Herbert,9780441172719,1965\n"}}},
                {.sql = "INSERT OR REPLACE INTO books (id, title, isbn) VALUES"
                        " (1, 'Emma', NULL),"
                        " (2, 'Dune Messiah', '9780593098233')",
                 .source = "a",
                 .files = {{.text = UNRELATED}}},
                {.source = "b",
                 .files = {{.text =
                                "title,author,isbn,year\n"
                                "Emma,Jane Austen,9780141439587,1815\n"
                                "Dune Messiah,F. Herbert,9780593098233,1969\n"
                                "Dune,Frank Herbert,9780441172719,1965\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 3: complete, read 3; 1 new; 2 matched; 1 books new; 2 books updated; 1 authors new; 2 links new\n"
            "book 1: Emma; isbn 9780141439587; 1815; edited title\n"
            "  1 Jane Austen #1\n"
            "book 2: Dune Messiah; isbn 9780593098233; 1969; edited title isbn\n"
            "  1 Frank Herbert #2\n"
            "  2 F. Herbert #4\n"
            "book 3: Ulysses\n"
            "  1 James Joyce #3\n"
            "book 4: Dune; isbn 9780441172719; 1965\n"
            "  1 Frank Herbert #2\n"
            "author 1: Jane Austen\n"
            "author 2: Frank Herbert\n"
            "author 3: James Joyce\n"
            "author 4: F. Herbert\n"
            "ledger 2 book b1 edited; title\n"
            "ledger 2 book b2 edited; title\n"
            "ledger 2 book b2 edited; isbn\n"
            "ledger 3.1 book b1 changed; isbn: nothing -> 9780141439587\n"
            "ledger 3.1 book b1 changed; year: nothing -> 1815\n"
            "ledger 3.2 book b2 changed; year: nothing -> 1969\n"
            "ledger 3.2 link b2 a4 linked\n",
    },
    {
        .what = "an edition: it finds its work again",
        .config = SOURCES,
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,subtitle,author,year\n"
                                    "Emma,,Jane Austen,1815\n"
                                    "Emma,a novel,Jane Austen,1816\n"}}},
                {.sql =
                     "REPLACE INTO books (id, title, subtitle, year) VALUES"
                     " (1, 'Emma', NULL, 1815), (2, 'Emma', 'a novel', 1816)",
                 .source = "a",
                 .files = {{.text = UNRELATED}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2 links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "book 1: Emma; 1815; edited title year\n"
            "  1 Jane Austen #1\n"
            "book 2: Emma; a novel; 1816; edited title subtitle year\n"
            "  1 Jane Austen #1\n"
            "book 3: Ulysses\n"
            "  1 James Joyce #2\n"
            "author 1: Jane Austen\n"
            "author 2: James Joyce\n"
            "ledger 2 book b1 edited; title\n"
            "ledger 2 book b1 edited; year\n"
            "ledger 2 book b1 changed; work_id: nothing -> 2\n"
            "ledger 2 book b2 edited; title\n"
            "ledger 2 book b2 edited; subtitle\n"
            "ledger 2 book b2 edited; year\n",
    },
    {
        .what = "a link: what it states stays when its record says otherwise, "
                "or names nobody; a new link is nobody's edit",
        .config = SOURCES,
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors,royalties\n"
                                    "b1,Emma,Jane Austen; Mary Shelley,5; 6\n"
                                    "b2,Dune,Frank Herbert,\n"}}},
                {.sql = "REPLACE INTO book_author (book_id, author_id,"
                        " royalty_percentage, publication_order) VALUES"
                        " (1, 1, 7.5, 1), (1, 2, 0.0, 2), (2, 1, 0.0, 2)",
                 .source = "a",
                 .files = {{.text = UNRELATED}}},
                {.source = "a",
                 .files = {{.text = "book_ref,title,authors,royalties\n"
                                    "b1,Emma,Jane Austen,8\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 3 links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 3: complete, read 1; 1 unchanged\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1; 7.5% rate; edited royalty_percentage publication_order\n"
            "  2 Mary Shelley #2; edited publication_order\n"
            "book 2: Dune\n"
            "  1 Frank Herbert #3\n"
            "  2 Jane Austen #1\n"
            "book 3: Ulysses\n"
            "  1 James Joyce #4\n"
            "author 1: Jane Austen\n"
            "author 2: Mary Shelley\n"
            "author 3: Frank Herbert\n"
            "author 4: James Joyce\n"
            "warning 3.1 LINK_CONFLICT royalty; expected 7.5000; found 8.0000\n"
            "ledger 2 link b1 a1 edited; royalty_percentage\n"
            "ledger 2 link b1 a1 edited; publication_order\n"
            "ledger 2 link b1 a2 edited; publication_order\n",
    },
    {
        .what = "UPSERT is an update",
        .config = SOURCES,
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\nEmma,Jane Austen\n"}}},
                {.sql = "INSERT INTO authors (id, name) VALUES (1, 'Jane A.')"
                        " ON CONFLICT DO UPDATE SET name = excluded.name;"
                        "INSERT INTO books (id, title) VALUES (1, 'Emma!')"
                        " ON CONFLICT DO UPDATE SET title = excluded.title;"
                        "INSERT INTO book_author (book_id, author_id,"
                        " royalty_percentage) VALUES (1, 1, 9.5) ON CONFLICT DO"
                        " UPDATE SET royalty_percentage ="
                        " excluded.royalty_percentage",
                 .source = "a",
                 .files = {{.text = UNRELATED}}},
                {.source = "b",
                 .files = {{.text = "title,author,year\n"
                                    "Emma!,Jane A.,1815\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 3: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Emma!; 1815; edited title\n"
            "  1 Jane A. #1; 9.5% rate; edited royalty_percentage\n"
            "book 2: Ulysses\n"
            "  1 James Joyce #2\n"
            "author 1: Jane A.; edited name\n"
            "author 2: James Joyce\n"
            "ledger 2 author a1 edited; name\n"
            "ledger 2 book b1 edited; title\n"
            "ledger 2 link b1 a1 edited; royalty_percentage\n"
            "ledger 3.1 book b1 changed; year: nothing -> 1815\n",
    },
    {
        .what = "with recursive triggers, or foreign keys: the old row is "
                "deleted, with its links",
        .config = SOURCES,
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\nEmma,Jane Austen\n"
                                    "Dune,Frank Herbert\n"}}},
                {.sql = "PRAGMA recursive_triggers = ON;"
                        "REPLACE INTO books (id, title) VALUES (1, 'Emma');"
                        "PRAGMA recursive_triggers = OFF;"
                        "PRAGMA foreign_keys = ON;"
                        "REPLACE INTO books (id, title) VALUES (2, 'Dune');"
                        "PRAGMA foreign_keys = OFF;"
                        "INSERT INTO book_author (book_id, author_id)"
                        " VALUES (1, 1), (2, 2)",
                 .source = "a",
                 .files = {{.text = UNRELATED}}},
                {.source = "b",
                 .files = {{.text = "title,author,year\n"
                                    "Emma,Jane Austen,1815\n"
                                    "Dune,Frank Herbert,1965\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 3: complete, read 2; 2 matched; 2 books updated; 2 links updated\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "book 2: Dune; 1965; edited title\n"
            "  1 Frank Herbert #2\n"
            "book 3: Ulysses\n"
            "  1 James Joyce #3\n"
            "author 1: Jane Austen\n"
            "author 2: Frank Herbert\n"
            "author 3: James Joyce\n"
            "ledger 2 book b2 edited; title\n"
            "ledger 3.1 book b1 changed; year: nothing -> 1815\n"
            "ledger 3.1 link b1 a1 changed; publication_order: nothing -> 1\n"
            "ledger 3.2 book b2 changed; year: nothing -> 1965\n"
            "ledger 3.2 link b2 a2 changed; publication_order: nothing -> 1\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *rekey_replaced_suite(void)
{
    Suite *suite = suite_create("rekey_replaced");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
