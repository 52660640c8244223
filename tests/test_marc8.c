/*
 * Values in MARC-8, and what libyaz is to be in before it is used: it crashes if it finds
 * no memory while it sets itself up.
 */
#include "../stages/marc8.h"

#include <check.h>
#include <libxml/globals.h>
#include <stdlib.h>

Suite *marc8_suite(void);

/* With libyaz comes libxml2, whose memory is watched from then on. */
START_TEST(is_set_up_before_main)
{
    xmlFreeFunc release;
    xmlMallocFunc make;
    xmlReallocFunc grow;
    xmlStrdupFunc copy;

    ck_assert_int_eq(xmlMemGet(&release, &make, &grow, &copy), 0);
    ck_assert(make != malloc);
    ck_assert(release == free);
}
END_TEST

#define E "\x1b"

/* bad: where the value is no MARC-8; NO: it is */
#define NO (-1)
static const struct {
    struct slice text;
    const char *utf8; /* NULL: not converted */
    int bad;
    const char *why;
} values[] = {
    {SLICE("plain"), "plain", NO, "ASCII"},
    {SLICE("\xe2"
           "e"),
     "e\xcc\x81", NO, "a mark before its letter"},
    {SLICE("\xfan\xfbg"), "n\xcd\xa0g", NO, "a tilde over two letters"},
    {SLICE(E "(N\x77"), "\xd0\x92", NO, "Cyrillic in place of ASCII"},
    {SLICE(E ",N\x77"), "\xd0\x92", NO, "by the other character for it"},
    {SLICE(E ")Nw\xf7w"), "w\xd0\x92w", NO, "Cyrillic beside ASCII"},
    {SLICE(E "-N\xd7"), "\xd0\xb2", NO, "by the other character for it"},
    {SLICE(E ")N\xd7" E ")!E\xe2"
             "e"),
     "\xd0\xb2"
     "e\xcc\x81",
     NO, "and back to Latin"},
    {SLICE(E "$1!0!" E "(B x"), "\xe4\xb8\x80 x", NO, "Chinese, then ASCII"},
    {SLICE(E "$1!0! !0!" E "(B"), "\xe4\xb8\x80 \xe4\xb8\x80", NO,
     "a blank between Chinese characters"},
    {SLICE(E "$,1!0!"), "\xe4\xb8\x80", NO, "Chinese, said in full"},
    {SLICE(E "b2" E "s"), "\xe2\x82\x82", NO, "a subscript"},
    {SLICE(E "ga" E "s"), "\xce\xb1", NO, "a Greek symbol"},
    {SLICE("a&#x263A;"), "a\xe2\x98\xba", NO, "a reference"},
    {SLICE(E "(B&#x12345"), "&#x12345", NO, "one that is cut off"},
    {SLICE(E "(B&#x123456"), "&#x123456", NO, "and one that is longer"},
    {SLICE("abc\xff"), NULL, 3, "bad: no character"},
    {SLICE("ab\xe2"), NULL, 2, "bad: a mark at the end"},
    {SLICE("a" E "$"), NULL, 1, "bad: an escape cut behind the sign"},
    {SLICE("a" E "$1!0"), NULL, 4, "bad: a character cut off"},
    {SLICE("a" E ")"), NULL, 1, "bad: an escape without a set"},
    {SLICE("a" E "(!"), NULL, 1, "bad: without the second byte of one"},
    {SLICE("a" E "z"), NULL, 1, "bad: an escape that is none"},
};

START_TEST(test_value)
{
    struct slice text = values[_i].text;
    struct marc8 *marc8 = marc8_open();
    struct arena arena;
    size_t bad = 99;
    bool converted;

    ck_assert_ptr_nonnull(marc8);
    arena_init(&arena, 1024);
    converted = marc8_convert(marc8, &arena, &text, &bad);
    ck_assert_msg(converted == (values[_i].bad == NO), "%s", values[_i].why);
    if (converted)
        ck_assert_msg(slice_is(text, values[_i].utf8), "%s: %.*s",
                      values[_i].why, SLICE_ARG(text));
    else
        ck_assert_msg(bad == (size_t)values[_i].bad, "%s: %zu", values[_i].why,
                      bad);
    ck_assert(!arena.failed);
    arena_clear(&arena);
    marc8_close(marc8);
}
END_TEST

/* The sets of one value are not those of the next. */
START_TEST(test_next_value)
{
    struct slice first = SLICE(E "(N\x77"), next = SLICE("w");
    struct marc8 *marc8 = marc8_open();
    struct arena arena;
    size_t bad;

    ck_assert_ptr_nonnull(marc8);
    arena_init(&arena, 1024);
    ck_assert(marc8_convert(marc8, &arena, &first, &bad));
    ck_assert(marc8_convert(marc8, &arena, &next, &bad));
    ck_assert(slice_is(next, "w"));
    arena_clear(&arena);
    marc8_close(marc8);
}
END_TEST

Suite *marc8_suite(void)
{
    Suite *suite = suite_create("marc8");
    TCase *tests = tcase_create("marc8");

    tcase_add_test(tests, is_set_up_before_main);
    tcase_add_loop_test(tests, test_value, 0, sizeof values / sizeof *values);
    tcase_add_test(tests, test_next_value);
    suite_add_tcase(suite, tests);
    return suite;
}
