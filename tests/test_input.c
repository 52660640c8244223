/*
 * Whole inputs, as they are stored and as they come out: from a file and from
 * a pipe that gives one byte at a time or is cut at every byte, plain and as
 * gzip, read with little room and with much, peeked at or not. Always the same
 * text.
 */
#include "../pipeline/input.h"
#include "support/feed.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

#define TEXT_MAX 8192
#define B(bytes)                 \
    {                            \
        bytes, sizeof(bytes) - 1 \
    }

static const struct row {
    const char *name;
    struct slice stored;
    enum encoding configured;
    struct slice text;
    enum encoding encoding;
    unsigned mark;
    enum code code;
    uint64_t offset;
} rows[] = {
    {"nothing", B(""), ENCODING_AUTO, B(""), ENCODING_AUTO, 0, CODE_NONE, 0},
    {"one byte", B("a"), ENCODING_AUTO, B("a"), ENCODING_AUTO, 0, CODE_NONE, 0},
    {"a NUL in text", B("a,b\nc\0d,e\n"), ENCODING_AUTO, B("a,b\nc\0d,e\n"),
     ENCODING_AUTO, 0, CODE_NONE, 0},
    {"Windows-1252 passes through", B("caf\xe9\n"), ENCODING_WINDOWS_1252,
     B("caf\xe9\n"), ENCODING_WINDOWS_1252, 0, CODE_NONE, 0},
    {"UTF-8 with a mark", B("\xef\xbb\xbfTitle\n"), ENCODING_AUTO, B("Title\n"),
     ENCODING_UTF8, 3, CODE_NONE, 0},
    {"a mark and nothing else", B("\xef\xbb\xbf"), ENCODING_AUTO, B(""),
     ENCODING_UTF8, 3, CODE_NONE, 0},
    {"UTF-16LE with a mark", B("\xff\xfeT\0\xe9\0\x3d\xd8\xda\xdc\n\0"),
     ENCODING_AUTO, B("T\xc3\xa9\xf0\x9f\x93\x9a\n"), ENCODING_UTF16LE, 2,
     CODE_NONE, 0},
    {"UTF-16BE with a mark", B("\xfe\xff\0T\0\xe9\xd8\x3d\xdc\xda\0\n"),
     ENCODING_AUTO, B("T\xc3\xa9\xf0\x9f\x93\x9a\n"), ENCODING_UTF16BE, 2,
     CODE_NONE, 0},
    {"UTF-16LE without a mark", B("T\0i\0t\0l\0e\0\n\0"), ENCODING_AUTO,
     B("Title\n"), ENCODING_UTF16LE, 0, CODE_NONE, 0},
    {"UTF-16BE as the config says", B("\x4e\0\x4e\x8c"), ENCODING_UTF16BE,
     B("\xe4\xb8\x80\xe4\xba\x8c"), ENCODING_UTF16BE, 0, CODE_NONE, 0},
    {"bad: lone surrogates", B("\xfe\xff\xd8\x3d\0a\xdc\xda\xd8\x3d"),
     ENCODING_AUTO,
     B("\xed\xa0\xbd"
       "a\xed\xb3\x9a\xed\xa0\xbd"),
     ENCODING_UTF16BE, 2, CODE_NONE, 0},
    {"bad: half a character at the end", B("\xff\xfeT\0i"), ENCODING_AUTO,
     B("T"), ENCODING_UTF16LE, 2, FILE_UNREADABLE, 4},
    {"bad: half a pair and a half", B("\xfe\xff\0T\xd8\x3d\xdc"), ENCODING_AUTO,
     B("T\xed\xa0\xbd"), ENCODING_UTF16BE, 2, FILE_UNREADABLE, 6},
    {"bad: UTF-32", B("\xff\xfe\0\0T\0\0\0"), ENCODING_AUTO, B(""),
     ENCODING_AUTO, 4, FORMAT_UNKNOWN, 0},
    {"bad: half a gzip magic is text", B("\x1f"), ENCODING_AUTO, B("\x1f"),
     ENCODING_AUTO, 0, CODE_NONE, 0},
    {"bad: a gzip magic and nothing else", B("\x1f\x8b"), ENCODING_AUTO, B(""),
     ENCODING_AUTO, 0, GZIP_TRUNCATED, 2},
};

static struct input *open_good(const char *path, enum encoding encoding)
{
    struct error error = {0};
    struct input *input;

    ck_assert_msg(input_open(&input, path, encoding, &error) == 0, "%s",
                  error.text);
    return input;
}

static size_t read_all(struct input *input, size_t room, char *text)
{
    struct error error = {0};
    size_t len = 0;
    int64_t got;

    for (;;) {
        ck_assert_uint_lt(len, TEXT_MAX);
        got = input_read(input, text + len,
                         room < TEXT_MAX - len ? room : TEXT_MAX - len, &error);
        if (got <= 0)
            break;
        len += (size_t)got;
    }
    ck_assert_msg(got == 0, "%s", error.text);
    return len;
}

