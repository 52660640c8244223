/*
 * An author who stands in one record twice: one link, with the roles of both, the
 * first place, and the royalty that is stated.
 */
#include "support/import_case.h"
#include "support/record_text.h"

#include <check.h>

Suite *named_twice_suite(void);

#define MAIN(name, roles) FIELD("100", "1", SUB("a", name) roles)
#define ADDED(name, roles) FIELD("700", "1", SUB("a", name) roles)
#define DATED_TOO(name, dates) FIELD("700", "1", SUB("a", name) SUB("d", dates))
#define AS(relator) SUB("4", relator)

static const struct import_case cases[] = {
    {.what = "each role is on the link once, in the order of the headings",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma",
                                MAIN("Austen, Jane", AS("aut") AS("ill"))
                                    ADDED("Ash, Ann", AS("edt"))
                                        ADDED("Austen, Jane",
                                              AS("trl") AS("ill") AS("aut"))
                                            ADDED("Austen, Jane", AS("trl"))))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 2 authors new; 2 links new\n"
         "book 1: Emma; text\n"
         "  1 Jane Austen #1; aut ill trl\n"
         "  2 Ann Ash #2; edt\n"
         "author 1: Jane Austen; person\n"
         "author 2: Ann Ash; person\n"
         "warning 1.1 AUTHOR_TWICE author; found Jane Austen\n"
         "warning 1.1 AUTHOR_TWICE author; found Jane Austen\n"},
    {.what = "a role that only the second heading states",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma",
                                ADDED("Ash, Ann", "")
                                    ADDED("Ash, Ann", AS("ill"))))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "book 1: Emma; text\n"
         "  1 Ann Ash #1; ill\n"
         "author 1: Ann Ash; person\n"
         "warning 1.1 AUTHOR_TWICE author; found Ann Ash\n"},
    {.what =
         "a royalty that one of the two states, the same twice, and two that "
         "differ: the first, and it is said",
     .config = LIBRARY,
     .steps = {CSV("1,One,Ash; Ash,; 5\n2,Two,Ash; Ash,7; 7\n"
                   "3,Three,Ash; Ash,7; 8\n4,Four,Ash; Ash,7;\n")},
     .expected =
         "import 1: complete, read 4; 4 new; 4 books new; 1 authors new; 4 links new\n"
         "book 1: One\n"
         "  1 Ash #1; 5% rate\n"
         "book 2: Two\n"
         "  1 Ash #1; 7% rate\n"
         "book 3: Three\n"
         "  1 Ash #1; 7% rate\n"
         "book 4: Four\n"
         "  1 Ash #1; 7% rate\n"
         "author 1: Ash\n"
         "warning 1.1 AUTHOR_TWICE author; found Ash\n"
         "warning 1.2 AUTHOR_TWICE author; found Ash\n"
         "warning 1.3 AUTHOR_TWICE author; found Ash\n"
         "warning 1.3 LINK_CONFLICT royalty; expected 7.0000; found 8.0000\n"
         "warning 1.4 AUTHOR_TWICE author; found Ash\n"},
    {.what =
         "restated, the record names the same author twice again, and nobody "
         "else's link changes",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma",
                                MAIN("Austen, Jane", AS("aut"))
                                    ADDED("Austen, Jane", AS("ill")))),
               FROM("a", RECORD("1", "Emma : a novel",
                                MAIN("Austen, Jane", AS("aut"))
                                    ADDED("Austen, Jane", AS("ill"))
                                        ADDED("Ash, Ann", AS("edt"))))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 books updated; 1 authors new; 1 links new\n"
         "book 1: Emma : a novel; text\n"
         "  1 Jane Austen #1; aut ill\n"
         "  2 Ann Ash #2; edt\n"
         "author 1: Jane Austen; person\n"
         "author 2: Ann Ash; person\n"
         "warning 1.1 AUTHOR_TWICE author; found Jane Austen\n"
         "warning 2.1 AUTHOR_TWICE author; found Jane Austen\n"
         "ledger 2.1 book b1 changed; title: Emma -> Emma : a novel\n"
         "ledger 2.1 link b1 a2 linked\n"},
    {.what = "an undated heading behind a dated one of the same name is that "
             "author, in a new record and in a restated one",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma",
                                BY_DATED("Austen, Jane", "1775-1817")
                                    ADDED("Austen, Jane", AS("ill")))),
               FROM("a", RECORD("1", "Emma : a novel",
                                BY_DATED("Austen, Jane", "1775-1817")
                                    ADDED("Austen, Jane", AS("ill"))))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 books updated\n"
         "book 1: Emma : a novel; text\n"
         "  1 Jane Austen #1; ill\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "warning 1.1 AUTHOR_TWICE author; found Jane Austen\n"
         "warning 2.1 AUTHOR_TWICE author; found Jane Austen\n"
         "ledger 1.1 author a1 matched by name-undated\n"
         "ledger 2.1 author a1 matched by name-undated\n"
         "ledger 2.1 book b1 changed; title: Emma -> Emma : a novel\n"},
    {.what = "restated, both headings say his years",
     .config = TWO_SOURCES,
     .steps = {FROM("a", RECORD("1", "Emma",
                                BY_DATED("Austen, Jane", "1775-1817")
                                    DATED_TOO("Austen, Jane", "1775-"))),
               FROM("a", RECORD("1", "Emma : a novel",
                                DATED_TOO("Austen, Jane", "1775-")
                                    BY_DATED("Austen, Jane", "1775-1817")))},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 books updated\n"
         "book 1: Emma : a novel; text\n"
         "  1 Jane Austen #1\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "warning 1.1 AUTHOR_TWICE author; found Jane Austen\n"
         "warning 2.1 AUTHOR_TWICE author; found Jane Austen\n"
         "ledger 2.1 book b1 changed; title: Emma -> Emma : a novel\n"},
    {.what = "words that are no relators are kept, and told apart as words",
     .config = LIBRARY "column.roles = roles\n",
     .steps = {{.source = "s",
                .files = {{.name = "b.csv",
                           .text = "id,title,authors,roy,roles\n"
                                   "1,One,Ash; Ash,,illuminator of "
                                   "initials; illuminator\n"
                                   "2,Two,Ash; Ash,,autist; aut\n"
                                   "3,Three,Ash; Ash,,; aut\n"}}}},
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 1 authors new; 3 links new\n"
         "book 1: One\n"
         "  1 Ash #1; illuminator-of-initials ilu\n"
         "book 2: Two\n"
         "  1 Ash #1; autist aut\n"
         "book 3: Three\n"
         "  1 Ash #1; aut\n"
         "author 1: Ash\n"
         "warning 1.1 AUTHOR_TWICE author; found Ash\n"
         "warning 1.2 AUTHOR_TWICE author; found Ash\n"
         "warning 1.3 AUTHOR_TWICE author; found Ash\n"},
    {.what = "a row without an id of its own restates the record that it was",
     .config = "[source:s]\nauthor_separator = \";\"\n",
     .steps =
         {{.source = "s",
           .files = {{.text = "title,isbn,authors,year\n"
                              "Emma,9780141439587,Ann Ash; Ann Ash,1815\n"}}},
          {.source = "s",
           .files = {{.text = "title,isbn,authors,year\n"
                              "Emma,9780141439587,Ann Ash; Ann Ash,1816\n"}}}},
     .expected =
         "import 1: complete, read 1; 1 new; 1 books new; 1 authors new; 1 links new\n"
         "import 2: complete, read 1; 1 matched; 1 books updated\n"
         "book 1: Emma; isbn 9780141439587; 1816\n"
         "  1 Ann Ash #1\n"
         "author 1: Ann Ash\n"
         "warning 1.1 AUTHOR_TWICE author; found Ann Ash\n"
         "warning 2.1 AUTHOR_TWICE author; found Ann Ash\n"
         "ledger 2.1 book b1 changed; year: 1815 -> 1816\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *named_twice_suite(void)
{
    Suite *suite = suite_create("named_twice");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
