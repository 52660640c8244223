/* Plans of whole files: format, encoding, and what is said when there is none.
 * What a CSV's cells mean is tested with plan_csv. */
#include "../pipeline/plan.h"
#include "support/feed.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define B(bytes)                 \
    {                            \
        bytes, sizeof(bytes) - 1 \
    }
#define XML(encoding) "<?xml version=\"1.0\" encoding=\"" encoding "\"?>"

static const struct row {
    const char *name;
    struct slice stored;
    enum format configured;
    enum encoding configured_encoding;
    enum format format;
    enum encoding encoding;
    bool columns;      /* whether plan_csv was asked */
    const char *fault; /* part of FORMAT_UNKNOWN's text; NULL: none */
    const char *note;  /* part of the first note; NULL: none is looked for */
} rows[] = {
    {"nothing", B(""), FORMAT_AUTO, ENCODING_AUTO, FORMAT_CSV, ENCODING_AUTO,
     false, NULL, NULL},
    {"only blank lines", B("\r\n \n\n"), FORMAT_AUTO, ENCODING_AUTO, FORMAT_CSV,
     ENCODING_AUTO, false, NULL, NULL},
    {"nothing, but a mark", B("\xff\xfe"), FORMAT_AUTO, ENCODING_AUTO,
     FORMAT_CSV, ENCODING_UTF16LE, false, NULL, NULL},
    {"nothing, and configured", B(""), FORMAT_MARCXML, ENCODING_AUTO,
     FORMAT_MARCXML, ENCODING_AUTO, false, NULL, NULL},
    {"CSV", B("title,author\nEmma,Jane Austen\n"), FORMAT_AUTO, ENCODING_AUTO,
     FORMAT_CSV, ENCODING_AUTO, true, NULL, NULL},
    {"CSV with a mark", B("\xef\xbb\xbftitle,author\nEmma,Jane Austen\n"),
     FORMAT_AUTO, ENCODING_AUTO, FORMAT_CSV, ENCODING_UTF8, true, NULL, NULL},
    {"an encoding as configured", B("title,author\nEmma,Jane Austen\n"),
     FORMAT_AUTO, ENCODING_LATIN1, FORMAT_CSV, ENCODING_LATIN1, true, NULL,
     NULL},
    {"MARC-XML", B("<collection/>"), FORMAT_AUTO, ENCODING_AUTO, FORMAT_MARCXML,
     ENCODING_AUTO, false, NULL, NULL},
    {"MARC-XML in UTF-16, whatever it declares",
     B("<\0?\0x\0m\0l\0 \0?\0>\0<\0a\0/\0>\0"), FORMAT_AUTO, ENCODING_AUTO,
     FORMAT_MARCXML, ENCODING_UTF16LE, false, NULL, NULL},
    {"declared UTF-8", B(XML("utf-8") "<a>\xc3\xa9</a>"), FORMAT_AUTO,
     ENCODING_AUTO, FORMAT_MARCXML, ENCODING_AUTO, false, NULL, NULL},
    {"declared Latin-1", B(XML("iso-8859-1") "<a>\xe9</a>"), FORMAT_AUTO,
     ENCODING_AUTO, FORMAT_MARCXML, ENCODING_LATIN1, false, NULL,
     "the XML declaration says iso-8859-1"},
    {"declared Windows-1252", B(XML("Windows-1252") "<a>\x93</a>"), FORMAT_AUTO,
     ENCODING_AUTO, FORMAT_MARCXML, ENCODING_WINDOWS_1252, false, NULL,
     "says Windows-1252"},
    {"bad: declared Latin-1, but UTF-8", B(XML("ISO-8859-1") "<a>\xc3\xa9</a>"),
     FORMAT_AUTO, ENCODING_AUTO, FORMAT_MARCXML, ENCODING_AUTO, false, NULL,
     "but the text is UTF-8"},
    {"bad: declared MARC-8", B(XML("MARC-8") "<a/>"), FORMAT_AUTO,
     ENCODING_AUTO, FORMAT_MARCXML, ENCODING_AUTO, false, NULL,
     "MARC-8, which is not known"},
    {"bad: an encoding whose name has no end",
     B(XML("abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz") "<a/>"),
     FORMAT_AUTO, ENCODING_AUTO, FORMAT_MARCXML, ENCODING_AUTO, false, NULL,
     "says abcdefghijklmnopqrstuvwxyz-abcdefghijklm, which"},
    {"the config against the declaration", B(XML("ISO-8859-1") "<a>\xe9</a>"),
     FORMAT_AUTO, ENCODING_WINDOWS_1252, FORMAT_MARCXML, ENCODING_WINDOWS_1252,
     false, NULL, NULL},
    {"ISO 2709", B("00714cam a2200205 a 4500001001300000"), FORMAT_AUTO,
     ENCODING_AUTO, FORMAT_MARC, ENCODING_AUTO, false, NULL, NULL},
    {"a mark in front of ISO 2709",
     B("\xef\xbb\xbf"
       "00714cam a2200205 a 4500001001300000"),
     FORMAT_AUTO, ENCODING_AUTO, FORMAT_MARC, ENCODING_AUTO, false, NULL, NULL},
    {"ISO 2709 in MARC-8, by the config",
     B("00714cam a2200205 a 4500001001300000"), FORMAT_AUTO, ENCODING_MARC8,
     FORMAT_MARC, ENCODING_MARC8, false, NULL, NULL},
    {"bad: a ZIP archive", B("PK\3\4\24\0\0\0"), FORMAT_AUTO, ENCODING_AUTO,
     FORMAT_CSV, ENCODING_AUTO, false, "ZIP", NULL},
    {"bad: UTF-32", B("\xff\xfe\0\0t\0\0\0"), FORMAT_AUTO, ENCODING_AUTO,
     FORMAT_CSV, ENCODING_AUTO, false, "UTF-32", NULL},
};

