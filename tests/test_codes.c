/* The codes: what every row must have, because scripts and docs rely on it. */
#include "../pipeline/codes.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *codes_suite(void);

START_TEST(test_row)
{
    enum code code = (enum code)_i;
    const char *name = code_name(code), *text = code_text(code);

    ck_assert_ptr_nonnull(name);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_eq(strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"),
                      strlen(name));
    ck_assert_uint_gt(strlen(name), 0);
    ck_assert_uint_gt(strlen(text), 0);
    ck_assert_msg(text[strlen(text) - 1] != '.', "%s: a clause has no stop",
                  name);
    ck_assert_int_ge(code_level(code), CODE_REJECT);
    ck_assert_int_le(code_level(code), CODE_SKIP);
    for (int other = 0; other < _i; other++)
        ck_assert_str_ne(name, code_name((enum code)other));
}
END_TEST

static const struct level_row {
    enum code code;
    enum code_level level;
    const char *name;
} level_rows[] = {
    {CSV_COLUMNS, CODE_REJECT, "CSV_COLUMNS"},
    {ISBN_INVALID, CODE_WARNING, "ISBN_INVALID"},
    {GZIP_DAMAGED, CODE_FAULT, "GZIP_DAMAGED"},
    {NOT_A_BOOK, CODE_SKIP, "NOT_A_BOOK"},
};

START_TEST(test_level)
{
    ck_assert_int_eq(code_level(level_rows[_i].code), level_rows[_i].level);
    ck_assert_str_eq(code_name(level_rows[_i].code), level_rows[_i].name);
}
END_TEST

/* Each code has a section of its own in the manual. */
START_TEST(test_documented)
{
    enum { ROOM = 1024 * 1024 };
    FILE *file = fopen("docs/FORMATS.md", "r");
    char *text, heading[80];
    size_t len;

    if (!file) {
        puts("docs/FORMATS.md is absent: codes are not compared with it");
        return;
    }
    text = malloc(ROOM);
    ck_assert_ptr_nonnull(text);
    len = fread(text, 1, ROOM - 1, file);
    text[len] = '\0';
    fclose(file);
    for (int i = CODE_NONE + 1; i < CODE_COUNT; i++) {
        snprintf(heading, sizeof heading, "# %s\n", code_name((enum code)i));
        ck_assert_msg(strstr(text, heading) != NULL,
                      "docs/FORMATS.md has no section %s",
                      code_name((enum code)i));
    }
    free(text);
}
END_TEST

Suite *codes_suite(void)
{
    Suite *suite = suite_create("codes");
    TCase *tests = tcase_create("codes");

    tcase_add_loop_test(tests, test_row, 0, CODE_COUNT);
    tcase_add_loop_test(tests, test_level, 0,
                        sizeof level_rows / sizeof *level_rows);
    tcase_add_test(tests, test_documented);
    suite_add_tcase(suite, tests);
    return suite;
}
