/* Canonical text: what is cleaned away, what is composed, what is stripped, and
 * that doing it twice changes nothing. */
#include "../stages/text.h"
#include "../stages/text_nfc.h"

#include <check.h>
#include <stdlib.h>
#include <utf8proc.h>

Suite *text_suite(void);

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, 1 << 16);
}

static void teardown(void)
{
    arena_clear(&arena);
}

static void assert_slice(struct slice found, const char *expected,
                         const char *why)
{
    ck_assert_msg(slice_is(found, expected), "%s: \"%.*s\", expected \"%s\"",
                  why, SLICE_ARG(found), expected);
}

static const struct utf8_row {
    const char *text;
    bool good;
    const char *why;
} utf8_rows[] = {
    {"", true, "empty"},
    {"plain ASCII, longer than a word", true, "ASCII"},
    {"caf\xc3\xa9 and more text after", true, "two bytes"},
    {"\xe2\x82\xac\xf0\x9f\x98\x80", true, "three and four bytes"},
    {"\xf4\x8f\xbf\xbf", true, "U+10FFFF"},
    {"\xf4\x90\x80\x80", false, "over U+10FFFF"},
    {"\xc0\xaf", false, "overlong, two bytes"},
    {"\xe0\x80\xaf", false, "overlong, three bytes"},
    {"\xf0\x80\x80\xaf", false, "overlong, four bytes"},
    {"\xed\xa0\x80", false, "a surrogate"},
    {"12345678\x80", false, "a continuation byte alone"},
    {"1234567\xc3", false, "cut after the first byte"},
    {"\xe2\x82", false, "cut after the second byte"},
    {"\xe2\x82(", false, "no third byte"},
    {"\xc3(", false, "no continuation byte"},
    {"\xff", false, "a byte that UTF-8 doesn't have"},
};

START_TEST(test_utf8)
{
    const struct utf8_row *row = &utf8_rows[_i];

    ck_assert_msg(text_is_utf8(slice_of(row->text)) == row->good, "%s",
                  row->why);
}
END_TEST

