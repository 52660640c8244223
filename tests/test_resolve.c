/*
 * What records make of an empty database, and of each other: orders, names and
 * ids, as if records came one at a time.
 */
#include "support/import_case.h"

#include <check.h>

Suite *resolve_suite(void);

static const struct import_case cases[] = {
    {
        .what = "the order of names in a cell is their publication order",
        .steps = {{.files = {{.text =
                                  "title,authors\n"
                                  "Good Omens,Terry Pratchett; Neil Gaiman\n"
                                  "Stardust,Neil Gaiman\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 3"
            " links new\n"
            "book 1: Good Omens\n"
            "  1 Terry Pratchett #1\n"
            "  2 Neil Gaiman #2\n"
            "book 2: Stardust\n"
            "  1 Neil Gaiman #2\n"
            "author 1: Terry Pratchett\n"
            "author 2: Neil Gaiman\n",
    },
    {
        .what = "an order column wins over the order of columns",
        .steps =
            {{.files = {{.text =
                             "title,author1,order1,author2,order2\n"
                             "Good Omens,Terry Pratchett,2,Neil Gaiman,1\n"}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "book 1: Good Omens\n"
            "  1 Neil Gaiman #2\n"
            "  2 Terry Pratchett #1\n"
            "author 1: Terry Pratchett\n"
            "author 2: Neil Gaiman\n",
    },
    {
        .what = "orders with a gap stay as stated",
        .steps = {{.files = {{.text =
                                  "title,isbn,author,order\n"
                                  "Dune,9780441172719,Frank Herbert,3\n"
                                  "Dune,9780441172719,Brian Herbert,7\n"}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2"
            " authors new; 2 links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  3 Frank Herbert #1\n"
            "  7 Brian Herbert #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "ledger 1.2 link b1 a2 linked\n",
    },
    {
        .what = "an order that is taken: the next, with a warning",
        .steps = {{.files = {{.text =
                                  "title,isbn,author,order\n"
                                  "Dune,9780441172719,Frank Herbert,1\n"
                                  "Dune,9780441172719,Brian Herbert,1\n"}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2"
            " authors new; 2 links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1\n"
            "  2 Brian Herbert #2\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "warning 1.2 ORDER_TAKEN order; found 1\n"
            "ledger 1.2 link b1 a2 linked\n",
    },
    {
        .what = "link rows without orders stand as they come",
        .steps = {{.files = {{.text =
                                  "title,isbn,author,royalty\n"
                                  "Dune,9780441172719,Frank Herbert,8\n"
                                  "Dune,9780441172719,Brian Herbert,\n"
                                  "Dune,9780441172719,Kevin Anderson,2.5\n"}}}},
        .expected =
            "import 1: complete, read 3; 1 new; 2 matched; 1 books new; 3"
            " authors new; 3 links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1; 8% rate\n"
            "  2 Brian Herbert #2\n"
            "  3 Kevin Anderson #3; 2.5% rate\n"
            "author 1: Frank Herbert\n"
            "author 2: Brian Herbert\n"
            "author 3: Kevin Anderson\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 1.3 link b1 a3 linked\n",
    },
    {
        .what = "parallel royalties: stated, stated as zero, not stated",
        .steps =
            {{.files =
                  {{.text = "title,authors,royalties\n"
                            "Three,Ann Ash; Ben Birch; Cyd Cedar,12.3456; 0; \n"
                            "None,Ann Ash; Ben Birch,\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 5"
            " links new\n"
            "book 1: Three\n"
            "  1 Ann Ash #1; 12.3456% rate\n"
            "  2 Ben Birch #2; 0% rate\n"
            "  3 Cyd Cedar #3\n"
            "book 2: None\n"
            "  1 Ann Ash #1\n"
            "  2 Ben Birch #2\n"
            "author 1: Ann Ash\n"
            "author 2: Ben Birch\n"
            "author 3: Cyd Cedar\n",
    },
    {
        .what = "the royalty of a pair is stated twice: the first stays",
        .steps = {{.files = {{.text =
                                  "title,isbn,author,royalty\n"
                                  "Dune,9780441172719,Frank Herbert,8\n"
                                  "Dune,9780441172719,Frank Herbert,9\n"
                                  "Dune,9780441172719,Frank Herbert,8\n"}}}},
        .expected =
            "import 1: complete, read 3; 1 new; 2 unchanged; 1 books new; 1"
            " authors new; 1 links new\n"
            "book 1: Dune; isbn 9780441172719\n"
            "  1 Frank Herbert #1; 8% rate\n"
            "author 1: Frank Herbert\n"
            "warning 1.2 LINK_CONFLICT royalty; expected 8.0000; found 9.0000\n",
    },
    {
        .what = "one author twice in a record is one link, without a gap",
        .steps =
            {{.files =
                  {{.text =
                        "title,authors,royalties\n"
                        "Echo,Ann Ash; Ben Birch; Ann Ash; Cyd Cedar,1;2;3;4\n"}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 3 authors new; 3"
            " links new\n"
            "book 1: Echo\n"
            "  1 Ann Ash #1; 1% rate\n"
            "  2 Ben Birch #2; 2% rate\n"
            "  3 Cyd Cedar #3; 4% rate\n"
            "author 1: Ann Ash\n"
            "author 2: Ben Birch\n"
            "author 3: Cyd Cedar\n"
            "warning 1.1 AUTHOR_TWICE author; found Ann Ash\n"
            "warning 1.1 LINK_CONFLICT royalty; expected 1.0000; found"
            " 3.0000\n",
    },
    {
        .what = "the same line twice is one book and changes nothing",
        .steps = {{.files = {{.text = "title,author\n"
                                      "Emma,Jane Austen\n"
                                      "Emma,Jane Austen\n"}}}},
        .expected =
            "import 1: complete, read 2; 1 new; 1 unchanged; 1 books new; 1"
            " authors new; 1 links new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n",
    },
    {
        .what = "own ids repeat within a file: each row fills the one book",
        .steps = {{.files = {{.text = "book_ref,title,author,year\n"
                                      "b1,Emma,Jane Austen,\n"
                                      "b1,Emma,Jane Austen,1815\n"
                                      "b1,Emma,Austen Jane,1816\n"}}}},
        .expected =
            "import 1: complete, read 3; 1 new; 2 matched; 1 books new; 1"
            " books updated; 2 authors new; 2 links new\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "  2 Austen Jane #2\n"
            "author 1: Jane Austen\n"
            "author 2: Austen Jane\n"
            "ledger 1.2 book b1 changed; year: nothing -> 1815\n"
            "ledger 1.3 link b1 a2 linked\n",
    },
    {
        .what = "authors meet across forms of one name, case and accents",
        .config = "[source:default]\nname_order = inverted\n",
        .steps = {{.files = {{.text = "title,author\n"
                                      "One,\"Müller, Zoë\"\n"
                                      "Two,\"MULLER, ZOE\"\n"
                                      "Three,Zoë Müller\n"}}}},
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 1 authors new; 3"
            " links new\n"
            "book 1: One\n"
            "  1 Zoë Müller #1\n"
            "book 2: Two\n"
            "  1 Zoë Müller #1\n"
            "book 3: Three\n"
            "  1 Zoë Müller #1\n"
            "author 1: Zoë Müller\n",
    },
    {
        .what = "a name in capitals becomes the better form when that comes",
        .steps = {{.files = {{.text = "title,author\n"
                                      "Emma,JANE AUSTEN\n"
                                      "Persuasion,Jane Austen\n"
                                      "Sanditon,JANE AUSTEN\n"}}}},
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 1 authors new; 1"
            " authors updated; 3 links new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "book 2: Persuasion\n"
            "  1 Jane Austen #1\n"
            "book 3: Sanditon\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "ledger 1.2 author a1 changed; name: JANE AUSTEN -> Jane Austen\n"
            "ledger 1.2 author a1 changed; sort_name: AUSTEN, JANE -> Austen,"
            " Jane\n",
    },
    {
        .what = "both forms of a capital name in one record",
        .steps = {{.files = {{.text = "title,authors\n"
                                      "Emma,JANE AUSTEN; Jane Austen\n"}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "warning 1.1 AUTHOR_TWICE author; found Jane Austen\n",
    },
    {
        .what =
            "dated meets the only undated of its name, and the ledger says so",
        .config = "[source:default]\nname_order = library\n"
                  "author_separator = none\n",
        .steps = {{.files = {{.text = "title,author\n"
                                      "One,\"Smith, John\"\n"
                                      "Two,\"Smith, John, 1900-1980\"\n"
                                      "Three,\"Smith, John\"\n"}}}},
        .expected =
            "import 1: complete, read 3; 3 new; 3 books new; 1 authors new; 1"
            " authors updated; 3 links new\n"
            "book 1: One\n"
            "  1 John Smith #1\n"
            "book 2: Two\n"
            "  1 John Smith #1\n"
            "book 3: Three\n"
            "  1 John Smith #1\n"
            "author 1: John Smith; 1900-1980\n"
            "ledger 1.2 author a1 matched by name-undated: nothing -> "
            "1900-1980\n"
            "ledger 1.2 author a1 changed; dates: nothing -> 1900-1980\n"
            "ledger 1.3 author a1 matched by name-undated\n",
    },
    {
        .what = "two dated of one name: an undated heading is neither of them",
        .config = "[source:default]\nname_order = library\n"
                  "author_separator = none\n",
        .steps = {{.files = {{.text = "title,author\n"
                                      "One,\"Smith, John, 1900-1980\"\n"
                                      "Two,\"Smith, John, 1950-\"\n"
                                      "Three,\"Smith, John\"\n"
                                      "Four,\"Smith, John, 1950-2010\"\n"}}}},
        .expected =
            "import 1: complete, read 4; 4 new; 4 books new; 3 authors new; 1"
            " authors updated; 4 links new\n"
            "book 1: One\n"
            "  1 John Smith #1\n"
            "book 2: Two\n"
            "  1 John Smith #2\n"
            "book 3: Three\n"
            "  1 John Smith #3\n"
            "book 4: Four\n"
            "  1 John Smith #2\n"
            "author 1: John Smith; 1900-1980\n"
            "author 2: John Smith; 1950-2010\n"
            "author 3: John Smith\n"
            "ledger 1.3 author a3 candidate by name: nothing -> 1\n"
            "ledger 1.3 author a3 candidate by name: nothing -> 2\n"
            "ledger 1.4 author a2 changed; dates: 1950- -> 1950-2010\n",
    },
    {
        .what = "a placeholder is no author; a book may have none",
        .steps = {{.files = {{.text = "title,author\n"
                                      "Beowulf,Anonymous\n"
                                      "Domesday Book,\n"}}}},
        .expected = "import 1: complete, read 2; 2 new; 2 books new\n"
                    "book 1: Beowulf\n"
                    "book 2: Domesday Book\n"
                    "warning 1.1 NOT_A_NAME author; found Anonymous\n",
    },
    {
        .what = "a record without a title is rejected alone and takes no id",
        .steps = {{.files = {{.text = "title,author\n"
                                      "Emma,Jane Austen\n"
                                      ",Nobody Here\n"
                                      "Dracula,Bram Stoker\n"}},
                   .status = STATUS_REJECTS}},
        .expected =
            "import 1: complete, read 3; 2 new; 1 rejected; 2 books new; 2"
            " authors new; 2 links new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "book 2: Dracula\n"
            "  1 Bram Stoker #2\n"
            "author 1: Jane Austen\n"
            "author 2: Bram Stoker\n"
            "reject 1.2 TITLE_MISSING title; expected a title\n",
    },
    {
        .what = "one row per author with the titles in a cell",
        .config = "[source:default]\ntitle_separator = \";\"\n",
        .steps = {{.files = {{.text = "author,title\n"
                                      "Jane Austen,Emma; Persuasion\n"
                                      "Bram Stoker,Dracula\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 3 books new; 2 authors new; 3"
            " links new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "book 2: Persuasion\n"
            "  1 Jane Austen #1\n"
            "book 3: Dracula\n"
            "  1 Bram Stoker #2\n"
            "author 1: Jane Austen\n"
            "author 2: Bram Stoker\n",
    },
    {
        .what =
            "ids go up in input order over files and imports, and are never "
            "used again",
        .steps = {{.files = {{"b.csv", "title,author\nEmma,Jane Austen\n"},
                             {"a.csv", "title,author\nDracula,Bram Stoker\n"}}},
                  {.sql = "DELETE FROM books WHERE id = 2;"
                          "DELETE FROM authors WHERE id = 2",
                   .files = {{"c.csv", "title,author\nDune,Frank Herbert\n"}}}},
        .expected =
            "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2"
            " links new\n"
            "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "book 3: Dune\n"
            "  1 Frank Herbert #3\n"
            "author 1: Jane Austen\n"
            "author 3: Frank Herbert\n",
    },
    {
        .what = "one author twice with two roles: one link, both roles, first "
                "order",
        .steps = {{.files = {{.text = "title,authors,roles\n"
                                      "Alice,John Tenniel; Lewis Carroll; John "
                                      "Tenniel; John Tenniel,ill; aut; cov; "
                                      "ill\n"}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "book 1: Alice\n"
            "  1 John Tenniel #1; ill cov\n"
            "  2 Lewis Carroll #2; aut\n"
            "author 1: John Tenniel\n"
            "author 2: Lewis Carroll\n"
            "warning 1.1 AUTHOR_TWICE author; found John Tenniel\n"
            "warning 1.1 AUTHOR_TWICE author; found John Tenniel\n",
    },
    {
        .what = "roles of a cell, parallel to its names",
        .steps = {{.files = {{.text = "title,authors,roles\n"
                                      "Faust,J. W. Goethe; Bayard Taylor,aut; "
                                      "trl\n"}}}},
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2"
            " links new\n"
            "book 1: Faust\n"
            "  1 J. W. Goethe #1; aut\n"
            "  2 Bayard Taylor #2; trl\n"
            "author 1: J. W. Goethe\n"
            "author 2: Bayard Taylor\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *resolve_suite(void)
{
    Suite *suite = suite_create("resolve");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
