/* How values and hostile text look in each format, without a database. */
#include "../pipeline/visible.h"
#include "../stages/report.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- values ------------------------------------------------------------- */

static const struct {
    enum column_shape shape;
    struct value value;
    enum value_style style;
    const char *text;
} values[] = {
    {SHAPE_PERCENT, {.kind = VALUE_INTEGER, .integer = 125000}, 0, "12.5"},
    {SHAPE_PERCENT, {.kind = VALUE_INTEGER, .integer = 333333}, 0, "33.3333"},
    {SHAPE_PERCENT, {.kind = VALUE_INTEGER, .integer = 1000000}, 0, "100"},
    {SHAPE_PERCENT, {.kind = VALUE_INTEGER, .integer = 0}, 0, "0"},
    {SHAPE_PERCENT, {.kind = VALUE_INTEGER, .integer = 1}, 0, "0.0001"},
    {SHAPE_PERCENT, {.kind = VALUE_INTEGER, .integer = -5000}, 0, "-0.5"},
    {SHAPE_NUMBER,
     {.kind = VALUE_INTEGER, .integer = 1234567},
     VALUE_PEOPLE,
     "1,234,567"},
    {SHAPE_NUMBER,
     {.kind = VALUE_INTEGER, .integer = -1234},
     VALUE_PEOPLE,
     "-1,234"},
    {SHAPE_NUMBER,
     {.kind = VALUE_INTEGER, .integer = INT64_MIN},
     VALUE_PEOPLE,
     "-9,223,372,036,854,775,808"},
    {SHAPE_NUMBER,
     {.kind = VALUE_INTEGER, .integer = 1234567},
     VALUE_EXACT,
     "1234567"},
    {SHAPE_PLAIN,
     {.kind = VALUE_INTEGER, .integer = 2024},
     VALUE_PEOPLE,
     "2024"},
    {SHAPE_PLAIN, {.kind = VALUE_REAL, .real = 0.1}, 0, "0.1"},
    {SHAPE_PLAIN,
     {.kind = VALUE_REAL, .real = 1.0 / 3},
     0,
     "0.33333333333333331"},
    {SHAPE_PLAIN, {.kind = VALUE_NULL}, 0, ""},
};

START_TEST(test_value)
{
    struct report_column column = {.shape = values[_i].shape};
    char room[VALUE_NUMBER_BYTES];
    struct slice text =
        value_text(&column, &values[_i].value, values[_i].style, room);

    ck_assert_msg(slice_is(text, values[_i].text), "got %.*s, expected %s",
                  SLICE_ARG(text), values[_i].text);
}
END_TEST

/* ---- one cell in each format -------------------------------------------- */

static const struct report one_column = {.name = "r", .title = "T", .limit = 5};

/* The whole output for rows of one text column named c. */
static char *write_rows(const struct report_writer *writer,
                        const struct slice *rows, size_t count, size_t width)
{
    static const char *const names[] = {"c"};
    struct report_output output;
    struct error error = {0};
    char *text = NULL;
    size_t len;
    FILE *file = open_memstream(&text, &len);

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(output_open(&output, writer, file, "memory", &error), 0);
    output.width = width;
    ck_assert_int_eq(output_table(&output, &one_column, names, 1, &error), 0);
    for (size_t i = 0; i < count; i++) {
        struct value value = {.kind = VALUE_TEXT, .text = rows[i]};

        ck_assert_int_eq(output_row(&output, &value, &error), 0);
    }
    ck_assert_int_eq(output_table_end(&output, &error), 0);
    ck_assert_int_eq(output_close(&output, &error), 0);
    fclose(file);
    return text;
}

#define S(text)                \
    {                          \
        text, sizeof(text) - 1 \
    }

