/*
 * A small part of the sweeps in tests/faults, which are run whole by hand (make
 * faults): every scenario, killed at some of its system calls, must end as if nothing
 * had happened. Needs strace, and to be allowed to use it.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *faults_suite(void);

#define SCENARIOS_MAX 40

/* The scenarios that tests/faults/scenarios.sh names. */
static int read_scenarios(char names[SCENARIOS_MAX][40])
{
    FILE *from = popen(". tests/faults/scenarios.sh && echo $scenarios", "r");
    int count = 0;

    ck_assert_ptr_nonnull(from);
    while (count < SCENARIOS_MAX && fscanf(from, "%39s", names[count]) == 1)
        count++;
    ck_assert_int_eq(pclose(from), 0);
    return count;
}

START_TEST(killed_and_resumed)
{
    char names[SCENARIOS_MAX][40], command[200], line[400], last[400] = "";
    int count = read_scenarios(names);
    FILE *from;

    ck_assert_int_gt(count, 0);
    if (_i >= count)
        return;
    if (system("strace -o /dev/null true 2>/dev/null") != 0) {
        if (_i == 0)
            fprintf(stderr, "faults: strace does not work here, so nothing "
                            "is killed\n");
        return;
    }
    snprintf(command, sizeof command, "STEP=%d TWICE=3 tests/faults/kill.sh %s",
             61 + _i, names[_i]);
    from = popen(command, "r");
    ck_assert_ptr_nonnull(from);
    while (fgets(line, sizeof line, from))
        memcpy(last, line, sizeof last);
    ck_assert_msg(pclose(from) == 0, "%s: %s", names[_i], last);
}
END_TEST

Suite *faults_suite(void)
{
    Suite *suite = suite_create("faults");
    TCase *kills = tcase_create("kills");

    tcase_set_timeout(kills, 600);
    tcase_add_loop_test(kills, killed_and_resumed, 0, SCENARIOS_MAX);
    suite_add_tcase(suite, kills);
    return suite;
}
