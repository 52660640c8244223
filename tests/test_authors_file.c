/*
 * Rows of an authors' file: an author each, known by its own id, then by name.
 */
#include "support/import_case.h"

#include <check.h>

Suite *authors_file_suite(void);

#define RENAMED_TWICE                                                \
    {                                                                \
        {.source = "pubs",                                           \
         .files = {{"authors.csv", "au_id,au_lname,au_fname\n"       \
                                   "a1,Austin,Jane\n"},              \
                   {"books.csv", "title,author_ref,order,book_ref\n" \
                                 "Emma,a1,1,b1\n"}}},                \
            {.source = "pubs",                                       \
             .files = {{"authors.csv", "au_id,au_lname,au_fname\n"   \
                                       "a1,Austen,J.\n"              \
                                       "a1,Austen,Jane\n"            \
                                       "a2,Austen,Jane\n"            \
                                       "a3,Austen,J.\n"}}},          \
        {                                                            \
            .source = "pubs", .files = {                             \
                {"more.csv", "title,author,year\n"                   \
                             "Emma,Jane Austen,1815\n"}              \
            }                                                        \
        }                                                            \
    }

static const struct import_case cases[] = {
    {
        .what = "an authors' file makes authors, each once; a namesake with "
                "another id is another author",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Green,Marjorie\n"
                                           "a2,Carson,Cheryl\n"
                                           "a3,Green,Marjorie\n"}}},
            },
        .expected = "import 1: complete, read 3; 3 new; 3 authors new\n"
                    "author 1: Marjorie Green\n"
                    "author 2: Cheryl Carson\n"
                    "author 3: Marjorie Green\n",
    },
    {
        .what = "a name that is there without an id is met, and gets the id",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{.text = "title,author\n"
                                    "Emma,Jane Austen\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austen,Jane\n"
                                           "a2,Austen,Jane\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 2; 1 new; 1 unchanged; 1 authors new\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "author 2: Jane Austen\n",
    },
    {
        .what = "restated: the name is corrected; the title keys follow",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austin,Jane\n"},
                           {"books.csv", "title,author_ref,order,book_ref\n"
                                         "Emma,a1,1,b1\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austen,Jane\n"}}},
                {.source = "pubs",
                 .files = {{"more.csv", "title,author\n"
                                        "Emma,Jane Austen\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 1 books new; 1 authors new; 1"
            " links new\n"
            "import 2: complete, read 1; 1 matched; 1 authors updated\n"
            "import 3: complete, read 1; 1 unchanged\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "ledger 2.1 author a1 changed; name: Jane Austin -> Jane Austen\n"
            "ledger 2.1 author a1 changed; sort_name: Austin, Jane -> Austen,"
            " Jane\n",
    },
    {
        .what = "on_update = keep: a restated author stays as it was",
        .config = "[source:pubs]\non_update = keep\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austin,Jane\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austen,Jane\n"}}},
            },
        .expected = "import 1: complete, read 1; 1 new; 1 authors new\n"
                    "import 2: complete, read 1; 1 unchanged\n"
                    "author 1: Jane Austin\n",
    },
    {
        .what = "on_update = fill: what is empty is filled, what is there "
                "stays",
        .config = "[source:pubs]\non_update = fill\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname,dates\n"
                                           "a1,Austin,Jane,\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname,dates\n"
                                           "a1,Austen,Jane,1775-1817\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 authors new\n"
            "import 2: complete, read 1; 1 matched; 1 authors updated\n"
            "author 1: Jane Austin; 1775-1817\n"
            "ledger 2.1 author a1 changed; dates: nothing -> 1775-1817\n",
    },
    {
        .what = "between sources an author who is met by id is filled",
        .config = "[source:a]\nids = pubs\n[source:b]\nids = pubs\n",
        .steps =
            {
                {.source = "a",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname,dates\n"
                                           "a1,Austen,Jane,\n"}}},
                {.source = "b",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname,dates\n"
                                           "a1,Austen,J.,1775-1817\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 authors new\n"
            "import 2: complete, read 1; 1 matched; 1 authors updated\n"
            "author 1: Jane Austen; 1775-1817\n"
            "ledger 2.1 author a1 changed; dates: nothing -> 1775-1817\n",
    },
    {
        .what = "a name edited by hand stays",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austin,Jane\n"}}},
                {.sql = "UPDATE authors SET name = 'J. Austen'",
                 .source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austen,Jane\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 authors new\n"
            "import 2: complete, read 1; 1 matched; 1 authors updated\n"
            "author 1: J. Austen; edited name\n"
            "ledger 2 author a1 edited; name\n"
            "ledger 2.1 author a1 changed; sort_name: Austin, Jane -> Austen,"
            " Jane\n",
    },
    {
        .what = "an author deleted by hand stays away while unchanged, and "
                "returns when changed",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austen,Jane\n"
                                           "a2,Green,Marjorie\n"}}},
                {.sql = "DELETE FROM authors",
                 .source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austen,Jane\n"
                                           "a2,Green,Marge\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 2 authors new\n"
            "import 2: complete, read 2; 1 new; 1 unchanged; 1 authors new\n"
            "author 3: Marge Green\n",
    },
    {
        .what = "the same id twice in a file: one author; the second row "
                "adds what is missing",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname,dates\n"
                                           "a1,Austen,Jane,\n"
                                           "a1,Austen,Jane,1775-1817\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 1 new; 1 matched; 1 authors new; 1"
            " authors updated\n"
            "author 1: Jane Austen; 1775-1817\n"
            "ledger 1.2 author a1 changed; dates: nothing -> 1775-1817\n",
    },
    {
        .what =
            "two rows of one id in a file: the first renames, the second is a "
            "further form; and a row of that name with another id is "
            "somebody else",
        .config = "[source:pubs]\n",
        .steps = RENAMED_TWICE,
        .expected =
            "import 1: complete, read 2; 2 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 4; 2 new; 1 matched; 1 unchanged; 2 authors new; 1 authors updated\n"
            "import 3: complete, read 1; 1 new; 1 books new; 1 links new\n"
            "book 1: Emma\n"
            "  1 J. Austen #1\n"
            "book 2: Emma; 1815\n"
            "  1 Jane Austen #2\n"
            "author 1: J. Austen\n"
            "author 2: Jane Austen\n"
            "author 3: J. Austen\n"
            "ledger 2.1 author a1 changed; name: Jane Austin -> J. Austen\n"
            "ledger 2.1 author a1 changed; sort_name: Austin, Jane -> Austen, J.\n",
    },
    {
        .what =
            "with on_match = replace the last row counts, for the books too",
        .config = "[source:pubs]\non_match = replace\n",
        .steps = RENAMED_TWICE,
        .expected =
            "import 1: complete, read 2; 2 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 4; 2 new; 2 matched; 2 authors new; 2 authors updated\n"
            "import 3: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "author 2: Jane Austen\n"
            "author 3: J. Austen\n"
            "ledger 2.1 author a1 changed; name: Jane Austin -> J. Austen\n"
            "ledger 2.1 author a1 changed; sort_name: Austin, Jane -> Austen, J.\n"
            "ledger 2.2 author a1 changed; name: J. Austen -> Jane Austen\n"
            "ledger 2.2 author a1 changed; sort_name: Austen, J. -> Austen, Jane\n"
            "ledger 3.1 book b1 changed; year: nothing -> 1815\n",
    },
    {
        .what = "renamed and named as before again, in one file: the name is "
                "his main one, and the book is found by it",
        .config = "[source:pubs]\non_match = replace\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austen,Jane\n"},
                           {"books.csv", "title,author_ref,order,book_ref\n"
                                         "Emma,a1,1,b1\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austin,Jane\n"
                                           "a1,Austen,Janet\n"
                                           "a1,Austen,Jane\n"}}},
                {.source = "pubs",
                 .files = {{"more.csv", "title,author,year\n"
                                        "Emma,Jane Austen,1815\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 2 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 3; 3 matched; 3 authors updated\n"
            "import 3: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n"
            "ledger 2.1 author a1 changed; name: Jane Austen -> Jane Austin\n"
            "ledger 2.1 author a1 changed; sort_name: Austen, Jane -> Austin, Jane\n"
            "ledger 2.2 author a1 changed; name: Jane Austin -> Janet Austen\n"
            "ledger 2.2 author a1 changed; sort_name: Austin, Jane -> Austen, Janet\n"
            "ledger 2.3 author a1 changed; name: Janet Austen -> Jane Austen\n"
            "ledger 2.3 author a1 changed; sort_name: Austen, Janet -> Austen, Jane\n"
            "ledger 3.1 book b1 changed; year: nothing -> 1815\n",
    },
    {
        .what = "the second author of a book is renamed: the book is found as "
                "before",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Austen,Jane\na2,Ash,Ann\n"
                                           "a3,Dye,Dan\n"},
                           {"books.csv", "title,author_ref,order,book_ref\n"
                                         "Emma,a1,1,b1\nEmma,a2,2,b1\n"
                                         "Verse,a3,1,b2\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a3,Dyer,Dan\na2,Asher,Anne\n"}}},
                {.source = "pubs",
                 .files = {{"more.csv", "title,author,year\n"
                                        "Emma,Jane Austen,1815\n"}}},
            },
        .expected =
            "import 1: complete, read 6; 5 new; 1 matched; 2 books new; 3 authors new; 3 links new\n"
            "import 2: complete, read 2; 2 matched; 2 authors updated\n"
            "import 3: complete, read 1; 1 matched; 1 books updated\n"
            "book 1: Emma; 1815\n"
            "  1 Jane Austen #1\n"
            "  2 Anne Asher #2\n"
            "book 2: Verse\n"
            "  1 Dan Dyer #3\n"
            "author 1: Jane Austen\n"
            "author 2: Anne Asher\n"
            "author 3: Dan Dyer\n"
            "ledger 1.2 link b1 a2 linked\n"
            "ledger 2.1 author a3 changed; name: Dan Dye -> Dan Dyer\n"
            "ledger 2.1 author a3 changed; sort_name: Dye, Dan -> Dyer, Dan\n"
            "ledger 2.2 author a2 changed; name: Ann Ash -> Anne Asher\n"
            "ledger 2.2 author a2 changed; sort_name: Ash, Ann -> Asher, Anne\n"
            "ledger 3.1 book b1 changed; year: nothing -> 1815\n",
    },
    {
        .what = "restated with the same name and other dates",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname,dates\n"
                                           "a1,Austen,Jane,1757-\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname,dates\n"
                                           "a1,Austen,Jane,1775-1817\n"}}},
            },
        .expected = "import 1: complete, read 1; 1 new; 1 authors new\n"
                    "import 2: complete, read 1; 1 matched; 1 authors updated\n"
                    "author 1: Jane Austen; 1775-1817\n"
                    "ledger 2.1 author a1 changed; dates: 1757- -> 1775-1817\n",
    },
    {
        .what =
            "on_update = keep: an author whom a book's record made stays as "
            "he was when his row is restated",
        .config = "[source:pubs]\non_update = keep\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{.text = "title,author\nEmma,Jane Austen\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname,dates\n"
                                           "a1,Austen,Jane,\n"}}},
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname,dates\n"
                                           "a1,Austen,Jane,1775-1817\n"}}},
            },
        .expected =
            "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
            "import 2: complete, read 1; 1 unchanged\n"
            "import 3: complete, read 1; 1 unchanged\n"
            "book 1: Emma\n"
            "  1 Jane Austen #1\n"
            "author 1: Jane Austen\n",
    },
    {
        .what = "a row that names nobody makes nobody",
        .config = "[source:pubs]\n",
        .steps =
            {
                {.source = "pubs",
                 .files = {{"authors.csv", "au_id,au_lname,au_fname\n"
                                           "a1,Anonymous,\n"
                                           "a2,Austen,Jane\n"}}},
            },
        .expected =
            "import 1: complete, read 2; 1 new; 1 unchanged; 1 authors new\n"
            "author 1: Jane Austen\n"
            "warning 1.1 NOT_A_NAME author; found Anonymous\n",
    },
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *authors_file_suite(void)
{
    Suite *suite = suite_create("authors_file");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