static const struct {
    const struct report_writer *writer;
    struct slice cell;
    const char *holds;
} cells[] = {
    /* what a spreadsheet takes for a formula */
    {&writer_csv, S("=1+1"), "\n\"'=1+1\"\n"},
    {&writer_csv, S("+1"), "\n\"'+1\"\n"},
    {&writer_csv, S("-1"), "\n\"'-1\"\n"},
    {&writer_csv, S("@SUM(A1)"), "\n\"'@SUM(A1)\"\n"},
    {&writer_csv, S("\t=1"), "\n\"'\t=1\"\n"},
    {&writer_csv, S("\r=1"), "\n\"'\r=1\"\n"},
    {&writer_csv, S("a=b"), "\n\"a=b\"\n"}, /* not at the beginning */
    {&writer_csv, S("say \"a,b\""), "\n\"say \"\"a,b\"\"\"\n"},
    {&writer_csv, S("\0=1"), "\n\""}, /* a NUL is no formula sign */
    {&writer_json, S("a\"b\\c"), "\"a\\\"b\\\\c\""},
    {&writer_json, S("\x01\n\x7f"), "\"\\u0001\\n\\u007f\""},
    {&writer_json, S("a\0b"), "\"a\\u0000b\""},
    {&writer_json, S("\xff"), "\"\\ufffd\""},                   /* no UTF-8 */
    {&writer_json, S("\xed\xa0\x80"), "\\ufffd\\ufffd\\ufffd"}, /* surrogate */
    {&writer_json, S("\xe2\x80\xa8"),
     "\"\\u2028\""}, /* ends a line in scripts */
    {&writer_json, S("é東"), "\"é東\""},
    {&writer_html, S("<script>&'\""),
     "<td>&lt;script&gt;&amp;&#39;&quot;</td>"},
    {&writer_html, S("a\x1b[1m\0"), "<td>a\xef\xbf\xbd[1m\xef\xbf\xbd</td>"},
    {&writer_html, S("\xc3"), "<td>\xef\xbf\xbd</td>"}, /* cut UTF-8 */
    /* tab and line end stay; DEL and C1, and what is no character, do not */
    {&writer_html, S("a\tb\nc"), "<td>a\tb\nc</td>"},
    {&writer_html, S("\x7f\xc2\x9f\xc2\xa0"),
     "<td>\xef\xbf\xbd\xef\xbf\xbd\xc2\xa0</td>"},
    {&writer_html, S("\xef\xbf\xbe\xef\xbf\xbf\xef\xb7\x90"),
     "<td>\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd</td>"},
    {&writer_html, S("\xef\xb7\xb0"), "<td>\xef\xb7\xb0</td>"},
    /* turns the direction of writing: embedding, override, isolate */
    {&writer_html, S("\xe2\x80\xae!\xe2\x81\xa6!\xe2\x81\xaa!"),
     "<td>\xef\xbf\xbd!\xef\xbf\xbd!\xe2\x81\xaa!</td>"},
    {&writer_html,
     S("\xe2\x80\xae"
       "evil"),
     "<td>\xef\xbf\xbd"
     "evil</td>"},
    {&writer_text, S("a\x1b[31m\x07"), "\na\\x1b[31m\\x07\n"},
    {&writer_text, S("two\nlines\r"), "\ntwo\\x0alines\\x0d\n"},
    {&writer_text,
     S("\xc2\x9b"
       "31m"),
     "\n\\u{9b}31m\n"}, /* C1: also CSI */
    {&writer_text,
     S("\xe2\x80\xae"
       "evil"),
     "\n\\u{202e}evil\n"},
    {&writer_text, S("\xff\xfe"), "\n\\xff\\xfe\n"},
    {&writer_text, S("東京"), "\n----\n東京\n"},     /* four columns wide */
    {&writer_text, S("e\xcc\x81tude"), "\n-----\n"}, /* a mark has no width */
};

START_TEST(test_cell)
{
    char *text = write_rows(cells[_i].writer, &cells[_i].cell, 1, 0);

    ck_assert_msg(strstr(text, cells[_i].holds) != NULL, "'%s' is not in '%s'",
                  cells[_i].holds, text);
    free(text);
}
END_TEST

