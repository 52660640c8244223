/* Names as sources write them: shown, filed, dated. */
#include "../stages/name_dates.h"
#include "../stages/names.h"

#include <check.h>

Suite *names_suite(void);

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, 4096);
}

static void teardown(void)
{
    arena_clear(&arena);
}

static const struct name_row {
    enum name_order written;
    const char *name, *display, *sort, *dates, *role;
    bool ambiguous;
    const char *why;
} name_rows[] = {
    {NAME_INVERTED, "Austen, Jane,", "Jane Austen", "Austen, Jane", "", "",
     false, "MARC"},
    {NAME_INVERTED, "AUSTEN, JANE.", "JANE AUSTEN", "AUSTEN, JANE", "", "",
     false, "capitals stay"},
    {NAME_INVERTED, "King, Martin Luther, Jr.", "Martin Luther King, Jr.",
     "King, Martin Luther, Jr.", "", "", false, "suffix"},
    {NAME_INVERTED, "King, Jr., Martin Luther", "Martin Luther King, Jr.",
     "King, Martin Luther, Jr.", "", "", false, "suffix before the forenames"},
    {NAME_INVERTED, "Gates, William H., III", "William H. Gates III",
     "Gates, William H., III", "", "", false, "numeral"},
    {NAME_INVERTED, "Scott, Walter, Sir", "Sir Walter Scott",
     "Scott, Walter, Sir", "", "", false, "honorific"},
    {NAME_INVERTED, "Henry VIII, King of England",
     "Henry VIII, King of England", "Henry VIII, King of England", "", "",
     false, "a title is no forename"},
    {NAME_INVERTED, "Byron, George Gordon Byron, Baron",
     "George Gordon Byron, Baron", "Byron, George Gordon Byron, Baron", "", "",
     false, "a peer's name is said once"},
    {NAME_INVERTED, "Adams, E. Dwight (Earnest Dwight),", "E. Dwight Adams",
     "Adams, E. Dwight (Earnest Dwight)", "", "", false, "fuller form"},
    {NAME_INVERTED, "Smith, John (Springfield, Ill.)", "John Smith",
     "Smith, John (Springfield, Ill.)", "", "", false, "comma in parentheses"},
    {NAME_INVERTED, "Goethe, Johann Wolfgang von,",
     "Johann Wolfgang von Goethe", "Goethe, Johann Wolfgang von", "", "", false,
     "particle"},
    {NAME_INVERTED, "Calkins, Thomas M.", "Thomas M. Calkins",
     "Calkins, Thomas M.", "", "", false, "an initial keeps its period"},
    {NAME_INVERTED, "Aeschylus.", "Aeschylus", "Aeschylus", "", "", false,
     "one name"},
    {NAME_INVERTED, ", Jane", "Jane", "Jane", "", "", false, "no family name"},
    {NAME_INVERTED, ",", "", "", "", "", false, "nothing"},
    {NAME_INVERTED, "a,b,c,d,e,f,g,h,i", "a,b,c,d,e,f,g,h,i",
     "a,b,c,d,e,f,g,h,i", "", "", false, "too many parts to be a name"},
    {NAME_LIBRARY, "Austen, Jane, 1775-1817 [Author]", "Jane Austen",
     "Austen, Jane", "1775-1817", "Author", false, "library"},
    {NAME_LIBRARY, "Homer, 751? BCE-651? BCE", "Homer", "Homer",
     "751? BCE-651? BCE", "", false, "one name with dates"},
    {NAME_LIBRARY, "Butler, Samuel, 1835-1902 [Editor] [Translator]",
     "Samuel Butler", "Butler, Samuel", "1835-1902", "Editor, Translator",
     false, "two roles"},
    {NAME_LIBRARY, "[Unknown]", "", "", "", "Unknown", false, "only a role"},
    {NAME_DIRECT, "Jane Austen", "Jane Austen", "Austen, Jane", "", "", false,
     "direct"},
    {NAME_DIRECT, "J.K. Rowling", "J.K. Rowling", "Rowling, J.K.", "", "",
     false, "initials"},
    {NAME_DIRECT, "Ludwig van Beethoven", "Ludwig van Beethoven",
     "Beethoven, Ludwig van", "", "", false, "preposition"},
    {NAME_DIRECT, "Johannes Diderik van der Waals",
     "Johannes Diderik van der Waals", "Waals, Johannes Diderik van der", "",
     "", false, "two"},
    {NAME_DIRECT, "Daphne du Maurier", "Daphne du Maurier",
     "du Maurier, Daphne", "", "", false, "article"},
    {NAME_DIRECT, "Jean de la Fontaine", "Jean de la Fontaine",
     "la Fontaine, Jean de", "", "", false, "preposition and article"},
    {NAME_DIRECT, "Ursula K. Le Guin", "Ursula K. Le Guin",
     "Le Guin, Ursula K.", "", "", false, "a capital belongs to the name"},
    {NAME_DIRECT, "van Gogh", "van Gogh", "van Gogh", "", "", false,
     "no forename"},
    {NAME_DIRECT, "Jos\xc3\xa9 Ortega y Gasset", "Jos\xc3\xa9 Ortega y Gasset",
     "Ortega y Gasset, Jos\xc3\xa9", "", "", false, "y joins family names"},
    {NAME_DIRECT, "Martin Luther King, Jr.", "Martin Luther King, Jr.",
     "King, Martin Luther, Jr.", "", "", false, "suffix with a comma"},
    {NAME_DIRECT, "Martin Luther King Jr.", "Martin Luther King Jr.",
     "King, Martin Luther, Jr.", "", "", false, "suffix without"},
    {NAME_DIRECT, "John Smith, Ph.D.", "John Smith, Ph.D.",
     "Smith, John, Ph.D.", "", "", false, "degree"},
    {NAME_DIRECT, "Louis XIV", "Louis XIV", "XIV, Louis", "", "", false,
     "XIV is no suffix that is known"},
    {NAME_DIRECT, "Jane Austen, 1775-1817", "Jane Austen", "Austen, Jane",
     "1775-1817", "", false, "dates are no second name"},
    {NAME_DIRECT, "Elizabeth I, Queen of England",
     "Elizabeth I, Queen of England", "Elizabeth I, Queen of England", "", "",
     false, "a title is no ambiguity"},
    {NAME_DIRECT, "Austen, Jane", "Austen, Jane", "Austen, Jane", "", "", true,
     "inverted, or two names?"},
    {NAME_DIRECT, "Plato", "Plato", "Plato", "", "", false, "one name"},
    {NAME_DIRECT, "Better Homes and Gardens", "Better Homes and Gardens",
     "Better Homes and Gardens", "", "", false, "no person"},
    {NAME_DIRECT, "NetLibrary, Inc.", "NetLibrary, Inc", "NetLibrary, Inc", "",
     "", false, "a firm"},
    {NAME_DIRECT, "Studio 54", "Studio 54", "Studio 54", "", "", false,
     "digits"},
    {NAME_DIRECT, "\xe6\x9d\x91\xe4\xb8\x8a \xe6\x98\xa5\xe6\xa8\xb9",
     "\xe6\x9d\x91\xe4\xb8\x8a \xe6\x98\xa5\xe6\xa8\xb9",
     "\xe6\x9d\x91\xe4\xb8\x8a \xe6\x98\xa5\xe6\xa8\xb9", "", "", false,
     "the family name is first already"},
    {NAME_DIRECT, "", "", "", "", "", false, "nothing"},
    {NAME_AS_IS, "Shou du shi fan da xue (Beijing, China).",
     "Shou du shi fan da xue (Beijing, China).",
     "Shou du shi fan da xue (Beijing, China).", "", "", false,
     "a corporate name is never turned"},
    {NAME_AS_IS, "Welsh Arts Council.", "Welsh Arts Council",
     "Welsh Arts Council", "", "", false, "period"},
};

