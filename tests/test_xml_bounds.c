/* Tags and records that a parser is not given: attributes are counted where they are
 * some, and nowhere else. */
#include "../stages/xml_bounds.h"

#include <check.h>
#include <stdlib.h>

Suite *xml_bounds_suite(void);

static const struct row {
    const char *before, *piece, *after;
    size_t few; /* this many pieces are few, one more are not; 0: always few */
} rows[] = {
    {"<a", " b=''", "/>", 64},     {"<x/>text<a", " b=\"'>\"", ">", 64},
    {"<a", " b = '<'", "", 64},    {"<!-- <c> --><a", " b=''", ">", 64},
    {"", "<a b='' c=''/>", "", 0}, {"<a>", " b=''", "</a>", 0},
    {"<a b='", "c=", "'>", 0},     {"<!-- <a", " b=''", "-->", 0},
    {"<!-- <a", " b=''", "", 0},   {"<![CDATA[<a", " b=''", "]]>", 0},
    {"<?p <a", " b=''", "?>", 0},  {"", "<", "", 0},
};

static bool few(const struct row *row, size_t count)
{
    char *text = malloc(10000);
    bool answer;

    ck_assert_ptr_nonnull(text);
    strcpy(text, row->before);
    for (size_t i = 0; i < count; i++)
        strcat(text, row->piece);
    strcat(text, row->after);
    answer = xml_attributes_are_few(slice_of(text));
    free(text);
    return answer;
}

START_TEST(test_row)
{
    const struct row *row = &rows[_i];

    ck_assert(few(row, 0));
    ck_assert(few(row, row->few ? row->few : 500));
    ck_assert(!row->few || !few(row, row->few + 1));
}
END_TEST

START_TEST(test_strange)
{
    ck_assert_uint_eq(xml_strange(SLICE("datafield"), 0, 3), 0);
    ck_assert_uint_eq(xml_strange(SLICE("datafield"), 2, 4), 3);
    ck_assert_uint_eq(xml_strange(SLICE("data"), 0, 0), 1);
    ck_assert_ptr_null(xml_unbearable(32, 100000));
    ck_assert_ptr_nonnull(xml_unbearable(33, 0));
    ck_assert_ptr_nonnull(xml_unbearable(1, 100001));
}
END_TEST

Suite *xml_bounds_suite(void)
{
    Suite *suite = suite_create("xml_bounds");
    TCase *tests = tcase_create("xml_bounds");

    tcase_add_loop_test(tests, test_row, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, test_strange);
    suite_add_tcase(suite, tests);
    return suite;
}
