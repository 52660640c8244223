/* Dates beside a name: years of life, or of activity. */
#include "../stages/name_dates.h"

#include <check.h>

Suite *name_dates_suite(void);

static const struct dates_row {
    const char *text, *stripped;
    int birth, death;
    bool dates;
    const char *why;
} dates_rows[] = {
    {"1775-1817", "1775-1817", 1775, 1817, true, "both"},
    {"1775-1817.", "1775-1817", 1775, 1817, true, "MARC's period"},
    {"1775-1817,", "1775-1817", 1775, 1817, true, "MARC's comma"},
    {"1775\xe2\x80\x93"
     "1817",
     "1775\xe2\x80\x93"
     "1817",
     1775, 1817, true, "en dash"},
    {"(1775-1817)", "(1775-1817)", 1775, 1817, true, "parentheses"},
    {"1947-", "1947-", 1947, 0, true, "alive"},
    {"-1962", "-1962", 0, 1962, true, "birth unknown"},
    {"b. 1947", "b. 1947", 1947, 0, true, "born"},
    {"d. 1650", "d. 1650", 0, 1650, true, "died"},
    {"1872", "1872", 1872, 0, true, "a lone year"},
    {"ca. 1500", "ca. 1500", 1500, 0, true, "doubtful"},
    {"b. ca. 1500", "b. ca. 1500", 1500, 0, true, "not before Christ"},
    {"1835?-1910", "1835?-1910", 1835, 1910, true, "doubtful"},
    {"approximately 1210-approximately 1270",
     "approximately 1210-approximately 1270", 1210, 1270, true, "RDA"},
    {"1829 or 30-1854.", "1829 or 30-1854", 1829, 1854, true, "the first"},
    {"1853-90", "1853-90", 1853, 1890, true, "a short year"},
    {"1940 December 11-", "1940 December 11-", 1940, 0, true, "a day"},
    {"16 December 1775-18 July 1817", "16 December 1775-18 July 1817", 1775,
     1817, true, "days in front"},
    {"1901-12-05", "1901-12-05", 1901, 0, true, "ISO 8601"},
    {"384-322 B.C.", "384-322 B.C.", -384, -322, true, "said of both"},
    {"70-19 B.C.", "70-19 B.C.", -70, -19, true, "two digits"},
    {"70-19 bce.", "70-19 bce.", -70, -19, true, "small letters"},
    {"70-19 b. c. e.", "70-19 b. c. e.", -70, -19, true, "with blanks"},
    {"751? BCE-651? BCE", "751? BCE-651? BCE", -751, -651, true, "twice"},
    {"63 B.C.-14 A.D.", "63 B.C.-14 A.D.", -63, 0, true,
     "two digits after Christ are no sure year"},
    {"fl. 1200", "fl. 1200", 0, 0, true, "activity"},
    {"active 1574-1609", "active 1574-1609", 0, 0, true, "activity"},
    {"active 13th century", "active 13th century", 0, 0, true, "a century"},
    {"1817-1775", "1817-1775", 1817, 0, true, "one of them is wrong"},
    {"19---", "19---", 0, 0, true, "no year"},
    {"19254-2007.", "19254-2007", 0, 0, false, "five digits"},
    {"pseud.", "pseud.", 0, 0, false, "no digit"},
    {"3rd Earl of Shaftesbury", "3rd Earl of Shaftesbury", 0, 0, false,
     "words that are none of dates"},
    {"", "", 0, 0, false, "nothing"},
    {"1775\xe2\x80\x94"
     "1817",
     "1775\xe2\x80\x94"
     "1817",
     1775, 1817, true, "em dash"},
    {"b.1775\xe2\x80\x93"
     "d.1817",
     "b.1775\xe2\x80\x93"
     "d.1817",
     1775, 1817, true, "words at the dash"},
    {"b\xe2\x80\x93"
     "d 1817",
     "b\xe2\x80\x93"
     "d 1817",
     0, 1817, true, "a dash right behind a word"},
    {"14-63 B.C.", "14-63 B.C.", 0, -63, true,
     "rising: the first is after Christ, and no sure year"},
    {"100 B", "100 B", 100, 0, true, "not before Christ: nothing follows"},
    {"100 B. ", "100 B.", 100, 0, true, "nor behind a period"},
    {"100 B.D.", "100 B.D.", 100, 0, true, "another letter"},
    {"100 B.C", "100 B.C", -100, 0, true, "no period at the end"},
    {"100 BCA", "100 BCA", 0, 0, false, "another word"},
    {"100 B.CX", "100 B.CX", 0, 0, false, "nor a longer word"},
    {"70-19 B.CE", "70-19 B.CE", -70, -19, true, "a period is missing"},
    {"12 1947 05 1950-", "12 1947 05 1950-", 1947, 0, true,
     "the first year among days"},
    {"1947{5}", "1947{5}", 1947, 0, true, "brackets"},
    {" ...", "", 0, 0, false, "periods alone"},
};

