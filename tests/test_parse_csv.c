/*
 * parse_csv between records as cut makes them and a sink. A row of the table is
 * one record; cells are written down as (a)(b), then the findings.
 */
#include "support/bench_stage.h"

#include <check.h>
#include <stdlib.h>

extern const struct stage_type stage_cut_csv, stage_parse_csv;

Suite *parse_csv_suite(void);

static void describe(FILE *out, const struct record *record)
{
    for (size_t i = 0; i < record->cells.count; i++) {
        putc('(', out);
        bench_print_slice(out, record->cells.at[i]);
        putc(')', out);
    }
    bench_print_findings(out, record);
}

/* clang-format off */
static const struct row {
    const char *why;
    struct slice raw;
    const char *expected;
    size_t columns;
    char delimiter;
    enum encoding encoding;
    bool backslash, literal;
} rows[] = {
    {"plain cells", SLICE("a,b,c"), "(a)(b)(c)", 3, ',', 0, 0, 0},
    {"empty cells", SLICE(",,"), "()()()", 3, ',', 0, 0, 0},
    {"blanks around a cell go, inside quotes they stay",
     SLICE("  a b\t, \" c \" ,"), "(a b)( c )()", 3, ',', 0, 0, 0},
    {"quotes", SLICE("1,\"ha \"\"ha\"\" ha\",\"\""), "(1)(ha \"ha\" ha)()", 3,
     ',', 0, 0, 0},
    {"line ends inside quotes stay as they are",
     SLICE("\"Once upon \r\na time\",5,6"),
     "(Once upon \\x0D\\x0Aa time)(5)(6)",
     3, ',', 0, 0, 0},
    {"a delimiter inside quotes", SLICE("\"Anytown, WW\",2"),
     "(Anytown, WW)(2)", 2, ',', 0, 0, 0},
    {"a quote inside a plain cell", SLICE("5\" disk,2"), "(5\" disk)(2)", 2,
     ',', 0, 0, 0},
    {"semicolon", SLICE("a,b;c"), "(a,b)(c)", 2, ';', 0, 0, 0},
    {"tab: empty cells count", SLICE("\ta\t"), "()(a)()", 3, '\t', 0, 0, 0},
    {"quotes taken literally", SLICE("\"The \"Big\" One\",1999"),
     "(\"The \"Big\" One\")(1999)", 2, ',', 0, 0, .literal = true},

    {"bad: a cell too many", SLICE("a,b,c"),
     " [CSV_COLUMNS expected=2 columns found=3 columns]", 2, ',', 0, 0, 0},
    {"bad: cells too few", SLICE("a"),
     " [CSV_COLUMNS expected=2 columns found=1 column]", 2, ',', 0, 0, 0},
    {"bad: two rows in one record: cut never gives it", SLICE("a,b\nc,d"),
     " [CSV_QUOTE expected=one row found=none or several]", 2, ',', 0, 0, 0},
    {"bad: no row", SLICE("  "),
     " [CSV_QUOTE expected=one row found=none or several]", 2, ',', 0, 0, 0},
    {"bad: a NUL", SLICE("a\0b,c"), " [NUL_BYTE found=byte 00 at 1]", 2, ',', 0,
     0, 0},

    {"UTF-8", SLICE("\xC3\xA9,\xF0\x9F\x93\x96"),
     "(\\xC3\\xA9)(\\xF0\\x9F\\x93\\x96)", 2, ',', 0, 0, 0},
    {"text encoded twice is valid and stays",
     SLICE("Grandpr\xC3\x83\xC2\xA9,1"),
     "(Grandpr\\xC3\\x83\\xC2\\xA9)(1)", 2, ',', 0, 0, 0},
    {"not UTF-8: read as Windows-1252", SLICE("caf\xE9 \x93x\x94,1"),
     "(caf\\xC3\\xA9 \\xE2\\x80\\x9Cx\\xE2\\x80\\x9D)(1)"
     " [ENCODING_REPAIRED expected=UTF-8 found=byte E9 at 3]", 2, ',', 0, 0, 0},
    {"an overlong form is not UTF-8", SLICE("a\xC0\xAF,1"),
     "(a\\xC3\\x80\\xC2\\xAF)(1)"
     " [ENCODING_REPAIRED expected=UTF-8 found=byte C0 at 1]", 2, ',', 0, 0, 0},
    {"a cut character at the end", SLICE("1,abcdefgh\xE2\x80"),
     "(1)(abcdefgh\\xC3\\xA2\\xE2\\x82\\xAC)"
     " [ENCODING_REPAIRED expected=UTF-8 found=byte E2 at 10]", 2, ',', 0, 0,
     0},
    {"bad: not UTF-8, and UTF-8 is configured", SLICE("caf\xE9,1"),
     " [ENCODING_INVALID expected=UTF-8 found=byte E9 at 3]", 2, ',',
     ENCODING_UTF8, 0, 0},
    {"bad: a lone surrogate of UTF-16", SLICE("a\xED\xA0\x80,1"),
     " [ENCODING_INVALID expected=UTF-8 found=byte ED at 1]", 2, ',',
     ENCODING_UTF16LE, 0, 0},
    {"the characters at the edges of UTF-8",
     SLICE("\xE0\xA0\x80\xED\x9F\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF,1"),
     "(\\xE0\\xA0\\x80\\xED\\x9F\\xBF\\xF0\\x90\\x80\\x80\\xF4\\x8F\\xBF\\xBF)"
     "(1)", 2, ',', ENCODING_UTF8, 0, 0},
    {"bad: an overlong form of three bytes", SLICE("a\xE0\x9F\xBF,1"),
     " [ENCODING_INVALID expected=UTF-8 found=byte E0 at 1]", 2, ',',
     ENCODING_UTF8, 0, 0},
    {"bad: an overlong form of four bytes", SLICE("a\xF0\x8F\xBF\xBF,1"),
     " [ENCODING_INVALID expected=UTF-8 found=byte F0 at 1]", 2, ',',
     ENCODING_UTF8, 0, 0},
    {"bad: beyond Unicode", SLICE("a\xF4\x90\x80\x80,1"),
     " [ENCODING_INVALID expected=UTF-8 found=byte F4 at 1]", 2, ',',
     ENCODING_UTF8, 0, 0},
    {"bad: the third of four bytes is the last", SLICE("1,a\xF0\x9F\x98"),
     " [ENCODING_INVALID expected=UTF-8 found=byte F0 at 3]", 2, ',',
     ENCODING_UTF8, 0, 0},
    {"bad: the fourth byte is another character", SLICE("a\xF0\x9F\x98,1"),
     " [ENCODING_INVALID expected=UTF-8 found=byte F0 at 1]", 2, ',',
     ENCODING_UTF8, 0, 0},
    {"Windows-1252 is configured: no warning", SLICE("caf\xE9\x80,1"),
     "(caf\\xC3\\xA9\\xE2\\x82\\xAC)(1)", 2, ',', ENCODING_WINDOWS_1252, 0, 0},
    {"Windows-1252 that happens to be valid UTF-8 is not taken for it",
     SLICE("\xC3\xA9,1"), "(\\xC3\\x83\\xC2\\xA9)(1)", 2, ',',
     ENCODING_WINDOWS_1252, 0, 0},
    {"Latin-1 has the quotes of Windows-1252", SLICE("\x92,1"),
     "(\\xE2\\x80\\x99)(1)", 2, ',', ENCODING_LATIN1, 0, 0},

    {"a backslash is text", SLICE("a\\,\"b\\\""), "(a\\x5C)(b\\x5C)", 2, ',', 0,
     0, 0},
    {"escapes are undone", SLICE("\"a \\\"b\\\" \\\\\";c\\;d;\\n"),
     "(a \"b\" \\x5C)(c;d)(\\x5Cn)", 3, ';', 0, .backslash = true, 0},
    {"an escaped quote opens nothing", SLICE("\\\"a;b\\"), "(\"a)(b\\x5C)", 2,
     ';', 0, .backslash = true, 0},
};
/* clang-format on */