static void assert_slice(struct slice found, const char *expected,
                         const char *why)
{
    ck_assert_msg(slice_is(found, expected), "%s: \"%.*s\", expected \"%s\"",
                  why, SLICE_ARG(found), expected);
}

START_TEST(test_name)
{
    const struct name_row *row = &name_rows[_i];
    struct name_forms forms;

    ck_assert(name_forms(&arena, slice_of(row->name), row->written, &forms));
    assert_slice(forms.display, row->display, row->why);
    assert_slice(forms.sort, row->sort, row->why);
    assert_slice(forms.dates, row->dates, row->why);
    assert_slice(forms.role, row->role, row->why);
    ck_assert_msg(forms.ambiguous == row->ambiguous, "%s", row->why);
}
END_TEST

/* What is in canonical form stays: as it is shown, read in direct order; as it is
 * filed, read in inverted order. */
static void assert_stays(const struct name_forms *forms,
                         enum name_order written)
{
    bool turned = written != NAME_AS_IS;
    struct name_forms again;

    ck_assert(name_forms(&arena, forms->display,
                         turned ? NAME_DIRECT : NAME_AS_IS, &again));
    ck_assert_msg(slice_equal(again.display, forms->display),
                  "\"%.*s\" became \"%.*s\"", SLICE_ARG(forms->display),
                  SLICE_ARG(again.display));
    if (forms->ambiguous)
        return;
    ck_assert(name_forms(&arena, forms->sort,
                         turned ? NAME_INVERTED : NAME_AS_IS, &again));
    ck_assert_msg(slice_equal(again.sort, forms->sort),
                  "\"%.*s\" is filed as \"%.*s\"", SLICE_ARG(forms->sort),
                  SLICE_ARG(again.sort));
}

