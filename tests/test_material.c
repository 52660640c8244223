/* The words that `types` may name are those that MARC records can have. */
#include "../pipeline/option.h"
#include "../stages/marc_terms.h"

#include <check.h>

Suite *material_suite(void);

static bool is_given(const char *material)
{
    for (int type = ' '; type <= '~'; type++)
        for (int level = ' '; level <= '~'; level++)
            if (strcmp(marc_material((char)type, (char)level), material) == 0)
                return true;
    return false;
}

START_TEST(test_words)
{
    for (int type = ' '; type <= '~'; type++)
        for (int level = ' '; level <= '~'; level++) {
            const char *material = marc_material((char)type, (char)level);

            ck_assert_msg(!*material || choice_find(material_choices, material),
                          "types knows no %s", material);
        }
    ck_assert_str_eq(material_choices[0].text, "all");
    for (const struct choice *word = material_choices + 1; word->text; word++)
        ck_assert_msg(is_given(word->text), "no record is %s", word->text);
}
END_TEST

Suite *material_suite(void)
{
    Suite *suite = suite_create("material");
    TCase *tests = tcase_create("material");

    tcase_add_test(tests, test_words);
    suite_add_tcase(suite, tests);
    return suite;
}
