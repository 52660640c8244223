/* Which author of a name a heading means: rows of (heading, candidates). */
#include "../stages/match.h"

#include <check.h>

Suite *match_author_suite(void);

#define UNDATED   \
    {             \
        .kind = 0 \
    }
#define BORN(year)      \
    {                   \
        .birth = (year) \
    }
#define LIVED(from, to)                \
    {                                  \
        .birth = (from), .death = (to) \
    }
#define ACTIVE(from, to)                         \
    {                                            \
        .active_from = (from), .active_to = (to) \
    }
#define PERSON(year)                         \
    {                                        \
        .birth = (year), .kind = NAME_PERSON \
    }
#define CORPORATE              \
    {                          \
        .kind = NAME_CORPORATE \
    }
#define TITLED(tag)     \
    {                   \
        .titles = (tag) \
    }
#define FULLER(tag)     \
    {                   \
        .fuller = (tag) \
    }
#define VARIANT(year)                    \
    {                                    \
        .birth = (year), .variant = true \
    }

static const struct match_row {
    const char *what;
    struct author_facts heading, rows[3];
    size_t count;
    int64_t id; /* candidates have ids 1, 2, 3 */
    const char *rule;
} match_table[] = {
    {"nobody of that name", UNDATED, {UNDATED}, 0, 0, NULL},
    {"undated meets undated", UNDATED, {UNDATED}, 1, 1, "name"},
    {"the lowest id of equals", UNDATED, {UNDATED, UNDATED}, 2, 1, "name"},
    {"same birth", BORN(1775), {BORN(1775)}, 1, 1, "name-dates"},
    {"same birth, one knows the death",
     BORN(1775),
     {LIVED(1775, 1817)},
     1,
     1,
     "name-dates"},
    {"same birth, deaths differ: two people",
     LIVED(1775, 1817),
     {LIVED(1775, 1850)},
     1,
     0,
     NULL},
    {"births differ: two people", BORN(1775), {BORN(1950)}, 1, 0, NULL},
    {"dated meets the only undated",
     BORN(1775),
     {UNDATED},
     1,
     1,
     "name-undated"},
    {"undated meets the only dated",
     UNDATED,
     {BORN(1775)},
     1,
     1,
     "name-undated"},
    {"undated, two dated: nobody can tell",
     UNDATED,
     {BORN(1775), BORN(1950)},
     2,
     0,
     NULL},
    {"undated prefers the undated among dated",
     UNDATED,
     {BORN(1775), BORN(1950), UNDATED},
     3,
     3,
     "name"},
    {"dated, an undated and another dated: nobody can tell",
     BORN(1900),
     {UNDATED, BORN(1775)},
     2,
     0,
     NULL},
    {"active before the other was born: two people",
     ACTIVE(1803, 1820),
     {BORN(1950)},
     1,
     0,
     NULL},
    {"active after the other's death: two people",
     LIVED(1200, 1270),
     {ACTIVE(1803, 1820)},
     1,
     0,
     NULL},
    {"active for longer than a life after a birth: two people",
     ACTIVE(1803, 1820),
     {BORN(1650)},
     1,
     0,
     NULL},
    {"active in another time: two people",
     ACTIVE(1201, 1300),
     {ACTIVE(1803, 1820)},
     1,
     0,
     NULL},
    {"active within a life: the only one may be it",
     ACTIVE(1803, 1820),
     {LIVED(1775, 1817)},
     1,
     1,
     "name-undated"},
    {"active in the same years",
     ACTIVE(1803, 1820),
     {ACTIVE(1803, 1820)},
     1,
     1,
     "name"},
    {"active, and nothing said: the only one may be it",
     UNDATED,
     {ACTIVE(1803, 1820)},
     1,
     1,
     "name-undated"},
    {"agreeing dates win over an undated namesake",
     BORN(1775),
     {UNDATED, BORN(1775)},
     2,
     2,
     "name-dates"},
    {"a kind that nobody said meets any", UNDATED, {CORPORATE}, 1, 1, "name"},
    {"another kind is another author", PERSON(0), {CORPORATE}, 1, 0, NULL},
    {"other kinds are no candidates",
     PERSON(1775),
     {CORPORATE, UNDATED},
     2,
     2,
     "name-undated"},
    {"birth only and death only: one side may be the other",
     BORN(1775),
     {LIVED(0, 1817)},
     1,
     1,
     "name-undated"},
    {"death before the other's birth: two people",
     BORN(1950),
     {LIVED(0, 1817)},
     1,
     0,
     NULL},
    {"and so the other way round", LIVED(0, 1817), {BORN(1950)}, 1, 0, NULL},
    {"older than anybody became: two people",
     LIVED(0, 1990),
     {BORN(1801)},
     1,
     0,
     NULL},
    {"born before Christ and died after: one side may be the other",
     LIVED(-63, 0),
     {LIVED(0, 14)},
     1,
     1,
     "name-undated"},
    {"dates that can't be true, said twice, are one author's",
     LIVED(1950, 1817),
     {LIVED(1950, 1817)},
     1,
     1,
     "name-dates"},
    {"active in the year of birth a life before: two people",
     ACTIVE(1950, 1960),
     {ACTIVE(1803, 1820)},
     1,
     0,
     NULL},
    {"a pope and a king", TITLED(1), {TITLED(2)}, 1, 0, NULL},
    {"one title, said twice", TITLED(1), {TITLED(1)}, 1, 1, "name"},
    {"a title that one side does not say",
     TITLED(1),
     {UNDATED},
     1,
     1,
     "name-undated"},
    {"which of two titles an untitled name has, nobody can tell",
     UNDATED,
     {TITLED(1), TITLED(2)},
     2,
     0,
     NULL},
    {"J. Smith (John) and J. Smith (James)",
     FULLER(1),
     {FULLER(2)},
     1,
     0,
     NULL},
    {"a shared year weighs more than how the fuller form is spelt",
     {.birth = 1888, .fuller = 1},
     {{.birth = 1888, .fuller = 2}},
     1,
     1,
     "name-dates"},
    {"a variant name is no main name", BORN(1888), {VARIANT(1888)}, 1, 0, NULL},
    {"nor does it stand in the way of one",
     UNDATED,
     {VARIANT(1888), BORN(1900)},
     2,
     2,
     "name-undated"},
};

/* In their usual order. */
static int64_t match(const struct match_row *row, const struct hit *hits,
                     const char **rule)
{
    static const enum author_rule rules[] = {
        AUTHOR_BY_NAME_DATES, AUTHOR_BY_NAME, AUTHOR_BY_NAME_UNDATED};

    for (size_t i = 0; i < 3; i++) {
        int64_t id = match_author(rules[i], &row->heading, hits, row->count);

        if (id) {
            *rule = author_rule_text(rules[i]);
            return id;
        }
    }
    return 0;
}

START_TEST(meets)
{
    const struct match_row *row = &match_table[_i];
    struct hit hits[3];
    const char *rule = NULL;

    for (size_t i = 0; i < 3; i++)
        hits[i] = (struct hit){.id = (int64_t)i + 1,
                               .fact = author_facts_pack(row->rows[i])};
    ck_assert_msg(match(row, hits, &rule) == row->id, "%s", row->what);
    if (row->rule)
        ck_assert_str_eq(rule, row->rule);
}
END_TEST

Suite *match_author_suite(void)
{
    Suite *suite = suite_create("match_author");
    TCase *meetings = tcase_create("meetings");

    tcase_add_loop_test(meetings, meets, 0,
                        sizeof match_table / sizeof *match_table);
    suite_add_tcase(suite, meetings);
    return suite;
}
