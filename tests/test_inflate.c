/*
 * gzip files built of parts, good and bad. Each is inflated many times, with
 * the stored bytes coming one at a time, cut once at every byte, and in whole,
 * into little and much room: always the same text, and the same fault.
 */
#include "../pipeline/inflate.h"
#include "support/feed.h"

#include <check.h>
#include <stdlib.h>

#define STORED_MAX 4096
#define TEXT_MAX 4096
#define PARTS 5

/* What a gzip file is built of. */
struct part {
    enum { END, MEMBER, NAMED, RAW, ZEROS } kind;
    const char *text; /* of a member; or the bytes of RAW */
    size_t count;     /* of RAW or ZEROS */
};
#define M(text)         \
    {                   \
        MEMBER, text, 0 \
    }
#define R(bytes)                      \
    {                                 \
        RAW, bytes, sizeof(bytes) - 1 \
    }
#define Z(count)           \
    {                      \
        ZEROS, NULL, count \
    }

static const struct row {
    const char *name;
    struct part parts[PARTS];
    size_t cut;  /* bytes taken away at the end */
    size_t flip; /* byte from the end, from 1, whose bits are turned; 0: none */
    const char *text;
    enum code code;
    uint64_t offset;
    const char *says;
} rows[] = {
    {.name = "one member", .parts = {M("hello")}, .text = "hello"},
    {.name = "an empty member", .parts = {M("")}, .text = ""},
    {.name = "name, extra field, comment, header CRC",
     .parts = {{NAMED, "hello", 0}},
     .text = "hello"},
    {.name = "members, empty ones between",
     .parts = {M("one "), M(""), M("two "), M(""), M("three")},
     .text = "one two three"},
    {.name = "zero padding up to the end",
     .parts = {M("a"), M("b"), Z(600)},
     .text = "ab"},
    {.name = "one zero", .parts = {M("a"), Z(1)}, .text = "a"},
    {.name = "bad: text after a member",
     .parts = {M("hello"), R("junk")},
     .text = "hello",
     .code = GZIP_TRAILING,
     .offset = 25,
     .says = "what follows gzip member 1"},
    {.name = "bad: the magic's second byte is wrong",
     .parts = {M("hello"), R("\x1f\x8c\x08")},
     .text = "hello",
     .code = GZIP_TRAILING,
     .offset = 25,
     .says = "verified"},
    {.name = "bad: a magic's first byte, then zero",
     .parts = {M("hello"), R("\x1f\0")},
     .text = "hello",
     .code = GZIP_TRAILING,
     .offset = 25},
    {.name = "bad: zeros, then text",
     .parts = {M("hello"), Z(9), R("x")},
     .text = "hello",
     .code = GZIP_TRAILING,
     .offset = 34},
    {.name = "bad: zeros, then a member",
     .parts = {M("hello"), Z(9), M("x")},
     .text = "hello",
     .code = GZIP_TRAILING,
     .offset = 34},
    {.name = "bad: the length is wrong",
     .parts = {M("one "), M("two")},
     .flip = 1,
     .text = "one two",
     .code = GZIP_DAMAGED,
     .says = "records of this member are unverified"},
    {.name = "bad: the check sum is wrong",
     .parts = {M("one "), M("two")},
     .flip = 8,
     .text = "one two",
     .code = GZIP_DAMAGED,
     .says = "gzip member 2, which begins at byte 24"},
    {.name = "bad: the header's CRC is wrong",
     .parts = {M("one"), R("\x1f\x8b\x08\x02\0\0\0\0\0\3\xff\xff\xff")},
     .text = "one",
     .code = GZIP_DAMAGED,
     .says = "nothing of this member"},
    {.name = "bad: an unknown method",
     .parts = {R("\x1f\x8b\x07\0\0\0\0\0\0\3")},
     .text = "",
     .code = GZIP_DAMAGED,
     .says = "unknown compression method"},
    {.name = "bad: reserved header flags",
     .parts = {R("\x1f\x8b\x08\xe0\0\0\0\0\0\3")},
     .text = "",
     .code = GZIP_DAMAGED,
     .says = "unknown header flags"},
    {.name = "bad: an invalid block",
     .parts = {M("one"), R("\x1f\x8b\x08\0\0\0\0\0\0\3\7")},
     .text = "one",
     .code = GZIP_DAMAGED,
     .says = "invalid block type"},
    {.name = "bad: the end within the length",
     .parts = {M("hello")},
     .cut = 1,
     .text = "hello",
     .code = GZIP_TRUNCATED,
     .offset = 24,
     .says = "unverified"},
    {.name = "bad: the end before the check sum",
     .parts = {M("hello")},
     .cut = 8,
     .text = "hello",
     .code = GZIP_TRUNCATED,
     .offset = 17},
    {.name = "bad: the end within a header",
     .parts = {M("hello"), M("x")},
     .cut = 17,
     .text = "hello",
     .code = GZIP_TRUNCATED,
     .says = "nothing of this member was read"},
    {.name = "bad: the end within the magic",
     .parts = {M("a"), R("\x1f")},
     .text = "a",
     .code = GZIP_TRUNCATED,
     .offset = 22,
     .says = "gzip member 2, which begins at byte 21"},
};

