/* Titles and what of them is sorted by. */
#include "../stages/filing.h"

#include <check.h>

Suite *filing_suite(void);

#define BEGIN "\xc2\x98"
#define END "\xc2\x9c"
#define GRAVE "\xcc\x80" /* combining */
#define ACUTE "\xcc\x81"

/* A display of NULL is the text itself. */
static const struct row {
    const char *text;
    int skip;
    const char *display, *sort, *why;
} rows[] = {
    {"The Hobbit", 4, NULL, "Hobbit", "an article"},
    {"The Hobbit", 3, NULL, "Hobbit", "its blank forgotten"},
    {"The Hobbit", 0, NULL, "", "nothing to skip"},
    {"The Hobbit", -1, NULL, "", "no number"},
    {"The  Hobbit", 4, NULL, "Hobbit", "a blank too many"},
    {"L'e" ACUTE "te" ACUTE, 2, NULL, "e" ACUTE "te" ACUTE, "apostrophe"},
    {"L'\xc3\xa9t\xc3\xa9", 2, NULL, "\xc3\xa9t\xc3\xa9", "composed"},
    {"L\xe2\x80\x99\xc3\xa9t\xc3\xa9", 2, NULL, "\xc3\xa9t\xc3\xa9",
     "a printer's apostrophe"},
    {"al-Kitab", 3, NULL, "Kitab", "hyphen"},
    {"al-\xca\xbb"
     "Arab",
     3, NULL,
     "\xca\xbb"
     "Arab",
     "ayn"},
    {"\"The raven\"", 5, NULL, "raven\"", "the quotation mark counts"},
    {"\"The raven\"", 1, NULL, "The raven\"", "nothing but the mark"},
    {"[The] raven", 6, NULL, "raven", "brackets"},
    {"The `raven'", 5, NULL, "raven'", "a grave accent for a quotation mark"},
    {"\xc2\xab"
     "La peste\xc2\xbb",
     4, NULL, "peste\xc2\xbb", "other quotation marks"},
    {"A" GRAVE " la recherche", 0, NULL, "", "no article"},
    {"A" GRAVE " la recherche", 3, NULL, "la recherche", "the mark counts"},
    {"\xc3\x80 la recherche", 3, NULL, "la recherche",
     "the mark counts, and it is composed"},
    {"\xc3\x80 la recherche", 2, NULL, "la recherche", "not counted"},
    {"E" ACUTE "l libro", 4, NULL, "libro", "a mark inside"},
    {"\xc3\x89l libro", 4, NULL, "libro", "the same, composed"},
    {"A" GRAVE " la recherche", 1, NULL, "", "bad: between letter and mark"},
    {"The Hobbit", 5, NULL, "", "bad: into a word"},
    {"The Hobbit", 9, NULL, "", "bad: nearly all of it"},
    {"Hobbit", 4, NULL, "", "bad: a part of the only word"},
    {"Dune", 4, NULL, "", "bad: nothing is left"},
    {"Dune", 9, NULL, "", "bad: longer than the text"},
    {"The ...", 4, NULL, "", "bad: no word is left"},
    {"U.S.A. today", 2, NULL, "", "bad: initials"},
    {"3 musketeers", 2, NULL, "", "bad: a number is no article"},
    {"", 4, NULL, "", "empty"},
    {"\xff\xff Hobbit", 2, NULL, "Hobbit", "no UTF-8"},
    {BEGIN "Der" END " Zauberberg", 0, "Der Zauberberg", "Zauberberg",
     "control characters"},
    {BEGIN "Der " END "Zauberberg", 0, "Der Zauberberg", "Zauberberg",
     "with the blank"},
    {BEGIN "Der" END " Zauberberg", 4, "Der Zauberberg", "Zauberberg",
     "and a number: not twice"},
    {"Werke. " BEGIN "Der" END " Zauberberg", 0, "Werke. Der Zauberberg",
     "Werke. Zauberberg", "in the middle"},
    {BEGIN "Der" END " Berg und " BEGIN "das" END " Tal", 0,
     "Der Berg und das Tal", "Berg und Tal", "twice"},
    {BEGIN "L'" END "e" ACUTE "te" ACUTE, 0, "L'e" ACUTE "te" ACUTE,
     "e" ACUTE "te" ACUTE, "no blank"},
    {BEGIN "Der Zauberberg", 4, "Der Zauberberg", "Zauberberg",
     "bad: not closed, the number counts"},
    {"Der" END " Zauberberg", 0, "Der Zauberberg", "", "bad: not opened"},
    {BEGIN "Der" BEGIN " Zauberberg" END, 0, "Der Zauberberg", "Der",
     "bad: opened twice"},
    {BEGIN "Der Zauberberg" END, 0, "Der Zauberberg", "",
     "bad: nothing is left"},
    {BEGIN END "Zauberberg", 0, "Zauberberg", "", "nothing inside"},
    {BEGIN, 0, "", "", "nothing else"},
};

START_TEST(test_rows)
{
    const struct row *row = &rows[_i];
    struct slice display, sort;
    struct arena arena;

    arena_init(&arena, 1024);
    ck_assert(
        filing_title(&arena, slice_of(row->text), row->skip, &display, &sort));
    ck_assert_msg(slice_is(display, row->display ? row->display : row->text),
                  "%s: %.*s", row->why, SLICE_ARG(display));
    ck_assert_msg(slice_is(sort, row->sort), "%s: %.*s", row->why,
                  SLICE_ARG(sort));
    arena_clear(&arena);
}
END_TEST

/* Any bytes and any number: something is left to sort by, and it comes from the
 * text. */
START_TEST(test_any)
{
    static const char letters[] = "aThe \"'-.3\xc2\x98\x9c\xcc\x80\xc3";
    struct arena arena;

    arena_init(&arena, 1024);
    for (unsigned seed = 1; seed < 20000; seed++) {
        char text[24];
        unsigned state = seed * 2654435761u;
        size_t len = seed % sizeof text;
        struct slice display, sort;

        for (size_t i = 0; i < len; i++) {
            state = state * 1103515245u + 12345u;
            text[i] = letters[(state >> 16) % (sizeof letters - 1)];
        }
        ck_assert(filing_title(&arena, (struct slice){text, len},
                               (int)(seed / 7 % 12) - 1, &display, &sort));
        ck_assert_uint_le(display.len, len);
        ck_assert(sort.len ? sort.len < display.len : true);
        arena_reset(&arena);
    }
    arena_clear(&arena);
}
END_TEST

Suite *filing_suite(void)
{
    Suite *suite = suite_create("filing");
    TCase *tests = tcase_create("filing");

    tcase_add_loop_test(tests, test_rows, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(tests, test_any);
    suite_add_tcase(suite, tests);
    return suite;
}
