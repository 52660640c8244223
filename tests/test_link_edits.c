/*
 * Links that people edited, records that share a place, and sources that may not
 * change what others said.
 */
#include "support/import_case.h"
#include "support/record_text.h"

#include <check.h>

Suite *link_edits_suite(void);

#define BOOKS(rows)                                 \
    {                                               \
        .source = "a", .files = {                   \
            {.text = "book_ref,title,isbn,authors," \
                     "royalties\n" rows}            \
        }                                           \
    }
#define ORDERED(rows)                          \
    {                                          \
        .source = "a", .files = {              \
            {.text = "book_ref,title,author1," \
                     "order1,author2,order2,"  \
                     "author3,order3\n" rows}  \
        }                                      \
    }
#define LINKS(source_name, rows)             \
    {                                        \
        .source = source_name, .files = {    \
            {.text = "isbn,title,author,"    \
                     "order,royalty\n" rows} \
        }                                    \
    }
#define JOINS(source_name, rows)                                       \
    {                                                                  \
        .source = source_name, .files = {                              \
            {.name = "j.csv", .text = "isbn,authors,royalties\n" rows} \
        }                                                              \
    }
#define SEPARATED                                                           \
    "[source:a]\nauthor_separator = \";\"\n[source:b]\nauthor_separator = " \
    "\";\"\n"

