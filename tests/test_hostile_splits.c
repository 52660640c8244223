/*
 * How bytes arrive changes nothing: a small file of each format, plain and gzip,
 * through a pipe and in blocks for the chain, each in two parts cut at every byte,
 * and byte by byte. And a gzip file that ends at every byte: what came before is
 * what the whole file gave, and the end is told.
 */
#include "support/bench_stage.h"
#include "support/feed.h"
#include "support/hostile.h"
#include "support/hostile_iso2709.h"
#include "support/hostile_marcxml.h"

#include <check.h>
#include <stdlib.h>

Suite *hostile_splits_suite(void);

/* ---- files --------------------------------------------------------------- */

#define CSV                                                                    \
    "title,author,isbn\r\nEmma,Jane Austen,9780141439587\n\n\"Em\r\nma \"\"2"  \
    "\"\"\",\"\",\n\"Open,x,\n\"A\" b,Bront\xc3\xab,\rUlysses,Bront\xeb,1\r\n" \
    "N\0L,,\nShort\n\"End\",James Joyce,"
#define ASCII_CSV "title,author\r\n\"Em\nma\",Jane Austen\r\rUlysses,Joyce"
#define XML                                                      \
    "<?xml version=\"1.0\"?>\n<c><!-- <record> -->" BOOK(        \
        "1",                                                     \
        "A<![CDATA[<&>]]>&amp;&#xe9;\xc3\xab") "<record>" LEADER \
                                               "<x>\r\n" BOOK(   \
                                                   "2",          \
                                                   "Bront\xeb") "</c>junk"
#define ASCII_XML COLLECTION BOOK("1", "Emma &#233;") COLLECTION_END

static struct slice iso2709(struct slice text)
{
    char *at = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&at, &size);

    (void)text;
    ck_assert_ptr_nonnull(out);
    put_emma(out);
    fputs("\r\n", out);
    put_marc(out, "3", "Br\xc3\xab\x1d", (struct lie){.encoding = 'a'});
    fputs("junk", out);
    put_marc(out, "4",
             "Br\xe8"
             "e",
             (struct lie){.entry = 2, .length = -1});
    put_marc(out, "5", "Cut", (struct lie){.no_record_end = true});
    ck_assert_int_eq(fclose(out), 0);
    return (struct slice){at, size};
}

static struct slice as_it_is(struct slice text)
{
    char *at = malloc(text.len);

    ck_assert_ptr_nonnull(at);
    memcpy(at, text.at, text.len);
    return (struct slice){at, text.len};
}

static const struct sample {
    const char *name;
    struct slice text;
    struct slice (*dress)(struct slice text);
    const char *const stages[4];
} samples[] = {
    {"CSV", SLICE(CSV), as_it_is, {"cut_csv", "parse_csv", "map_csv"}},
    {"CSV in UTF-16LE",
     SLICE(ASCII_CSV),
     dress_utf16le_mark,
     {"cut_csv", "parse_csv", "map_csv"}},
    {"MARC-XML",
     SLICE(XML),
     as_it_is,
     {"cut_xml", "parse_marcxml", "map_marc"}},
    {"MARC-XML in UTF-16BE",
     SLICE(ASCII_XML),
     dress_utf16be_mark,
     {"cut_xml", "parse_marcxml", "map_marc"}},
    {"ISO 2709", SLICE(""), iso2709, {"cut_marc", "parse_marc", "map_marc"}},
};
#define SAMPLES (sizeof samples / sizeof *samples)

/* ---- one delivery -------------------------------------------------------- */

/* Sizes of pieces: the first, and every other; 0: all there is. */
struct pieces {
    size_t first, each;
};
static const struct pieces whole = {0, 0}, byte_by_byte = {1, 1};

static void describe(FILE *out, const struct record *record)
{
    fprintf(
        out, "%llu L%llu @%llu+%llu %d: ", (unsigned long long)record->ordinal,
        (unsigned long long)record->line, (unsigned long long)record->offset,
        (unsigned long long)record->length, (int)record->state);
    bench_print_slice(out, record->raw);
    bench_print_findings(out, record);
    for (size_t i = 0; i < record->biblio_count; i++) {
        fputs(" = ", out);
        bench_print_slice(out, record->biblios[i].field[BOOK_TITLE]);
        fprintf(out, ", %zu", record->biblios[i].contributors.count);
    }
    putc('\n', out);
}

/* Everything that the input gives. */
static struct slice read_input(struct input *input)
{
    size_t room = 1 << 16, len = 0;
    char *at = malloc(room);
    struct error error = {0};
    int64_t got;

    ck_assert_ptr_nonnull(at);
    while ((got = input_read(input, at + len, room - len, &error)) > 0)
        len += (size_t)got;
    ck_assert_int_eq(got, 0);
    return (struct slice){at, len};
}

static void feed_blocks(struct bench *bench, struct slice text,
                        struct pieces blocks)
{
    size_t size = blocks.first ? blocks.first : text.len;

    do {
        struct batch *batch = bench_take(bench, BATCH_BYTES);

        if (size > text.len)
            size = text.len;
        batch->bytes = arena_copy(&batch->arena, (struct slice){text.at, size});
        text.at += size;
        text.len -= size;
        batch->last = !text.len;
        ck_assert_int_eq(bench_feed(bench, batch), 0);
        size = blocks.each ? blocks.each : text.len;
    } while (text.len);
}