/* Reads what is behind path and compares everything that a row says. */
static void check_path(const struct row *row, const char *path, size_t room,
                       bool peek)
{
    struct input *input = open_good(path, row->configured);
    struct error error = {0};
    struct slice ahead;
    char text[TEXT_MAX];
    bool whole;
    size_t len;

    if (peek) {
        ck_assert_int_eq(input_peek(input, &ahead, &whole, &error), 0);
        ck_assert_msg(slice_equal(ahead, row->text), "%s: peek", row->name);
        ck_assert(whole);
    }
    len = read_all(input, room, text);
    ck_assert_msg(slice_equal((struct slice){text, len}, row->text),
                  "%s: room %zu", row->name, room);
    ck_assert_int_eq(input_encoding(input), row->encoding);
    ck_assert_uint_eq(input_bom_length(input), row->mark);
    ck_assert_str_eq(code_name(input_fault(input)->code), code_name(row->code));
    if (!input_is_gzip(input) || row->stored.len == 2)
        ck_assert_uint_eq(input_fault(input)->offset, row->offset);
    input_close(input);
}

static const size_t rooms[] = {1, 2, 3, 4, 5, TEXT_MAX};
#define ROOMS (sizeof rooms / sizeof rooms[0])

static void check_file(const struct row *row, struct slice stored)
{
    struct feed feed;

    feed_file(&feed, stored);
    for (size_t i = 0; i < ROOMS; i++) {
        check_path(row, feed.path, rooms[i], false);
        check_path(row, feed.path, rooms[i], true);
    }
    feed_remove(&feed);
}

static void check_pipe(const struct row *row, struct slice stored)
{
    struct feed feed;

    for (size_t first = 0; first < stored.len; first++) {
        feed_pipe(&feed, stored, first, first ? TEXT_MAX : 1);
        check_path(row, feed.path, rooms[first % ROOMS], first % 2);
        feed_join(&feed);
    }
}

START_TEST(each_row)
{
    check_file(&rows[_i], rows[_i].stored);
    check_pipe(&rows[_i], rows[_i].stored);
}
END_TEST

START_TEST(each_row_as_gzip)
{
    struct slice member = feed_gzip(rows[_i].stored, true);

    if (rows[_i].code != GZIP_TRUNCATED) {
        check_file(&rows[_i], member);
        check_pipe(&rows[_i], member);
    }
    free((char *)member.at);
}
END_TEST

/* Unpacked once only: what is inside is for the plan to refuse. */
START_TEST(gzip_inside_gzip)
{
    struct slice inner = feed_gzip(SLICE("hello"), false);
    struct slice outer = feed_gzip(inner, false);
    struct row row = {"gzip in gzip", outer, ENCODING_AUTO, inner,
                      ENCODING_AUTO,  0,     CODE_NONE,     0};

    check_file(&row, outer);
    free((char *)inner.at);
    free((char *)outer.at);
}
END_TEST

START_TEST(damage_ends_the_data)
{
    struct slice member = feed_gzip(SLICE("hello"), false);
    struct feed feed;
    struct input *input;
    char text[TEXT_MAX];

    ((char *)member.at)[member.len - 5] ^= 1;
    feed_file(&feed, member);
    input = open_good(feed.path, ENCODING_AUTO);
    ck_assert(input_is_gzip(input));
    ck_assert_uint_eq(read_all(input, TEXT_MAX, text), 5);
    ck_assert_str_eq(code_name(input_fault(input)->code), "GZIP_DAMAGED");
    ck_assert_ptr_nonnull(strstr(input_fault(input)->text, "unverified"));
    input_fault_set(input, XML_TRUNCATED, 1, "a consequence");
    ck_assert_str_eq(code_name(input_fault(input)->code), "GZIP_DAMAGED");
    input_close(input);
    feed_remove(&feed);
    free((char *)member.at);
}
END_TEST

START_TEST(a_fault_from_outside_ends_the_data)
{
    struct feed feed;
    struct input *input;
    char text[TEXT_MAX];

    feed_file(&feed, SLICE("hello"));
    input = open_good(feed.path, ENCODING_AUTO);
    input_fault_set(input, DOCTYPE_REFUSED, 3, "a DOCTYPE");
    ck_assert_uint_eq(read_all(input, TEXT_MAX, text), 0);
    ck_assert_uint_eq(input_fault(input)->offset, 3);
    ck_assert_str_eq(input_fault(input)->text, "a DOCTYPE");
    input_close(input);
    feed_remove(&feed);
}
END_TEST

/* A long file that no period of ours divides; the caller frees it. */
static struct slice long_text(size_t len)
{
    char *at = malloc(len);

    ck_assert_ptr_nonnull(at);
    for (size_t i = 0; i < len; i++)
        at[i] = (char)('a' + i * i % 23);
    return (struct slice){at, len};
}

