/* Names as sources write them: shown and filed. */
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
    {NAME_INVERTED, "Smith), John", "John Smith)", "Smith), John", "", "",
     false, "a parenthesis that nobody opened"},
    {NAME_INVERTED, "\xe6\x9d\x91\xe4\xb8\x8a, Haruki",
     "Haruki \xe6\x9d\x91\xe4\xb8\x8a", "\xe6\x9d\x91\xe4\xb8\x8a, Haruki", "",
     "", false, "Japanese and Latin: not joined"},
    {NAME_LIBRARY, "Austen, Jane, 1775-1817 Author]",
     "Jane Austen, 1775-1817 Author]", "Austen, Jane, 1775-1817 Author]", "",
     "", false, "a bracket that nobody opened is no role"},
    {NAME_DIRECT, "Sammy Davis Jr", "Sammy Davis Jr", "Davis, Sammy, Jr", "",
     "", false, "a suffix without comma and period"},
    {NAME_DIRECT, "Ken Griffey Sr", "Ken Griffey Sr", "Griffey, Ken, Sr", "",
     "", false, "the father"},
    {NAME_DIRECT, "Mehmet Oz PhD", "Mehmet Oz PhD", "Oz, Mehmet, PhD", "", "",
     false, "a degree without comma"},
    {NAME_DIRECT, "Alexandre Dumas fils", "Alexandre Dumas fils",
     "Dumas, Alexandre, fils", "", "", false, "the son"},
    {NAME_DIRECT, "Herbert George Senior", "Herbert George Senior",
     "Senior, Herbert George", "", "", false, "a family of this name"},
    {NAME_DIRECT, "Pliny, the Elder", "Pliny, the Elder", "Pliny, the Elder",
     "", "", false, "what is said with a name is no second one"},
    {NAME_DIRECT,
     "Pablo Diego Jose Francisco Juan Nepomuceno Maria Ruiz Picasso",
     "Pablo Diego Jose Francisco Juan Nepomuceno Maria Ruiz Picasso",
     "Pablo Diego Jose Francisco Juan Nepomuceno Maria Ruiz Picasso", "", "",
     false, "more words than a name has"},
    {NAME_DIRECT, "a,b,c,d,e,f,g,h,i", "a,b,c,d,e,f,g,h,i", "a,b,c,d,e,f,g,h,i",
     "", "", true, "more commas than a name has"},
    {NAME_DIRECT, ",", "", "", "", "", false, "a comma alone"},
    {NAME_DIRECT, "\xf0\xa0\xae\xb7\xe7\x94\xb0 \xe5\xa4\xaa\xe9\x83\x8e",
     "\xf0\xa0\xae\xb7\xe7\x94\xb0 \xe5\xa4\xaa\xe9\x83\x8e",
     "\xf0\xa0\xae\xb7\xe7\x94\xb0 \xe5\xa4\xaa\xe9\x83\x8e", "", "", false,
     "a rare character in front"},
    {NAME_DIRECT, "\xef\xa7\xa1 \xef\xa4\x8a", "\xef\xa7\xa1 \xef\xa4\x8a",
     "\xef\xa7\xa1 \xef\xa4\x8a", "", "", false,
     "characters for compatibility"},
    {NAME_DIRECT, "\xef\xba\x8d \xef\xba\x8f", "\xef\xba\x8d \xef\xba\x8f",
     "\xef\xba\x8f, \xef\xba\x8d", "", "", false,
     "Arabic: the family name comes last"},
    {NAME_DIRECT, "\xf3\xb0\x80\x80 Mono", "\xf3\xb0\x80\x80 Mono",
     "Mono, \xf3\xb0\x80\x80", "", "", false, "a letter of private use"},
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
    suite_add_tcase(suite, rows);
    return suite;
}