START_TEST(test_more_rows_than_shown)
{
    struct slice rows[1239];
    char *text;

    for (size_t i = 0; i < 1239; i++)
        rows[i] = SLICE("x");
    text = write_rows(&writer_text, rows, 1239, 0);
    ck_assert_ptr_nonnull(strstr(text, "\nx\n... and 1,234 more\n"));
    free(text);
    text = write_rows(&writer_text, rows, 5, 0);
    ck_assert_ptr_null(strstr(text, "more"));
    free(text);
}
END_TEST

/* ---- the width of a terminal -------------------------------------------- */

#define MARKED  \
    "e\xcc\x81" \
    "e\xcc\x81" \
    "e\xcc\x81" \
    "e\xcc\x81"

static const struct {
    size_t columns; /* of text, all alike */
    const char *cell;
    size_t width;
} widths[] = {
    {1, "東野圭吾東野圭吾東野圭吾東野圭吾東野圭吾東野圭吾東野圭吾東野圭吾", 60},
    {1, "a東野圭吾東野圭吾東野圭吾東野圭吾東野圭吾東野圭吾東野圭吾東野圭吾",
     60},
    {3, "a rather long title that needs to be cut somewhere", 60},
    {2, MARKED MARKED MARKED MARKED, 20},
    {9, "more columns than fit: a line for each cell, and that is cut too", 60},
};

START_TEST(test_width)
{
    static const char *const names[] = {"a", "b", "c", "d", "e",
                                        "f", "g", "h", "i"};
    struct report_output output;
    struct error error = {0};
    struct value row[9];
    char *text = NULL, *line, *rest;
    size_t len;
    FILE *file = open_memstream(&text, &len);

    for (size_t i = 0; i < 9; i++)
        row[i] = (struct value){.kind = VALUE_TEXT,
                                .text = slice_of(widths[_i].cell)};
    ck_assert_int_eq(output_open(&output, &writer_text, file, "m", &error), 0);
    output.width = widths[_i].width;
    ck_assert_int_eq(
        output_table(&output, &one_column, names, widths[_i].columns, &error),
        0);
    ck_assert_int_eq(output_row(&output, row, &error), 0);
    ck_assert_int_eq(output_table_end(&output, &error), 0);
    ck_assert_int_eq(output_close(&output, &error), 0);
    fclose(file);
    ck_assert_ptr_nonnull(strstr(text, "…"));
    rest = text;
    while ((line = strsep(&rest, "\n")))
        ck_assert_msg(visible_width(slice_of(line)) <= widths[_i].width,
                      "too wide: %s", line);
    free(text);
}
END_TEST

/* A full disk must not look like a report. */
START_TEST(test_full)
{
    static const char *const names[] = {"c"};
    struct value value = {.kind = VALUE_TEXT, .text = SLICE("x")};
    struct report_output output;
    struct error error = {0};
    FILE *file = fopen("/dev/full", "we");
    int bad;

    if (!file) {
        printf("no /dev/full here: test_full is skipped\n");
        return;
    }
    bad = output_open(&output, &writer_json, file, "full", &error) ||
          output_table(&output, &one_column, names, 1, &error) ||
          output_row(&output, &value, &error) ||
          output_table_end(&output, &error);
    bad = output_close(&output, &error) || bad;
    ck_assert_int_eq(bad, 1);
    ck_assert_int_eq(error.kind, ERROR_DISK);
    fclose(file);
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof *table)

Suite *report_writers_suite(void);
Suite *report_writers_suite(void)
{
    Suite *suite = suite_create("report_writers");
    TCase *tests = tcase_create("report_writers");

    tcase_add_loop_test(tests, test_value, 0, ROWS(values));
    tcase_add_loop_test(tests, test_cell, 0, ROWS(cells));
    tcase_add_test(tests, test_more_rows_than_shown);
    tcase_add_loop_test(tests, test_width, 0, ROWS(widths));
    tcase_add_test(tests, test_full);
    suite_add_tcase(suite, tests);
    return suite;
}