static const struct clean_row {
    const char *text, *expected;
    bool control;
    const char *why;
} clean_rows[] = {
    {"", "", false, "empty"},
    {"Jane Austen", "Jane Austen", false, "nothing to do"},
    {"  Jane  Austen ", "Jane Austen", false, "blanks"},
    {"1234567  89012345", "1234567 89012345", false,
     "two blanks over the edge of a word"},
    {"12345678 \t 9", "12345678 9", false, "blank and tab"},
    {"Once upon \r\na time", "Once upon a time", false, "line end"},
    {"a\xc2\xa0\xe3\x80\x80"
     "b",
     "a b", false, "no-break and wide blanks"},
    {"a\x01"
     "b",
     "ab", true, "a control character"},
    {"a\x7f"
     "b",
     "ab", true, "DEL"},
    {"\xc2\x98The \xc2\x9c"
     "Hobbit",
     "The Hobbit", false, "non-sorting marks"},
    {"a\xc2\x81"
     "b",
     "ab", true, "a control character of C1"},
    {"\xef\xbb\xbf"
     "a\xe2\x80\x8b"
     "b\xc2\xad"
     "c",
     "abc", false, "byte order mark, zero-width blank, soft hyphen"},
    {"\xe2\x80\xae"
     "evil\xe2\x81\xa6",
     "evil", false, "writing direction"},
    {"a\xe2\x80\x8d"
     "b",
     "ab", false, "joiner between Latin letters"},
    {"\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae",
     "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", false,
     "joiner in Persian, where it spells"},
    {"\xd9\x85\xe2\x80\x8c", "\xd9\x85", false, "joiner at the end"},
    {"e\xcc\x81t\xc3\xa9", "\xc3\xa9t\xc3\xa9", false, "NFD and NFC mixed"},
    {"e\xe2\x80\x8b\xcc\x81", "\xc3\xa9", false,
     "a mark that meets its letter when what is between goes"},
    {"a\xcc\x81\xcc\xa3", "\xe1\xba\xa1\xcc\x81", false, "order of marks"},
    {"\xe2\x84\xab", "\xc3\x85", false, "Angstrom is a letter"},
    {"\xf0\x9d\x85\x9e", "\xf0\x9d\x85\x97\xf0\x9d\x85\xa5", false,
     "a character that NFC takes apart"},
    {"a\xc2\x85"
     "b",
     "a b", false, "next line"},
    {"a\xe1\x9a\x80"
     "b\xe2\x80\x83"
     "c\xe2\x80\xa8"
     "d\xe2\x80\xa9"
     "e\xe2\x80\xaf"
     "f\xe2\x81\x9f"
     "g",
     "a b c d e f g", false,
     "Ogham's blank, em, line, paragraph, narrow, medium"},
    {"a\xd8\x9c"
     "b\xef\xbf\xba"
     "c\xf3\xa0\x81\x81"
     "d\xe2\x81\xa1"
     "e\xe2\x80\x8e"
     "f",
     "abcdef", false, "Arabic mark, interlinear, tag, function, direction"},
    {"\xef\xbf\xbd\xf3\xb0\x80\x80\xe2\x81\xa5",
     "\xef\xbf\xbd\xf3\xb0\x80\x80\xe2\x81\xa5", false,
     "a replacement, of private use, not assigned: nobody knows"},
    {"\xe2\x80\x90\xe2\x80\xb0", "\xe2\x80\x90\xe2\x80\xb0", false,
     "a hyphen and a per mille sign"},
    {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9",
     "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9", false,
     "joiner between emoji"},
    {"\xe2\x9d\xa4\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x94\xa5",
     "\xe2\x9d\xa4\xef\xb8\x8f\xe2\x80\x8d\xf0\x9f\x94\xa5", false,
     "joiner behind a variation of a sign"},
    {"\xe1\x88\x80\xe2\x80\x8c\xe1\x88\x80",
     "\xe1\x88\x80\xe2\x80\x8c\xe1\x88\x80", false, "joiner in Ethiopic"},
    {"\xe1\x84\x80\xe2\x80\x8d\xe1\x84\x80", "\xe1\x84\x80\xe1\x84\x80", false,
     "joiner between Hangul letters"},
    {"\xe4\xb8\x80\xe2\x80\x8d\xe4\xb8\x80", "\xe4\xb8\x80\xe4\xb8\x80", false,
     "joiner between Chinese characters"},
    {"1234567\x7f"
     "8",
     "12345678", true, "DEL among eight bytes of text"},
    {"\xe1\xbc\x80\xe2\x80\x8d\xe1\xbc\x80", "\xe1\xbc\x80\xe1\xbc\x80", false,
     "joiner between Greek letters"},
    {"\xf0\xa0\xae\xb7\xe2\x80\x8d\xf0\xa0\xae\xb7",
     "\xf0\xa0\xae\xb7\xf0\xa0\xae\xb7", false,
     "joiner between rare Chinese characters"},
    {" \t\x01 ", "", true, "nothing left"},
};

START_TEST(test_clean)
{
    const struct clean_row *row = &clean_rows[_i];
    struct slice text = slice_of(row->text), again;
    bool control = false;

    ck_assert_int_eq(text_clean(&arena, &text, &control), TEXT_GOOD);
    assert_slice(text, row->expected, row->why);
    ck_assert_msg(control == row->control, "%s", row->why);
    again = text;
    control = false;
    ck_assert_int_eq(text_clean(&arena, &again, &control), TEXT_GOOD);
    ck_assert_msg(slice_equal(text, again) && !control, "%s: twice", row->why);
}
END_TEST

/* A text that is clean already is not copied. */
START_TEST(test_clean_in_place)
{
    struct slice text = SLICE("Pride and prejudice"), before = text;
    bool control = false;

    ck_assert_int_eq(text_clean(&arena, &text, &control), TEXT_GOOD);
    ck_assert_ptr_eq(text.at, before.at);
}
END_TEST

