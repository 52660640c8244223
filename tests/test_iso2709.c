/*
 * One database from the same records as ISO 2709 and as MARC-XML: the library's
 * own two forms of one set, and MARC-8 against what yaz-marcdump makes of it.
 *
 * Inputs that are not part of the tree (../shared/data), and yaz-marcdump, are
 * passed over where they are absent, with a line that says so.
 */
#include "support/dump.h"
#include "support/program.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *iso2709_suite(void);

#define DATA "../shared/data/"

static char *rows_of(const char *name, struct slice bytes)
{
    struct program program;
    char path[PATH_MAX], *rows;
    int status;

    program_begin(&program);
    program_write(&program, name, bytes, path);
    status = program_run(&program, "import", path, NULL);
    ck_assert_msg(status <= 1, "%s: status %d: %s", name, status,
                  program_said(&program));
    rows = dump_rows(program.database);
    program_end(&program);
    return rows;
}

/* The first line in which two dumps differ says more than both. */
static void check_same(const char *what, struct slice marc, struct slice xml)
{
    char *expected = rows_of("a.xml", xml), *found = rows_of("a.mrc", marc);
    size_t at = 0, line = 0;

    while (expected[at] && expected[at] == found[at]) {
        if (expected[at] == '\n')
            line = at + 1;
        at++;
    }
    ck_assert_msg(expected[at] == found[at],
                  "%s:\nas XML  %.300s\nas MARC %.300s", what, expected + line,
                  found + line);
    free(expected);
    free(found);
}

START_TEST(test_both_forms)
{
    struct slice marc = program_read(DATA "real-bibs/real-bibs.mrc");
    struct slice xml = program_read(DATA "real-bibs/real-bibs.xml");

    if (marc.at && xml.at)
        check_same("real-bibs", marc, xml);
    else
        printf("iso2709: " DATA "real-bibs is not here: passed over\n");
    free((void *)marc.at);
    free((void *)xml.at);
}
END_TEST

/* Files of MARC-8 that its leaders call so; libyaz's converter is ours, but not
 * yaz's reading of records, nor its choice of what is MARC-8. */
static const char *const marc8_files[] = {
    "solrmarc/uva_001_2000.mrc", "evergreen/lul_fre_500.mrc",
    "evergreen/jazz_1k.mrc",     "folio-mod-data-import/61PRINT160129.mrc",
    "perl4lib/cjk1.marc",        "perl4lib/cjk2.marc",
    "perl4lib/cjk3.marc",        "perl4lib/cjk4.marc",
    "perl4lib/cyrillic.marc",    "perl4lib/hebrew1.marc",
    "perl4lib/hebrew2.marc",     "perl4lib/hebrew3.marc",
    "perl4lib/hebrew4.marc",     "traject/one-marc8.mrc",
    "pymarc/marc8.dat",
};

/* {NULL, 0}: there is no yaz-marcdump. */
static struct slice as_xml(const char *file)
{
    struct program program;
    char command[2 * PATH_MAX], path[128];
    struct slice xml = SLICE_NONE;

    program_begin(&program);
    snprintf(path, sizeof path, "%s/a.xml", program.folder);
    snprintf(command, sizeof command,
             "yaz-marcdump -f MARC-8 -t UTF-8 -o marcxml '%s' >%s 2>&1", file,
             path);
    if (system("command -v yaz-marcdump >/dev/null") == 0) {
        ck_assert_int_eq(system(command), 0);
        xml = program_read(path);
    }
    program_end(&program);
    return xml;
}

START_TEST(test_marc8)
{
    char file[PATH_MAX];
    struct slice marc, xml = SLICE_NONE;

    snprintf(file, sizeof file, DATA "%s", marc8_files[_i]);
    marc = program_read(file);
    if (marc.at)
        xml = as_xml(file);
    if (xml.at)
        check_same(file, marc, xml);
    else
        printf("iso2709: %s is not here: passed over\n",
               marc.at ? "yaz-marcdump" : file);
    free((void *)marc.at);
    free((void *)xml.at);
}
END_TEST

Suite *iso2709_suite(void)
{
    Suite *suite = suite_create("iso2709");
    TCase *tests = tcase_create("same");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, test_both_forms);
    tcase_add_loop_test(tests, test_marc8, 0,
                        sizeof marc8_files / sizeof *marc8_files);
    suite_add_tcase(suite, tests);
    return suite;
}