static void check_notes(const struct row *row, const struct plan *plan)
{
    if (!row->note)
        return;
    ck_assert_msg(plan->notes.count > 0, "%s: no note", row->name);
    ck_assert_msg(strstr(plan->notes.at[0].at, row->note), "%s: %s", row->name,
                  plan->notes.at[0].at);
}

static void check_fault(const struct row *row, struct input *input)
{
    const struct input_fault *fault = input_fault(input);
    struct error error = {0};
    char byte;

    if (!row->fault) {
        ck_assert_str_eq(code_name(fault->code), "NONE");
        return;
    }
    ck_assert_str_eq(code_name(fault->code), "FORMAT_UNKNOWN");
    ck_assert_msg(strstr(fault->text, row->fault), "%s: %s", row->name,
                  fault->text);
    ck_assert_int_eq(input_read(input, &byte, 1, &error), 0);
}

static void check_row(const struct row *row, struct slice stored)
{
    struct source_config source = {.name = "default",
                                   .format = row->configured,
                                   .encoding = row->configured_encoding,
                                   .title_separator = ""};
    struct error error = {0};
    struct plan plan;
    struct input *input;
    struct feed feed;

    feed_file(&feed, stored);
    ck_assert_int_eq(input_open(&input, feed.path, source.encoding, &error), 0);
    ck_assert_msg(plan_file(&plan, input, &source, "test", &error) == 0,
                  "%s: %s", row->name, error.text);
    ck_assert_msg(plan.format == row->format, "%s: format", row->name);
    ck_assert_msg(plan.encoding == row->encoding, "%s: encoding", row->name);
    ck_assert_msg((plan.csv.columns > 0) == row->columns, "%s: %zu columns",
                  row->name, plan.csv.columns);
    check_notes(row, &plan);
    check_fault(row, input);
    plan_clear(&plan);
    input_close(input);
    feed_remove(&feed);
}

START_TEST(each_row)
{
    check_row(&rows[_i], rows[_i].stored);
}
END_TEST

START_TEST(each_row_as_gzip)
{
    struct slice member = feed_gzip(rows[_i].stored, false);

    check_row(&rows[_i], member);
    free((char *)member.at);
}
END_TEST

START_TEST(gzip_inside_gzip)
{
    static const struct row row = {.name = "gzip in gzip",
                                   .format = FORMAT_CSV,
                                   .fault = "gzip inside gzip"};
    struct slice inner = feed_gzip(SLICE("title,author\n"), false);
    struct slice outer = feed_gzip(inner, false);

    check_row(&row, outer);
    free((char *)inner.at);
    free((char *)outer.at);
}
END_TEST

static const struct {
    const char *path;
    enum format format;
} real_files[] = {
    {"../shared/data/real-bibs/real-bibs.xml", FORMAT_MARCXML},
    {"../shared/data/real-bibs/real-bibs.xml.gz", FORMAT_MARCXML},
    {"../shared/data/real-bibs/real-bibs.mrc", FORMAT_MARC},
    {"../shared/data/solrmarc/specTestRecs_withBOM.xml", FORMAT_MARCXML},
    {"../shared/data/solrmarc/uva_001_2000.mrc", FORMAT_MARC},
    {"../shared/data/traject/sample-oai-pmh.xml", FORMAT_MARCXML},
    {"../shared/data/traject/test_data.utf8.mrc.gz", FORMAT_MARC},
    {"../shared/data/perl4lib/hebrew1.marc", FORMAT_MARC},
};

START_TEST(real_file)
{
    struct source_config source = {.name = "default", .title_separator = ""};
    struct error error = {0};
    struct plan plan;
    struct input *input;

    if (access(real_files[_i].path, R_OK) != 0) {
        printf("skipped: %s is not there\n", real_files[_i].path);
        return;
    }
    ck_assert_int_eq(
        input_open(&input, real_files[_i].path, ENCODING_AUTO, &error), 0);
    ck_assert_int_eq(plan_file(&plan, input, &source, "test", &error), 0);
    ck_assert_int_eq(plan.format, real_files[_i].format);
    plan_clear(&plan);
    input_close(input);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof((table)[0]))

Suite *plan_suite(void);
Suite *plan_suite(void)
{
    Suite *suite = suite_create("plan");
    TCase *tests = tcase_create("plan");

    tcase_add_loop_test(tests, each_row, 0, ROWS(rows));
    tcase_add_loop_test(tests, each_row_as_gzip, 0, ROWS(rows));
    tcase_add_test(tests, gzip_inside_gzip);
    tcase_add_loop_test(tests, real_file, 0, ROWS(real_files));
    suite_add_tcase(suite, tests);
    return suite;
}