START_TEST(test_clean_faults)
{
    struct slice text = SLICE("a\xff"), before = text;
    char *large = calloc(1, TEXT_MAX + 1);
    bool control = false;

    ck_assert_ptr_nonnull(large);
    ck_assert_int_eq(text_clean(&arena, &text, &control), TEXT_NOT_UTF8);
    ck_assert(slice_equal(text, before));
    memset(large, 'a', TEXT_MAX + 1);
    text = (struct slice){large, TEXT_MAX + 1};
    ck_assert_int_eq(text_clean(&arena, &text, &control), TEXT_TOO_LONG);
    text.len--;
    ck_assert_int_eq(text_clean(&arena, &text, &control), TEXT_GOOD);
    free(large);
}
END_TEST

/* Half a million marks of falling class: sorting them must not take for ever,
 * and the result must stay what it is. */
START_TEST(test_clean_many_marks)
{
    struct slice text = {NULL, TEXT_MAX / 4 * 4}, again;
    char *large = malloc(text.len);
    bool control = false;

    ck_assert_ptr_nonnull(large);
    for (size_t i = 0; i < text.len; i += 4)
        memcpy(large + i, i % 8 ? "\xcc\x81\xcc\xa3" : "\xcc\x80\xcc\xa4", 4);
    large[0] = large[1] = 'a';
    text.at = large;
    ck_assert_int_eq(text_clean(&arena, &text, &control), TEXT_GOOD);
    ck_assert(text_is_utf8(text));
    again = text;
    if (again.len <= TEXT_MAX) {
        ck_assert_int_eq(text_clean(&arena, &again, &control), TEXT_GOOD);
        ck_assert(slice_equal(text, again));
    }
    free(large);
}
END_TEST

/* Every character that is called safe is one for Unicode too: a starter, its
 * own composed form, and no second half of a composition. */
START_TEST(test_nfc_safe)
{
    for (uint32_t c = 1; c < 0x30000; c++) {
        char bytes[5] = {0};
        utf8proc_uint8_t *nfc;

        if (!text_nfc_is_safe(c) || (c >= 0xd800 && c <= 0xdfff))
            continue;
        text_encode(c, bytes);
        nfc = utf8proc_NFC((const utf8proc_uint8_t *)bytes);
        ck_assert_msg(nfc && strcmp((char *)nfc, bytes) == 0, "U+%04X", c);
        free(nfc);
        ck_assert_msg(utf8proc_get_property((int32_t)c)->combining_class == 0,
                      "U+%04X", c);
    }
}
END_TEST

/* Han and Hangul are too many, and all alike. */
static bool is_alike(uint32_t c)
{
    return (c >= 0x3500 && c <= 0x9f00) || (c >= 0xac80 && c <= 0xd700) ||
           (c >= 0xd800 && c <= 0xdfff) || (c >= 0x13000 && c <= 0x1cf00) ||
           (c >= 0x20000 && c <= 0x2f7ff);
}

/* Ours is utf8proc's, for each character and between two others. */
START_TEST(test_nfc_same)
{
    for (uint32_t c = 1; c < 0x30000; c++) {
        char bytes[16] = "a\xcc\x81";
        struct slice text = {bytes, 3};
        utf8proc_uint8_t *nfc;

        if (is_alike(c))
            continue;
        text.len += text_encode(c, bytes + 3);
        memcpy(bytes + text.len, "\xcc\xa3", 3);
        text.len += 2;
        nfc = utf8proc_NFC((const utf8proc_uint8_t *)bytes);
        ck_assert(text_nfc(&arena, &text));
        ck_assert_msg(nfc && slice_is(text, (char *)nfc), "U+%04X", c);
        free(nfc);
        if (c % 4096 == 0)
            arena_reset(&arena);
    }
}
END_TEST