static const struct import_case cases[] = {
    {.what =
         "a royalty, its mode and a role that were written by hand stay; the "
         "royalty is a conflict",
     .config = SEPARATED,
     .steps = {BOOKS("b1,One,,Ann Ash,5\nb2,Two,,Ann Ash,5\nb3,Three,,Ann "
                     "Ash,5\n"),
               {.sql = "UPDATE book_author SET royalty_percentage = 9 WHERE "
                       "book_id = 1;"
                       "UPDATE book_author SET royalty_mode = 'share' WHERE "
                       "book_id = 2;"
                       "UPDATE book_author SET role = 'ill' WHERE book_id = 3",
                .source = "a",
                .files = {{.text = "book_ref,title,isbn,authors,royalties,"
                                   "roles\n"
                                   "b1,One,,Ann Ash,6,aut\n"
                                   "b2,Two,,Ann Ash,5,aut\n"
                                   "b3,Three,,Ann Ash,6,aut\n"}}}},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 1 authors new; 3 links new\n"
         "import 2: complete, read 3; 3 matched; 3 links updated\n"
         "book 1: One\n"
         "  1 Ann Ash #1; aut; 9% rate; edited royalty_percentage\n"
         "book 2: Two\n"
         "  1 Ann Ash #1; aut; 5% share; edited royalty_mode\n"
         "book 3: Three\n"
         "  1 Ann Ash #1; ill; 6% rate; edited role\n"
         "author 1: Ann Ash\n"
         "warning 2.1 LINK_CONFLICT royalty; expected 9.0000; found 6.0000\n"
         "warning 2.2 LINK_CONFLICT royalty_mode; expected share; found rate\n"
         "ledger 2 link b1 a1 edited; royalty_percentage\n"
         "ledger 2 link b2 a1 edited; royalty_mode\n"
         "ledger 2 link b3 a1 edited; role\n"
         "ledger 2.1 link b1 a1 changed; role: nothing -> aut\n"
         "ledger 2.2 link b2 a1 changed; role: nothing -> aut\n"
         "ledger 2.3 link b3 a1 changed; royalty_percentage: 5.0000 -> 6.0000\n"},
    {.what = "a place that was given by hand is not taken away",
     .config = SEPARATED,
     .steps = {ORDERED("b1,One,Ann Ash,1,Bob Bell,2,,\n"),
               {.sql = "UPDATE book_author SET publication_order = 3 WHERE "
                       "author_id = 2",
                .source = "a",
                .files = {{.text =
                               "book_ref,title,author1,order1,author2,"
                               "order2,author3,order3\n"
                               "b1,One,Ann Ash,3,Bob Bell,2,Cid Cox,1\n"}}}},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 1; 1 matched; 1 authors new; 1 links new; 1 links updated\n"
         "book 1: One\n"
         "  1 Cid Cox #3\n"
         "  3 Bob Bell #2; edited publication_order\n"
         "  4 Ann Ash #1\n"
         "author 1: Ann Ash\n"
         "author 2: Bob Bell\n"
         "author 3: Cid Cox\n"
         "warning 2.1 ORDER_TAKEN order; found 3\n"
         "ledger 2 link b1 a2 edited; publication_order\n"
         "ledger 2.1 link b1 a3 linked\n"
         "ledger 2.1 link b1 a1 changed; publication_order: 1 -> 4\n"},
    {.what =
         "of two authors of a record who state one place, the first has it; "
         "one who is named twice has one",
     .config = SEPARATED,
     .steps = {ORDERED("b1,One,Ann Ash,2,Bob Bell,2,Cid Cox,1\n"
                       "b2,Two,Ann Ash,1,Ann Ash,2,Bob Bell,2\n"),
               ORDERED("b1,One,Cid Cox,2,Bob Bell,2,Ann Ash,1\n"
                       "b2,Two,Bob Bell,1,Bob Bell,2,Ann Ash,1\n")},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 5 links new\n"
         "import 2: complete, read 2; 2 matched; 4 links updated\n"
         "book 1: One\n"
         "  1 Ann Ash #1\n"
         "  2 Cid Cox #3\n"
         "  3 Bob Bell #2\n"
         "book 2: Two\n"
         "  1 Bob Bell #2\n"
         "  3 Ann Ash #1\n"
         "author 1: Ann Ash\n"
         "author 2: Bob Bell\n"
         "author 3: Cid Cox\n"
         "warning 1.1 ORDER_TAKEN order; found 2\n"
         "warning 1.2 AUTHOR_TWICE author; found Ann Ash\n"
         "warning 2.1 ORDER_TAKEN order; found 2\n"
         "warning 2.2 AUTHOR_TWICE author; found Bob Bell\n"
         "warning 2.2 ORDER_TAKEN order; found 1\n"
         "ledger 2.1 link b1 a1 changed; publication_order: 2 -> 4\n"
         "ledger 2.1 link b1 a3 changed; publication_order: 1 -> 2\n"
         "ledger 2.1 link b1 a1 changed; publication_order: 4 -> 1\n"
         "ledger 2.2 link b2 a1 changed; publication_order: 1 -> 3\n"
         "ledger 2.2 link b2 a2 changed; publication_order: 2 -> 1\n"},
    {.what = "a source that keeps does not link authors whom others know",
     .config = "[source:a]\n[source:b]\non_match = keep\n",
     .steps = {LINKS("a", "9780306406157,Emma,Ann Ash,1,\n"
                          "9780441172719,Dune,Bob Bell,1,\n"),
               {.source = "b",
                .files = {{.text = "isbn,title,author\n"
                                   "9780306406157,Emma,Bob Bell\n"
                                   "9780441172719,Dune,Cid Cox\n"}}}},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 2; 2 unchanged\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Ann Ash #1\n"
         "book 2: Dune; isbn 9780441172719\n"
         "  1 Bob Bell #2\n"
         "author 1: Ann Ash\n"
         "author 2: Bob Bell\n"},
    {.what =
         "with on_match = replace a link row takes no place that another has",
     .config = "[source:a]\n[source:b]\non_match = replace\n",
     .steps = {LINKS("a", "9780306406157,Emma,Ann Ash,1,5\n"),
               LINKS("b", "9780306406157,Emma,Bob Bell,1,5\n"
                          "9780306406157,Emma,Ann Ash,1,6\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 2; 2 matched; 1 authors new; 1 links new; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Ann Ash #1; 6% rate\n"
         "  2 Bob Bell #2; 5% rate\n"
         "author 1: Ann Ash\n"
         "author 2: Bob Bell\n"
         "warning 2.1 ORDER_TAKEN order; found 1\n"
         "ledger 2.1 link b1 a2 linked\n"
         "ledger 2.2 link b1 a1 changed; royalty_percentage: 5.0000 -> 6.0000\n"},
    {.what =
         "of three records of one book two drop an author in one file, and the "
         "first brings another: the link goes once, with the second",
     .config = SEPARATED,
     .steps = {BOOKS("b0,Zero,,Ann Ash,\n"),
               BOOKS("b1,One,9780306406157,Bob Bell; Cid Cox,\n"
                     "b2,One,0306406152,Bob Bell; Cid Cox,\n"
                     "b3,One,0-306-40615-2,Bob Bell,\n"),
               BOOKS("b1,One,9780306406157,Bob Bell; Ann Ash,\n"
                     "b2,One,9780306406157,Bob Bell,\n"
                     "b3,One,9780306406157,Bob Bell; Dan Day,\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 3; 1 new; 2 unchanged; 1 books new; 2 authors new; 2 links new\n"
         "import 3: complete, read 3; 3 matched; 1 authors new; 2 links new; 1 links updated; 1 links deleted\n"
         "book 1: Zero\n"
         "  1 Ann Ash #1\n"
         "book 2: One; isbn 9780306406157\n"
         "  1 Bob Bell #2\n"
         "  2 Ann Ash #1\n"
         "  3 Dan Day #4\n"
         "author 1: Ann Ash\n"
         "author 2: Bob Bell\n"
         "author 3: Cid Cox\n"
         "author 4: Dan Day\n"
         "ledger 3.1 link b2 a1 linked\n"
         "ledger 3.1 link b2 a3 changed; publication_order: 2 -> 3\n"
         "ledger 3.2 link b2 a3 unlinked\n"
         "ledger 3.3 link b2 a4 linked\n"},
    {.what =
         "a joining row of a book with both of its ISBNs, and of three books "
         "with one",
     .config = "[source:a]\n[source:b]\n",
     .steps = {{.source = "a",
                .files = {{.text = "title,isbn,author\n"
                                   "Emma,9780306406157; 9780441172719,Ann Ash\n"
                                   "Dune,9780140449136,Ann Ash\n"
                                   "Ivanhoe,9780140449136,Ann Ash\n"
                                   "Waverley,9780140449136,Ann Ash\n"}}},
               {.source = "b",
                .files = {{.name = "j.csv",
                           .text = "isbn,author,royalty\n"
                                   "9780306406157; 9780441172719,Ann Ash,5\n"
                                   "9780140449136,Ann Ash,5\n"
                                   ",Ann Ash,6\n"
                                   "none,Ann Ash,7\n"}},
                .status = STATUS_REJECTS}},
     .expected =
         "import 1: complete, read 4; 4 new; 4 books new; 1 authors new; 4 links new\n"
         "import 2: complete, read 4; 1 matched; 3 rejected; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Ann Ash #1; 5% rate\n"
         "book 2: Dune; isbn 9780140449136\n"
         "  1 Ann Ash #1\n"
         "book 3: Ivanhoe; isbn 9780140449136\n"
         "  1 Ann Ash #1\n"
         "book 4: Waverley; isbn 9780140449136\n"
         "  1 Ann Ash #1\n"
         "author 1: Ann Ash\n"
         "reject 2.2 JOIN_SEVERAL_BOOKS isbn; expected a book of Ann Ash; found 9780140449136\n"
         "reject 2.3 JOIN_NO_BOOK isbn; expected a book of Ann Ash\n"
         "reject 2.4 JOIN_NO_BOOK isbn; expected a book of Ann Ash; found none\n"
         "warning 1.3 ISBN_CONFLICT isbn; expected Dune; found 9780140449136 of book 2\n"
         "warning 1.4 ISBN_CONFLICT isbn; expected Dune; found 9780140449136 of book 2\n"
         "ledger 1.3 book b2 conflict by isbn; title: Dune -> 9780140449136 of book 2\n"
         "ledger 1.4 book b2 conflict by isbn; title: Dune -> 9780140449136 of book 2\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"},
    {.what = "a joining row that names an author twice, of a source that fills",
     .config = SEPARATED,
     .steps = {BOOKS("b1,One,9780306406157,Ann Ash; Bob Bell,\n"),
               JOINS("b", "9780306406157,Ann Ash; A. Ash,5; 5\n"),
               JOINS("b", "9780306406157,Ann Ash; A. Ash; Bob Bell,5; 5; 6\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: One; isbn 9780306406157\n"
         "  1 Ann Ash #1; 5% rate\n"
         "  2 Bob Bell #2; 6% rate\n"
         "author 1: Ann Ash\n"
         "author 2: Bob Bell\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 2.1 link b1 a1 matched by initials; name: nothing -> A. Ash\n"
         "ledger 3.1 link b1 a1 matched by initials; name: nothing -> A. Ash\n"
         "ledger 3.1 link b1 a2 changed; royalty_percentage: nothing -> 6.0000\n"},
    {.what = "link rows without an id of their own: each restates that of its "
             "author",
     .config = TWO_SOURCES,
     .steps = {LINKS("a", "9780306406157,Emma,Ann Ash,1,5\n"
                          "9780306406157,Emma,Bob Bell,2,6\n"),
               LINKS("a", "9780306406157,Emma,Ann Ash,1,5\n"
                          "9780306406157,Emma,Bob Bell,2,7\n")},
     .expected =
         "import 1: complete, read 2; 1 new; 1 matched; 1 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 2; 1 matched; 1 unchanged; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Ann Ash #1; 5% rate\n"
         "  2 Bob Bell #2; 7% rate\n"
         "author 1: Ann Ash\n"
         "author 2: Bob Bell\n"
         "ledger 1.2 link b1 a2 linked\n"
         "ledger 2.2 link b1 a2 changed; royalty_percentage: 6.0000 -> 7.0000\n"},
    {.what =
         "a joining row that says its royalty again, and a role: the royalty "
         "is its own still",
     .config = "[source:a]\n[source:b]\n",
     .steps = {LINKS("a", "9780306406157,Emma,Ann Ash,1,\n"),
               {.source = "b",
                .files = {{.name = "j.csv",
                           .text = "isbn,author,royalty,role\n"
                                   "9780306406157,Ann Ash,5,\n"}}},
               {.source = "b",
                .files = {{.name = "j.csv",
                           .text = "isbn,author,royalty,role\n"
                                   "9780306406157,Ann Ash,5,aut\n"}}},
               {.source = "b",
                .files = {{.name = "j.csv",
                           .text = "isbn,author,royalty,role\n"
                                   "9780306406157,Ann Ash,6,aut\n"}}}},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "import 3: complete, read 1; 1 matched; 1 links updated\n"
         "import 4: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Ann Ash #1; aut; 6% rate\n"
         "author 1: Ann Ash\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 3.1 link b1 a1 changed; role: nothing -> aut\n"
         "ledger 4.1 link b1 a1 changed; royalty_percentage: 5.0000 -> 6.0000\n"},
    {.what =
         "a source that keeps what it said does not fill another's book, when "
         "its record is restated",
     .config = "[source:a]\n[source:b]\non_update = keep\n",
     .steps = {LINKS("a", "9780306406157,Emma,Ann Ash,1,\n"),
               {.source = "b",
                .files = {{.text = "book_ref,isbn,title,year\n"
                                   "b1,9780306406157,Emma,\n"}}},
               {.source = "b",
                .files = {{.text = "book_ref,isbn,title,year\n"
                                   "b1,9780306406157,Emma,1815\n"}}}},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 unchanged\n"
         "import 3: complete, read 1; 1 unchanged\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Ann Ash #1\n"
         "author 1: Ann Ash\n"},
    {.what = "a joining row of a source that keeps states nothing",
     .config = "[source:a]\n[source:b]\non_match = keep\n",
     .steps = {LINKS("a", "9780306406157,Emma,Ann Ash,1,\n"),
               JOINS("b", "9780306406157,Ann Ash,5\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 unchanged\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Ann Ash #1\n"
         "author 1: Ann Ash\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *link_edits_suite(void)
{
    Suite *suite = suite_create("link_edits");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