static void parse(struct bench *bench, const struct row *row)
{
    struct csv_plan *csv = &bench->file.plan.csv;
    struct batch *batch;
    struct record *record;

    csv->delimiter = row->delimiter;
    csv->backslash = row->backslash;
    csv->columns = row->columns;
    bench->file.plan.encoding = row->encoding;
    ck_assert_int_eq(bench_open(bench), 0);
    batch = bench_take(bench, BATCH_SLICES);
    record = batch_add(batch);
    ck_assert_ptr_nonnull(record);
    record->raw = arena_copy(&batch->arena, row->raw);
    record->flags = row->literal ? RECORD_LITERAL_QUOTES : 0;
    ck_assert_int_eq(bench_feed(bench, batch), 0);
    ck_assert_int_eq(bench_finish(bench), 0);
}

START_TEST(test_row)
{
    struct bench bench;

    bench_init(&bench, &stage_parse_csv, describe);
    parse(&bench, &rows[_i]);
    ck_assert_msg(strcmp(bench_text(&bench), rows[_i].expected) == 0,
                  "%s\nexpected: %s\nfound:    %s", rows[_i].why,
                  rows[_i].expected, bench_text(&bench));
    ck_assert_int_eq(bench.kind, BATCH_CELLS);
    bench_clear(&bench);
}
END_TEST

