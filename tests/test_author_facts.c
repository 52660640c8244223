/* What tells namesakes apart, read from fields, and two descriptions put together. */
#include "../stages/author_facts.h"

#include <check.h>

Suite *author_facts_suite(void);

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, 4096);
}

static void teardown(void)
{
    arena_clear(&arena);
}

/* The first says what it says, and of the second is taken what it lacks. */
static const struct together_row {
    const char *what;
    struct author_facts first, second, both;
} together_rows[] = {
    {"nothing", {.kind = 0}, {.kind = 0}, {.kind = 0}},
    {"birth and death",
     {.birth = 1775},
     {.death = 1817},
     {.birth = 1775, .death = 1817}},
    {"death and birth",
     {.death = 1817},
     {.birth = 1775},
     {.birth = 1775, .death = 1817}},
    {"the first where both say something",
     {.birth = 1775,
      .death = 1817,
      .kind = NAME_PERSON,
      .titles = 1,
      .fuller = 2},
     {.birth = 1776,
      .death = 1818,
      .kind = NAME_CORPORATE,
      .titles = 3,
      .fuller = 4},
     {.birth = 1775,
      .death = 1817,
      .kind = NAME_PERSON,
      .titles = 1,
      .fuller = 2}},
    {"kind and words of the second",
     {.birth = 1775},
     {.kind = NAME_PERSON, .titles = 3, .fuller = 4},
     {.birth = 1775, .kind = NAME_PERSON, .titles = 3, .fuller = 4}},
    {"years of activity go together",
     {.active_from = 1803, .active_to = 1803},
     {.active_from = 1790, .active_to = 1820},
     {.active_from = 1803, .active_to = 1803}},
    {"and so do those of the second",
     {.birth = 1775},
     {.active_from = 1790, .active_to = 1820},
     {.birth = 1775, .active_from = 1790, .active_to = 1820}},
    {"in capitals only if both are",
     {.capitals = true},
     {.capitals = true},
     {.capitals = true}},
    {"one is in small letters", {.capitals = true}, {.birth = 1}, {.birth = 1}},
    {"the other is", {.birth = 1}, {.capitals = true}, {.birth = 1}},
};

START_TEST(test_together)
{
    const struct together_row *row = &together_rows[_i];
    struct author_facts made = author_facts_together(row->first, row->second);

    ck_assert_msg(author_facts_pack(made) == author_facts_pack(row->both), "%s",
                  row->what);
}
END_TEST

static struct author_facts facts_of(const char *titles, const char *fuller)
{
    const struct slice field[AUTHOR_FIELDS] = {
        [AUTHOR_NAME] = SLICE("Jane Austen"),
        [AUTHOR_TITLES] = slice_of(titles),
        [AUTHOR_FULLER_NAME] = slice_of(fuller),
    };

    return author_facts_read(&arena, field);
}

/* Case and punctuation say nothing, and punctuation alone is no title. */
START_TEST(test_words)
{
    struct author_facts queen = facts_of("Queen of Scots", "");

    ck_assert_int_ne(queen.titles, 0);
    ck_assert_int_eq(queen.fuller, 0);
    ck_assert_int_eq(queen.titles, facts_of("QUEEN, of Scots.", "").titles);
    ck_assert_int_ne(queen.titles, facts_of("Blessed Virgin", "").titles);
    ck_assert_int_eq(facts_of(",.", "").titles, 0);
    ck_assert_int_eq(facts_of("", "(...)").fuller, 0);
    ck_assert_int_eq(facts_of("", "(Jane A.)").fuller,
                     facts_of("", "Jane A").fuller);
}
END_TEST

Suite *author_facts_suite(void)
{
    Suite *suite = suite_create("author_facts");
    TCase *rows = tcase_create("facts");

    tcase_add_checked_fixture(rows, setup, teardown);
    tcase_add_loop_test(rows, test_together, 0,
                        sizeof together_rows / sizeof *together_rows);
    tcase_add_test(rows, test_words);
    suite_add_tcase(suite, rows);
    return suite;
}
