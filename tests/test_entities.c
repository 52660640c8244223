/* HTML entities in cells: those that stand for a character, and what only looks like
 * one and stays as it is. */
#include "../stages/entities.h"

#include <check.h>

Suite *entities_suite(void);

static const struct {
    const char *text, *decoded, *why;
} rows[] = {
    {"", "", "empty"},
    {"AT&T", "AT&T", "an ampersand"},
    {"Q &", "Q &", "at the end"},
    {"&amp", "&amp", "no semicolon"},
    {"&;", "&;", "no name"},
    {"&amp;&lt;&eacute;", "&<\xc3\xa9", "names"},
    {"&Amp;", "&Amp;", "letters of another case"},
    {"&thetasymbols;", "&thetasymbols;", "longer than any name"},
    {"&#233;&#xE9;&#XE9;", "\xc3\xa9\xc3\xa9\xc3\xa9", "numbers"},
    {"a&#9;b&#10;c&#13;d", "a\tb\nc\rd", "blanks"},
    {"&#128;", "\xe2\x82\xac", "Windows-1252 is meant"},
    {"&#160;", "\xc2\xa0", "the first after it"},
    {"&#xE000;", "\xee\x80\x80", "of private use"},
    {"&#x10FFFD;", "\xf4\x8f\xbf\xbd", "the last character"},
    {"&#7;", "&#7;", "a control character"},
    {"&#127;", "&#127;", "DEL"},
    {"&#x110000;", "&#x110000;", "beyond Unicode"},
    {"&#xFFFE;&#x1FFFF;", "&#xFFFE;&#x1FFFF;", "no characters"},
    {"&#xD800;&#xDFFF;", "&#xD800;&#xDFFF;", "surrogates"},
    {"&#;", "&#;", "no digits"},
    {"&#x;", "&#x;", "nor here"},
    {"&#12a;", "&#12a;", "a letter among digits"},
    {"&#xfg;", "&#xfg;", "no hexadecimal digit"},
    {"&# 65;&#+65;", "&# 65;&#+65;", "a blank, a sign"},
};

START_TEST(test_decode)
{
    struct slice text = slice_of(rows[_i].text), decoded;
    struct arena arena;

    arena_init(&arena, 1024);
    decoded = entities_decode(&arena, text);
    ck_assert_msg(slice_is(decoded, rows[_i].decoded), "%s: %.*s", rows[_i].why,
                  SLICE_ARG(decoded));
    ck_assert_int_eq(entities_found(text), !slice_equal(text, decoded));
    arena_clear(&arena);
}
END_TEST

Suite *entities_suite(void)
{
    Suite *suite = suite_create("entities");
    TCase *tests = tcase_create("entities");

    tcase_add_loop_test(tests, test_decode, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tests);
    return suite;
}