/* What another stage rejected is left alone. */
START_TEST(test_rejected)
{
    struct bench bench;
    struct batch *batch;
    struct record *record;

    bench_init(&bench, &stage_parse_csv, describe);
    bench.file.plan.csv.delimiter = ',';
    ck_assert_int_eq(bench_open(&bench), 0);
    batch = bench_take(&bench, BATCH_SLICES);
    record = batch_add(batch);
    ck_assert_ptr_nonnull(record);
    record->raw = SLICE("a,b");
    record_reject(record, CSV_QUOTE, SLICE_NONE, SLICE_NONE, SLICE_NONE);
    ck_assert_int_eq(bench_feed(&bench, batch), 0);
    ck_assert_str_eq(bench_text(&bench), " [CSV_QUOTE]");
    bench_clear(&bench);
}
END_TEST

/* Only a whole header is one again; a column of titles may have a book "title". */
static const struct {
    struct slice header, raw;
    size_t columns;
    bool skipped;
} headers[] = {
    {SLICE("title,author"), SLICE("title,author"), 2, true},
    {SLICE("title,author"), SLICE("\xef\xbb\xbftitle,author"), 2, true},
    {SLICE("title,author"), SLICE("Title,author"), 2, false},
    {SLICE("title,author"), SLICE("title,autho"), 2, false},
    {SLICE("title"), SLICE("title"), 1, false},
    {SLICE_NONE, SLICE(","), 2, false},
};

START_TEST(test_header_again)
{
    const struct row row = {.columns = headers[_i].columns,
                            .delimiter = ',',
                            .raw = headers[_i].raw};
    struct bench bench;

    bench_init(&bench, &stage_parse_csv, describe);
    bench.file.plan.csv.header = headers[_i].header.len > 0;
    bench.file.plan.csv.header_text = headers[_i].header;
    parse(&bench, &row);
    ck_assert_int_eq(strcmp(bench_text(&bench), " [CSV_HEADER]") == 0,
                     headers[_i].skipped);
    bench_clear(&bench);
}
END_TEST

/* A record of a million delimiters costs no million cells. */
START_TEST(test_many_cells)
{
    size_t size = 1000000;
    char *commas = malloc(size);
    struct row row = {.columns = 3, .delimiter = ','};
    struct bench bench;

    ck_assert_ptr_nonnull(commas);
    memset(commas, ',', size);
    row.raw = (struct slice){commas, size};
    bench_init(&bench, &stage_parse_csv, describe);
    parse(&bench, &row);
    ck_assert_str_eq(bench_text(&bench), " [CSV_COLUMNS expected=3 columns "
                                         "found=1000001 columns]");
    bench_clear(&bench);
    free(commas);
}
END_TEST

/* Whatever cut calls a record is one row for libcsv: random hostile texts. */
START_TEST(test_one_row)
{
    static const char alphabet[] = "ab,,\"\"\"\"\n\r \t\\";
    uint32_t seed = (uint32_t)_i * 7919 + 1;
    char bytes[4000];
    struct bench bench;

    for (size_t i = 0; i < sizeof bytes; i++) {
        seed = seed * 1664525 + 1013904223;
        bytes[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
    }
    bench_init(&bench, &stage_cut_csv, describe);
    bench_then(&bench, &stage_parse_csv);
    bench.file.plan.csv.delimiter = _i % 5 == 4 ? '\t' : ',';
    bench.file.plan.csv.backslash = _i & 1;
    ck_assert_int_eq(bench_open(&bench), 0);
    ck_assert_int_eq(
        bench_bytes(&bench, (struct slice){bytes, sizeof bytes}, 100), 0);
    ck_assert_int_eq(bench_finish(&bench), 0);
    ck_assert_ptr_null(strstr(bench_text(&bench), "one row"));
    bench_clear(&bench);
}
END_TEST

Suite *parse_csv_suite(void)
{
    Suite *suite = suite_create("parse_csv");
    TCase *tcase = tcase_create("parse_csv");

    tcase_add_loop_test(tcase, test_row, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, test_rejected);
    tcase_add_loop_test(tcase, test_header_again, 0,
                        sizeof headers / sizeof *headers);
    tcase_add_test(tcase, test_many_cells);
    tcase_add_loop_test(tcase, test_one_row, 0, 200);
    suite_add_tcase(suite, tcase);
    return suite;
}