static const struct {
    size_t len;
    bool gzip, whole;
} peek_rows[] = {
    {INPUT_PEEK_MAX - 1, false, true},  {INPUT_PEEK_MAX, false, true},
    {INPUT_PEEK_MAX + 1, false, false}, {INPUT_PEEK_MAX, true, true},
    {3 * INPUT_PEEK_MAX, true, false},  {3 * INPUT_PEEK_MAX, false, false},
};

static void check_long(struct input *input, struct slice text)
{
    struct error error = {0};
    size_t len = 0;
    int64_t got = 1;
    char *at = malloc(text.len + 1);

    ck_assert_ptr_nonnull(at);
    while (got > 0) {
        got = input_read(input, at + len, text.len + 1 - len, &error);
        len += got > 0 ? (size_t)got : 0;
    }
    ck_assert_int_eq(got, 0);
    ck_assert(slice_equal((struct slice){at, len}, text));
    free(at);
}

START_TEST(peek_waits_for_a_megabyte)
{
    struct slice text = long_text(peek_rows[_i].len), ahead;
    struct slice stored = peek_rows[_i].gzip ? feed_gzip(text, false) : text;
    struct error error = {0};
    struct feed feed;
    struct input *input;
    bool whole;

    feed_pipe(&feed, stored, 1, 50000);
    input = open_good(feed.path, ENCODING_AUTO);
    ck_assert_int_eq(input_peek(input, &ahead, &whole, &error), 0);
    ck_assert(whole == peek_rows[_i].whole);
    ck_assert_uint_eq(ahead.len,
                      text.len < INPUT_PEEK_MAX ? text.len : INPUT_PEEK_MAX);
    ck_assert(memcmp(ahead.at, text.at, ahead.len) == 0);
    check_long(input, text);
    input_close(input);
    feed_join(&feed);
    if (stored.at != text.at)
        free((char *)stored.at);
    free((char *)text.at);
}
END_TEST

/* UTF-16 longer than every buffer, with a pair across each border. */
START_TEST(long_utf16)
{
    size_t pairs = 600000, len = 2 + 2 + 4 * pairs;
    char *utf16 = malloc(len), *utf8 = malloc(1 + 4 * pairs);
    struct feed feed;
    struct input *input;

    ck_assert(utf16 && utf8);
    memcpy(utf16,
           "\xff\xfe"
           "a\0",
           4);
    utf8[0] = 'a';
    for (size_t i = 0; i < pairs; i++) {
        memcpy(utf16 + 4 + 4 * i, "\x3d\xd8\xda\xdc", 4);
        memcpy(utf8 + 1 + 4 * i, "\xf0\x9f\x93\x9a", 4);
    }
    feed_file(&feed, (struct slice){utf16, len});
    input = open_good(feed.path, ENCODING_AUTO);
    check_long(input, (struct slice){utf8, 1 + 4 * pairs});
    input_close(input);
    feed_remove(&feed);
    free(utf16);
    free(utf8);
}
END_TEST

/* The same records, stored in both ways. */
START_TEST(real_records_as_gzip)
{
    static const char *const paths[] = {
        "../shared/data/real-bibs/real-bibs.xml",
        "../shared/data/real-bibs/real-bibs.xml.gz"};
    XXH128_hash_t hash[2];

    for (size_t i = 0; i < 2; i++) {
        XXH3_state_t *state = XXH3_createState();
        struct error error = {0};
        struct input *input;
        char block[4096];
        int64_t got;

        if (access(paths[i], R_OK) != 0) {
            printf("skipped: %s is not there\n", paths[i]);
            XXH3_freeState(state);
            return;
        }
        ck_assert_int_eq(XXH3_128bits_reset(state), XXH_OK);
        input = open_good(paths[i], ENCODING_AUTO);
        while ((got = input_read(input, block, sizeof block, &error)) > 0)
            ck_assert_int_eq(XXH3_128bits_update(state, block, (size_t)got),
                             XXH_OK);
        ck_assert_int_eq(got, 0);
        ck_assert_int_eq(input_fault(input)->code, CODE_NONE);
        hash[i] = XXH3_128bits_digest(state);
        input_close(input);
        XXH3_freeState(state);
    }
    ck_assert(XXH128_isEqual(hash[0], hash[1]));
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof((table)[0]))

Suite *input_suite(void);
Suite *input_suite(void)
{
    Suite *suite = suite_create("input");
    TCase *tests = tcase_create("input");

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, each_row, 0, ROWS(rows));
    tcase_add_loop_test(tests, each_row_as_gzip, 0, ROWS(rows));
    tcase_add_test(tests, gzip_inside_gzip);
    tcase_add_test(tests, damage_ends_the_data);
    tcase_add_test(tests, a_fault_from_outside_ends_the_data);
    tcase_add_loop_test(tests, peek_waits_for_a_megabyte, 0, ROWS(peek_rows));
    tcase_add_test(tests, long_utf16);
    tcase_add_test(tests, real_records_as_gzip);
    suite_add_tcase(suite, tests);
    return suite;
}
