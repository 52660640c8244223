/* on_match = replace: the newer wins, by MARC 005. */
#include "support/import_case.h"

#include <check.h>

Suite *versions_suite(void);

#define RECORD(version, title, year)                                           \
    "<collection><record><leader>00000nam a2200000 a 4500</leader>"            \
    "<controlfield tag=\"001\">1</controlfield>" version                       \
    "<datafield tag=\"020\" ind1=\" \" ind2=\" \"><subfield code=\"a\">"       \
    "9780441172719</subfield></datafield>"                                     \
    "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">" title \
    "</subfield></datafield>"                                                  \
    "<datafield tag=\"260\" ind1=\" \" ind2=\" \">" year "</datafield>"        \
    "</record></collection>"
#define VERSION(text) "<controlfield tag=\"005\">" text "</controlfield>"
#define YEAR(text) "<subfield code=\"c\">" text "</subfield>"
#define CONFIG "[source:a]\n[source:b]\non_match = replace\n"

static const struct import_case cases[] = {
    {
        .what = "a later version replaces",
        .config = CONFIG,
        .steps = {{.source = "a",
                   .files = {{.text = RECORD(VERSION("20200101000000.0"),
                                             "Dune", YEAR("1965"))}}},
                  {.source = "b",
                   .files = {{.text = RECORD(VERSION("20200101000000.1"),
                                             "DUNE", YEAR("1966"))}}}},
        .expected = "import 1: complete, read 1; 1 new; 1 books new\n"
                    "import 2: complete, read 1; 1 matched; 1 books updated\n"
                    "book 1: DUNE; isbn 9780441172719; 1966; text\n"
                    "ledger 2.1 book b1 changed; title: Dune -> DUNE\n"
                    "ledger 2.1 book b1 changed; year: 1965 -> 1966\n",
    },
    {
        .what = "an earlier one only fills",
        .config = CONFIG,
        .steps = {{.source = "a",
                   .files = {{.text = RECORD(VERSION("20200101000000.0"),
                                             "Dune", "")}}},
                  {.source = "b",
                   .files = {{.text = RECORD(VERSION("20191231235959.9"),
                                             "DUNE", YEAR("1966"))}}}},
        .expected = "import 1: complete, read 1; 1 new; 1 books new\n"
                    "import 2: complete, read 1; 1 matched; 1 books updated\n"
                    "book 1: Dune; isbn 9780441172719; 1966; text\n"
                    "ledger 2.1 book b1 changed; year: nothing -> 1966\n",
    },
    {
        .what =
            "restated, a record is no newer than it says; who made the book "
            "replaces whatever it says",
        .config = CONFIG,
        .steps = {{.source = "a",
                   .files = {{.text = RECORD(VERSION("20200101000000.0"),
                                             "Dune", "")}}},
                  {.source = "b",
                   .files = {{.text = RECORD(VERSION("20180101000000.0"),
                                             "DUNE", YEAR("1966"))}}},
                  {.source = "b",
                   .files = {{.text = RECORD(VERSION("20190101000000.0"),
                                             "DUNE!", YEAR("1967"))}}},
                  {.source = "a",
                   .files = {{.text = RECORD(VERSION("20170101000000.0"),
                                             "Dune.", YEAR("1965"))}}},
                  {.source = "b",
                   .files = {{.text = RECORD(VERSION("20170101000000.1"),
                                             "DUNE?", YEAR("1968"))}}}},
        .expected = "import 1: complete, read 1; 1 new; 1 books new\n"
                    "import 2: complete, read 1; 1 matched; 1 books updated\n"
                    "import 3: complete, read 1; 1 unchanged\n"
                    "import 4: complete, read 1; 1 matched; 1 books updated\n"
                    "import 5: complete, read 1; 1 matched; 1 books updated\n"
                    "book 1: DUNE?; isbn 9780441172719; 1968; text\n"
                    "ledger 2.1 book b1 changed; year: nothing -> 1966\n"
                    "ledger 4.1 book b1 changed; year: 1966 -> 1965\n"
                    "ledger 5.1 book b1 changed; title: Dune -> DUNE?\n"
                    "ledger 5.1 book b1 changed; year: 1965 -> 1968\n",
    },
    {
        .what = "without a version on both sides the one that comes last wins",
        .config = CONFIG,
        .steps = {{.source = "a",
                   .files = {{.text = RECORD(VERSION("20200101000000.0"),
                                             "Dune", YEAR("1965"))}}},
                  {.source = "b",
                   .files = {{.text = RECORD(VERSION("2019"), "DUNE",
                                             YEAR("1966"))}}}},
        .expected = "import 1: complete, read 1; 1 new; 1 books new\n"
                    "import 2: complete, read 1; 1 matched; 1 books updated\n"
                    "book 1: DUNE; isbn 9780441172719; 1966; text\n"
                    "ledger 2.1 book b1 changed; title: Dune -> DUNE\n"
                    "ledger 2.1 book b1 changed; year: 1965 -> 1966\n",
    },
    {.what = "what is no moment in fourteen digits is no version",
     .config = CONFIG,
     .steps = {{.source = "a",
                .files = {{.text = RECORD(VERSION("20200101000000.0"), "Dune",
                                          YEAR("1965"))}}},
               {.source = "b",
                .files = {{.text = RECORD(VERSION("2019010100000x.0"), "DUNE",
                                          YEAR("1966"))}}},
               {.source = "b",
                .files = {{.text = RECORD(VERSION("2019-01-01 00:00"), "DUNE",
                                          YEAR("1967"))}}}},
     .expected = "import 1: complete, read 1; 1 new; 1 books new\n"
                 "import 2: complete, read 1; 1 matched; 1 books updated\n"
                 "import 3: complete, read 1; 1 matched; 1 books updated\n"
                 "book 1: DUNE; isbn 9780441172719; 1967; text\n"
                 "ledger 2.1 book b1 changed; title: Dune -> DUNE\n"
                 "ledger 2.1 book b1 changed; year: 1965 -> 1966\n"
                 "ledger 3.1 book b1 changed; year: 1966 -> 1967\n"},
    {.what = "of one second, what says tenths is the later one; of one "
             "version, what comes last wins",
     .config = CONFIG,
     .steps = {{.source = "a",
                .files = {{.text = RECORD(VERSION("20200101000000.0"), "Dune",
                                          YEAR("1965"))}}},
               {.source = "b",
                .files = {{.text = RECORD(VERSION("20200101000000"), "DUNE",
                                          YEAR("1966"))}}},
               {.source = "b",
                .files = {{.text = RECORD(VERSION("20200101000000.0"), "DUNE",
                                          YEAR("1967"))}}}},
     .expected = "import 1: complete, read 1; 1 new; 1 books new\n"
                 "import 2: complete, read 1; 1 unchanged\n"
                 "import 3: complete, read 1; 1 matched; 1 books updated\n"
                 "book 1: DUNE; isbn 9780441172719; 1967; text\n"
                 "ledger 3.1 book b1 changed; title: Dune -> DUNE\n"
                 "ledger 3.1 book b1 changed; year: 1965 -> 1967\n"},
    {.what = "one newer record of the book is enough",
     .config = CONFIG "[source:c]\non_match = replace\n",
     .steps = {{.source = "a",
                .files = {{.text = RECORD(VERSION("20200101000000.0"), "Dune",
                                          YEAR("1965"))}}},
               {.source = "b",
                .files = {{.text = RECORD(VERSION("20180101000000.0"), "Dune",
                                          YEAR("1965"))}}},
               {.source = "c",
                .files = {{.text = RECORD(VERSION("20190101000000.0"), "DUNE",
                                          YEAR("1966"))}}}},
     .expected = "import 1: complete, read 1; 1 new; 1 books new\n"
                 "import 2: complete, read 1; 1 unchanged\n"
                 "import 3: complete, read 1; 1 unchanged\n"
                 "book 1: Dune; isbn 9780441172719; 1965; text\n"},
};

START_TEST(comes_out)
{
    import_case_run(&cases[_i / IMPORT_SETTINGS], _i % IMPORT_SETTINGS);
}
END_TEST

Suite *versions_suite(void)
{
    Suite *suite = suite_create("versions");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, comes_out, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
