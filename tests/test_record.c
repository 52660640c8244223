/* Findings of a record: what decides, what is kept, where text is cut. */
#include "../pipeline/record.h"

#include <check.h>

Suite *record_suite(void);

static struct arena arena;
static struct record record;

static void set_up(void)
{
    arena_init(&arena, 1024);
    record = (struct record){.arena = &arena};
}

static void tear_down(void)
{
    arena_clear(&arena);
}

START_TEST(test_first_reject_decides)
{
    record_reject(&record, CSV_COLUMNS, SLICE_NONE, SLICE("9"), SLICE("7"));
    record_reject(&record, TITLE_MISSING, SLICE("title"), SLICE_NONE,
                  SLICE_NONE);
    record_warn(&record, ISBN_INVALID, SLICE("isbn"), SLICE_NONE, SLICE("x"));
    record_skip(&record, NOT_A_BOOK, SLICE_NONE);
    ck_assert_int_eq(record.state, RECORD_REJECTED);
    ck_assert_int_eq(record.findings->code, CSV_COLUMNS);
    ck_assert(slice_is(record.findings->expected, "9"));
    ck_assert(slice_is(record.findings->found, "7"));
    ck_assert_uint_eq(record.findings->field.len, 0);
    ck_assert_ptr_null(record.findings->next);
}
END_TEST

START_TEST(test_warnings_in_order)
{
    record_warn(&record, ISBN_INVALID, SLICE("isbn"), SLICE_NONE, SLICE("x"));
    record_warn(&record, YEAR_INVALID, SLICE("year"), SLICE_NONE, SLICE("y"));
    ck_assert_int_eq(record.state, RECORD_GOOD);
    record_reject(&record, TITLE_MISSING, SLICE("title"), SLICE_NONE,
                  SLICE_NONE);
    ck_assert_int_eq(record.findings->code, ISBN_INVALID);
    ck_assert_int_eq(record.findings->next->code, YEAR_INVALID);
    ck_assert_int_eq(record.findings->next->next->code, TITLE_MISSING);
    ck_assert_ptr_eq(record.last_finding, record.findings->next->next);
}
END_TEST

START_TEST(test_skip)
{
    record_skip(&record, NOT_A_BOOK, SLICE("z"));
    record_reject(&record, TITLE_MISSING, SLICE_NONE, SLICE_NONE, SLICE_NONE);
    record_skip(&record, DELETED_RECORD, SLICE_NONE);
    ck_assert_int_eq(record.findings->code, NOT_A_BOOK);
    ck_assert(slice_is(record.findings->found, "z"));
}
END_TEST

/* The found text is the record's own bytes: it must not point into them. */
START_TEST(test_text_is_copied)
{
    char text[] = "abc";

    record_warn(&record, YEAR_INVALID, SLICE_NONE, SLICE_NONE,
                (struct slice){text, 3});
    memset(text, '!', 3);
    ck_assert(slice_is(record.findings->found, "abc"));
}
END_TEST

static const struct cut_row {
    size_t before; /* ASCII letters in front of the character */
    const char *character;
    size_t kept;
} cut_rows[] = {
    {FINDING_TEXT - 1, "a", FINDING_TEXT},
    {FINDING_TEXT, "a", FINDING_TEXT},
    {FINDING_TEXT - 1, "\xc3\xa9", FINDING_TEXT - 1},
    {FINDING_TEXT - 2, "\xc3\xa9", FINDING_TEXT},
    {FINDING_TEXT - 1, "\xe6\x9b\xb8", FINDING_TEXT - 1},
    {FINDING_TEXT - 2, "\xe6\x9b\xb8", FINDING_TEXT - 2},
    {FINDING_TEXT - 1, "\xf0\x9f\x93\x96", FINDING_TEXT - 1},
    {FINDING_TEXT - 3, "\xf0\x9f\x93\x96", FINDING_TEXT - 3},
};

START_TEST(test_cut)
{
    const struct cut_row *row = &cut_rows[_i];
    char text[FINDING_TEXT + 16];
    size_t len = row->before + strlen(row->character);

    memset(text, 'x', row->before);
    memcpy(text + row->before, row->character, strlen(row->character));
    record_warn(&record, YEAR_INVALID, SLICE_NONE, SLICE_NONE,
                (struct slice){text, len});
    ck_assert_uint_eq(record.findings->found.len, row->kept);
}
END_TEST

/* Nothing but continuation bytes: cut to nothing, not before the text. */
START_TEST(test_cut_of_no_text)
{
    char text[FINDING_TEXT * 2];

    memset(text, 0x80, sizeof text);
    record_warn(&record, YEAR_INVALID, SLICE_NONE, SLICE_NONE,
                (struct slice){text, sizeof text});
    ck_assert_uint_eq(record.findings->found.len, 0);
}
END_TEST

Suite *record_suite(void)
{
    Suite *suite = suite_create("record");
    TCase *tests = tcase_create("record");

    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, test_first_reject_decides);
    tcase_add_test(tests, test_warnings_in_order);
    tcase_add_test(tests, test_skip);
    tcase_add_test(tests, test_text_is_copied);
    tcase_add_loop_test(tests, test_cut, 0, sizeof cut_rows / sizeof *cut_rows);
    tcase_add_test(tests, test_cut_of_no_text);
    suite_add_tcase(suite, tests);
    return suite;
}
