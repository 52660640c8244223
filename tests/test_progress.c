/* Progress: what the bar and the line say, at any width, and when. */
#include "../pipeline/log.h"
#include "../pipeline/progress_text.h"
#include "../pipeline/thousands.h"
#include "../pipeline/visible.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Suite *progress_suite(void);

static const struct progress_state half = {
    .file = "in/trade.csv",
    .done = 50,
    .size = 100,
    .records = 1234567,
    .rejects = 12,
};

static const struct line_row {
    struct progress_state state;
    double seconds;
    const char *line;
} line_rows[] = {
    {{"in/trade.csv", 50, 100, 1234567, 12},
     10,
     "trade.csv: 50%, 1,234,567 records, 123,456 rec/s, 12 rejects, 0:10 left"},
    {{"a.csv", 0, 100, 0, 0}, 0, "a.csv: 0%, 0 records, 0 rec/s, 0 rejects"},
    {{"a.csv", 200, 100, 5, 1},
     1,
     "a.csv: 100%, 5 records, 5 rec/s, 1 reject, 0:00 left"},
    {{"-", 50, 0, 1000, 0}, 2, "-: 1,000 records, 500 rec/s, 0 rejects"},
    {{"a.csv", 1, 10000, 1, 0},
     1,
     "a.csv: 0%, 1 records, 1 rec/s, 0 rejects, 2:46:39 left"},
    {{"a\033.csv", 0, 0, 0, 0}, 0, "a\\x1B.csv: 0 records, 0 rec/s, 0 rejects"},
    {{NULL, 0, 0, 0, 0}, 0, ": 0 records, 0 rec/s, 0 rejects"},
};

START_TEST(test_line)
{
    char text[PROGRESS_BYTES];

    progress_line(text, &line_rows[_i].state, line_rows[_i].seconds);
    ck_assert_str_eq(text, line_rows[_i].line);
}
END_TEST

static const struct bar_row {
    size_t columns;
    const char *bar;
} bar_rows[] = {
    {100, "trade.csv   50%  [####################....................]"
          "  123,456 rec/s  12 rejects  0:10 left"},
    {79, "trade.csv   50%  [###########...........]"
         "  123,456 rec/s  12 rejects  0:10 left"},
    {60, "trade.csv   50%  123,456 rec/s  12 rejects  0:10 left"},
    {45, "trade.csv   50%  123,456 rec/s  0:10 left"},
    {30, "trade.c   50%  0:10 left"},
    {12, "tra   50%"},
    {1, ""},
};

START_TEST(test_bar)
{
    char text[PROGRESS_BYTES];

    progress_bar(text, &half, 10, bar_rows[_i].columns);
    ck_assert_str_eq(text, bar_rows[_i].bar);
}
END_TEST

/* Whatever the figures, it never wraps. */
START_TEST(test_every_width)
{
    static const struct progress_state states[] = {
        {"a", 0, 0, 0, 0},
        {"\xe6\x9b\xb8\xe6\x9b\xb8\xe6\x9b\xb8\xe6\x9b\xb8.csv", 1, 3, 1, 1},
        {"x.csv", UINT64_MAX - 1, UINT64_MAX, UINT64_MAX, UINT64_MAX},
        {"x.csv", 1, UINT64_MAX, 1, 1},
    };
    char text[PROGRESS_BYTES];

    for (size_t columns = 0; columns < 200; columns++) {
        progress_bar(text, &states[_i], 1e6, columns);
        ck_assert_uint_le(visible_width(slice_of(text)), columns);
    }
    progress_line(text, &states[_i], 1e-9);
}
END_TEST

/* What progress writes to standard error in one form. */
static void written(enum progress_when when, const char *terminal, char *text,
                    size_t room)
{
    FILE *file = tmpfile();
    size_t len;

    ck_assert_ptr_nonnull(file);
    setenv("TERM", terminal, 1);
    setenv("COLUMNS", "60", 1);
    ck_assert_int_ge(dup2(fileno(file), STDERR_FILENO), 0);
    progress_begin(when);
    progress_show(&half);
    progress_show(&half); /* too early for a second one */
    log_line(LOG_WARNING, "w");
    progress_end();
    rewind(file);
    len = fread(text, 1, room - 1, file);
    text[len] = '\0';
}

START_TEST(test_form)
{
    char text[1000];

    written(PROGRESS_NEVER, "xterm", text, sizeof text);
    ck_assert_str_eq(text, "bibload: warning: w\n");
    written(PROGRESS_AUTO, "xterm", text, sizeof text); /* not a terminal */
    ck_assert_str_eq(text, "bibload: warning: w\n");
    written(PROGRESS_ALWAYS, "dumb", text, sizeof text);
    ck_assert_str_eq(text, "bibload: warning: w\n");
    written(PROGRESS_ALWAYS, "xterm", text, sizeof text);
    ck_assert_int_eq(strncmp(text, "\rtrade.csv   50%", 16), 0);
    ck_assert_ptr_nonnull(strstr(text, "\033[K\r\033[Kbibload: warning: w\n"));
    ck_assert_ptr_null(strstr(text + 2, "trade"));
}
END_TEST

static const struct number_row {
    uint64_t number;
    const char *text;
} number_rows[] = {
    {0, "0"},
    {999, "999"},
    {1000, "1,000"},
    {100000, "100,000"},
    {UINT64_MAX, "18,446,744,073,709,551,615"},
};

START_TEST(test_thousands)
{
    char text[THOUSANDS_BYTES];

    ck_assert_str_eq(thousands(text, number_rows[_i].number),
                     number_rows[_i].text);
}
END_TEST

Suite *progress_suite(void)
{
    Suite *suite = suite_create("progress");
    TCase *tests = tcase_create("progress");

    tcase_add_loop_test(tests, test_line, 0,
                        sizeof line_rows / sizeof *line_rows);
    tcase_add_loop_test(tests, test_bar, 0, sizeof bar_rows / sizeof *bar_rows);
    tcase_add_loop_test(tests, test_every_width, 0, 4);
    tcase_add_test(tests, test_form);
    tcase_add_loop_test(tests, test_thousands, 0,
                        sizeof number_rows / sizeof *number_rows);
    suite_add_tcase(suite, tests);
    return suite;
}
