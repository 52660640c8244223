/*
 * What is a restated record's alone: an author whose years it corrects, as the
 * batch left it and not if an authors' file knows him; and numbers of its book.
 */
#include "support/import_case.h"
#include "support/record_text.h"

#include <check.h>

Suite *restate_alone_suite(void);

#define OLD "\"Smith, John, 1901-1950\""
#define CORRECTED "\"Smith, John, 1901-1951\""
#define ADDED(name, dates) FIELD("700", "1", SUB("a", name) SUB("d", dates))
#define DELETED(id)                                                   \
    "<record><leader>00000dam a2200000 a 4500</leader><controlfield " \
    "tag=\"001\">" id "</controlfield></record>"
#define NUMBERS(lccn, oclc, issn)               \
    FIELD("010", " ", SUB("a", lccn))           \
    FIELD("035", " ", SUB("a", "(OCoLC)" oclc)) \
    FIELD("022", " ", SUB("a", issn))

static const struct import_case cases[] = {
    {.what = "all other records of the author name somebody else now",
     .config = LIBRARY,
     .steps = {CSV("b1,A," OLD ",\nb2,B," OLD ",\nb3,C," OLD ",\nb4,D," OLD
                   ",\nb5,E," OLD ",\n"),
               CSV("b1,A,\"Doe, Jane\",\nb2,B,\"Doe, Jane\",\n"
                   "b3,C,\"Doe, Jane\",\nb4,D,\"Doe, Jane\",\n"
                   "b5,E," CORRECTED ",\n")},
     .expected =
         "import 1: complete, read 5; 5 new; 5 books new; 1 authors new; 5 links new\n"
         "import 2: complete, read 5; 5 matched; 1 authors new; 1 authors updated; 4 links new; 4 links deleted\n"
         "book 1: A\n"
         "  1 Jane Doe #2\n"
         "book 2: B\n"
         "  1 Jane Doe #2\n"
         "book 3: C\n"
         "  1 Jane Doe #2\n"
         "book 4: D\n"
         "  1 Jane Doe #2\n"
         "book 5: E\n"
         "  1 John Smith #1\n"
         "author 1: John Smith; 1901-1951\n"
         "author 2: Jane Doe\n"
         "ledger 2.1 link b1 a1 unlinked\n"
         "ledger 2.1 link b1 a2 linked\n"
         "ledger 2.2 link b2 a1 unlinked\n"
         "ledger 2.2 link b2 a2 linked\n"
         "ledger 2.3 link b3 a1 unlinked\n"
         "ledger 2.3 link b3 a2 linked\n"
         "ledger 2.4 link b4 a1 unlinked\n"
         "ledger 2.4 link b4 a2 linked\n"
         "ledger 2.5 author a1 changed; dates: 1901-1950 -> 1901-1951\n"},
    {.what = "all but one of them do",
     .config = LIBRARY,
     .steps = {CSV("b1,A," OLD ",\nb2,B," OLD ",\nb3,C," OLD ",\nb4,D," OLD
                   ",\nb5,E," OLD ",\n"),
               CSV("b1,A,\"Doe, Jane\",\nb2,B,\"Doe, Jane\",\n"
                   "b3,C,\"Doe, Jane\",\n"
                   "b5,E," CORRECTED ",\n")},
     .expected =
         "import 1: complete, read 5; 5 new; 5 books new; 1 authors new; 5 links new\n"
         "import 2: complete, read 4; 4 matched; 2 authors new; 4 links new; 4 links deleted\n"
         "book 1: A\n"
         "  1 Jane Doe #2\n"
         "book 2: B\n"
         "  1 Jane Doe #2\n"
         "book 3: C\n"
         "  1 Jane Doe #2\n"
         "book 4: D\n"
         "  1 John Smith #1\n"
         "book 5: E\n"
         "  1 John Smith #3\n"
         "author 1: John Smith; 1901-1950\n"
         "author 2: Jane Doe\n"
         "author 3: John Smith; 1901-1951\n"
         "ledger 2.1 link b1 a1 unlinked\n"
         "ledger 2.1 link b1 a2 linked\n"
         "ledger 2.2 link b2 a1 unlinked\n"
         "ledger 2.2 link b2 a2 linked\n"
         "ledger 2.3 link b3 a1 unlinked\n"
         "ledger 2.3 link b3 a2 linked\n"
         "ledger 2.4 link b5 a1 unlinked\n"
         "ledger 2.4 link b5 a3 linked\n"},
    {.what = "a record that named him, new in the file, is deleted again",
     .config = "[source:a]\nmax_deletes = 100%\n[source:b]\n",
     .steps =
         {FROM("a", RECORD("1", "Emma", BY_DATED("Smith, John", "1901-1950"))),
          FROM("a",
               RECORD("2", "Persuasion", BY_DATED("Smith, John", "1901-1950"))
                   DELETED("2") RECORD("1", "Emma",
                                       BY_DATED("Smith, John", "1901-1951")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 3; 1 new; 1 matched; 1 deleted; 1 books new; 1 books deleted; 1 authors updated; 1 links new; 1 links deleted\n"
         "book 1: Emma; text\n"
         "  1 John Smith #1\n"
         "author 1: John Smith; 1901-1951; person\n"
         "ledger 2.2 book b2 deleted by marked; title: Persuasion -> nothing\n"
         "ledger 2.2 link b2 a1 unlinked by marked\n"
         "ledger 2.3 author a1 changed; dates: 1901-1950 -> 1901-1951\n"},
    {.what = "so is one that named him in a book of another source",
     .config = "[source:a]\nmax_deletes = 100%\n[source:b]\n",
     .steps = {FROM("a",
                    RECORD("1", "Emma", BY_DATED("Smith, John", "1901-1950"))),
               FROM("b", RECORD("9", "Persuasion",
                                ISBN("9780140449136") BY("Jones, Ann"))),
               FROM("a", RECORD("2", "Persuasion",
                                ISBN("9780140449136") BY("Jones, Ann") ADDED(
                                    "Smith, John", "1901-1950")) DELETED("2")
                             RECORD("1", "Emma",
                                    BY_DATED("Smith, John", "1901-1951")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 3: complete, read 3; 2 matched; 1 deleted; 1 authors updated; 1 links new; 1 links deleted\n"
         "book 1: Emma; text\n"
         "  1 John Smith #1\n"
         "book 2: Persuasion; isbn 9780140449136; text\n"
         "  1 Ann Jones #2\n"
         "author 1: John Smith; 1901-1951; person\n"
         "author 2: Ann Jones; person\n"
         "ledger 3.1 link b2 a1 linked\n"
         "ledger 3.2 book b2 withdrawn by marked; title: Persuasion -> nothing\n"
         "ledger 3.2 link b2 a1 unlinked by marked\n"
         "ledger 3.3 author a1 changed; dates: 1901-1950 -> 1901-1951\n"},
    {.what = "another record of the same book names him too",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma",
                                ISBN("9780140449136")
                                    BY_DATED("Smith, John", "1901-1950"))),
               FROM("b", RECORD("9", "Emma",
                                ISBN("9780140449136")
                                    BY_DATED("Smith, John", "1901-1950"))),
               FROM("a", RECORD("1", "Emma",
                                ISBN("9780140449136")
                                    BY_DATED("Smith, John", "1901-1951")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 unchanged\n"
         "import 3: complete, read 1; 1 matched; 1 authors new; 1 links new; 1 links updated\n"
         "book 1: Emma; isbn 9780140449136; text\n"
         "  1 John Smith #2\n"
         "  2 John Smith #1\n"
         "author 1: John Smith; 1901-1950; person\n"
         "author 2: John Smith; 1901-1951; person\n"
         "ledger 3.1 link b1 a2 linked\n"
         "ledger 3.1 link b1 a1 changed; publication_order: 1 -> 2\n"},
    {.what = "he has an own id in an authors' file",
     .config = "[source:f]\ncolumn.author = name\ncolumn.dates = dates\n"
               "column.author_ref = ref\nname_order = library\n" LIBRARY,
     .steps = {{.source = "f",
                .files = {{.name = "f.csv",
                           .text = "ref,name,dates\n"
                                   "a1,\"Smith, John\",1901-1950\n"}}},
               CSV("b1,A," OLD ",\n"),
               CSV("b1,A," CORRECTED ",\n")},
     .expected =
         "import 1: complete, read 1; 1 new; 1 authors new\n"
         "import 2: complete, read 1; 1 new; 1 books new; 1 links new\n"
         "import 3: complete, read 1; 1 matched; 1 authors new; 1 links new; 1 links deleted\n"
         "book 1: A\n"
         "  1 John Smith #2\n"
         "author 1: John Smith; 1901-1950\n"
         "author 2: John Smith; 1901-1951\n"
         "ledger 3.1 link b1 a1 unlinked\n"
         "ledger 3.1 link b1 a2 linked\n"},
    {.what = "LCCN, OCLC number and ISSN that were corrected are the book's no "
             "more",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Walden pond",
                                NUMBERS("n78890351", "12345", "0317-8471"))),
               FROM("a", RECORD("1", "Walden pond",
                                NUMBERS("85000002", "67890", "1050-124X"))),
               FROM("b",
                    RECORD("7", "Walden pond again",
                           FIELD("010", " ", SUB("a", "n78890351")))
                        RECORD("8", "Walden pond at last",
                               FIELD("035", " ", SUB("a", "(OCoLC)12345")))
                            RECORD("9", "Walden pond now",
                                   FIELD("010", " ", SUB("a", "85000002"))))},
     .expected = "import 1: complete, read 1; 1 new; 1 books new\n"
                 "import 2: complete, read 1; 1 matched; 1 books updated\n"
                 "import 3: complete, read 3; 2 new; 1 unchanged; 2 books new\n"
                 "book 1: Walden pond; text\n"
                 "book 2: Walden pond again; text\n"
                 "book 3: Walden pond at last; text\n"
                 "ledger 2.1 book b1 changed; issn: 0317-8471 -> 1050-124X\n"
                 "ledger 2.1 book b1 changed; lccn: n78890351 -> 85000002\n"
                 "ledger 2.1 book b1 changed; oclc: 12345 -> 67890\n"},
    {.what =
         "a subtitle that the corrected record adds: what has the title alone "
         "is near it, and no more the same",
     .config = TWO_SOURCES,
     .steps =
         {FROM("a", RECORD("1", "Emma", BY("Austen, Jane"))),
          FROM("a",
               "<record><leader>00000nam a2200000 a 4500</leader>"
               "<controlfield tag=\"001\">1</controlfield>" BY("Austen, Jane")
                   FIELD("245", "1",
                         SUB("a", "Emma") SUB(
                             "b",
                             "a play")) "</record>" RECORD("2", "Ulysses",
                                                           BY("Joyce, James"))),
          FROM("b", RECORD("7", "Emma", BY("Austen, Jane")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 2; 1 new; 1 matched; 1 books new; 1 books updated; 1 authors new; 1 links new\n"
         "import 3: complete, read 1; 1 new; 1 books new; 1 links new\n"
         "book 1: Emma; a play; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Ulysses; text\n"
         "  1 James Joyce #2\n"
         "book 3: Emma; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; person\n"
         "author 2: James Joyce; person\n"
         "ledger 2.1 book b1 changed; subtitle: nothing -> a play\n"
         "ledger 3.1 book b3 candidate by title: nothing -> 1\n"},
    {.what = "and so in one file",
     .config = TWO_SOURCES,
     .steps = {{.source = "a",
                .files = {{.text = "book_ref,title,subtitle,author\n"
                                   "1,Emma,,Jane Austen\n"}}},
               {.source = "a",
                .files = {{.text = "book_ref,title,subtitle,author\n"
                                   "1,Emma,a play,Jane Austen\n"
                                   ",Emma,,Jane Austen\n"}}}},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 2; 1 new; 1 matched; 1 books new; 1 books updated; 1 links new\n"
         "book 1: Emma; a play\n"
         "  1 Jane Austen #1\n"
         "book 2: Emma\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen\n"
         "ledger 2.1 book b1 changed; subtitle: nothing -> a play\n"
         "ledger 2.2 book b2 candidate by title: nothing -> 1\n"},
    {.what = "an LCCN that the corrected record still gives stays its key",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Walden pond",
                                NUMBERS("n78890351", "12345", "0317-8471"))),
               FROM("a", RECORD("1", "Walden pond",
                                NUMBERS("n78890351", "67890", "0317-8471"))),
               FROM("b", RECORD("7", "Walden pond again",
                                FIELD("010", " ", SUB("a", "n78890351"))))},
     .expected = "import 1: complete, read 1; 1 new; 1 books new\n"
                 "import 2: complete, read 1; 1 matched; 1 books updated\n"
                 "import 3: complete, read 1; 1 unchanged\n"
                 "book 1: Walden pond; text\n"
                 "ledger 2.1 book b1 changed; oclc: 12345 -> 67890\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *restate_alone_suite(void)
{
    Suite *suite = suite_create("restate_alone");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
