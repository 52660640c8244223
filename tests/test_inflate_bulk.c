/* gzip in quantities that people use to bring a reader down, and a source that
 * fails: time may grow, memory may not, and nothing is taken for an end. */
#include "../pipeline/inflate.h"
#include "support/feed.h"

#include <check.h>
#include <stdlib.h>

/* The same bytes for ever, `left` times in all. */
struct repeated {
    struct slice bytes;
    size_t left;
};

static int64_t repeated_read(void *from, char *at, size_t room,
                             struct error *error)
{
    struct repeated *repeated = from;
    size_t len = 0;

    (void)error;
    for (; repeated->left && room - len >= repeated->bytes.len;
         repeated->left--) {
        memcpy(at + len, repeated->bytes.at, repeated->bytes.len);
        len += repeated->bytes.len;
    }
    return (int64_t)len;
}

static uint64_t inflate_repeated(struct repeated repeated,
                                 struct inflate_stream *stream)
{
    static char text[1 << 16];
    struct error error = {0};
    char *buffer = malloc(1 << 17);
    uint64_t total = 0;
    int64_t got;

    ck_assert_ptr_nonnull(buffer);
    ck_assert_int_eq(inflate_open(stream, buffer, 1 << 17, 0, repeated_read,
                                  &repeated, &error),
                     0);
    while ((got = inflate_read(stream, text, sizeof text, &error)) > 0)
        total += (uint64_t)got;
    ck_assert_int_eq(got, 0);
    return total;
}

START_TEST(a_million_members)
{
    struct slice member = feed_gzip(SLICE(""), false);
    struct inflate_stream stream;

    ck_assert_uint_eq(
        inflate_repeated((struct repeated){member, 1000000}, &stream), 0);
    ck_assert_int_eq(stream.fault.code, CODE_NONE);
    ck_assert_uint_eq(stream.member, 1000000);
    inflate_close(&stream);
    free((char *)member.at);
}
END_TEST

/* A thousand to one: text comes in pieces, so only time grows. */
START_TEST(a_bomb)
{
    size_t len = 16 << 20;
    char *zeros = calloc(1, len);
    struct slice member;
    struct inflate_stream stream;

    ck_assert_ptr_nonnull(zeros);
    member = feed_gzip((struct slice){zeros, len}, false);
    ck_assert_uint_lt(member.len, 1 << 17);
    ck_assert_uint_eq(inflate_repeated((struct repeated){member, 3}, &stream),
                      3 * len);
    ck_assert_int_eq(stream.fault.code, CODE_NONE);
    inflate_close(&stream);
    free((char *)member.at);
    free(zeros);
}
END_TEST

static int64_t failing_read(void *from, char *at, size_t room,
                            struct error *error)
{
    (void)from, (void)at, (void)room;
    return error_set(error, ERROR_DISK, "the disk fails");
}

START_TEST(a_failing_source_is_an_error)
{
    struct slice member = feed_gzip(SLICE("hello"), false);
    struct inflate_stream stream;
    struct error error = {0};
    char *buffer = malloc(64), text[64];

    ck_assert_ptr_nonnull(buffer);
    memcpy(buffer, member.at, member.len - 4);
    ck_assert_int_eq(inflate_open(&stream, buffer, 64, member.len - 4,
                                  failing_read, NULL, &error),
                     0);
    ck_assert_int_eq(inflate_read(&stream, text, sizeof text, &error), 5);
    ck_assert_int_eq(inflate_read(&stream, text, sizeof text, &error), -1);
    ck_assert_str_eq(error.text, "the disk fails");
    ck_assert_int_eq(stream.fault.code, CODE_NONE);
    inflate_close(&stream);
    free((char *)member.at);
}
END_TEST

START_TEST(the_magic)
{
    ck_assert(inflate_magic(SLICE("\x1f\x8b")));
    ck_assert(!inflate_magic(SLICE("\x1f")));
    ck_assert(!inflate_magic(SLICE("\x8b\x1f")));
    ck_assert(!inflate_magic(SLICE_NONE));
}
END_TEST

Suite *inflate_bulk_suite(void);
Suite *inflate_bulk_suite(void)
{
    Suite *suite = suite_create("inflate_bulk");
    TCase *tests = tcase_create("inflate_bulk");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, a_million_members);
    tcase_add_test(tests, a_bomb);
    tcase_add_test(tests, a_failing_source_is_an_error);
    tcase_add_test(tests, the_magic);
    suite_add_tcase(suite, tests);
    return suite;
}
