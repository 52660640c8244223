/*
 * cut_csv between blocks of bytes and a sink. A record is written down as
 *     ordinal L line @ offset + length: raw [findings]
 * and every row is run with all of the text in one block, and again at every
 * other block size: what comes out must not change.
 */
#include "support/bench_stage.h"
#include "support/program.h"

#include <check.h>
#include <stdlib.h>
#include <time.h>

extern const struct stage_type stage_cut_csv;

Suite *cut_csv_suite(void);

struct row {
    const char *why;
    const char *text;
    const char *expected;
    struct {
        char delimiter;
        bool backslash, header;
        size_t columns, bound;
    } plan; /* zero: comma, no escape, no header, no repair, a bound of 16 MB */
};

static void describe(FILE *out, const struct record *record)
{
    fprintf(
        out, "%llu L%llu @%llu+%llu%s: ", (unsigned long long)record->ordinal,
        (unsigned long long)record->line, (unsigned long long)record->offset,
        (unsigned long long)record->length,
        record->flags & RECORD_LITERAL_QUOTES ? " literal"
        : record->flags & RECORD_CUT_SHORT    ? " short"
                                              : "");
    bench_print_slice(out, record->raw);
    for (const struct finding *f = record->findings; f; f = f->next)
        fprintf(out, " [%s]", code_name(f->code));
    putc('\n', out);
}

#define BAD " [CSV_QUOTE]\n"
#define REPAIRED " [CSV_QUOTE_REPAIRED]\n"

