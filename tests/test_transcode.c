/* UTF-16 to UTF-8 and back: every row in both byte orders, cut at every
 * byte. */
#include "../pipeline/input.h"
#include "../pipeline/transcode.h"

#include <check.h>
#include <stdlib.h>

#define UNITS 12

static const struct row {
    const char *name;
    uint16_t units[UNITS];
    size_t count;
    const char *utf8;
} rows[] = {
    {"nothing", {0}, 0, ""},
    {"ASCII", {'T', 'i', 't', 'l', 'e', ';', '\r', '\n'}, 8, "Title;\r\n"},
    {"ASCII run of nine",
     {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'},
     9,
     "abcdefghi"},
    {"two bytes", {0xe9, 0x80, 0x7ff}, 3, "\xc3\xa9\xc2\x80\xdf\xbf"},
    {"three bytes",
     {0x800, 0x4e00, 0xffff},
     3,
     "\xe0\xa0\x80\xe4\xb8\x80\xef\xbf\xbf"},
    {"next to surrogates", {0xd7ff, 0xe000}, 2, "\xed\x9f\xbf\xee\x80\x80"},
    {"a pair", {0xd83d, 0xdcda}, 2, "\xf0\x9f\x93\x9a"},
    {"first and last pair",
     {0xd800, 0xdc00, 0xdbff, 0xdfff},
     4,
     "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"},
    {"bad: a lone high surrogate at the end",
     {'a', 0xd83d},
     2,
     "a\xed\xa0\xbd"},
    {"bad: a lone high surrogate before text",
     {0xd83d, 'a'},
     2,
     "\xed\xa0\xbd"
     "a"},
    {"bad: a lone low surrogate",
     {0xdcda, 'a'},
     2,
     "\xed\xb3\x9a"
     "a"},
    {"bad: a pair the wrong way round",
     {0xdcda, 0xd83d},
     2,
     "\xed\xb3\x9a\xed\xa0\xbd"},
    {"bad: a high surrogate before a pair",
     {0xd83d, 0xd83d, 0xdcda},
     3,
     "\xed\xa0\xbd\xf0\x9f\x93\x9a"},
    {"a mark inside the text stays",
     {'a', 0xfeff, 'b'},
     3,
     "a\xef\xbb\xbf"
     "b"},
};

static const enum encoding orders[] = {ENCODING_UTF16LE, ENCODING_UTF16BE};

static struct slice put_units(const uint16_t *units, size_t count,
                              enum encoding encoding, char *at)
{
    bool big = encoding == ENCODING_UTF16BE;

    for (size_t i = 0; i < count; i++) {
        at[2 * i + big] = (char)(units[i] & 0xff);
        at[2 * i + !big] = (char)(units[i] >> 8);
    }
    return (struct slice){at, 2 * count};
}

/* In two parts, cut at `split`, with `room` for each call's output. */
static size_t transcode_split(enum encoding encoding, struct slice utf16,
                              size_t split, size_t room, char *at)
{
    struct slice from = {utf16.at, split};
    size_t out = 0, got;

    do
        out += got = transcode_utf16(encoding, &from, false, at + out, room);
    while (got);
    from.len += utf16.len - split;
    do
        out += got = transcode_utf16(encoding, &from, true, at + out, room);
    while (got);
    ck_assert_uint_eq(from.len, utf16.len % 2);
    return out;
}

static void check_row(const struct row *row, enum encoding encoding)
{
    char bytes[2 * UNITS], utf8[4 * UNITS];
    struct slice utf16 = put_units(row->units, row->count, encoding, bytes);
    size_t len = strlen(row->utf8);

    for (size_t split = 0; split <= utf16.len; split++) {
        for (size_t room = TRANSCODE_ROOM; room < 9; room++) {
            size_t got = transcode_split(encoding, utf16, split, room, utf8);

            ck_assert_msg(got == len && memcmp(utf8, row->utf8, len) == 0,
                          "%s, cut at %zu, room %zu", row->name, split, room);
        }
    }
}

static void check_back(const struct row *row, enum encoding encoding)
{
    char bytes[2 * UNITS];
    struct slice utf16 = put_units(row->units, row->count, encoding, bytes);
    struct slice utf8 = slice_of(row->utf8), back;
    struct arena arena;

    arena_init(&arena, 4096);
    back = encoded_text(encoding, utf8, &arena);
    ck_assert_msg(slice_equal(back, utf16), "%s: not as it was", row->name);
    ck_assert_msg(encoded_length(encoding, utf8) == utf16.len,
                  "%s: wrong length", row->name);
    arena_clear(&arena);
}

START_TEST(each_row_both_ways)
{
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
        check_row(&rows[_i], orders[i]);
        check_back(&rows[_i], orders[i]);
    }
}
END_TEST

/* A fixed generator: the same sequence on every run. */
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* Units of few kinds, so that surrogates meet in every order. */
static void random_units(uint16_t *units, size_t count, uint32_t *state)
{
    static const uint16_t kinds[] = {'a',    0xe9,   0x4e00, 0xd800,
                                     0xdbff, 0xdc00, 0xdfff, 0xfeff};

    for (size_t i = 0; i < count; i++)
        units[i] = kinds[next_random(state) % 8];
}

