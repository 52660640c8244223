/* Roles in words and codes. */
#include "../stages/roles.h"

#include <check.h>
#include <stdio.h>

Suite *roles_suite(void);

static const struct role_row {
    const char *text, *codes, *why;
} role_rows[] = {
    {"", "", "nobody said"},
    {"aut", "aut", "a code"},
    {"AUT", "aut", "in capitals"},
    {"edt trl", "edt trl", "two codes"},
    {"edt, trl", "edt trl", "two codes with a comma"},
    {"Editor", "edt", "a word"},
    {"Editor, Translator", "edt trl", "two words"},
    {"Editor and translator", "edt trl", "and"},
    {"author of introduction, etc.", "aui", "a term with a comma"},
    {"Author; author", "aut", "twice"},
    {"Ed.; Writer of preface", "edt wpr", "an abbreviation, a term"},
    {"co author", "aut", "a hyphen is a blank"},
    {"Cover model", "cover-model", "a role as stated is better than none"},
    {"cover-model", "cover-model", "and stays what it is"},
    {"a1b", "a1b", "a digit is in no code"},
    {"1ab", "1ab", "nor at the beginning"},
    {"ab1", "ab1", "nor at the end"},
    {"aUt", "aut", "letters of both cases"},
    {" ; / ", "", "separators alone"},
    {"aut edt aut", "aut edt", "a code of several twice"},
    {"cover model; cover model", "cover-model", "words twice"},
    {"a{b", "a{b", "a sign is in no code"},
    {"aut{edt", "aut{edt", "nor between two"},
    {"Edt trL", "edt trl", "capitals among codes"},
    {"auT", "aut", "a capital at the end"},
    {"edt; trl; ill; trl", "edt trl ill", "the second of three again"},
    {"responsible for all the watercolours on the pages of the firsts"
     "\xc3\xa9",
     "responsible-for-all-the-watercolours-on-the-pages-of-the-firsts",
     "cut between characters"},
};

START_TEST(test_roles)
{
    const struct role_row *row = &role_rows[_i];
    struct arena arena;
    struct slice codes;

    arena_init(&arena, 1024);
    codes = role_codes(&arena, slice_of(row->text));
    ck_assert_msg(slice_is(codes, row->codes), "%s: %.*s", row->why,
                  SLICE_ARG(codes));
    codes = role_codes(&arena, codes);
    ck_assert_msg(slice_is(codes, row->codes), "%s: twice: %.*s", row->why,
                  SLICE_ARG(codes));
    arena_clear(&arena);
}
END_TEST

/* Nobody has more than 32 roles in a book: what comes then is left out. */
START_TEST(test_many)
{
    char text[40 * 5 + 1] = "", expected[32 * 4 + 1] = "";
    struct arena arena;
    struct slice codes;

    for (int i = 0; i < 40; i++)
        sprintf(text + strlen(text), "%sr%02d", i ? "; " : "", i);
    for (int i = 0; i < 32; i++)
        sprintf(expected + strlen(expected), "%sr%02d", i ? " " : "", i);
    arena_init(&arena, 1024);
    codes = role_codes(&arena, slice_of(text));
    ck_assert_msg(slice_is(codes, expected), "%.*s", SLICE_ARG(codes));
    arena_clear(&arena);
}
END_TEST

Suite *roles_suite(void)
{
    Suite *suite = suite_create("roles");
    TCase *rows = tcase_create("roles");

    tcase_add_loop_test(rows, test_roles, 0,
                        (int)(sizeof role_rows / sizeof *role_rows));
    tcase_add_test(rows, test_many);
    suite_add_tcase(suite, rows);
    return suite;
}