/* clang-format off */
static const struct row rows[] = {
    {"an empty file has no records", "", "", {0}},
    {"only line ends", "\n\r\n\r", "", {0}},
    {"LF", "a,b\nc,d\n", "1 L1 @0+3: a,b\n2 L2 @4+3: c,d\n", {0}},
    {"CRLF", "a,b\r\nc,d\r\n", "1 L1 @0+3: a,b\n2 L2 @5+3: c,d\n", {0}},
    {"CR alone ends a line", "a,b\rc,d\r", "1 L1 @0+3: a,b\n2 L2 @4+3: c,d\n",
     {0}},
    {"mixed line ends count one line each", "a\rb\nc\r\nd",
     "1 L1 @0+1: a\n2 L2 @2+1: b\n3 L3 @4+1: c\n4 L4 @7+1: d\n", {0}},
    {"no line end at the end of the file", "a\nb",
     "1 L1 @0+1: a\n2 L2 @2+1: b\n", {0}},
    {"blank lines are lines, not records", "\n\na\n  \t \n\nb\n",
     "1 L3 @2+1: a\n2 L6 @10+1: b\n", {0}},
    {"blanks behind the last line", "a\n  ", "1 L1 @0+1: a\n", {0}},
    {"tabs are cells where tab is the delimiter", "\t\t\n",
     "1 L1 @0+2: \\x09\\x09\n", {.delimiter = '\t'}},
    {"a line end inside quotes", "1,\"a\nb\"\n2,c\n",
     "1 L1 @0+7: 1,\"a\\x0Ab\"\n2 L3 @8+3: 2,c\n", {0}},
    {"every kind of line end inside quotes", "\"a\r\nb\rc\nd\"\nz\n",
     "1 L1 @0+10: \"a\\x0D\\x0Ab\\x0Dc\\x0Ad\"\n2 L5 @11+1: z\n", {0}},
    {"doubled quotes", "\"a \"\"b\"\"\n\"\"\"\nz\n",
     "1 L1 @0+12: \"a \"\"b\"\"\\x0A\"\"\"\n2 L3 @13+1: z\n", {0}},
    {"blanks before and after a quoted field", " \"a\nb\" \t,c\nz\n",
     "1 L1 @0+10:  \"a\\x0Ab\" \\x09,c\n2 L3 @11+1: z\n", {0}},
    {"a quote in a plain field is ordinary", "5\" x,b\nz\n",
     "1 L1 @0+6: 5\" x,b\n2 L2 @7+1: z\n", {0}},
    {"empty quoted fields", "\"\",\"\"\n\"\"", "1 L1 @0+5: \"\",\"\"\n"
     "2 L2 @6+2: \"\"\n", {0}},
    {"a tab after a closing quote is a delimiter if it is one",
     "\"a\"\t\"b\nc\"\nz\n",
     "1 L1 @0+9: \"a\"\\x09\"b\\x0Ac\"\n2 L3 @10+1: z\n",
     {.delimiter = '\t'}},
    {"the header is no record but a line", "t,a\n1,2\n", "1 L2 @4+3: 1,2\n",
     {.header = true}},
    {"the header may be behind blank lines and span lines",
     "\n\"t\nu\",a\n1,2\n", "1 L4 @9+3: 1,2\n", {.header = true}},
    {"only a header", "t,a\n", "", {.header = true}},

    {"bad: text after a closing quote", "\"a\"b,c\nz\n",
     "1 L1 @0+6: \"a\"b,c" BAD "2 L2 @7+1: z\n", {0}},
    {"bad: a quote after blanks after a closing quote", "\"a\" \"b\"\nz\n",
     "1 L1 @0+7: \"a\" \"b\"" BAD "2 L2 @8+1: z\n", {0}},
    {"bad: a quote never closed costs its first line only",
     "1,\"a\n2,b\n3,c\n",
     "1 L1 @0+4: 1,\"a" BAD "2 L2 @5+3: 2,b\n3 L3 @9+3: 3,c\n", {0}},
    {"bad: text after a quote that closes on a later line: the first line is "
     "bad, the next is read anew, and records before the failure end at their "
     "line's end",
     "\"a\n\"b\",\"c\nd\n\"e\nf\"\n",
     "1 L1 @0+2: \"a" BAD "2 L2 @3+6: \"b\",\"c" BAD
     "3 L3 @10+1: d\n4 L4 @12+5: \"e\\x0Af\"\n", {0}},
    {"bad: an open quote behind the failure may span lines again",
     "\"a\nx\"y\n\"e\nf\"\nz\n",
     "1 L1 @0+2: \"a" BAD "2 L2 @3+3: x\"y\n3 L3 @7+5: \"e\\x0Af\"\n"
     "4 L5 @13+1: z\n", {0}},
    {"bad: an open quote in the last line", "a\n\"b",
     "1 L1 @0+1: a\n2 L2 @2+2: \"b" BAD, {0}},
    {"bad: CR only, a quote never closed", "\"a\rb\rc",
     "1 L1 @0+2: \"a" BAD "2 L2 @3+1: b\n3 L3 @5+1: c\n", {0}},
    {"a failure in the file's last line bars nothing behind it", "a\n\"b\"c",
     "1 L1 @0+1: a\n2 L2 @2+4: \"b\"c" BAD, {0}},

    {"repaired: literal quotes give the file's columns",
     "\"a\" b,c\n1,2\n",
     "1 L1 @0+7 literal: \"a\" b,c" REPAIRED "2 L2 @8+3: 1,2\n",
     {.columns = 2}},
    {"repaired: only the line's own delimiters count",
     "\"The \"Big\" One\",1999\n",
     "1 L1 @0+20 literal: \"The \"Big\" One\",1999" REPAIRED, {.columns = 2}},
    {"bad: literal quotes give one column too many", "\"a\"b,c,\"d,e\"\n",
     "1 L1 @0+12: \"a\"b,c,\"d,e\"" BAD, {.columns = 3}},
    {"bad: an open quote is not repaired, though its columns would do",
     "\"a,b\n", "1 L1 @0+4: \"a,b" BAD, {.columns = 2}},
    {"bad: the text after the quote is on a later line",
     "\"a,b\nc\"d,e\n",
     "1 L1 @0+4: \"a,b" BAD "2 L2 @5+5: c\"d,e\n", {.columns = 2}},

    {"a backslash is text unless configured", "\"a\\\",b\n",
     "1 L1 @0+6: \"a\\x5C\",b\n", {0}},
    {"an escaped quote closes nothing", "\"a\\\"\nb\",c\n",
     "1 L1 @0+9: \"a\\x5C\"\\x0Ab\",c\n", {.backslash = true}},
    {"an escaped backslash escapes nothing", "\"a\\\\\",b\nz\n",
     "1 L1 @0+7: \"a\\x5C\\x5C\",b\n2 L2 @8+1: z\n", {.backslash = true}},
    {"outside quotes a backslash hides no line end", "a\\\nb\\\\\nc\\",
     "1 L1 @0+2: a\\x5C\n2 L2 @3+3: b\\x5C\\x5C\n3 L3 @7+2: c\\x5C\n",
     {.backslash = true}},
    {"an escaped quote does not open a field", "\\\"a\nb\n",
     "1 L1 @0+3: \\x5C\"a\n2 L2 @4+1: b\n", {.backslash = true}},
    {"bad: a backslash as the last byte of an open field", "\"a\\",
     "1 L1 @0+3: \"a\\x5C" BAD, {.backslash = true}},
    {"bad: a backslash after a closing quote is text", "\"a\"\\",
     "1 L1 @0+4: \"a\"\\x5C" BAD, {.backslash = true}},
    {"an escaped delimiter is no column of a repaired line",
     "\"a\"b\\,c,d\n", "1 L1 @0+9 literal: \"a\"b\\x5C,c,d" REPAIRED,
     {.backslash = true, .columns = 2}},

    {"a record as long as the bound", "12345678\r\nz\n",
     "1 L1 @0+8: 12345678\n2 L2 @10+1: z\n", {.bound = 8}},
    {"a record as long as the bound ends the file", "12345678",
     "1 L1 @0+8: 12345678\n", {.bound = 8}},
    {"bad: one byte over the bound", "123456789\nz\n",
     "1 L1 @0+9 short: 12345678 [RECORD_TOO_LONG]\n2 L2 @10+1: z\n",
     {.bound = 8}},
    {"bad: a long line at the end of the file", "z\n123456789abc",
     "1 L1 @0+1: z\n2 L2 @2+12 short: 12345678 [RECORD_TOO_LONG]\n",
     {.bound = 8}},
    {"bad: a long line that ends in CRLF", "123456789\r\nz\r\n",
     "1 L1 @0+9 short: 12345678 [RECORD_TOO_LONG]\n2 L2 @11+1: z\n",
     {.bound = 8}},
    {"bad: quotes do not hide a long line's end", "\"23456789\n\"z\"\n",
     "1 L1 @0+9 short: \"2345678 [RECORD_TOO_LONG]\n2 L2 @10+3: \"z\"\n",
     {.bound = 8}},
    {"bad: a quote still open at the bound is malformed",
     "\"2\n45\n78\n0\"\nz\n",
     "1 L1 @0+2: \"2" BAD "2 L2 @3+2: 45\n3 L3 @6+2: 78\n4 L4 @9+2: 0\"\n"
     "5 L5 @12+1: z\n", {.bound = 8}},
    {"bad: text after a quote of a long line", "\"2\"456789\nz\n",
     "1 L1 @0+9 short: \"2\"45678 [RECORD_TOO_LONG]\n2 L2 @10+1: z\n",
     {.bound = 8}},
    {"a quoted record as long as the bound", "\"2\n4567\"\nz\n",
     "1 L1 @0+8: \"2\\x0A4567\"\n2 L3 @9+1: z\n", {.bound = 8}},
    {"bad: a header over the bound is still the header", "123456789\nz\n",
     "1 L2 @10+1: z\n", {.bound = 8, .header = true}},
};
/* clang-format on */