START_TEST(random_text_survives_the_way_back)
{
    uint16_t units[UNITS];
    char bytes[2 * UNITS], utf8[4 * UNITS];
    uint32_t state = 1;
    struct arena arena;

    arena_init(&arena, 4096);
    for (int i = 0; i < 20000; i++) {
        enum encoding encoding = orders[i % 2];
        size_t count = next_random(&state) % (UNITS + 1), len;
        struct slice utf16, back;

        random_units(units, count, &state);
        utf16 = put_units(units, count, encoding, bytes);
        len = transcode_split(encoding, utf16,
                              next_random(&state) % (utf16.len + 1), 8, utf8);
        back = encoded_text(encoding, (struct slice){utf8, len}, &arena);
        ck_assert(slice_equal(back, utf16));
        arena_reset(&arena);
    }
    arena_clear(&arena);
}
END_TEST

START_TEST(every_unit_survives_the_way_back)
{
    struct arena arena;

    arena_init(&arena, 4096);
    for (uint32_t unit = 0; unit <= 0xffff; unit++) {
        uint16_t units[] = {(uint16_t)unit};
        char bytes[2], utf8[8];
        struct slice utf16 = put_units(units, 1, ENCODING_UTF16LE, bytes);
        size_t len = transcode_split(ENCODING_UTF16LE, utf16, 2, 8, utf8);

        ck_assert(slice_equal(
            utf16,
            encoded_text(ENCODING_UTF16LE, (struct slice){utf8, len}, &arena)));
        arena_reset(&arena);
    }
    arena_clear(&arena);
}
END_TEST

START_TEST(an_odd_byte_is_left)
{
    struct slice from = {"a\0b", 3};
    char utf8[8];

    ck_assert_uint_eq(
        transcode_utf16(ENCODING_UTF16LE, &from, true, utf8, sizeof utf8), 1);
    ck_assert_uint_eq(from.len, 1);
    ck_assert_int_eq(from.at[0], 'b');
}
END_TEST

/* Slices that were cut in the middle of a character: no reading past the end,
 * and never longer than encoded_length says. */
static const char *const cut_rows[] = {
    "bad: \xf0\x9f\x93", /* a pair without its last byte */
    "bad: \xf0",         /* only its first byte */
    "bad: \xe4\xb8",     /* a character without its last byte */
    "\x9a begins in the middle",
    "\xff is no UTF-8",
    "bad: \xf5\x80\x80\x80 is beyond U+10FFFF",
};

START_TEST(cut_text_is_bounded)
{
    struct slice all = slice_of(cut_rows[_i]), text, back;
    char *exact = malloc(all.len);
    struct arena arena;

    ck_assert_ptr_nonnull(exact);
    memcpy(exact, all.at, all.len);
    text = (struct slice){exact, all.len};
    arena_init(&arena, 4096);
    back = encoded_text(ENCODING_UTF16BE, text, &arena);
    ck_assert_ptr_nonnull(back.at);
    ck_assert_uint_le(back.len, encoded_length(ENCODING_UTF16BE, text));
    ck_assert_uint_eq(back.len % 2, 0);
    arena_clear(&arena);
    free(exact);
}
END_TEST

START_TEST(lengths_add_up)
{
    struct slice text = SLICE("a\xc3\xa9\xe4\xb8\x80\xf0\x9f\x93\x9az");

    for (size_t i = 0; i <= text.len; i++) {
        struct slice left = {text.at, i}, right = {text.at + i, text.len - i};

        ck_assert_uint_eq(encoded_length(ENCODING_UTF16LE, left) +
                              encoded_length(ENCODING_UTF16LE, right),
                          12);
    }
}
END_TEST

START_TEST(other_encodings_are_the_text_itself)
{
    static const enum encoding same[] = {
        ENCODING_AUTO, ENCODING_UTF8, ENCODING_WINDOWS_1252, ENCODING_LATIN1};
    struct slice text = SLICE("na\xefve");
    struct arena arena;

    arena_init(&arena, 4096);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        ck_assert_uint_eq(encoded_length(same[i], text), text.len);
        ck_assert_ptr_eq(encoded_text(same[i], text, &arena).at, text.at);
    }
    arena_clear(&arena);
}
END_TEST

Suite *transcode_suite(void);
Suite *transcode_suite(void)
{
    Suite *suite = suite_create("transcode");
    TCase *tests = tcase_create("transcode");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, each_row_both_ways, 0,
                        sizeof rows / sizeof rows[0]);
    tcase_add_test(tests, random_text_survives_the_way_back);
    tcase_add_test(tests, every_unit_survives_the_way_back);
    tcase_add_test(tests, an_odd_byte_is_left);
    tcase_add_loop_test(tests, cut_text_is_bounded, 0,
                        sizeof cut_rows / sizeof cut_rows[0]);
    tcase_add_test(tests, lengths_add_up);
    tcase_add_test(tests, other_encodings_are_the_text_itself);
    suite_add_tcase(suite, tests);
    return suite;
}
