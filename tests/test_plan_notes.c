/* What is said of a file's columns, within bounds. */
#include "../stages/plan_notes.h"

#include <check.h>

Suite *plan_notes_suite(void);

static struct plan plan;

static void setup(void)
{
    memset(&plan, 0, sizeof plan);
    arena_init(&plan.arena, 4096);
}

static void teardown(void)
{
    arena_clear(&plan.arena);
}

#define TEN "0123456789"
#define E "\xc3\xa9" /* two bytes */
#define TEN_E E E E E E E E E E E

static const struct {
    const char *name, *listed, *why;
} names[] = {
    {"Title", "Title", "short"},
    {TEN TEN TEN TEN TEN TEN "x", TEN TEN TEN TEN TEN TEN, "sixty bytes"},
    {"x" TEN_E TEN_E TEN_E, "x" TEN_E TEN_E E E E E E E E E E,
     "cut between characters"},
};

START_TEST(test_names)
{
    struct slice list =
        plan_list_add(&plan, SLICE_NONE, slice_of(names[_i].name));

    ck_assert_msg(slice_is(list, names[_i].listed), "%s: %.*s", names[_i].why,
                  SLICE_ARG(list));
}
END_TEST

/* A list ends with dots, once, however many names come. */
START_TEST(test_list)
{
    struct slice list = SLICE_NONE, ended;

    for (int i = 0; i < 30; i++)
        list = plan_list_add(&plan, list, SLICE("a name of a column"));
    ck_assert_uint_lt(list.len, 560);
    ck_assert_int_eq(memcmp(list.at, "a name of a column, a name", 26), 0);
    ck_assert_int_eq(memcmp(list.at + list.len - 5, ", ...", 5), 0);
    ended = plan_list_add(&plan, list, SLICE("one more"));
    ck_assert(slice_equal(list, ended));
    list = SLICE_NONE;
    for (int i = 0; i < 9; i++)
        list = plan_list_add(&plan, list, SLICE(TEN TEN TEN TEN TEN TEN TEN));
    ck_assert_int_eq(memcmp(list.at + list.len - 5, ", ...", 5), 0);
}
END_TEST

START_TEST(test_column)
{
    struct slice headers[] = {SLICE("Title"), SLICE("")};

    plan.csv.names = headers;
    plan.csv.columns = 2;
    ck_assert(slice_is(plan_column_name(&plan, 0), "#1"));
    plan.csv.header = true;
    ck_assert(slice_is(plan_column_name(&plan, 0), "Title"));
    ck_assert(slice_is(plan_column_name(&plan, 1), "#2"));
    ck_assert(slice_is(plan_column_name(&plan, 2), "#3"));
}
END_TEST

START_TEST(test_note)
{
    plan_note(&plan, SLICE("a note"));
    plan_note(&plan, SLICE_NONE);
    ck_assert_uint_eq(plan.notes.count, 1);
    ck_assert(slice_is(plan.notes.at[0], "a note"));
}
END_TEST

Suite *plan_notes_suite(void)
{
    Suite *suite = suite_create("plan_notes");
    TCase *tests = tcase_create("plan_notes");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_names, 0,
                        (int)(sizeof names / sizeof *names));
    tcase_add_test(tests, test_list);
    tcase_add_test(tests, test_column);
    tcase_add_test(tests, test_note);
    suite_add_tcase(suite, tests);
    return suite;
}