static void run_chain(struct bench *bench, const struct sample *sample,
                      struct pieces blocks)
{
    struct input *input = bench->file.input;
    struct slice text;

    ck_assert_msg(plan_file(&bench->file.plan, input, &bench->source,
                            sample->name, &bench->error) == 0,
                  "%s: %s", sample->name, bench->error.text);
    ck_assert_int_eq(bench_open(bench), 0);
    text = read_input(input);
    feed_blocks(bench, text, blocks);
    ck_assert_int_eq(bench_finish(bench), 0);
    free((char *)text.at);
}

/* What comes out when the stored bytes come in such pieces, and the chain gets
 * them in such blocks: records, then the fault. malloc's. */
static char *deliver(const struct sample *sample, struct slice stored,
                     struct pieces pieces, struct pieces blocks)
{
    struct bench bench;
    struct feed feed;
    char *result;

    feed_pipe(&feed, stored, pieces.first ? pieces.first : stored.len,
              pieces.each ? pieces.each : stored.len);
    bench_init(&bench, stage_find(sample->stages[0]), describe);
    for (size_t i = 1; sample->stages[i]; i++)
        bench_then(&bench, stage_find(sample->stages[i]));
    ck_assert_int_eq(
        input_open(&bench.file.input, feed.path, ENCODING_AUTO, &bench.error),
        0);
    run_chain(&bench, sample, blocks);
    ck_assert_int_gt(asprintf(&result, "%sfault %s\n", bench_text(&bench),
                              code_name(input_fault(bench.file.input)->code)),
                     0);
    input_close(bench.file.input);
    bench_clear(&bench);
    feed_join(&feed);
    return result;
}

static void check_same(const struct sample *sample, const char *how, size_t at,
                       const char *expected, char *found)
{
    ck_assert_msg(strcmp(expected, found) == 0,
                  "%s, %s, cut at %zu:\nexpected:\n%.900s\nfound:\n%.900s",
                  sample->name, how, at, expected, found);
    free(found);
}

static struct slice stored_of(const struct sample *sample, bool gzip)
{
    struct slice text = sample->dress(sample->text), packed;

    if (!gzip)
        return text;
    packed = feed_gzip(text, false);
    free((char *)text.at);
    return packed;
}

START_TEST(test_splits)
{
    const struct sample *sample = &samples[(size_t)_i / 2];
    bool gzip = _i % 2;
    struct slice text = stored_of(sample, false);
    struct slice stored = stored_of(sample, gzip);
    char *expected = deliver(sample, text, whole, whole);

    ck_assert(strchr(expected, '\n') != strrchr(expected, '\n'));
    for (size_t at = 1; at <= stored.len; at++)
        check_same(sample, "through a pipe", at, expected,
                   deliver(sample, stored, (struct pieces){at, 0}, whole));
    for (size_t at = 1; !gzip && at <= text.len; at++)
        check_same(sample, "in blocks", at, expected,
                   deliver(sample, stored, whole, (struct pieces){at, 0}));
    check_same(sample, "byte by byte", 1, expected,
               deliver(sample, stored, byte_by_byte, whole));
    check_same(sample, "in blocks of a byte", 1, expected,
               deliver(sample, stored, whole, byte_by_byte));
    free(expected);
    free((char *)text.at);
    free((char *)stored.at);
}
END_TEST

/* ---- cut ----------------------------------------------------------------- */

/* Good records: all of them must be the whole file's, in its order. */
static void check_prefix(const struct sample *sample, size_t at,
                         const char *expected, const char *found)
{
    static const char good[] = " 0: ";

    while (*found) {
        const char *end = strchr(found, '\n') + 1;
        size_t len = (size_t)(end - found);

        if (memmem(found, len, good, sizeof good - 1)) {
            expected = memmem(expected, strlen(expected), found, len);
            ck_assert_msg(expected != NULL,
                          "%s, cut at %zu: a record that is none: %.*s",
                          sample->name, at, (int)len, found);
            expected += len;
        }
        found = end;
    }
}

START_TEST(test_cut_gzip)
{
    const struct sample *sample = &samples[_i];
    struct slice stored = stored_of(sample, true);
    char *expected = deliver(sample, stored, whole, whole);

    for (size_t at = 2; at < stored.len; at++) {
        char *found =
            deliver(sample, (struct slice){stored.at, at}, whole, whole);

        ck_assert_msg(strstr(found, "fault GZIP_TRUNCATED") != NULL,
                      "%s, cut at %zu: %s", sample->name, at, found);
        check_prefix(sample, at, expected, found);
        free(found);
    }
    free(expected);
    free((char *)stored.at);
}
END_TEST

Suite *hostile_splits_suite(void)
{
    Suite *suite = suite_create("hostile_splits");
    TCase *tests = tcase_create("splits");

    tcase_set_tags(tests, HOSTILE_TAG);
    tcase_add_loop_test(tests, test_splits, 0, 2 * SAMPLES);
    tcase_add_loop_test(tests, test_cut_gzip, 0, SAMPLES);
    suite_add_tcase(suite, tests);
    return suite;
}