static void bench_plan(struct bench *bench, const struct row *row)
{
    struct csv_plan *csv = &bench->file.plan.csv;

    csv->delimiter = row->plan.delimiter ? row->plan.delimiter : ',';
    csv->backslash = row->plan.backslash;
    csv->header = row->plan.header;
    csv->columns = row->plan.columns;
    if (row->plan.bound)
        bench->job.record_bytes = row->plan.bound;
}

static char *cut(const struct row *row, struct slice text, size_t block)
{
    struct bench bench;
    char *result;

    bench_init(&bench, &stage_cut_csv, describe);
    bench_plan(&bench, row);
    ck_assert_int_eq(bench_open(&bench), 0);
    ck_assert_int_eq(bench_bytes(&bench, text, block), 0);
    ck_assert_int_eq(bench_finish(&bench), 0);
    result = strdup(bench_text(&bench));
    bench_clear(&bench);
    return result;
}

START_TEST(test_row)
{
    const struct row *row = &rows[_i];
    struct slice text = slice_of(row->text);

    for (size_t block = 0; block <= text.len; block++) {
        char *made = cut(row, text, block);

        ck_assert_msg(strcmp(made, row->expected) == 0,
                      "%s\nblocks of %zu\nexpected:\n%sfound:\n%s", row->why,
                      block, row->expected, made);
        free(made);
    }
}
END_TEST