/* A source that gives `first` bytes, then `piece` at a time. */
struct source {
    struct slice left;
    size_t first, piece;
};

static int64_t source_read(void *from, char *at, size_t room,
                           struct error *error)
{
    struct source *source = from;
    size_t len = source->first ? source->first : source->piece;

    (void)error;
    source->first = 0;
    if (len > source->left.len)
        len = source->left.len;
    if (len > room)
        len = room;
    memcpy(at, source->left.at, len);
    source->left.at += len;
    source->left.len -= len;
    return (int64_t)len;
}

static size_t put(char *stored, size_t len, struct slice bytes)
{
    ck_assert_uint_le(len + bytes.len, STORED_MAX);
    memcpy(stored + len, bytes.at, bytes.len);
    return len + bytes.len;
}

static size_t build_part(const struct part *part, char *stored, size_t len)
{
    struct slice member;

    if (part->kind == RAW)
        return put(stored, len, (struct slice){part->text, part->count});
    if (part->kind == ZEROS) {
        ck_assert_uint_le(len + part->count, STORED_MAX);
        memset(stored + len, 0, part->count);
        return len + part->count;
    }
    member = feed_gzip(slice_of(part->text), part->kind == NAMED);
    len = put(stored, len, member);
    free((char *)member.at);
    return len;
}

static size_t build(const struct row *row, char *stored)
{
    size_t len = 0;

    for (size_t i = 0; i < PARTS && row->parts[i].kind != END; i++)
        len = build_part(&row->parts[i], stored, len);
    len -= row->cut;
    if (row->flip)
        stored[len - row->flip] ^= 0x55;
    return len;
}

struct outcome {
    char text[TEXT_MAX];
    size_t len;
    struct input_fault fault;
};

static void inflate_all(struct source source, size_t room,
                        struct outcome *outcome)
{
    struct inflate_stream stream;
    struct error error = {0};
    char *buffer = malloc(STORED_MAX);
    int64_t got;

    ck_assert_ptr_nonnull(buffer);
    outcome->len = 0;
    ck_assert_int_eq(inflate_open(&stream, buffer, STORED_MAX, 0, source_read,
                                  &source, &error),
                     0);
    for (;;) {
        size_t left = TEXT_MAX - outcome->len;

        got = inflate_read(&stream, outcome->text + outcome->len,
                           room < left ? room : left, &error);
        if (got <= 0)
            break;
        outcome->len += (size_t)got;
    }
    ck_assert_int_eq(got, 0);
    ck_assert_int_eq(inflate_read(&stream, outcome->text, 1, &error), 0);
    outcome->fault = stream.fault;
    inflate_close(&stream);
}

