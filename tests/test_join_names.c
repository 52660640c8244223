/*
 * Which contributor a joining row names: by name, initials, dates, own id.
 */
#include "support/import_case.h"

#include <check.h>

Suite *join_names_suite(void);

static const struct import_case cases[] = {
    {.what =
         "names met by initials, whichever way round they are written; the ledger says so",
     .config = "[source:a]\n[source:b]\nname_order = inverted\n",
     .steps =
         {
             {
                 .source = "a",
                 .files =
                     {{.text =
                           "title,authors,isbn\n"
                           "Emma,Jane Austen,9780306406157\n"
                           "Hobbit,J. R. R. Tolkien; Alan Lee,9780261102217\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv",
                            "isbn,author,royalty\n"
                            "9780306406157,\"Austen, J.\",5\n"
                            "9780261102217,\"Tolkien, John Ronald Reuel\",6\n"
                            "9780261102217,\"Lee, A.\",1\n"}},
             },
         },
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 3 authors new; 3 links new\n"
         "import 2: complete, read 3; 3 matched; 3 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 5% rate\n"
         "book 2: Hobbit; isbn 9780261102217\n"
         "  1 J. R. R. Tolkien #2; 6% rate\n"
         "  2 Alan Lee #3; 1% rate\n"
         "author 1: Jane Austen\n"
         "author 2: J. R. R. Tolkien\n"
         "author 3: Alan Lee\n"
         "ledger 2.1 link b1 a1 matched by initials; name: nothing -> J. Austen\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 2.2 link b2 a2 matched by initials; name: nothing -> John Ronald Reuel Tolkien\n"
         "ledger 2.2 link b2 a2 changed; royalty_percentage: nothing -> 6.0000\n"
         "ledger 2.3 link b2 a3 matched by initials; name: nothing -> A. Lee\n"
         "ledger 2.3 link b2 a3 changed; royalty_percentage: nothing -> 1.0000\n"},
    {.what = "initials of two contributors, and of none",
     .config = "[source:a]\n[source:b]\n[source:c]\n",
     .steps =
         {
             {
                 .source = "a",
                 .files =
                     {{.text =
                           "title,authors,isbn\n"
                           "Dune,Brian Herbert; Beverly Herbert; Plato,9780441172719\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780441172719,B. Herbert,5\n"
                                     "9780441172719,F. Herbert,5\n"
                                     "9780441172719,P.,5\n"
                                     "9780441172719,Br. Herbert,5\n"}},
                 .status = STATUS_FAILED,
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 3 authors new; 3 links new\n"
         "import 2: complete, read 4; 4 rejected\n"
         "book 1: Dune; isbn 9780441172719\n"
         "  1 Brian Herbert #1\n"
         "  2 Beverly Herbert #2\n"
         "  3 Plato #3\n"
         "author 1: Brian Herbert\n"
         "author 2: Beverly Herbert\n"
         "author 3: Plato\n"
         "reject 2.1 JOIN_SEVERAL_AUTHORS author; expected Dune; found B. Herbert\n"
         "reject 2.2 JOIN_NO_AUTHOR author; expected Dune; found F. Herbert\n"
         "reject 2.3 JOIN_NO_AUTHOR author; expected Dune; found P.\n"
         "reject 2.4 JOIN_NO_AUTHOR author; expected Dune; found Br. Herbert\n"},
    {.what = "the name itself comes before initials",
     .config = "[source:a]\n[source:b]\n[source:c]\n",
     .steps =
         {
             {
                 .source = "a",
                 .files =
                     {{.text =
                           "title,authors,isbn\n"
                           "Dune,J. Smith; John Smith; Jane Smith,9780441172719\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780441172719,J. Smith,5\n"
                                     "9780441172719,Jane Smith,6\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 3 authors new; 3 links new\n"
         "import 2: complete, read 2; 2 matched; 2 links updated\n"
         "book 1: Dune; isbn 9780441172719\n"
         "  1 J. Smith #1; 5% rate\n"
         "  2 John Smith #2\n"
         "  3 Jane Smith #3; 6% rate\n"
         "author 1: J. Smith\n"
         "author 2: John Smith\n"
         "author 3: Jane Smith\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 2.2 link b1 a3 changed; royalty_percentage: nothing -> 6.0000\n"},
    {.what = "dates tell namesakes of one book apart, by name and by initials",
     .config =
         "[source:a]\nname_order = library\nauthor_separator = \";\"\n[source:b]\nname_order = library\n",
     .steps =
         {
             {
                 .source = "a",
                 .files =
                     {{.text =
                           "title,authors,isbn\n"
                           "Dune,\"Smith, John, 1900-1980; Smith, John, 1950-\",9780441172719\n"}},
             },
             {
                 .source = "b",
                 .files = {{"r.csv",
                            "isbn,author,royalty\n"
                            "9780441172719,\"Smith, John, 1950-\",5\n"
                            "9780441172719,\"Smith, J., 1900-1980\",6\n"
                            "9780441172719,\"Smith, John, 1999-\",7\n"
                            "9780441172719,\"Smith, J.\",8\n"}},
                 .status = STATUS_REJECTS,
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 4; 2 matched; 2 rejected; 2 links updated\n"
         "book 1: Dune; isbn 9780441172719\n"
         "  1 John Smith #1; 6% rate\n"
         "  2 John Smith #2; 5% rate\n"
         "author 1: John Smith; 1900-1980\n"
         "author 2: John Smith; 1950-\n"
         "reject 2.3 JOIN_NO_AUTHOR author; expected Dune; found John Smith\n"
         "reject 2.4 JOIN_SEVERAL_AUTHORS author; expected Dune; found J. Smith\n"
         "ledger 2.1 link b1 a2 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 2.2 link b1 a1 matched by initials; name: nothing -> J. Smith\n"
         "ledger 2.2 link b1 a1 changed; royalty_percentage: nothing -> 6.0000\n"},
    {.what =
         "an own id that nobody has: the name decides; corporate bodies have no initials",
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
                 .files = {{"r.csv", "isbn,author_ref,author,royalty\n"
                                     "9780306406157,x9,Jane Austen,5\n"
                                     "9780306406157,x9,Ann Ash,5\n"
                                     "9780306406157,x8,,5\n"}},
                 .status = STATUS_REJECTS,
             },
             {
                 .sql = "UPDATE authors SET kind = 'corporate'",
                 .source = "c",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,J. Austen,5\n"}},
                 .status = STATUS_FAILED,
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 3; 1 matched; 2 rejected; 1 links updated\n"
         "import 3: complete, read 1; 1 rejected\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1; 5% rate\n"
         "author 1: Jane Austen; corporate; edited kind\n"
         "reject 2.2 JOIN_NO_AUTHOR author; expected Emma; found Ann Ash\n"
         "reject 2.3 JOIN_NO_AUTHOR author_ref; expected Emma; found x8\n"
         "reject 3.1 JOIN_NO_AUTHOR author; expected Emma; found J. Austen\n"
         "ledger 2.1 link b1 a1 changed; royalty_percentage: nothing -> 5.0000\n"
         "ledger 3 author a1 edited; kind\n"},
    {.what = "an author of another program, without a sort name",
     .config = "[source:a]\n[source:b]\n[source:c]\n",
     .steps =
         {
             {
                 .source = "a",
                 .files = {{.text = "title,authors,isbn\n"
                                    "Emma,Jane Austen,9780306406157\n"}},
             },
             {
                 .sql =
                     "INSERT INTO authors (name) VALUES ('George Eliot');INSERT INTO book_author (book_id, author_id, publication_order) VALUES (1, 2, 2)",
                 .source = "b",
                 .files = {{"r.csv", "isbn,author,royalty\n"
                                     "9780306406157,G. Eliot,5\n"}},
             },
         },
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 links updated\n"
         "book 1: Emma; isbn 9780306406157\n"
         "  1 Jane Austen #1\n"
         "  2 George Eliot #2; 5% rate\n"
         "author 1: Jane Austen\n"
         "author 2: George Eliot\n"
         "ledger 2.1 link b1 a2 matched by initials; name: nothing -> G. Eliot\n"
         "ledger 2.1 link b1 a2 changed; royalty_percentage: nothing -> 5.0000\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *join_names_suite(void)
{
    Suite *suite = suite_create("join_names");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
