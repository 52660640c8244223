/*
 * Whom a heading meets where something speaks against it: names in two scripts that
 * several have, ids in authority files that can't be right, words that look alike.
 */
#include "support/import_case.h"
#include "support/record_text.h"

#include <check.h>

Suite *heading_meets_suite(void);

#define IN_SCRIPT(latin, dates, other)                                    \
    FIELD("100", "1", SUB("6", "880-01") SUB("a", latin) SUB("d", dates)) \
    FIELD("880", "1", SUB("6", "100-01/(N") SUB("a", other) SUB("d", dates))
#define FULLER(name, fuller) FIELD("100", "1", SUB("a", name) SUB("q", fuller))
#define BODY(name, id) FIELD("110", "2", SUB("a", name) SUB("0", id))
#define VIAF "(VIAF)102333412"
#define GND "(DE-588)118505173"

static const struct import_case cases[] = {
    {.what = "a name in another script that two have names neither of them",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "War",
                     IN_SCRIPT("Tolstoy, Leo", "1828-1910", "Толстой, Л."))
                  RECORD("2", "Road",
                         IN_SCRIPT("Tolstoy, Lev", "1883-1945", "Толстой, Л."))
                      RECORD("3", "Peace", BY("Толстой, Л.")))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 3 authors new; 3 links new\n"
         "book 1: War; text\n"
         "  1 Leo Tolstoy #1\n"
         "book 2: Road; text\n"
         "  1 Lev Tolstoy #2\n"
         "book 3: Peace; text\n"
         "  1 Л. Толстой #3\n"
         "author 1: Leo Tolstoy; 1828-1910; person\n"
         "author 2: Lev Tolstoy; 1883-1945; person\n"
         "author 3: Л. Толстой; person\n"
         "ledger 1.3 author a3 candidate by name: nothing -> 1\n"
         "ledger 1.3 author a3 candidate by name: nothing -> 2\n"},
    {.what = "one that only one has names him, as a heading and beside one",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "War",
                     IN_SCRIPT("Tolstoy, Leo", "1828-1910", "Толстой, Л."))
                  RECORD("2", "Peace", BY("Толстой, Л."))
                      RECORD("3", "Road",
                             IN_SCRIPT("Tolstoi, L.", "", "Толстой, Л.")))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 1 authors new; 3 links new\n"
         "book 1: War; text\n"
         "  1 Leo Tolstoy #1\n"
         "book 2: Peace; text\n"
         "  1 Leo Tolstoy #1\n"
         "book 3: Road; text\n"
         "  1 Leo Tolstoy #1\n"
         "author 1: Leo Tolstoy; 1828-1910; person\n"
         "ledger 1.2 author a1 matched by variant: Л. Толстой -> nothing\n"
         "ledger 1.3 author a1 matched by variant: L. Tolstoi -> nothing\n"},
    {.what = "a body whose name has no letters",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "One", FIELD("110", "2", SUB("a", "311")))
                  RECORD("2", "Two", FIELD("110", "2", SUB("a", "311"))) RECORD(
                      "3", "Three", FIELD("110", "2", SUB("a", "1349"))))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 3 links new\n"
         "book 1: One; text\n"
         "  1 311 #1\n"
         "book 2: Two; text\n"
         "  1 311 #1\n"
         "book 3: Three; text\n"
         "  1 1349 #2\n"
         "author 1: 311; corporate\n"
         "author 2: 1349; corporate\n"},
    /* equal in the tags by which keys tell fuller forms apart */
    {.what = "two fuller forms that a key can't tell apart",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a",
         RECORD("1", "One", FULLER("Smith, J. A.", "(Jacob Adam)"))
             RECORD("2", "Two", FULLER("Smith, J. A.", "(Judith Arthur)"))
                 RECORD("3", "Three", FULLER("Smith, J. A.", "(Jacob Adam)")))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 3 links new\n"
         "book 1: One; text\n"
         "  1 J. A. Smith #1\n"
         "book 2: Two; text\n"
         "  1 J. A. Smith #2\n"
         "book 3: Three; text\n"
         "  1 J. A. Smith #1\n"
         "author 1: J. A. Smith; person\n"
         "author 2: J. A. Smith; person\n"
         "ledger 1.2 author a2 candidate by name: nothing -> 1\n"},
    {.what = "an id of somebody who was active in another time, or of a body",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a",
         RECORD("1", "One", BY_ID("Austen, Jane", "1775-1817", VIAF))
             RECORD("2", "Two", BY_ID("Austen, J.", "active 1201-1210", VIAF))
                 RECORD("3", "Three", BODY("Austen Society", VIAF)))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 3 authors new; 3 links new\n"
         "book 1: One; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Two; text\n"
         "  1 J. Austen #2\n"
         "book 3: Three; text\n"
         "  1 Austen Society #3\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "author 2: J. Austen; active 1201-1210; person\n"
         "author 3: Austen Society; corporate\n"
         "warning 1.2 AUTHORITY_CONFLICT author; expected Jane Austen; found J. Austen\n"
         "warning 1.3 AUTHORITY_CONFLICT author; expected Jane Austen; found Austen Society\n"
         "ledger 1.2 author a1 conflict by authority: 1775-1817 -> active 1201-1210\n"
         "ledger 1.3 author a1 conflict by authority: 1775-1817 -> nothing\n"},
    {.what = "an id that two have already, neither of them meant",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a", RECORD("1", "One", BY_ID("Smith, John", "1901-", VIAF)) RECORD(
                  "2", "Two", BY_ID("Smith, John", "1850-", VIAF))
                  RECORD("3", "Three", BY_ID("Smith, John", "1780-", VIAF)))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 3 authors new; 3 links new\n"
         "book 1: One; text\n"
         "  1 John Smith #1\n"
         "book 2: Two; text\n"
         "  1 John Smith #2\n"
         "book 3: Three; text\n"
         "  1 John Smith #3\n"
         "author 1: John Smith; 1901-; person\n"
         "author 2: John Smith; 1850-; person\n"
         "author 3: John Smith; 1780-; person\n"
         "warning 1.2 AUTHORITY_CONFLICT author; expected John Smith; found John Smith\n"
         "warning 1.3 AUTHORITY_CONFLICT author; expected John Smith; found John Smith\n"
         "ledger 1.2 author a1 conflict by authority: 1901- -> 1850-\n"
         "ledger 1.3 author a1 conflict by authority: 1901- -> 1780-\n"},
    {.what =
         "an id of somebody else, in a heading whose dates are another's who "
         "has none: it stays where it was",
     .config = TWO_SOURCES,
     .steps = {FROM("a",
                    RECORD("1", "One", BY_ID("Smith, Jim", "1850-", VIAF))
                        RECORD("2", "Two", BY_DATED("Smith, John", "1901-"))
                            RECORD("3", "Three",
                                   BY_ID("Smith, John", "1901-", VIAF))),
               FROM("a", RECORD("3", "Three again",
                                BY_ID("Smith, John", "1901-", VIAF)))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 3 links new\n"
         "import 2: complete, read 1; 1 matched; 1 books updated\n"
         "book 1: One; text\n"
         "  1 Jim Smith #1\n"
         "book 2: Two; text\n"
         "  1 John Smith #2\n"
         "book 3: Three again; text\n"
         "  1 John Smith #2\n"
         "author 1: Jim Smith; 1850-; person\n"
         "author 2: John Smith; 1901-; person\n"
         "warning 1.3 AUTHORITY_CONFLICT author; expected Jim Smith; found John Smith\n"
         "warning 2.1 AUTHORITY_CONFLICT author; expected Jim Smith; found John Smith\n"
         "ledger 1.3 author a1 conflict by authority: 1850- -> 1901-\n"
         "ledger 1.3 author a2 conflict by authority: nothing -> viaf:102333412\n"
         "ledger 2.1 author a1 conflict by authority: 1850- -> 1901-\n"
         "ledger 2.1 author a2 conflict by authority: nothing -> viaf:102333412\n"
         "ledger 2.1 book b3 changed; title: Three -> Three again\n"},
    {.what =
         "a restated record says a conflict once, or no more if it is settled",
     .config = TWO_SOURCES,
     .steps =
         {FROM("a",
               RECORD("1", "One", BY_ID("Smith, Jim", "1850-", VIAF))
                   RECORD("2", "Two", BY_ID("Smith, Jack", "1870-", GND))
                       RECORD("3", "Three", BY_ID("Smith, John", "1901-", VIAF))
                           RECORD("4", "Four",
                                  BY_IDS("Smith, Jim", VIAF, GND))),
          FROM("a",
               RECORD("3", "Three again", BY_ID("Smith, John", "1901-", VIAF))
                   RECORD("4", "Four again", BY_IDS("Smith, Jim", VIAF, GND)))},
     .expected =
         "import 1: complete, read 4; 4 new; 4 books new; 3 authors new; 4 links new\n"
         "import 2: complete, read 2; 2 matched; 2 books updated\n"
         "book 1: One; text\n"
         "  1 Jim Smith #1\n"
         "book 2: Two; text\n"
         "  1 Jack Smith #2\n"
         "book 3: Three again; text\n"
         "  1 John Smith #3\n"
         "book 4: Four again; text\n"
         "  1 Jim Smith #1\n"
         "author 1: Jim Smith; 1850-; person\n"
         "author 2: Jack Smith; 1870-; person\n"
         "author 3: John Smith; 1901-; person\n"
         "warning 1.3 AUTHORITY_CONFLICT author; expected Jim Smith; found John Smith\n"
         "warning 1.4 AUTHORITY_CONFLICT author; expected Jim Smith; found gnd:118505173\n"
         "warning 2.2 AUTHORITY_CONFLICT author; expected Jim Smith; found gnd:118505173\n"
         "ledger 1.3 author a1 conflict by authority: 1850- -> 1901-\n"
         "ledger 1.4 author a1 conflict by authority: 2 -> gnd:118505173\n"
         "ledger 2.1 book b3 changed; title: Three -> Three again\n"
         "ledger 2.2 author a1 conflict by authority: 2 -> gnd:118505173\n"
         "ledger 2.2 book b4 changed; title: Four -> Four again\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *heading_meets_suite(void)
{
    Suite *suite = suite_create("heading_meets");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
