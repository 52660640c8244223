/* Signals: the first asks for an end, the second ends the process. */
#include "../pipeline/stop.h"

#include <check.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *stop_suite(void);

static const struct {
    int first, second;
} rows[] = {
    {SIGTERM, SIGTERM},
    {SIGINT, SIGINT},
    {SIGTERM, SIGINT},
    {SIGINT, SIGTERM},
};

/* In a child, whose end is looked at. */
START_TEST(test_second_ends)
{
    int status;
    pid_t child = fork();

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        stop_catch_signals();
        if (stop_wanted() || raise(rows[_i].first) != 0 || !stop_wanted())
            _exit(1);
        (void)raise(rows[_i].second);
        _exit(2);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status));
    ck_assert_int_eq(WTERMSIG(status), rows[_i].second);
}
END_TEST

/* As under nohup: what was ignored stays so, also after a first signal. */
START_TEST(test_ignored_stays)
{
    int status;
    pid_t child = fork();

    ck_assert_int_ge(child, 0);
    if (child == 0) {
        (void)signal(SIGINT, SIG_IGN);
        stop_catch_signals();
        if (raise(SIGINT) != 0 || stop_wanted() || raise(SIGTERM) != 0 ||
            !stop_wanted() || raise(SIGINT) != 0)
            _exit(1);
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
}
END_TEST

Suite *stop_suite(void)
{
    Suite *suite = suite_create("stop");
    TCase *tests = tcase_create("signals");

    tcase_add_loop_test(tests, test_second_ends, 0,
                        (int)(sizeof rows / sizeof *rows));
    tcase_add_test(tests, test_ignored_stays);
    suite_add_tcase(suite, tests);
    return suite;
}
