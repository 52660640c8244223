/* Errors: the first wins, each kind has its exit status and its advice. */
#include "../pipeline/error.h"

#include <check.h>
#include <errno.h>

Suite *error_suite(void);

static const struct kind_row {
    enum error_kind kind;
    int status;
    bool again;
} kind_rows[] = {
    {ERROR_USAGE, 2, false}, {ERROR_INPUT, 3, false},
    {ERROR_STORE, 3, false}, {ERROR_DISK, 3, true},
    {ERROR_MEMORY, 3, true}, {ERROR_LIMIT, 3, false},
    {ERROR_LOCKED, 4, true}, {ERROR_INTERRUPTED, 3, true},
};

START_TEST(test_kind)
{
    struct error error = {0};

    ck_assert_int_eq(error_set(&error, kind_rows[_i].kind, "%s %d", "x", 1),
                     -1);
    ck_assert(error_is_set(&error));
    ck_assert_str_eq(error.text, "x 1");
    ck_assert_int_eq(error_exit_status(&error), kind_rows[_i].status);
    ck_assert_int_eq(error.again, kind_rows[_i].again);
}
END_TEST

START_TEST(test_first_wins)
{
    struct error error = {0};

    ck_assert(!error_is_set(&error));
    ck_assert_int_eq(error_exit_status(&error), 0);
    ck_assert_int_eq(error_set(&error, ERROR_USAGE, "first"), -1);
    ck_assert_int_eq(error_set(&error, ERROR_STORE, "second"), -1);
    ck_assert_int_eq(error_memory(&error), -1);
    ck_assert_int_eq(error_system(&error, ERROR_INPUT, ENOSPC, "third"), -1);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    ck_assert_str_eq(error.text, "first");
}
END_TEST

static const struct system_row {
    int number;
    enum error_kind kind;
    const char *text;
} system_rows[] = {
    {ENOENT, ERROR_INPUT, "a.csv: No such file or directory"},
    {ENOSPC, ERROR_DISK, "a.csv: No space left on device"},
    {EDQUOT, ERROR_DISK, "a.csv: Disk quota exceeded"},
    {EIO, ERROR_DISK, "a.csv: Input/output error"},
    {ENOMEM, ERROR_MEMORY, "a.csv: Cannot allocate memory"},
    {EINTR, ERROR_INTERRUPTED, "a.csv: Interrupted system call"},
    {EROFS, ERROR_DISK, "a.csv: Read-only file system"},
};

START_TEST(test_system)
{
    struct error error = {0};

    ck_assert_int_eq(error_system(&error, ERROR_INPUT, system_rows[_i].number,
                                  "%s", "a.csv"),
                     -1);
    ck_assert_int_eq(error.kind, system_rows[_i].kind);
    ck_assert_str_eq(error.text, system_rows[_i].text);
}
END_TEST

/* A file that can't be written: the next time neither, if its place is wrong. */
START_TEST(test_misplaced)
{
    static const struct {
        int number;
        bool again;
    } rows[] = {
        {ENAMETOOLONG, false}, {ENOENT, false}, {ENOTDIR, false},
        {EISDIR, false},       {ELOOP, false},  {EACCES, true},
        {EFBIG, true},         {ENOSPC, true},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};

        ck_assert_int_eq(error_system(&error, ERROR_DISK, rows[i].number, "x"),
                         -1);
        ck_assert_int_eq(error.kind, ERROR_DISK);
        ck_assert_int_eq(error.again, rows[i].again);
    }
}
END_TEST

/* Text that is too long is cut, and stays terminated. */
START_TEST(test_long)
{
    char name[3000];
    struct error error = {0};

    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    error_system(&error, ERROR_INPUT, ENOENT, "%s", name);
    ck_assert_uint_eq(strlen(error.text), sizeof error.text - 1);
}
END_TEST

Suite *error_suite(void)
{
    Suite *suite = suite_create("error");
    TCase *tests = tcase_create("error");

    tcase_add_loop_test(tests, test_kind, 0,
                        sizeof kind_rows / sizeof *kind_rows);
    tcase_add_test(tests, test_first_wins);
    tcase_add_loop_test(tests, test_system, 0,
                        sizeof system_rows / sizeof *system_rows);
    tcase_add_test(tests, test_misplaced);
    tcase_add_test(tests, test_long);
    suite_add_tcase(suite, tests);
    return suite;
}
