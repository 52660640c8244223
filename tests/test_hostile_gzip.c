/*
 * Whole imports of gzip that is cut, turned, padded or a bomb, and of files whose
 * names lie about what they are. Cuts at every byte are in test_hostile_splits.c.
 */
#include "support/feed.h"
#include "support/hostile.h"

#include <check.h>
#include <stdlib.h>

Suite *hostile_gzip_suite(void);

#define BOTH "title,author\nEmma,Jane Austen\nUlysses,James Joyce\n"
#define MORE "Dubliners,James Joyce\n"

/* ---- built of members ---------------------------------------------------- */

/* BOTH as a member, then whatever follows. */
static struct slice members(struct slice behind)
{
    struct slice first = feed_gzip(SLICE(BOTH), false);
    char *at = malloc(first.len + behind.len + 1);

    ck_assert_ptr_nonnull(at);
    memcpy(at, first.at, first.len);
    if (behind.len)
        memcpy(at + first.len, behind.at, behind.len);
    free((char *)first.at);
    return (struct slice){at, first.len + behind.len};
}

static struct slice two_members(struct slice text)
{
    struct slice second = feed_gzip(text, false), both = members(second);

    free((char *)second.at);
    return both;
}

/* The byte so many from the end turned. */
static struct slice turned(struct slice text, size_t from_end)
{
    struct slice both = two_members(text);

    ((char *)both.at)[both.len - from_end] ^= 0x55;
    return both;
}

static struct slice turned_check_sum(struct slice text)
{
    return turned(text, 8);
}

static struct slice turned_length(struct slice text)
{
    return turned(text, 1);
}

/* The first and second byte of the second member. */
static struct slice turned_magic_at(struct slice text, size_t byte)
{
    struct slice second = feed_gzip(text, false);
    size_t len = second.len;

    free((char *)second.at);
    return turned(text, len - byte);
}

static struct slice turned_magic(struct slice text)
{
    return turned_magic_at(text, 0);
}

static struct slice turned_magic_behind(struct slice text)
{
    return turned_magic_at(text, 1);
}

static struct slice turned_data(struct slice text)
{
    return turned(text, 12);
}

static struct slice cut_member(struct slice text)
{
    struct slice both = two_members(text);

    both.len -= 9;
    return both;
}

static struct slice trailing(struct slice text)
{
    return members(text);
}

static struct slice padded(struct slice text)
{
    static const char zeros[1000];

    (void)text;
    return members((struct slice){zeros, sizeof zeros});
}

static struct slice twice(struct slice text)
{
    struct slice inner = feed_gzip(text, false);
    struct slice outer = feed_gzip(inner, false);

    free((char *)inner.at);
    return outer;
}

static struct slice named(struct slice text)
{
    return feed_gzip(text, true);
}

static struct slice half_a_header(struct slice text)
{
    struct slice member = feed_gzip(text, false);

    member.len = 7;
    return member;
}

static struct slice half_a_member(struct slice text)
{
    struct slice member = feed_gzip(text, false);

    member.len = 16;
    return member;
}

/* ---- large ones ---------------------------------------------------------- */

static void put(FILE *out, struct slice bytes)
{
    ck_assert_uint_eq(fwrite(bytes.at, 1, bytes.len, out), bytes.len);
}

static void put_and_free(FILE *out, struct slice bytes)
{
    put(out, bytes);
    free((char *)bytes.at);
}

static void a_million_members(FILE *out)
{
    struct slice empty = feed_gzip(SLICE(""), false);

    put_and_free(out, feed_gzip(SLICE(BOTH), false));
    for (unsigned i = 0; i < 1000000; i++)
        put(out, empty);
    free((char *)empty.at);
    put_and_free(out, feed_gzip(SLICE(MORE), false));
}

/* Members that make 1 GB of one byte: 1,000 to 1. */
static void put_gigabyte(FILE *out, char byte)
{
    size_t len = 8 << 20;
    char *text = malloc(len);
    struct slice member;

    ck_assert_ptr_nonnull(text);
    memset(text, byte, len);
    member = feed_gzip((struct slice){text, len}, false);
    free(text);
    for (uint64_t i = hostile_bytes((uint64_t)1 << 30) / len; i; i--)
        put(out, member);
    free((char *)member.at);
}

/* BOTH, then a gigabyte of it, then a last record. */
static void a_bomb_of(FILE *out, char byte)
{
    put_and_free(out, feed_gzip(SLICE(BOTH), false));
    put_gigabyte(out, byte);
    put_and_free(out, feed_gzip(SLICE("\n" MORE), false));
}

static void a_bomb_of_zeros(FILE *out)
{
    a_bomb_of(out, '\0');
}

static void a_bomb_of_letters(FILE *out)
{
    a_bomb_of(out, 'a');
}

static void a_bomb_of_quotes(FILE *out)
{
    a_bomb_of(out, '"');
}

