/* How far texts are from each other: rows. */
#include "../stages/edit_distance.h"

#include <check.h>

Suite *edit_distance_suite(void);

static const struct {
    const char *a, *b;
    unsigned most, expected;
} rows[] = {
    {"", "", 2, 0},
    {"AUSTEN", "AUSTEN", 2, 0},
    {"AUSTEN", "AUSTIN", 2, 1},
    {"AUSTEN", "AUTSEN", 2, 1}, /* neighbours swapped */
    {"AUSTEN", "AUSTENS", 2, 1},
    {"AUSTEN", "USTEN", 2, 1},
    {"AUSTEN", "AUSTRIA", 3, 3},
    {"AUSTEN", "AUSTRIA", 2, 3}, /* more than asked for */
    {"AUSTEN", "", 2, 3},        /* too far apart to look */
    {"МИЛН", "МИЛНЕ", 2, 1},     /* letters, not bytes */
    {"ЕДИТ", "ЭДИТ", 1, 1},
    {"A\xff", "A", 1, 2}, /* no UTF-8: not compared */
};

START_TEST(test_rows)
{
    struct slice a = slice_of(rows[_i].a), b = slice_of(rows[_i].b);

    ck_assert_uint_eq(edit_distance(a, b, rows[_i].most), rows[_i].expected);
    ck_assert_uint_eq(edit_distance(b, a, rows[_i].most), rows[_i].expected);
}
END_TEST

START_TEST(test_long_texts_are_not_compared)
{
    char text[EDIT_LETTERS_MAX + 1];
    struct slice all = {text, sizeof text};

    memset(text, 'a', sizeof text);
    ck_assert_uint_eq(edit_distance(all, all, 2), 3);
    all.len = EDIT_LETTERS_MAX - 1;
    ck_assert_uint_eq(edit_distance(all, all, 2), 0);
}
END_TEST

Suite *edit_distance_suite(void)
{
    Suite *suite = suite_create("edit_distance");
    TCase *texts = tcase_create("texts");

    tcase_add_loop_test(texts, test_rows, 0, sizeof rows / sizeof *rows);
    tcase_add_test(texts, test_long_texts_are_not_compared);
    suite_add_tcase(suite, texts);
    return suite;
}
