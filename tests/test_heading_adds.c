/*
 * What a heading adds to the author it meets: years that say more, words and a kind
 * that nobody said before; and what it does not add, because something differs or
 * people wrote it by hand.
 */
#include "support/import_case.h"
#include "support/record_text.h"

#include <check.h>

Suite *heading_adds_suite(void);

#define BY_FULLER(name, dates, fuller) \
    FIELD("100", "1", SUB("a", name) SUB("d", dates) SUB("q", fuller))
#define BY_TITLED(name, words, id) \
    FIELD("100", "1", SUB("a", name) SUB("c", words) SUB("0", id))
#define VIAF "(VIAF)102333412"

static const struct import_case cases[] = {
    {.what =
         "years of life take the place of years of activity, which then add "
         "nothing",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "Emma", BY_DATED("Austen, Jane", "active 1803-1815"))
                  RECORD("2", "Sanditon", BY_DATED("Austen, Jane", "1775-1817"))
                      RECORD("3", "Persuasion",
                             BY_DATED("Austen, Jane", "active 1803-1815"))
                          RECORD("4", "Letters",
                                 BY_FULLER("Austen, Jane", "active 1803-1815",
                                           "(Jane A.)")))},
     .expected =
         "import 1: complete, read 4; 4 new; 4 books new; 1 authors new; 2 authors updated; 4 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Sanditon; text\n"
         "  1 Jane Austen #1\n"
         "book 3: Persuasion; text\n"
         "  1 Jane Austen #1\n"
         "book 4: Letters; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "ledger 1.2 author a1 matched by name-undated: nothing -> 1775-1817\n"
         "ledger 1.2 author a1 changed; dates: active 1803-1815 -> 1775-1817\n"
         "ledger 1.3 author a1 matched by name-undated: nothing -> active 1803-1815\n"
         "ledger 1.4 author a1 matched by name-undated: nothing -> active 1803-1815\n"
         "ledger 1.4 author a1 changed; fuller_name: nothing -> Jane A.\n"},
    {.what = "years of activity stand where nothing was said, and stay",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "Emma", BY("Austen, Jane")) RECORD(
                  "2", "Sanditon", BY_DATED("Austen, Jane", "active 1803-1815"))
                  RECORD("3", "Letters",
                         BY_FULLER("Austen, Jane", "active 1811-1812",
                                   "(Jane A.)"))
                      RECORD("4", "Verses",
                             BY_DATED("Austen, Jane", "active 1811-1812")))},
     .expected =
         "import 1: complete, read 4; 4 new; 4 books new; 1 authors new; 2 authors updated; 4 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Sanditon; text\n"
         "  1 Jane Austen #1\n"
         "book 3: Letters; text\n"
         "  1 Jane Austen #1\n"
         "book 4: Verses; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; active 1803-1815; person\n"
         "ledger 1.2 author a1 matched by name-undated: nothing -> active 1803-1815\n"
         "ledger 1.2 author a1 changed; dates: nothing -> active 1803-1815\n"
         "ledger 1.3 author a1 matched by name-undated: nothing -> active 1811-1812\n"
         "ledger 1.3 author a1 changed; fuller_name: nothing -> Jane A.\n"
         "ledger 1.4 author a1 matched by name-undated: nothing -> active 1811-1812\n"},
    {.what = "of a year of death alone, years of activity say no more",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "Emma", BY_DATED("Austen, Jane", "-1817")) RECORD(
                  "2", "Sanditon", BY_DATED("Austen, Jane", "active 1803-1815"))
                  RECORD("3", "Letters",
                         BY_FULLER("Austen, Jane", "active 1803-1815",
                                   "(Jane A.)")))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 1 authors new; 1 authors updated; 3 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Sanditon; text\n"
         "  1 Jane Austen #1\n"
         "book 3: Letters; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; -1817; person\n"
         "ledger 1.2 author a1 matched by name-undated: nothing -> active 1803-1815\n"
         "ledger 1.3 author a1 matched by name-undated: nothing -> active 1803-1815\n"
         "ledger 1.3 author a1 changed; fuller_name: nothing -> Jane A.\n"},
    {.what =
         "birth and death from two records are put together, whichever comes "
         "first",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a",
         RECORD("1", "Emma", BY_DATED("Austen, Jane", "-1817"))
             RECORD("2", "Sanditon", BY_DATED("Austen, Jane", "1775-")) RECORD(
                 "3", "Ivanhoe", BY_DATED("Scott, Walter", "1771-"))
                 RECORD("4", "Waverley", BY_DATED("Scott, Walter", "-1832"))
                     RECORD("5", "Matilda", BY_DATED("Shelley, Mary", "-1851"))
                         RECORD("6", "Frankenstein",
                                BY_DATED("Shelley, Mary", "1797-1851")))},
     .expected =
         "import 1: complete, read 6; 6 new; 6 books new; 3 authors new; 3 authors updated; 6 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Sanditon; text\n"
         "  1 Jane Austen #1\n"
         "book 3: Ivanhoe; text\n"
         "  1 Walter Scott #2\n"
         "book 4: Waverley; text\n"
         "  1 Walter Scott #2\n"
         "book 5: Matilda; text\n"
         "  1 Mary Shelley #3\n"
         "book 6: Frankenstein; text\n"
         "  1 Mary Shelley #3\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "author 2: Walter Scott; 1771-1832; person\n"
         "author 3: Mary Shelley; 1797-1851; person\n"
         "ledger 1.2 author a1 matched by name-undated: nothing -> 1775-\n"
         "ledger 1.2 author a1 changed; dates: -1817 -> 1775-1817\n"
         "ledger 1.4 author a2 matched by name-undated: nothing -> -1832\n"
         "ledger 1.4 author a2 changed; dates: 1771- -> 1771-1832\n"
         "ledger 1.6 author a3 changed; dates: -1851 -> 1797-1851\n"},
    {.what = "years before Christ are not put together: the row keeps its own",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "De oratore", BY_DATED("Cicero", "106 B.C.-")) RECORD(
                  "2", "De legibus", BY_DATED("Cicero", "-43 B.C."))
                  RECORD("3", "Res gestae", BY_DATED("Augustus", "-14")) RECORD(
                      "4", "Epistulae", BY_DATED("Augustus", "63 B.C.-")))},
     .expected =
         "import 1: complete, read 4; 4 new; 4 books new; 2 authors new; 4 links new\n"
         "book 1: De oratore; text\n"
         "  1 Cicero #1\n"
         "book 2: De legibus; text\n"
         "  1 Cicero #1\n"
         "book 3: Res gestae; text\n"
         "  1 Augustus #2\n"
         "book 4: Epistulae; text\n"
         "  1 Augustus #2\n"
         "author 1: Cicero; 106 B.C.-; person\n"
         "author 2: Augustus; -14; person\n"
         "ledger 1.2 author a1 matched by name-undated: nothing -> -43 B.C.\n"
         "ledger 1.4 author a2 matched by name-undated: nothing -> 63 B.C.-\n"},
    {.what = "who died before the other was born, or could have been his "
             "grandfather's grandfather, is another author",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "One", BY_DATED("Smith, John", "1950-"))
                  RECORD("2", "Two", BY_DATED("Smith, John", "-1817")) RECORD(
                      "3", "Three", BY_DATED("Jones, Ann", "-1990"))
                      RECORD("4", "Four", BY_DATED("Jones, Ann", "1801-")))},
     .expected =
         "import 1: complete, read 4; 4 new; 4 books new; 4 authors new; 4 links new\n"
         "book 1: One; text\n"
         "  1 John Smith #1\n"
         "book 2: Two; text\n"
         "  1 John Smith #2\n"
         "book 3: Three; text\n"
         "  1 Ann Jones #3\n"
         "book 4: Four; text\n"
         "  1 Ann Jones #4\n"
         "author 1: John Smith; 1950-; person\n"
         "author 2: John Smith; -1817; person\n"
         "author 3: Ann Jones; -1990; person\n"
         "author 4: Ann Jones; 1801-; person\n"},
    {.what = "a name in capitals stays while nobody writes it in small letters",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma", BY("AUSTEN, JANE"))
                             RECORD("2", "Sanditon",
                                    BY_DATED("AUSTEN, JANE", "1775-1817"))),
               FROM("b", RECORD("3", "Letters",
                                BY_FULLER("Austen, Jane", "1775-1817",
                                          "(Jane A.)")))},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 1 authors updated; 2 links new\n"
         "import 2: complete, read 1; 1 new; 1 books new; 1 authors updated; 1 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Sanditon; text\n"
         "  1 Jane Austen #1\n"
         "book 3: Letters; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "ledger 1.2 author a1 matched by name-undated: nothing -> 1775-1817\n"
         "ledger 1.2 author a1 changed; dates: nothing -> 1775-1817\n"
         "ledger 2.1 author a1 changed; fuller_name: nothing -> Jane A.\n"
         "ledger 2.1 author a1 changed; name: JANE AUSTEN -> Jane Austen\n"
         "ledger 2.1 author a1 changed; sort_name: AUSTEN, JANE -> Austen, Jane\n"},
    {.what = "an id shared by two of different titles is a conflict that names "
             "them",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "Letters", BY_TITLED("Mary", "Queen", VIAF))
                  RECORD("2", "Prayers", BY_TITLED("Mary", "Saint", VIAF)))},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2 links new\n"
         "book 1: Letters; text\n"
         "  1 Mary #1\n"
         "book 2: Prayers; text\n"
         "  1 Mary #1\n"
         "author 1: Mary; person\n"
         "ledger 1.2 author a1 conflict by authority: Queen -> Saint\n"},
    {.what = "and so are fuller forms",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a",
         RECORD("1", "One",
                FIELD("100", "1",
                      SUB("a", "Smith, J.") SUB("q", "(John)") SUB("0", VIAF)))
             RECORD("2", "Two",
                    FIELD("100", "1",
                          SUB("a", "Smith, J.") SUB("q", "(James)")
                              SUB("0", VIAF))))},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2 links new\n"
         "book 1: One; text\n"
         "  1 J. Smith #1\n"
         "book 2: Two; text\n"
         "  1 J. Smith #1\n"
         "author 1: J. Smith; person\n"
         "ledger 1.2 author a1 conflict by authority: John -> James\n"},
    {.what = "who is met by an id, and died in another year, adds nothing",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "Emma", BY_ID("Austen, Jane", "1775-1817", VIAF))
                  RECORD("2", "Letters",
                         FIELD("100", "1",
                               SUB("a", "Austen, Jane") SUB("d", "1775-1818")
                                   SUB("q", "(Jane A.)") SUB("0", VIAF))))},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Letters; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "ledger 1.2 author a1 conflict by authority: 1775-1817 -> 1775-1818\n"},
    {.what = "a record that renames its author takes away what was said beside "
             "the name, but not what was written by hand",
     .config = TWO_SOURCES,
     .steps = {FROM("a",
                    RECORD("1", "Emma",
                           FIELD("100", "1",
                                 SUB("a", "Austin, Jane") SUB("c", "Dame")
                                     SUB("q", "(Jane A.)") SUB("0", VIAF)))),
               {.sql = "UPDATE authors SET titles = 'Lady'",
                .source = "a",
                .files = {{.name = "a.xml",
                           .text = COLLECTION(RECORD(
                               "1", "Emma",
                               FIELD("100", "1",
                                     SUB("a", "Austen, Jane")
                                         SUB("0", VIAF))))}}}},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 authors updated\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; person; edited titles\n"
         "ledger 2 author a1 edited; titles\n"
         "ledger 2.1 author a1 matched by authority: Jane Austen -> nothing\n"
         "ledger 2.1 author a1 changed; name: Jane Austin -> Jane Austen\n"
         "ledger 2.1 author a1 changed; sort_name: Austin, Jane -> Austen, Jane\n"
         "ledger 2.1 author a1 changed; fuller_name: Jane A. -> nothing\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *heading_adds_suite(void)
{
    Suite *suite = suite_create("heading_adds");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