START_TEST(test_twice)
{
    const struct name_row *row = &name_rows[_i];
    struct name_forms forms;

    ck_assert(name_forms(&arena, slice_of(row->name), row->written, &forms));
    assert_stays(&forms, row->written);
}
END_TEST

/* Names put together from pieces that rules look at, by a fixed seed. */
START_TEST(test_twice_made)
{
    static const char *const pieces[] = {
        "Jane", "Austen", "de",           "la",    "van",   "von",
        "Jr.",  "III",    "Sir",          "King",  "of",    "y",
        "J.",   "K.",     "Le",           ",",     ", ",    "(John)",
        "-",    "&",      "Inc",          "Baron", "1775-", "O'Brien",
        "Ph.D", "Saint",  "\xc3\x89mile",
    };
    uint64_t state = 0x9e3779b97f4a7c15u * (uint64_t)(_i + 1);

    for (int made = 0; made < 2000; made++) {
        struct slice name = SLICE_NONE;
        struct name_forms forms;
        enum name_order written;

        for (int i = 0; i < 1 + made % 6; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            name = arena_printf(
                &arena, "%.*s%s%s", SLICE_ARG(name), name.len ? " " : "",
                pieces[(state >> 33) % (sizeof pieces / sizeof *pieces)]);
        }
        written = (enum name_order)(made % 4);
        ck_assert(name_forms(&arena, name, written, &forms));
        assert_stays(&forms, written);
    }
}
END_TEST

static const struct two_row {
    const char *family, *given, *display, *sort;
} two_rows[] = {
    {"Green", "Marjorie", "Marjorie Green", "Green, Marjorie"},
    {"King", "Martin Luther, Jr.", "Martin Luther King, Jr.",
     "King, Martin Luther, Jr."},
    {"Madonna", "", "Madonna", "Madonna"},
    {"", "Jane", "Jane", "Jane"},
    {"", "", "", ""},
};

START_TEST(test_two_columns)
{
    const struct two_row *row = &two_rows[_i];
    struct name_forms forms;

    ck_assert(name_forms_of_two(&arena, slice_of(row->family),
                                slice_of(row->given), &forms));
    assert_slice(forms.display, row->display, "shown");
    assert_slice(forms.sort, row->sort, "filed");
}
END_TEST

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

    assert_slice(dates, row->stripped, row->why);
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

Suite *names_suite(void)
{
    Suite *suite = suite_create("names");
    TCase *rows = tcase_create("names");

    tcase_add_checked_fixture(rows, setup, teardown);
    tcase_add_loop_test(rows, test_name, 0, ROWS(name_rows));
    tcase_add_loop_test(rows, test_twice, 0, ROWS(name_rows));
    tcase_add_loop_test(rows, test_twice_made, 0, 4);
    tcase_add_loop_test(rows, test_two_columns, 0, ROWS(two_rows));
    tcase_add_loop_test(rows, test_dates, 0, ROWS(dates_rows));
    tcase_add_loop_test(rows, test_activity, 0, ROWS(activity_rows));
    suite_add_tcase(suite, rows);
    return suite;
}
