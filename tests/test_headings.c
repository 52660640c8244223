/*
 * Headings of one author over several records and imports: dates that add up, words
 * that tell namesakes apart, and records that are restated.
 */
#include "support/import_case.h"

#include <check.h>

Suite *headings_suite(void);

static const struct import_case cases[] = {
    {.what =
         "years of two headings add up, and one that has another birth is another person",
     .config = "[source:a]\n",
     .steps =
         {
             {.source = "a",
              .files =
                  {{.name = "a.xml",
                    .text =
                        "<collection>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">1</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Austen, Jane,</subfield><subfield code=\"d\">1775-</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 1</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">2</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Austen, Jane,</subfield><subfield code=\"d\">d. 1817</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 2</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">3</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Austen, Jane,</subfield><subfield code=\"d\">1776-1817</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 3</subfield></datafield></record>"
                        "</collection>"}}},
         },
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 1 authors updated; 3 links new\n"
         "book 1: Book 1; text\n"
         "  1 Jane Austen #1\n"
         "book 2: Book 2; text\n"
         "  1 Jane Austen #1\n"
         "book 3: Book 3; text\n"
         "  1 Jane Austen #2\n"
         "author 1: Jane Austen; 1775-1817; person\n"
         "author 2: Jane Austen; 1776-1817; person\n"
         "ledger 1.2 author a1 matched by name-undated: nothing -> d. 1817\n"
         "ledger 1.2 author a1 changed; dates: 1775- -> 1775-1817\n"},
    {.what = "who was active before another was born is somebody else",
     .config = "[source:a]\n",
     .steps =
         {
             {.source = "a",
              .files =
                  {{.name = "a.xml",
                    .text =
                        "<collection>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">1</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, John,</subfield><subfield code=\"d\">active 1803-1820</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 1</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">2</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, John,</subfield><subfield code=\"d\">1950-</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 2</subfield></datafield></record>"
                        "</collection>"}}},
         },
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
         "book 1: Book 1; text\n"
         "  1 John Smith #1\n"
         "book 2: Book 2; text\n"
         "  1 John Smith #2\n"
         "author 1: John Smith; active 1803-1820; person\n"
         "author 2: John Smith; 1950-; person\n"},
    {.what = "titles are compared as words, not only by their tags",
     .config = "[source:a]\n",
     .steps =
         {
             {.source = "a",
              .files =
                  {{.name = "a.xml",
                    .text =
                        "<collection>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">1</controlfield>"
                        "<datafield tag=\"100\" ind1=\"0\" ind2=\" \"><subfield code=\"a\">Mary,</subfield><subfield code=\"c\">Queen of Scots.</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 1</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">2</controlfield>"
                        "<datafield tag=\"100\" ind1=\"0\" ind2=\" \"><subfield code=\"a\">Mary,</subfield><subfield code=\"c\">Old Princess of Portugal.</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 2</subfield></datafield></record>"
                        "</collection>"}}},
         },
     .expected =
         "import 1: complete, read 2; 2 new; 2 books new; 2 authors new; 2 links new\n"
         "book 1: Book 1; text\n"
         "  1 Mary #1\n"
         "book 2: Book 2; text\n"
         "  1 Mary #2\n"
         "author 1: Mary; person\n"
         "author 2: Mary; person\n"
         "ledger 1.2 author a2 candidate by name: nothing -> 1\n"},
    {.what = "a record that says its name again goes on naming whom it named",
     .config = "[source:a]\n",
     .steps =
         {
             {.source = "a",
              .files =
                  {{.name = "a.xml",
                    .text =
                        "<collection>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">1</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, John</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 1</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">2</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, John,</subfield><subfield code=\"d\">1950-</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 2</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">3</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, John,</subfield><subfield code=\"d\">1901-</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 3</subfield></datafield></record>"
                        "</collection>"}}},
             {.source = "a",
              .files =
                  {{.name = "a.xml",
                    .text =
                        "<collection>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">1</controlfield>"
                        "<controlfield tag=\"005\">20260101</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, John</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 1</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">2</controlfield>"
                        "<controlfield tag=\"005\">20260101</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, John,</subfield><subfield code=\"d\">1950-</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 2</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">3</controlfield>"
                        "<controlfield tag=\"005\">20260101</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, John,</subfield><subfield code=\"d\">1901-</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 3</subfield></datafield></record>"
                        "</collection>"}}},
         },
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 1 authors updated; 3 links new\n"
         "import 2: complete, read 3; 3 unchanged\n"
         "book 1: Book 1; text\n"
         "  1 John Smith #1\n"
         "book 2: Book 2; text\n"
         "  1 John Smith #1\n"
         "book 3: Book 3; text\n"
         "  1 John Smith #2\n"
         "author 1: John Smith; 1950-; person\n"
         "author 2: John Smith; 1901-; person\n"
         "ledger 1.2 author a1 matched by name-undated: nothing -> 1950-\n"
         "ledger 1.2 author a1 changed; dates: nothing -> 1950-\n"},
    {.what =
         "a form of the name with its years weighs more than a namesake without any",
     .config = "[source:a]\n",
     .steps =
         {
             {.source = "a",
              .files =
                  {{.name = "a.xml",
                    .text =
                        "<collection>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">1</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Eliot, T. S.</subfield><subfield code=\"q\">(Thomas Stearns),</subfield><subfield code=\"d\">1888-1965</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 1</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">2</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Eliot, Thomas Stearns</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 2</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">3</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Eliot, Thomas Stearns,</subfield><subfield code=\"d\">1888-1965</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 3</subfield></datafield></record>"
                        "</collection>"}}},
         },
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 3 links new\n"
         "book 1: Book 1; text\n"
         "  1 T. S. Eliot #1\n"
         "book 2: Book 2; text\n"
         "  1 Thomas Stearns Eliot #2\n"
         "book 3: Book 3; text\n"
         "  1 T. S. Eliot #1\n"
         "author 1: T. S. Eliot; 1888-1965; person\n"
         "author 2: Thomas Stearns Eliot; person\n"
         "ledger 1.2 author a2 candidate by name: nothing -> 1\n"},
    {.what = "of authors with one authority id the one who can be meant",
     .config = "[source:a]\n",
     .steps =
         {
             {.source = "a",
              .files =
                  {{.name = "a.xml",
                    .text =
                        "<collection>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">1</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, John,</subfield><subfield code=\"d\">1900-</subfield><subfield code=\"0\">(viaf)111</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 1</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">2</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, Jon,</subfield><subfield code=\"d\">1950-</subfield><subfield code=\"0\">(viaf)111</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 2</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">3</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Smith, Johnny,</subfield><subfield code=\"d\">1950-</subfield><subfield code=\"0\">(viaf)111</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 3</subfield></datafield></record>"
                        "</collection>"}}},
         },
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 3 links new\n"
         "book 1: Book 1; text\n"
         "  1 John Smith #1\n"
         "book 2: Book 2; text\n"
         "  1 Jon Smith #2\n"
         "book 3: Book 3; text\n"
         "  1 Jon Smith #2\n"
         "author 1: John Smith; 1900-; person\n"
         "author 2: Jon Smith; 1950-; person\n"
         "warning 1.2 AUTHORITY_CONFLICT author; expected John Smith; found Jon Smith\n"
         "ledger 1.2 author a1 conflict by authority: 1900- -> 1950-\n"
         "ledger 1.3 author a2 matched by authority: Johnny Smith -> 1950-\n"},
    {.what = "a book by a merged name is met by either name",
     .config = "[source:a]\n",
     .steps =
         {
             {.source = "a",
              .files =
                  {{.name = "a.xml",
                    .text =
                        "<collection>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">1</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Twain, Mark</subfield><subfield code=\"0\">(viaf)50566653</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 1</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">2</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Clemens, Samuel Langhorne</subfield><subfield code=\"0\">(viaf)50566653</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 2</subfield></datafield></record>"
                        "<record><leader>00000nam a2200000 a 4500</leader>"
                        "<controlfield tag=\"001\">3</controlfield>"
                        "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">Nobody</subfield></datafield>"
                        "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Book 3</subfield></datafield></record>"
                        "</collection>"}}},
         },
     .expected =
         "import 1: complete, read 3; 3 new; 3 books new; 2 authors new; 3 links new\n"
         "book 1: Book 1; text\n"
         "  1 Mark Twain #1\n"
         "book 2: Book 2; text\n"
         "  1 Mark Twain #1\n"
         "book 3: Book 3; text\n"
         "  1 Nobody #2\n"
         "author 1: Mark Twain; person\n"
         "author 2: Nobody; person\n"
         "ledger 1.2 author a1 matched by authority: Samuel Langhorne Clemens -> nothing\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *headings_suite(void)
{
    Suite *suite = suite_create("headings");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
