/* Kinds of names, and facts of authors as one number. */
#include "../pipeline/biblio.h"

#include <check.h>

Suite *biblio_suite(void);

static const struct kind_row {
    const char *text;
    enum name_kind kind;
} kind_rows[] = {
    {"person", NAME_PERSON},   {"corporate", NAME_CORPORATE},
    {"meeting", NAME_MEETING}, {"family", NAME_FAMILY},
    {"", NAME_UNKNOWN},        {"Person", NAME_UNKNOWN},
    {"persons", NAME_UNKNOWN}, {"perso", NAME_UNKNOWN},
};

START_TEST(test_kind)
{
    const struct kind_row *row = &kind_rows[_i];

    ck_assert_int_eq(name_kind_of(slice_of(row->text)), row->kind);
    if (row->kind != NAME_UNKNOWN)
        ck_assert_str_eq(name_kind_text(row->kind), row->text);
}
END_TEST

START_TEST(test_unknown)
{
    ck_assert_str_eq(name_kind_text(NAME_UNKNOWN), "");
    ck_assert_int_eq(name_kind_of(SLICE_NONE), NAME_UNKNOWN);
}
END_TEST

static const struct author_facts facts_rows[] = {
    {.kind = NAME_UNKNOWN},
    {.birth = 1775, .death = 1817, .kind = NAME_PERSON},
    {.birth = 1775, .death = 1817, .kind = NAME_PERSON, .capitals = true},
    {.birth = 1775},
    {.death = 1817},
    {.capitals = true},
    {.birth = -428, .death = -348, .kind = NAME_PERSON}, /* before year 1 */
    {.birth = -1, .death = 1, .kind = NAME_FAMILY},
    {.birth = INT16_MIN, .death = INT16_MAX, .kind = NAME_CORPORATE},
    {.birth = INT16_MAX, .death = INT16_MIN, .kind = NAME_MEETING},
    {.active_from = 1803, .active_to = 1820, .kind = NAME_PERSON},
    {.active_from = -500, .active_to = -401},
    {.titles = 1},
    {.fuller = 1},
    {.variant = true},
    {.titles = FACT_TAG_MAX, .fuller = FACT_TAG_MAX, .kind = NAME_FAMILY},
    {.birth = -1,
     .death = -1,
     .titles = FACT_TAG_MAX,
     .fuller = FACT_TAG_MAX,
     .kind = NAME_FAMILY,
     .capitals = true,
     .variant = true},
};

/* What was packed comes back, and is never negative: SQL compares it. */
START_TEST(test_facts)
{
    struct author_facts facts = facts_rows[_i], back;
    int64_t packed = author_facts_pack(facts);

    back = author_facts_unpack(packed);
    ck_assert_int_eq(back.birth, facts.birth);
    ck_assert_int_eq(back.death, facts.death);
    ck_assert_int_eq(back.kind, facts.kind);
    ck_assert_int_eq(back.capitals, facts.capitals);
    ck_assert_int_eq(back.variant, facts.variant);
    ck_assert_int_eq(back.titles, facts.titles);
    ck_assert_int_eq(back.fuller, facts.fuller);
    ck_assert_int_ge(packed, 0);
    ck_assert_int_eq(packed == 0, _i == 0);
    for (int i = 0; i < _i; i++)
        ck_assert_int_ne(packed, author_facts_pack(facts_rows[i]));
}
END_TEST

Suite *biblio_suite(void)
{
    Suite *suite = suite_create("biblio");
    TCase *tests = tcase_create("biblio");

    tcase_add_loop_test(tests, test_kind, 0,
                        sizeof kind_rows / sizeof *kind_rows);
    tcase_add_test(tests, test_unknown);
    tcase_add_loop_test(tests, test_facts, 0,
                        sizeof facts_rows / sizeof *facts_rows);
    suite_add_tcase(suite, tests);
    return suite;
}
