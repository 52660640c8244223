/* XML declarations as people write them, and texts that prove them wrong. */
#include "../pipeline/xml_encoding.h"

#include <check.h>

static const struct {
    const char *name, *text, *encoding;
} rows[] = {
    {"usual", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>", "UTF-8"},
    {"single quotes", "<?xml version='1.0' encoding='ISO-8859-1'?>",
     "ISO-8859-1"},
    {"blanks and line ends",
     "<?xml\n version = \"1.0\"\r\n\tencoding =\n'x' ?>", "x"},
    {"standalone after it",
     "<?xml version=\"1.0\" encoding=\"latin1\" standalone=\"yes\"?>",
     "latin1"},
    {"without a version", "<?xml encoding=\"cp1252\"?>", "cp1252"},
    {"no encoding", "<?xml version=\"1.0\"?>", ""},
    {"no declaration", "<collection encoding=\"x\">", ""},
    {"nothing", "", ""},
    {"cut behind the name", "<?xml", ""},
    {"another instruction", "<?xml-stylesheet encoding=\"x\"?>", ""},
    {"bad: a quote never closed", "<?xml version=\"1.0\" encoding=\"UTF-8?>",
     ""},
    {"bad: no quotes", "<?xml version=\"1.0\" encoding=UTF-8?>", ""},
    {"bad: no equals sign", "<?xml version=\"1.0\" encoding \"UTF-8\"?>", ""},
    {"bad: the end after the name", "<?xml version=\"1.0\" encoding", ""},
};

START_TEST(each_row)
{
    struct slice found = xml_encoding(slice_of(rows[_i].text));

    ck_assert_msg(slice_is(found, rows[_i].encoding), "%s: %.*s", rows[_i].name,
                  SLICE_ARG(found));
}
END_TEST

static const struct {
    const char *name, *text;
    bool utf8;
} texts[] = {
    {"nothing", "", false},
    {"ASCII proves nothing", "plain", false},
    {"UTF-8", "caf\xc3\xa9 noir", true},
    {"UTF-8, cut at the end", "caf\xc3\xa9 \xe4\xb8", true},
    {"only a cut character", "\xe4\xb8", false},
    {"Latin-1", "caf\xe9 noir", false},
    {"Latin-1 at the end", "caf\xe9", false},
    {"UTF-8, then Latin-1", "\xc3\xa9 \xe9 and more", false},
    {"a surrogate", "\xed\xa0\xbd and more", false},
};

START_TEST(each_text)
{
    ck_assert_msg(xml_encoding_is_utf8(slice_of(texts[_i].text)) ==
                      texts[_i].utf8,
                  "%s", texts[_i].name);
}
END_TEST

Suite *xml_encoding_suite(void);
Suite *xml_encoding_suite(void)
{
    Suite *suite = suite_create("xml_encoding");
    TCase *tests = tcase_create("xml_encoding");

    tcase_add_loop_test(tests, each_row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_loop_test(tests, each_text, 0, sizeof texts / sizeof texts[0]);
    suite_add_tcase(suite, tests);
    return suite;
}
