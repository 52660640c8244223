/* Scripts of names. */
#include "../stages/name_script.h"

#include <check.h>

Suite *name_script_suite(void);

static const struct {
    const char *name, *script; /* "": none */
    bool east_asian;
} rows[] = {
    {"Jane Austen", "Latn", false},
    {"Čapek", "Latn", false},
    {"\"Zoë\"", "Latn", false},
    {"Лев Толстой", "Cyrl", false},
    {"Ὅμηρος", "Grek", false},
    {"שלום עליכם", "Hebr", false},
    {"نجيب محفوظ", "Arab", false},
    {"奧斯丁", "Hani", true},
    {"村上春樹", "Hani", true},
    {"村上はるき", "Jpan",
     true}, /* one kana tells, also behind Chinese signs */
    {"ムラカミ", "Jpan", true},
    {"한강", "Kore", true},
    {"韓江 한강", "Kore", true},
    {"1947-", "", false},
    {"", "", false},
    {"प्रेमचंद", "Deva", false},
};

START_TEST(test_script)
{
    const char *script = name_script(slice_of(rows[_i].name));

    ck_assert_str_eq(script ? script : "", rows[_i].script);
    ck_assert_int_eq(name_is_east_asian(slice_of(rows[_i].name)),
                     rows[_i].east_asian);
}
END_TEST

Suite *name_script_suite(void)
{
    Suite *suite = suite_create("name_script");
    TCase *tests = tcase_create("name_script");

    tcase_add_loop_test(tests, test_script, 0,
                        (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(suite, tests);
    return suite;
}
