/* Messages: what is shown at which level, and that data can't forge a line. */
#include "../pipeline/log.h"
#include "../pipeline/visible.h"

#include <check.h>
#include <stdio.h>
#include <unistd.h>

Suite *log_suite(void);

static const struct visible_row {
    const char *why;
    struct slice text;
    const char *shown;
} visible_rows[] = {
    {"plain", SLICE("a b"), "a b"},
    {"a forged line", SLICE("a\nbibload: error: b"), "a\\x0Abibload: error: b"},
    {"an escape sequence", SLICE("\033[2J"), "\\x1B[2J"},
    {"CSI in one character",
     SLICE("\xc2\x9b"
           "2J"),
     "\\xC2\\x9B2J"},
    {"CSI in Latin-1",
     SLICE("\x9b"
           "2J"),
     "\\x9B2J"},
    {"DEL", SLICE("\177"), "\\x7F"},
    {"a NUL", SLICE("a\0b"), "a\\x00b"},
    {"UTF-8 stays", SLICE("Br\xc3\xb6nt\xc3\xab"), "Br\xc3\xb6nt\xc3\xab"},
    {"a cut character", SLICE("Br\xc3"), "Br\\xC3"},
    {"an overlong one", SLICE("\xc0\x8a"), "\\xC0\\x8A"},
    {"a surrogate", SLICE("\xed\xa0\x80"), "\\xED\\xA0\\x80"},
};

START_TEST(test_visible)
{
    const struct visible_row *row = &visible_rows[_i];
    char shown[200];
    size_t len = visible_text(shown, sizeof shown, row->text);

    ck_assert_msg(strcmp(shown, row->shown) == 0, "%s: %s", row->why, shown);
    ck_assert_uint_eq(len, strlen(shown));
}
END_TEST

/* Never over the room, never half a character. */
START_TEST(test_visible_room)
{
    struct slice text = SLICE("a\xc3\xa9\n\xe6\x9b\xb8");
    char shown[64];

    for (size_t room = 1; room < 16; room++) {
        memset(shown, '!', sizeof shown);
        ck_assert_uint_lt(visible_text(shown, room, text), room);
        for (size_t i = room; i < sizeof shown; i++)
            ck_assert_int_eq(shown[i], '!');
    }
    visible_text(shown, 3, text);
    ck_assert_str_eq(shown, "a");
}
END_TEST

START_TEST(test_width)
{
    struct slice wide = SLICE("a\xe6\x9b\xb8z"); /* a, a wide one, z */

    ck_assert_uint_eq(visible_width(wide), 4);
    ck_assert(slice_is(visible_cut(wide, 2), "a"));
    ck_assert(slice_is(visible_cut(wide, 3), "a\xe6\x9b\xb8"));
    ck_assert(slice_equal(visible_cut(wide, 99), wide));
    ck_assert_uint_eq(visible_cut(wide, 0).len, 0);
}
END_TEST

/* Standard error into a file, which `shown` reads. */
static FILE *catch_stderr(void)
{
    FILE *file = tmpfile();

    ck_assert_ptr_nonnull(file);
    fflush(stderr);
    ck_assert_int_ge(dup2(fileno(file), STDERR_FILENO), 0);
    return file;
}

static void shown(FILE *file, char *text, size_t room)
{
    size_t len;

    rewind(file);
    len = fread(text, 1, room - 1, file);
    text[len] = '\0';
}

static const struct level_row {
    enum log_level level;
    const char *expected;
} level_rows[] = {
    {LOG_ERROR, "bibload: error: e\n"},
    {LOG_WARNING, "bibload: error: e\nbibload: warning: w\n"},
    {LOG_NOTE, "bibload: error: e\nbibload: warning: w\nn\n"},
    {LOG_DETAIL, "bibload: error: e\nbibload: warning: w\nn\nd\n"},
};

START_TEST(test_level)
{
    FILE *file = catch_stderr();
    char text[500];

    log_set_level(level_rows[_i].level);
    log_line(LOG_ERROR, "%s", "e");
    log_line(LOG_WARNING, "w");
    log_line(LOG_NOTE, "n");
    log_line(LOG_DETAIL, "d");
    shown(file, text, sizeof text);
    ck_assert_str_eq(text, level_rows[_i].expected);
}
END_TEST

START_TEST(test_long_message)
{
    static char message[10000], text[50000];
    FILE *file = catch_stderr();

    memset(message, '\n', sizeof message - 1);
    log_line(LOG_NOTE, "%s", message);
    shown(file, text, sizeof text);
    ck_assert_str_eq(text + strlen(text) - 8, "\\x0A...\n");
    ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
}
END_TEST

Suite *log_suite(void)
{
    Suite *suite = suite_create("log");
    TCase *tests = tcase_create("log");

    tcase_add_loop_test(tests, test_visible, 0,
                        sizeof visible_rows / sizeof *visible_rows);
    tcase_add_test(tests, test_visible_room);
    tcase_add_test(tests, test_width);
    tcase_add_loop_test(tests, test_level, 0,
                        sizeof level_rows / sizeof *level_rows);
    tcase_add_test(tests, test_long_message);
    suite_add_tcase(suite, tests);
    return suite;
}
