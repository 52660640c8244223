/*
 * Rows that other programs wrote or changed since the last import: recognised,
 * not loaded again, and what was edited by hand stays.
 */
#include "support/import_case.h"

#include <check.h>

Suite *rekey_suite(void);

static const struct import_case cases[] = {
    {
        .what = "rows that an ORM wrote are recognised: the book, its "
                "author, its link",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\n"
                                    "Seed,Some Body\n"}}},
                {.sql =
                     "INSERT INTO authors (id, name) VALUES (7, 'Jane Austen');"
                     "INSERT INTO books (id, title) VALUES (9, 'Emma');"
                     "INSERT INTO book_author (book_id, author_id, "
                     "royalty_percentage,"
                     " publication_order) VALUES (9, 7, 0.0, 1)",
                 .source = "a",
                 .files = {{.text = "title,author,year\n"
                                    "Emma,Jane Austen,1815\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Seed\n"
            "  1 Some Body #1\n"
            "book 9: Emma; 1815\n"
            "  1 Jane Austen #7\n"
            "author 1: Some Body\n"
            "author 7: Jane Austen\n"
            "ledger 2.1 book b9 changed; year: nothing -> 1815\n",
    },
    {
        .what = "ids go on behind those that another program gave",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\n"
                                    "Seed,Some Body\n"}}},
                {.sql = "INSERT INTO authors (id, name) VALUES (70, 'Mary "
                        "Shelley');"
                        "INSERT INTO books (id, title) VALUES (90, "
                        "'Frankenstein')",
                 .source = "a",
                 .files = {{.text = "title,author\n"
                                    "Emma,Jane Austen\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "book 1: Seed\n"
            "  1 Some Body #1\n"
            "book 90: Frankenstein\n"
            "book 91: Emma\n"
            "  1 Jane Austen #71\n"
            "author 1: Some Body\n"
            "author 70: Mary Shelley\n"
            "author 71: Jane Austen\n",
    },
    {
        .what = "a royalty that an ORM wrote is a stated one",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author,isbn\n"
                                    "Emma,Jane Austen,9780306406157\n"}}},
                {.sql = "UPDATE book_author SET royalty_percentage = 12.5",
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,Jane Austen,7\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "book 1: Emma; isbn 9780306406157\n"
            "  1 Jane Austen #1; 12.5% rate; edited royalty_percentage\n"
            "author 1: Jane Austen\n"
            "warning 2.1 LINK_CONFLICT royalty; expected 12.5000; found "
            "7.0000\n"
            "ledger 2 link b1 a1 edited; royalty_percentage\n",
    },
    {
        .what = "an ISBN that an ORM wrote meets, hyphens or not",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\n"
                                    "Seed,Some Body\n"}}},
                {.sql = "INSERT INTO books (title, isbn) VALUES ('Dune', "
                        "'0-441-17271-7')",
                 .source = "a",
                 .files = {{.text = "title,author,isbn\n"
                                    "Dune,Frank Herbert,9780441172719\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 authors new; 1 links "
            "new\n"
            "book 1: Seed\n"
            "  1 Some Body #1\n"
            "book 2: Dune; isbn 0-441-17271-7\n"
            "  1 Frank Herbert #2\n"
            "author 1: Some Body\n"
            "author 2: Frank Herbert\n"
            "ledger 2.1 link b2 a2 linked\n",
    },
    {
        .what = "a title changed by hand is met under its new name, no "
                "longer under the old one",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\n"
                                    "Emma,Jane Austen\n"}}},
                {.sql = "UPDATE books SET title = 'Emma Woodhouse'",
                 .source = "b",
                 .files = {{.text = "title,author\n"
                                    "Emma Woodhouse,Jane Austen\n"
                                    "EMMA,Jane Austen\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 2; 1 new; 1 unchanged; 1 books new; 1"
            " links new\n"
            "book 1: Emma Woodhouse; edited title\n"
            "  1 Jane Austen #1\n"
            "book 2: EMMA\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "ledger 2 book b1 edited; title\n",
    },
    {
        .what = "an author renamed by hand is met under the new name, and so "
                "are the books",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\n"
                                    "Emma,Jane Austin\n"}}},
                {.sql = "UPDATE authors SET name = 'Jane Austen'",
                 .source = "b",
                 .files = {{.text = "title,author\n"
                                    "Emma,Jane Austen\n"
                                    "Emma,Jane Austin\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 2; 1 new; 1 unchanged; 1 books new; 1"
            " authors new; 1 links new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "book 2: Emma\n"
            "  1 Jane Austin #2\n"
            "author 1: Jane Austen; edited name\n"
            "author 2: Jane Austin\n"
            "ledger 2 author a1 edited; name\n",
    },
    {
        .what = "the first author is unlinked by hand: the title key is the "
                "next one's",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,authors\n"
                                    "Dune,Frank Herbert; Brian Herbert\n"}}},
                {.sql = "DELETE FROM book_author WHERE author_id = 1",
                 .source = "b",
                 .files = {{.text = "title,author\n"
                                    "Dune,Brian Herbert\n"
                                    "Dune,Frank Herbert\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 2; 1 new; 1 unchanged; 1 books new; 1"
            " links new\n"
            "book 1: Dune\n"
            "  2 Brian Herbert #2\n"
            "book 2: Dune\n"
            "  1 Frank Herbert #1\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n",
    },
    {
        .what = "a link without an order, as an ORM writes it, keeps none "
                "unless somebody says",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\n"
                                    "Emma,Jane Austen\n"}}},
                {.sql =
                     "INSERT INTO authors (name) VALUES ('Mary Shelley');"
                     "INSERT INTO book_author (book_id, author_id) VALUES (1, "
                     "2)",
                 .source = "a",
                 .files = {{.text = "title,author\n"
                                    "Emma,Jane Austen\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "  - Mary Shelley #2\n"
            "author 1: Jane Austen\n"
            "author 2: Mary Shelley\n",
    },
    {
        .what = "dates written by hand tell namesakes apart",
        .config = "[source:a]\nname_order = library\nauthor_separator = none\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\n"
                                    "Emma,\"Austen, Jane\"\n"}}},
                {.sql = "UPDATE authors SET dates = '1775-1817'",
                 .source = "a",
                 .files = {{.text = "title,author\n"
                                    "Persuasion,\"Austen, Jane, 1950-\"\n"
                                    "Sanditon,\"Austen, Jane, 1775-\"\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 2; 2 new; 2 books new; 1 authors new; 2"
            " links new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "book 2: Persuasion\n"
            "  1 Jane Austen #2\n"
            "book 3: Sanditon\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen; 1775-1817; edited dates\n"
            "author 2: Jane Austen; 1950-\n"
            "ledger 2 author a1 edited; dates\n",
    },
    {
        .what = "a database whose rows are all an ORM's, none of them with a "
                "key",
        .config = "[source:a]\n[source:b]\n",
        .steps =
            {
                {.source = "a",
                 .files = {{.text = "title,author\n"
                                    "Seed,Some Body\n"}}},
                {.sql =
                     "DELETE FROM books; DELETE FROM authors;"
                     "INSERT INTO authors (name) VALUES ('Ann Ash'), ('Ben "
                     "Birch');"
                     "INSERT INTO books (title) VALUES ('One'), ('Two'), "
                     "('Three');"
                     "INSERT INTO book_author (book_id, author_id) VALUES (2, "
                     "2), (3, 2),"
                     " (4, 3)",
                 .source = "a",
                 .files = {{.text = "title,author\n"
                                    "One,Ann Ash\n"
                                    "Two,Ann Ash\n"
                                    "Three,Ben Birch\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 3; 3 matched; 3 links updated\n"
            "book 2: One\n"
            "  1 Ann Ash #2\n"
            "book 3: Two\n"
            "  1 Ann Ash #2\n"
            "book 4: Three\n"
            "  1 Ben Birch #3\n"
            "author 2: Ann Ash\n"
            "author 3: Ben Birch\n"
            "ledger 2.1 link b2 a2 changed; publication_order: nothing -> 1\n"
            "ledger 2.2 link b3 a2 changed; publication_order: nothing -> 1\n"
            "ledger 2.3 link b4 a3 changed; publication_order: nothing -> 1\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *rekey_suite(void)
{
    Suite *suite = suite_create("rekey");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
