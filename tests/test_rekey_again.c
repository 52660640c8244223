/*
 * Rows that other programs changed more than once, or replaced by rows that say the
 * same in part: what counts as edited, and what they are found by afterwards.
 */
#include "support/import_case.h"
#include "support/record_text.h"

#include <check.h>

Suite *rekey_again_suite(void);

#define OTHER "title,author\nUlysses,James Joyce\n"
#define STEP(statements, text_)                                        \
    {                                                                  \
        .sql = statements, .source = "a", .files = { {.text = text_} } \
    }
#define VIAF "(VIAF)102333412"
#define GND "(DE-588)118505173"

static const struct import_case cases[] = {
    {.what =
         "a column that is edited again is edited once, and each edit is told",
     .config = TWO_SOURCES,
     .steps =
         {STEP(NULL, "title,author,isbn\nEmma,Jane Austen,9780306406157\n"),
          STEP("UPDATE books SET title = 'Ema'", OTHER),
          STEP("UPDATE books SET title = 'Emma!', year = 1815 WHERE id = 1",
               "title,author,isbn,year\n"
               "Emma,Jane Austen,9780306406157,1816\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 3: complete, read 1; 1 unchanged\n"
         "book 1: Emma!; isbn 9780306406157; 1815; edited title year\n"
         "  1 Jane Austen #1\n"
         "book 2: Ulysses\n"
         "  1 James Joyce #2\n"
         "author 1: Jane Austen\n"
         "author 2: James Joyce\n"
         "ledger 2 book b1 edited; title\n"
         "ledger 3 book b1 edited; title\n"
         "ledger 3 book b1 edited; year\n"},
    {.what = "an ISBN written in another way is the same number; another one "
             "takes its place",
     .config = TWO_SOURCES,
     .steps = {STEP(NULL,
                    "title,author,isbn\nWalden pond,Jane Austen,9780306406157\n"
                    "Desert planet,Frank Herbert,9780441172719\n"),
               STEP("UPDATE books SET isbn = '0-306-40615-2' WHERE id = 1;"
                    "UPDATE books SET isbn = '9780140449136' WHERE id = 2",
                    "title,author,isbn\nWalden pond again,J. A.,9780306406157\n"
                    "Desert planet again,F. H.,9780441172719\n"
                    "Desert planet now,F. H.,9780140449136\n")},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 3; 1 new; 2 matched; 1 books new; 2 books updated; 2 authors new; 3 links new; 2 links deleted\n"
         "book 1: Walden pond again; isbn 0-306-40615-2; edited isbn\n"
         "  1 J. A. #3\n"
         "book 2: Desert planet now; isbn 9780140449136; edited isbn\n"
         "  1 F. H. #4\n"
         "book 3: Desert planet again; isbn 9780441172719\n"
         "  1 F. H. #4\n"
         "author 1: Jane Austen\n"
         "author 2: Frank Herbert\n"
         "author 3: J. A.\n"
         "author 4: F. H.\n"
         "ledger 2 book b1 edited; isbn\n"
         "ledger 2 book b2 edited; isbn\n"
         "ledger 2.1 book b1 changed; title: Walden pond -> Walden pond again\n"
         "ledger 2.1 link b1 a1 unlinked\n"
         "ledger 2.1 link b1 a3 linked\n"
         "ledger 2.3 book b2 changed; title: Desert planet -> Desert planet now\n"
         "ledger 2.3 link b2 a2 unlinked\n"
         "ledger 2.3 link b2 a4 linked\n"},
    {.what =
         "a book replaced by one with the same ISBN, another LCCN and the work "
         "it had",
     .config = TWO_SOURCES,
     .steps =
         {FROM("a", RECORD("1", "Emma",
                           BY("Austen, Jane") ISBN("9780306406157")
                               FIELD("010", " ", SUB("a", "n78890351"))
                                   FIELD("240", "1", SUB("a", "Emma")))
                        RECORD("2", "Ema",
                               BY("Austen, Jane")
                                   FIELD("240", "1", SUB("a", "Emma")))),
          {.sql = "REPLACE INTO books (id, title, isbn, lccn, work_id)"
                  " VALUES (2, 'Ema', NULL, NULL, 1);"
                  "REPLACE INTO books (id, title, isbn, lccn)"
                  " VALUES (1, 'Emma', '9780306406157', '85000002')",
           .source = "b",
           .files = {{.name = "b.xml",
                      .text =
                          COLLECTION(RECORD("3", "Emma", ISBN("9780306406157"))
                                         RECORD("4", "Emma",
                                                FIELD("010", " ",
                                                      SUB("a", "n78890351")))
                                             RECORD("5", "Emma",
                                                    FIELD("010", " ",
                                                          SUB("a",
                                                              "85000002"))))}}}},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2 links new\n"
         "import 2: complete, read 3; 1 new; 1 matched; 1 unchanged; 1 books new; 1 books updated\n"
         "book 1: Emma; isbn 9780306406157; text; edited title isbn lccn\n"
         "  1 Jane Austen #1\n"
         "book 2: Ema; edited title\n"
         "  1 Jane Austen #1\n"
         "book 3: Emma; text\n"
         "author 1: Jane Austen; person\n"
         "ledger 2 book b1 edited; title\n"
         "ledger 2 book b1 edited; isbn\n"
         "ledger 2 book b1 edited; lccn\n"
         "ledger 2 book b2 edited; title\n"
         "ledger 2 book b2 changed; work_id: 1 -> nothing\n"
         "ledger 2.1 book b1 changed; material: nothing -> text\n"},
    {.what =
         "an author replaced by one with the same id in an authority file, and "
         "one with another",
     .config = TWO_SOURCES,
     .steps = {FROM("a",
                    RECORD("1", "Emma", BY_ID("Austen, Jane", "1775-", VIAF))
                        RECORD("2", "Dune",
                               BY_ID("Herbert, Frank", "1920-",
                                     "(VIAF)59083797"))),
               {.sql = "REPLACE INTO authors (id, name, authority_id) VALUES"
                       " (1, 'Jane Austen', 'viaf:102333412');"
                       "REPLACE INTO authors (id, name, authority_id) VALUES"
                       " (2, 'Frank Herbert', 'viaf:59083797 gnd:118505173')",
                .source = "b",
                .files = {{.name = "b.xml",
                           .text = COLLECTION(
                               RECORD("3", "Sanditon",
                                      BY_ID("A., J.", "1775-", VIAF))
                                   RECORD("4", "Dune messiah",
                                          BY_ID("H., F.", "1920-", GND)))}}}},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 2; 2 new; 2 books new; 2 authors updated; 2 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Dune; text\n"
         "  1 Frank Herbert #2\n"
         "book 3: Sanditon; text\n"
         "  1 Jane Austen #1\n"
         "book 4: Dune messiah; text\n"
         "  1 Frank Herbert #2\n"
         "author 1: Jane Austen; 1775-; person; edited name authority_id\n"
         "author 2: Frank Herbert; 1920-; person; edited name authority_id\n"
         "ledger 2 author a1 edited; name\n"
         "ledger 2 author a1 edited; authority_id\n"
         "ledger 2 author a2 edited; name\n"
         "ledger 2 author a2 edited; authority_id\n"
         "ledger 2.1 author a1 matched by authority: J. A. -> 1775-\n"
         "ledger 2.1 author a1 changed; dates: nothing -> 1775-\n"
         "ledger 2.1 author a1 changed; kind: nothing -> person\n"
         "ledger 2.2 author a2 matched by authority: F. H. -> 1920-\n"
         "ledger 2.2 author a2 changed; dates: nothing -> 1920-\n"
         "ledger 2.2 author a2 changed; kind: nothing -> person\n"},
    {.what = "an author renamed and then replaced under a third name",
     .config = TWO_SOURCES,
     .steps = {STEP(NULL, "title,author\nEmma,Jane Austen\n"),
               STEP("UPDATE authors SET name = 'J. Austen' WHERE id = 1;"
                    "REPLACE INTO authors (id, name) VALUES (1, 'Jane A.')",
                    "title,author,year\nEmma,Jane A.,1815\n"
                    "Sanditon,J. Austen,1817\n"),
               STEP("UPDATE authors SET name = 'Jane Austen' WHERE id = 1",
                    "title,author,year\nEmma,Jane Austen,1815\n"
                    "Letters,Jane A.,1816\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 2; 1 new; 1 matched; 1 books new; 1 books updated; 1 authors new; 1 links new\n"
         "import 3: complete, read 2; 1 new; 1 unchanged; 1 books new; 1 authors new; 1 links new\n"
         "book 1: Emma; 1815\n"
         "  1 Jane Austen #1\n"
         "book 2: Sanditon; 1817\n"
         "  1 J. Austen #2\n"
         "book 3: Letters; 1816\n"
         "  1 Jane A. #3\n"
         "author 1: Jane Austen; edited name\n"
         "author 2: J. Austen\n"
         "author 3: Jane A.\n"
         "ledger 2 author a1 edited; name\n"
         "ledger 2 author a1 edited; name\n"
         "ledger 2.1 book b1 changed; year: nothing -> 1815\n"
         "ledger 3 author a1 edited; name\n"},
    {.what = "an id in an authority file that was taken away finds nobody",
     .config = TWO_SOURCES,
     .steps = {FROM("a",
                    RECORD("1", "Emma", BY_IDS("Austen, Jane", VIAF, GND))),
               {.sql = "UPDATE authors SET authority_id = 'gnd:118505173'",
                .source = "b",
                .files = {{.name = "b.xml",
                           .text = COLLECTION(
                               RECORD("3", "Sanditon",
                                      BY_ID("A., J.", "1775-", VIAF))
                                   RECORD("4", "Letters",
                                          BY_ID("A., Jane", "1775-", GND)))}}}},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 2; 2 new; 2 books new; 1 authors new; 1 authors updated; 2 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Sanditon; text\n"
         "  1 J. A. #2\n"
         "book 3: Letters; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1775-; person; edited authority_id\n"
         "author 2: J. A.; 1775-; person\n"
         "ledger 2 author a1 edited; authority_id\n"
         "ledger 2.2 author a1 matched by authority: Jane A. -> 1775-\n"
         "ledger 2.2 author a1 changed; dates: nothing -> 1775-\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *rekey_again_suite(void)
{
    Suite *suite = suite_create("rekey_again");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