static void check_outcome(const struct row *row, const struct outcome *outcome,
                          const struct outcome *whole, size_t first)
{
    ck_assert_msg(outcome->len == whole->len &&
                      memcmp(outcome->text, whole->text, whole->len) == 0,
                  "%s: other text when cut at %zu", row->name, first);
    ck_assert_msg(outcome->fault.code == whole->fault.code &&
                      outcome->fault.offset == whole->fault.offset &&
                      strcmp(outcome->fault.text, whole->fault.text) == 0,
                  "%s: other fault when cut at %zu: %s", row->name, first,
                  outcome->fault.text);
}

static void check_pieces(const struct row *row, struct slice stored,
                         const struct outcome *whole)
{
    static const size_t rooms[] = {1, 2, 3, TEXT_MAX};
    struct outcome outcome;

    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        for (size_t first = 1; first <= stored.len; first++) {
            inflate_all((struct source){stored, first, STORED_MAX}, rooms[i],
                        &outcome);
            check_outcome(row, &outcome, whole, first);
        }
        inflate_all((struct source){stored, 0, 1}, rooms[i], &outcome);
        check_outcome(row, &outcome, whole, 1);
    }
}

START_TEST(each_row)
{
    const struct row *row = &rows[_i];
    char stored[STORED_MAX];
    struct slice bytes = {stored, build(row, stored)};
    struct outcome whole;

    inflate_all((struct source){bytes, 0, STORED_MAX}, TEXT_MAX, &whole);
    whole.text[whole.len] = '\0';
    ck_assert_str_eq(whole.text, row->text);
    ck_assert_str_eq(code_name(whole.fault.code), code_name(row->code));
    if (row->offset)
        ck_assert_uint_eq(whole.fault.offset, row->offset);
    if (row->says)
        ck_assert_msg(strstr(whole.fault.text, row->says), "%s: %s", row->name,
                      whole.fault.text);
    check_pieces(row, bytes, &whole);
}
END_TEST

static const struct row cut_anywhere = {
    .name = "cut anywhere",
    .parts = {M("The first, a text of some length, length, length. "),
              {NAMED, "The second, no shorter, and with a header.", 0}},
};

/* Whatever is missing, it is noticed, unless whole members are: a gzip file
 * does not tell how many it has. */
START_TEST(cut_at_every_byte)
{
    static const char text[] =
        "The first, a text of some length, length, length. "
        "The second, no shorter, and with a header.";
    char stored[STORED_MAX];
    size_t len = build(&cut_anywhere, stored);
    size_t first = build_part(&cut_anywhere.parts[0], stored, 0);
    struct outcome outcome;

    for (size_t end = 2; end <= len; end++) {
        bool whole = end == first || end == len;

        inflate_all((struct source){{stored, end}, 0, STORED_MAX}, TEXT_MAX,
                    &outcome);
        ck_assert_str_eq(code_name(outcome.fault.code),
                         code_name(whole ? CODE_NONE : GZIP_TRUNCATED));
        ck_assert(whole || outcome.fault.offset == end);
        ck_assert_mem_eq(outcome.text, text, outcome.len);
    }
}
END_TEST

/* A turned bit may sit where gzip has no check (time, system, name without a
 * header CRC), but never changes the text unnoticed. */
START_TEST(flipped_at_every_bit)
{
    static const struct row row = {.parts = {M("hello"), M(" world")}};
    char stored[STORED_MAX];
    size_t len = build(&row, stored);
    struct outcome outcome;

    for (size_t bit = 16; bit < 8 * len; bit++) {
        stored[bit / 8] ^= (char)(1 << bit % 8);
        inflate_all((struct source){{stored, len}, 0, STORED_MAX}, TEXT_MAX,
                    &outcome);
        if (outcome.fault.code == CODE_NONE)
            ck_assert(slice_is((struct slice){outcome.text, outcome.len},
                               "hello world"));
        stored[bit / 8] ^= (char)(1 << bit % 8);
    }
}
END_TEST

Suite *inflate_suite(void);
Suite *inflate_suite(void)
{
    Suite *suite = suite_create("inflate");
    TCase *tests = tcase_create("inflate");

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, each_row, 0, sizeof rows / sizeof rows[0]);
    tcase_add_test(tests, cut_at_every_byte);
    tcase_add_test(tests, flipped_at_every_bit);
    suite_add_tcase(suite, tests);
    return suite;
}
