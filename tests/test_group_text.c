/* The open group of link rows in a checkpoint: written and read again, and what an
 * interrupted import finds there that is none. */
#include "../stages/group_text.h"

#include <check.h>
#include <stdlib.h>

Suite *group_text_suite(void);

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, 4096);
}

static void teardown(void)
{
    arena_clear(&arena);
}

#define KEY "00000000000000ab00000000000000cd"

static struct group made(void)
{
    struct group group = {
        .book_id = 42, .rows = 3, .key = {.high = 0xab, .low = 0xcd}};

    group.orders[0] = 0x0e;
    group.orders[1] = 0xf0;
    return group;
}

START_TEST(test_written)
{
    struct group group = made(), read;
    struct slice text = group_write(&group, &arena);

    ck_assert_msg(slice_is(text, "42 3 " KEY " 0ef0"), "%.*s", SLICE_ARG(text));
    ck_assert(group_read(&read, text));
    ck_assert_mem_eq(&read, &group, sizeof group);
}
END_TEST

START_TEST(test_none)
{
    const struct group none = {0};
    struct group read = made();

    ck_assert_uint_eq(group_write(&none, &arena).len, 0);
    ck_assert(group_read(&read, SLICE_NONE));
    ck_assert_int_eq(read.book_id, 0);
}
END_TEST

static const struct {
    const char *text, *why;
} damaged[] = {
    {"x", "no number"},
    {"42", "a book alone"},
    {"42 3", "without a key"},
    {"42 3 00000000000000ab", "half a key"},
    {"42 3 " KEY " 0", "half a byte of orders"},
    {"42 3 " KEY " 0x", "no hexadecimal digit"},
    {"42 3 " KEY " x0", "nor in front"},
    {"42 3 " KEY " 0E", "capitals are not ours"},
    {"42 3 " KEY " /0", "a sign before the digits"},
};

/* The rows that follow then begin a book of their own. */
START_TEST(test_damaged)
{
    struct group read = made();

    ck_assert_msg(!group_read(&read, slice_of(damaged[_i].text)), "%s",
                  damaged[_i].why);
    ck_assert_int_eq(read.book_id, 0);
}
END_TEST

/* Orders of a book have a limit: more are none of ours. */
START_TEST(test_too_many)
{
    static const char head[] = "42 3 " KEY " ";
    size_t bytes = sizeof((struct group *)NULL)->orders;
    size_t len = sizeof head - 1 + 2 * bytes;
    char *text = malloc(len + 2);
    struct group read;

    ck_assert_ptr_nonnull(text);
    memset(text, '1', len + 2);
    memcpy(text, head, sizeof head - 1);
    ck_assert(group_read(&read, (struct slice){text, len}));
    ck_assert_uint_eq(read.orders[bytes - 1], 0x11);
    ck_assert(!group_read(&read, (struct slice){text, len + 2}));
    free(text);
}
END_TEST

Suite *group_text_suite(void)
{
    Suite *suite = suite_create("group_text");
    TCase *tests = tcase_create("group_text");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_written);
    tcase_add_test(tests, test_none);
    tcase_add_loop_test(tests, test_damaged, 0,
                        sizeof damaged / sizeof *damaged);
    tcase_add_test(tests, test_too_many);
    suite_add_tcase(suite, tests);
    return suite;
}