static void a_bomb_of_zeros_alone(FILE *out)
{
    put_gigabyte(out, '\0');
}

/* ---- rows ---------------------------------------------------------------- */

static const struct hostile rows[] = {
    {.name = "one member",
     .text = SLICE(BOTH),
     .dress = dress_gzip,
     .answer = "Emma|Ulysses"},
    {.name = "two members",
     .text = SLICE(MORE),
     .dress = two_members,
     .answer = "Emma|Ulysses|Dubliners"},
    {.name = "empty members",
     .text = SLICE(""),
     .dress = two_members,
     .answer = "Emma|Ulysses"},
    {.name = "an empty member alone",
     .text = SLICE(""),
     .dress = dress_gzip,
     .answer = ""},
    {.name = "zeros behind the last member",
     .text = SLICE(""),
     .dress = padded,
     .answer = "Emma|Ulysses"},
    {.name = "bad: a turned check sum",
     .text = SLICE(MORE),
     .dress = turned_check_sum,
     .says = "unverified",
     .status = 3,
     .answer = "Emma|Ulysses|Dubliners; fault GZIP_DAMAGED"},
    {.name = "bad: a turned length",
     .text = SLICE(MORE),
     .dress = turned_length,
     .says = "unverified",
     .status = 3,
     .answer = "Emma|Ulysses|Dubliners; fault GZIP_DAMAGED"},
    {.name = "bad: the second member's magic, first byte",
     .text = SLICE(MORE),
     .dress = turned_magic,
     .says = "member 1",
     .status = 3,
     .answer = "Emma|Ulysses; fault GZIP_TRAILING"},
    {.name = "bad: the second member's magic, second byte",
     .text = SLICE(MORE),
     .dress = turned_magic_behind,
     .says = "member 1",
     .status = 3,
     .answer = "Emma|Ulysses; fault GZIP_TRAILING"},
    {.name = "bad: turned data",
     .text = SLICE(MORE),
     .dress = turned_data,
     .status = 3,
     .answer = "Emma|Ulysses; fault GZIP_DAMAGED"},
    {.name = "bad: the second member is cut",
     .text = SLICE(MORE),
     .dress = cut_member,
     .status = 3,
     .answer = "Emma|Ulysses|Dubliners; fault GZIP_TRUNCATED"},
    {.name = "bad: a header that is cut",
     .text = SLICE(MORE),
     .dress = half_a_header,
     .status = 3,
     .answer = "; fault GZIP_TRUNCATED"},
    {.name = "bad: cut in the CSV's header",
     .text = SLICE("foo,title,author\n,Emma,Jane Austen\n"),
     .dress = half_a_member,
     .status = 3,
     .answer = "; fault GZIP_TRUNCATED"},
    {.name = "bad: text behind the last member",
     .text = SLICE("and a line of a log\n"),
     .dress = trailing,
     .status = 3,
     .answer = "Emma|Ulysses; fault GZIP_TRAILING"},
    {.name = "bad: gzip in gzip",
     .text = SLICE(BOTH),
     .dress = twice,
     .says = "gzip inside gzip",
     .status = 3,
     .answer = "; fault FORMAT_UNKNOWN"},
    {.name = "a plain file with the name of a gzip file",
     .text = SLICE(BOTH),
     .file = "books.csv.gz",
     .answer = "Emma|Ulysses"},
    {.name = "a gzip file with the name of an XML file",
     .text = SLICE(BOTH),
     .dress = dress_gzip,
     .file = "books.xml",
     .answer = "Emma|Ulysses"},
    {.name = "a stored name that climbs out of the folder",
     .text = SLICE(BOTH),
     .dress = named,
     .answer = "Emma|Ulysses"},
    {.name = "a million members",
     .make = a_million_members,
     .answer = "Emma|Ulysses|Dubliners"},
    {.name = "bad: a bomb of NULs",
     .make = a_bomb_of_zeros,
     .status = 3,
     .answer = "; fault FORMAT_UNKNOWN"},
    {.name = "bad: a bomb of letters",
     .make = a_bomb_of_letters,
     .status = 1,
     .answer = "Emma|Ulysses|Dubliners; RECORD_TOO_LONG 1"},
    {.name = "bad: a bomb of quotes",
     .make = a_bomb_of_quotes,
     .status = 1,
     .answer = "Emma|Ulysses|Dubliners; RECORD_TOO_LONG 1"},
    {.name = "bad: a bomb of NULs alone",
     .make = a_bomb_of_zeros_alone,
     .status = 3,
     .answer = "; fault FORMAT_UNKNOWN"},
};

START_TEST(test_row)
{
    hostile_run(&rows[_i]);
}
END_TEST

Suite *hostile_gzip_suite(void)
{
    Suite *suite = suite_create("hostile_gzip");
    TCase *tests = tcase_create("gzip");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_row, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tests);
    return suite;
}