static const struct strip_row {
    const char *text, *expected, *why;
} strip_rows[] = {
    {"Unreliable truths :", "Unreliable truths", "colon"},
    {"Pride and prejudice /", "Pride and prejudice", "slash"},
    {"Austen, Jane,", "Austen, Jane", "comma"},
    {"Paris ; :", "Paris", "several"},
    {"La guerre =", "La guerre", "parallel title"},
    {"=", "=", "a title"},
    {"Silverberg, Robert.", "Silverberg, Robert", "period after a word"},
    {"Calkins, Thomas M.", "Calkins, Thomas M.", "period after an initial"},
    {"King, Martin Luther, Jr.", "King, Martin Luther, Jr.", "Jr."},
    {"Wait...", "Wait...", "dots are no period"},
    {"In 1984.", "In 1984.", "no letters"},
    {"Yes {sic}.", "Yes {sic}.", "a brace is no letter"},
    {"Yes [sic].", "Yes [sic].", "nor is a bracket"},
    {"Caf\xc3\xa9. /", "Caf\xc3\xa9", "period behind a letter of two bytes"},
    {"\xc3\x89t\xc3\xa9.", "\xc3\x89t\xc3\xa9", "three letters, five bytes"},
    {"\xc3\xa9\xc3\xa9.", "\xc3\xa9\xc3\xa9.", "two letters, four bytes"},
    {" / ", "", "nothing left"},
    {"", "", "empty"},
};

START_TEST(test_strip)
{
    const struct strip_row *row = &strip_rows[_i];
    struct slice text = text_strip(slice_of(row->text));

    assert_slice(text, row->expected, row->why);
    assert_slice(text_strip(text), row->expected, row->why);
}
END_TEST

/* Whatever the bytes are: no crash, and twice is once. */
START_TEST(test_clean_random)
{
    static const char *const pieces[] = {
        " ",
        "  ",
        "a",
        "Z",
        ".",
        ",",
        "/",
        "\xc3\xa9",
        "e\xcc\x81",
        "\xcc\xa3",
        "\xe2\x80\x8d",
        "\xe2\x80\x8b",
        "\x01",
        "\t",
        "\xd9\x85",
        "\xcd\x84",
        "\xe0\xa5\x98",
        "\xe2\x84\xab",
        "\xea\xb0\x80",
        "\xe1\x84\x80",
        "\xe1\x85\xa1",
        "\xf0\x9d\x85\x9e",
        "\xef\xb8\x8f",
    };

    srand(7);
    for (int round = 0; round < 20000; round++) {
        char bytes[128] = "";
        struct slice text, again;
        bool control = false;

        for (int i = rand() % 20; i >= 0; i--)
            strcat(bytes,
                   pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
        text = slice_of(bytes);
        ck_assert_int_eq(text_clean(&arena, &text, &control), TEXT_GOOD);
        text = again = text_strip(text);
        ck_assert_int_eq(text_clean(&arena, &again, &control), TEXT_GOOD);
        again = text_strip(again);
        ck_assert_msg(slice_equal(text, again),
                      "\"%s\" -> \"%.*s\" -> \"%.*s\"", bytes, SLICE_ARG(text),
                      SLICE_ARG(again));
        arena_reset(&arena);
    }
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

Suite *text_suite(void)
{
    Suite *suite = suite_create("text");
    TCase *rows = tcase_create("text");

    tcase_add_checked_fixture(rows, setup, teardown);
    tcase_set_timeout(rows, 60);
    tcase_add_loop_test(rows, test_utf8, 0, ROWS(utf8_rows));
    tcase_add_loop_test(rows, test_clean, 0, ROWS(clean_rows));
    tcase_add_test(rows, test_clean_in_place);
    tcase_add_test(rows, test_clean_faults);
    tcase_add_test(rows, test_clean_many_marks);
    tcase_add_test(rows, test_nfc_safe);
    tcase_add_test(rows, test_nfc_same);
    tcase_add_loop_test(rows, test_strip, 0, ROWS(strip_rows));
    tcase_add_test(rows, test_clean_random);
    suite_add_tcase(suite, rows);
    return suite;
}
