/*
 * Records that are corrected: what a record alone said of a book or an author it
 * may take back; what others said too stays.
 */
#include "support/import_case.h"
#include "support/record_text.h"

#include <check.h>

Suite *restate_suite(void);

static const struct import_case cases[] = {
    {.what = "an ISBN that was corrected finds the book no more",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Walden pond", ISBN("9780140449136"))),
               FROM("a", RECORD("1", "Walden pond", ISBN("9780140620108"))),
               FROM("b",
                    RECORD("7", "Walden pond", ISBN("9780140449136"))
                        RECORD("8", "Walden pond", ISBN("9780140620108")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new\n"
         "import 2: complete, read 1; 1 matched; 1 books updated\n"
         "import 3: complete, read 2; 1 new; 1 unchanged; 1 books new\n"
         "book 1: Walden pond; isbn 9780140620108; text\n"
         "book 2: Walden pond; isbn 9780140449136; text\n"
         "ledger 2.1 book b1 changed; isbn: 9780140449136 -> 9780140620108\n"},
    {.what = "an ISBN that another record gives too stays",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Walden pond", ISBN("9780140449136"))),
               FROM("b", RECORD("7", "Walden pond", ISBN("9780140449136"))),
               FROM("a", RECORD("1", "Walden pond", ISBN("9780140620108"))),
               FROM("b", RECORD("8", "Walden pond", ISBN("9780140449136")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new\n"
         "import 2: complete, read 1; 1 unchanged\n"
         "import 3: complete, read 1; 1 matched; 1 books updated\n"
         "import 4: complete, read 1; 1 unchanged\n"
         "book 1: Walden pond; isbn 9780140620108; text\n"
         "ledger 3.1 book b1 changed; isbn: 9780140449136 -> 9780140620108\n"},
    {.what = "a record without its ISBN leaves the book's column and key",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Walden pond", ISBN("9780140449136"))),
               FROM("a", RECORD("1", "Walden pond", BY("Thoreau, Henry"))),
               FROM("b", RECORD("7", "Walden pond", ISBN("9780140449136")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new\n"
         "import 2: complete, read 1; 1 matched; 1 authors new; 1 links new\n"
         "import 3: complete, read 1; 1 unchanged\n"
         "book 1: Walden pond; isbn 9780140449136; text\n"
         "  1 Henry Thoreau #1\n"
         "author 1: Henry Thoreau; person\n"
         "ledger 2.1 link b1 a1 linked\n"},
    {.what = "years that a record corrects are its author's, if nobody else "
             "names him; and the book is found with the corrected record",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma", BY_DATED("Austen, Jane", "1757-"))
                             RECORD("2", "Ivanhoe",
                                    BY_DATED("Scott, Walter", "1771-1823"))),
               FROM("a",
                    RECORD("1", "Emma", BY_DATED("Austen, Jane", "1775-1817"))
                        RECORD("2", "Ivanhoe",
                               BY_DATED("Scott, Walter", "1771-1832"))),
               FROM("b", RECORD("9", "Emma",
                                BY_DATED("Austen, Jane", "1775-1817")))},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
         "import 2: complete, read 2; 2 matched; 2 authors updated\n"
         "import 3: complete, read 1; 1 unchanged\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Ivanhoe; text\n"
         "  1 Walter Scott #2\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "author 2: Walter Scott; 1771-1832; person\n"
         "ledger 2.1 author a1 changed; dates: 1757- -> 1775-1817\n"
         "ledger 2.2 author a2 changed; dates: 1771-1823 -> 1771-1832\n"},
    {.what =
         "years that another record says too stay, and the corrected record "
         "names somebody else",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma", BY_DATED("Austen, Jane", "1757-"))
                             RECORD("2", "Persuasion",
                                    BY_DATED("Austen, Jane", "1757-"))),
               FROM("a", RECORD("1", "Emma",
                                BY_DATED("Austen, Jane", "1775-1817")))},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2 links new\n"
         "import 2: complete, read 1; 1 matched; 1 authors new; 1 links new; 1 links deleted\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #2\n"
         "book 2: Persuasion; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1757-; person\n"
         "author 2: Jane Austen; 1775-1817; person\n"
         "ledger 2.1 link b1 a1 unlinked\n"
         "ledger 2.1 link b1 a2 linked\n"},
    {.what = "of two records of one batch that correct one author together, "
             "neither is alone",
     .config = TWO_SOURCES,
     .steps =
         {FROM("a", RECORD("1", "Emma", BY_DATED("Austen, Jane", "1757-"))),
          FROM("a",
               RECORD("2", "Persuasion", BY_DATED("Austen, Jane", "1757-"))
                   RECORD("1", "Emma", BY_DATED("Austen, Jane", "1775-1817")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 2; 1 new; 1 matched; 1 books new; 1 authors new; 2 links new; 1 links deleted\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #2\n"
         "book 2: Persuasion; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1757-; person\n"
         "author 2: Jane Austen; 1775-1817; person\n"
         "ledger 2.2 link b1 a1 unlinked\n"
         "ledger 2.2 link b1 a2 linked\n"},
    {.what = "a name that is corrected, met by the id: the row's name, and the "
             "title key follows it",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma",
                                BY_ID("Austin, Jane", "1775-1817",
                                      "(VIAF)102333412"))),
               FROM("a", RECORD("1", "Emma",
                                BY_ID("Austen, Jane", "1775-1816",
                                      "(VIAF)102333412"))),
               FROM("b", RECORD("9", "Emma",
                                BY_DATED("Austen, Jane", "1775-1816")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 authors updated\n"
         "import 3: complete, read 1; 1 unchanged\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1775-1816; person\n"
         "ledger 2.1 author a1 matched by authority: Jane Austen -> 1775-1816\n"
         "ledger 2.1 author a1 changed; name: Jane Austin -> Jane Austen\n"
         "ledger 2.1 author a1 changed; sort_name: Austin, Jane -> Austen, Jane\n"
         "ledger 2.1 author a1 changed; dates: 1775-1817 -> 1775-1816\n"},
    {.what = "an id with another year of death is the author, and a conflict",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a",
         RECORD("1", "Emma",
                BY_ID("Austen, Jane", "1775-1817", "(VIAF)102333412"))
             RECORD("2", "Persuasion",
                    BY_ID("Austen, Jane", "1775-1818", "(VIAF)102333412")))},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Persuasion; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "ledger 1.2 author a1 conflict by authority: 1775-1817 -> 1775-1818\n"},
    {.what =
         "a heading with the ids of two authors is the first one's, and says "
         "so; the id stays the other's",
     .config = TWO_SOURCES,
     .steps = {FROM(
         "a",
         RECORD("1", "Emma", BY_ID("Austen, Jane", "1775-", "(VIAF)102333412"))
             RECORD("2", "Sanditon",
                    BY_ID("Austen, J.", "1775-", "(DE-588)118505173"))
                 RECORD("3", "Persuasion",
                        BY_IDS("Austen, Jane", "(VIAF)102333412",
                               "(DE-588)118505173")))},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 3 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Sanditon; text\n"
         "  1 J. Austen #2\n"
         "book 3: Persuasion; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1775-; person\n"
         "author 2: J. Austen; 1775-; person\n"
         "warning 1.3 AUTHORITY_CONFLICT author; expected Jane Austen; found gnd:118505173\n"
         "ledger 1.3 author a1 conflict by authority: 2 -> gnd:118505173\n"},
    {.what =
         "another id of the file in which the author has one, met by an id of "
         "another file",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma",
                                BY_IDS("Austen, Jane", "(VIAF)102333412",
                                       "(DE-588)118505173"))
                             RECORD("2", "Persuasion",
                                    BY_IDS("Austen, Jane", "(VIAF)102333412",
                                           "(DE-588)118650130")))},
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 1 authors new; 2 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Persuasion; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; person\n"
         "ledger 1.2 author a1 matched by authority: Jane Austen -> nothing\n"
         "ledger 1.2 author a1 conflict by authority: viaf:102333412 gnd:118505173 -> gnd:118650130\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *restate_suite(void)
{
    Suite *suite = suite_create("restate");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