/* Hostile texts from a small alphabet: any block size, the same records. */
START_TEST(test_random)
{
    static const char alphabet[] = "ab,\"\"\"\n\r \\;";
    uint32_t seed = (uint32_t)_i + 1;
    char bytes[60];
    struct row row = {.plan = {.backslash = _i & 1,
                               .header = _i & 2,
                               .columns = 2,
                               .bound = _i % 3 ? 7 + (size_t)_i % 20 : 0}};

    for (int round = 0; round < 60; round++) {
        struct slice text = {bytes, 0};
        char *whole;

        seed = seed * 1664525 + 1013904223;
        text.len = seed >> 26;
        if (text.len > sizeof bytes)
            text.len = sizeof bytes;
        for (size_t i = 0; i < text.len; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        whole = cut(&row, text, 0);
        for (size_t block = 1; block < text.len; block += 1 + block / 4) {
            char *made = cut(&row, text, block);

            ck_assert_msg(strcmp(made, whole) == 0,
                          "blocks of %zu\ntext: %.*s\nin one:\n%sfound:\n%s",
                          block, SLICE_ARG(text), whole, made);
            free(made);
        }
        free(whole);
    }
}
END_TEST

/* Batches close at records or bytes, wherever the blocks end. */
START_TEST(test_batches)
{
    static const char text[] = "h\naa\nbb\r\ncc\n\ndd\nee";

    for (size_t block = 0; block < sizeof text; block++) {
        struct row row = {.plan = {.header = true}};
        struct bench bench;

        bench_init(&bench, &stage_cut_csv, NULL);
        bench_plan(&bench, &row);
        bench.job.batch_records = _i == 0 ? 2 : 1000;
        bench.job.batch_bytes = _i == 0 ? 1000 : 3;
        ck_assert_int_eq(bench_open(&bench), 0);
        ck_assert_int_eq(bench_bytes(&bench, SLICE(text), block), 0);
        ck_assert_int_eq((int)bench.batches, 2);
        ck_assert_int_eq((int)bench.after.offset, 16);
        ck_assert_int_eq((int)bench.after.records, 4);
        ck_assert_int_eq((int)bench.after.line, 7);
        ck_assert_int_eq((int)bench.sequence, 1);
        ck_assert_int_eq(bench_finish(&bench), 0);
        ck_assert_int_eq((int)bench.batches, 3);
        ck_assert_int_eq((int)bench.after.offset, 18);
        ck_assert_int_eq((int)bench.after.records, 5);
        ck_assert_int_eq((int)bench.sequence, 2);
        ck_assert_int_eq(bench.kind, BATCH_SLICES);
        bench_clear(&bench);
    }
}
END_TEST

/* Offsets and lengths of UTF-16 are counted in its own bytes. */
START_TEST(test_utf16)
{
    struct row row = {0};
    struct bench bench;

    bench_init(&bench, &stage_cut_csv, describe);
    bench_plan(&bench, &row);
    bench.file.plan.encoding = ENCODING_UTF16LE;
    ck_assert_int_eq(bench_open(&bench), 0);
    ck_assert_int_eq(bench_bytes(&bench, SLICE("\xC3\xA9,1\r\nb\n"), 3), 0);
    ck_assert_int_eq(bench_finish(&bench), 0);
    ck_assert_str_eq(bench_text(&bench), "1 L1 @0+6: \\xC3\\xA9,1\n"
                                         "2 L2 @10+2: b\n");
    ck_assert_int_eq((int)bench.after.offset, 14);
    bench_clear(&bench);
}
END_TEST

static double seconds_for(struct slice text, uint64_t *records)
{
    struct row row = {.plan = {.columns = 3}};
    struct bench bench;
    clock_t started = clock();
    double seconds;

    bench_init(&bench, &stage_cut_csv, NULL);
    bench_plan(&bench, &row);
    ck_assert_int_eq(bench_open(&bench), 0);
    ck_assert_int_eq(bench_bytes(&bench, text, 64 * 1024), 0);
    ck_assert_int_eq(bench_finish(&bench), 0);
    seconds = (double)(clock() - started) / CLOCKS_PER_SEC;
    *records = bench.records;
    bench_clear(&bench);
    return seconds;
}

static const struct {
    const char *why;
    const char *first, *line;
} hostile[] = {
    {"a quote at the start is never closed", "\"", "1,2,3\n"},
    {"every line opens a quote that is never closed", "", "1,\"2,3\n"},
    {"every line has text after a quote", "", "\"1\"x\"2,3\n"},
    {"every second quote closes on the next line", "\"", "\"a\n\"\n"},
    {"CR is the only line end", "", "1,2,3\r"},
    {"no line end at all", "", "1,2,3"},
};

/* Five megabytes cost what a small multiple of a tenth of it does: a scanner
 * that starts again at every line would take minutes. */
START_TEST(test_linear)
{
    size_t size = 5u * 1024 * 1024, line = strlen(hostile[_i].line);
    char *bytes = malloc(size);
    size_t at = strlen(hostile[_i].first);
    uint64_t records;
    double seconds;

    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, hostile[_i].first, at);
    for (size_t i = 0; at < size; at++, i++)
        bytes[at] = hostile[_i].line[i % line];
    seconds = seconds_for((struct slice){bytes, size}, &records);
    free(bytes);
    ck_assert_int_ge((int)records, 1);
    ck_assert_msg(seconds < 20 * PROGRAM_SLOWER, "%s: %.1f s", hostile[_i].why,
                  seconds);
}
END_TEST

Suite *cut_csv_suite(void)
{
    Suite *suite = suite_create("cut_csv");
    TCase *tcase = tcase_create("cut_csv");

    tcase_set_timeout(tcase, 120);
    tcase_add_loop_test(tcase, test_row, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tcase, test_random, 0, 24);
    tcase_add_loop_test(tcase, test_batches, 0, 2);
    tcase_add_test(tcase, test_utf16);
    tcase_add_loop_test(tcase, test_linear, 0,
                        sizeof hostile / sizeof *hostile);
    suite_add_tcase(suite, tcase);
    return suite;
}