START_TEST(test_dates)
{
    const struct dates_row *row = &dates_rows[_i];
    struct slice dates = name_dates_strip(slice_of(row->text));
    struct author_facts facts = {.kind = NAME_PERSON};

    ck_assert_msg(slice_is(dates, row->stripped), "%s: \"%.*s\"", row->why,
                  SLICE_ARG(dates));
    name_dates_read(dates, &facts);
    ck_assert_msg(facts.birth == row->birth && facts.death == row->death,
                  "%s: %d %d", row->text, facts.birth, facts.death);
    ck_assert_int_eq(facts.kind, NAME_PERSON);
    ck_assert_msg(name_is_dates(slice_of(row->text)) == row->dates, "%s",
                  row->why);
}
END_TEST

static const struct activity_row {
    const char *text;
    int from, to;
    const char *why;
} activity_rows[] = {
    {"fl. 1200", 1200, 1200, "a year"},
    {"active 1574-1609", 1574, 1609, "two years"},
    {"fl. 1574-98", 1574, 1598, "a short year"},
    {"fl. 1574-09", 1574, 1574, "the short year is none"},
    {"active 1803-", 1803, 1803, "from then on"},
    {"active -1620", 1620, 1620, "until then"},
    {"active 1620-1590", 0, 0, "one is wrong"},
    {"fl. ca. 50 B.C.", -50, -50, "before Christ"},
    {"active 13th century", 1201, 1300, "a century"},
    {"16th-17th cent.", 1501, 1700, "two centuries"},
    {"5th-4th century B.C.", -500, -301, "centuries before Christ"},
    {"1st cent. B.C.-1st cent. A.D.", -100, 100, "before and after"},
    {"active 1300 century", 0, 0, "no century"},
    {"active", 0, 0, "no year"},
    {"active 0 century", 0, 0, "a century below the first"},
    {"active 13th-99th century", 0, 0, "the second is none"},
    {"active 99th-13th century", 0, 0, "the first is none"},
    {"fl. 120-150 B.C.", 0, 0, "ends before it begins"},
    {"fl. 10 B.C.-120", -10, 120, "before and after"},
    {"1775-1817", 0, 0, "years of life"},
};

START_TEST(test_activity)
{
    const struct activity_row *row = &activity_rows[_i];
    struct author_facts facts = {.kind = NAME_PERSON};

    name_dates_read(slice_of(row->text), &facts);
    ck_assert_msg(facts.active_from == row->from && facts.active_to == row->to,
                  "%s (%s): %d %d", row->text, row->why, facts.active_from,
                  facts.active_to);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

Suite *name_dates_suite(void)
{
    Suite *suite = suite_create("name_dates");
    TCase *rows = tcase_create("name_dates");

    tcase_add_loop_test(rows, test_dates, 0, ROWS(dates_rows));
    tcase_add_loop_test(rows, test_activity, 0, ROWS(activity_rows));
    suite_add_tcase(suite, rows);
    return suite;
}
