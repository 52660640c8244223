/*
 * A small part of the sweeps in tests/faults, which are run whole by hand (make
 * faults): every scenario, killed at some of its system calls, must end as if nothing
 * had happened; and that something was lost must be seen. Needs strace, and to be
 * allowed to use it. Some commands are then run with some of their allocations and
 * calls failing; a build with a sanitizer can't be, for it has allocations of its
 * own, nor one for coverage, for it writes files of its own.
 */
#include <check.h>
#include <stdbool.h>
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

/* Prints what a sweep says if it finds something. */
static void run_sweep(const char *command)
{
    FILE *from = popen(command, "r");
    char said[4000] = "", line[400];

    ck_assert_ptr_nonnull(from);
    while (fgets(line, sizeof line, from))
        if (strlen(said) + strlen(line) < sizeof said)
            strcat(said, line);
    ck_assert_msg(pclose(from) == 0, "%s:\n%s", command, said);
}

static bool traced(void)
{
    return system("strace -o /dev/null true 2>/dev/null") == 0;
}

START_TEST(killed_and_resumed)
{
    char names[SCENARIOS_MAX][40], command[200];
    int count = read_scenarios(names);

    ck_assert_int_gt(count, 0);
    if (_i >= count)
        return;
    if (!traced()) {
        if (_i == 0)
            fprintf(stderr, "faults: strace does not work here, so nothing "
                            "is killed\n");
        return;
    }
    snprintf(command, sizeof command, "STEP=%d TWICE=3 tests/faults/kill.sh %s",
             61 + _i, names[_i]);
    run_sweep(command);
}
END_TEST

/* What a bibload may lose; an empty folder of rejects is not none. */
static const char *const losses[] = {"rejects", "folder", "range"};

/* Whether the sweep sees a loss; one that finds something keeps it in TMPDIR. */
START_TEST(a_loss_is_seen)
{
    const char *bibload = getenv("BIBLOAD");
    char command[600];

    if (!traced())
        return;
    snprintf(command, sizeof command,
             "folder=$(mktemp -d) && export TMPDIR=$folder LOSES=%s "
             "LOSSY_OF=$(realpath %s) BIBLOAD=tests/faults/lossy.sh STEP=1000; "
             "tests/faults/kill.sh csv_rejects > $folder/said; found=$?; "
             "cat $folder/said; grep -q ' [1-9][0-9]* failures' $folder/said; "
             "seen=$?; rm -rf $folder; [ $found$seen = 10 ]",
             losses[_i], bibload ? bibload : "./bibload");
    run_sweep(command);
}
END_TEST

/* Primes, so that the points are not those of one loop. */
static const char *const sweeps[] = {
    "STEP=577 tests/faults/sweep.sh memory again marc8 oai",
    "STEP=577 tests/faults/sweep.sh memory report_json merged_books wrong_config",
    "STEP=61 tests/faults/sweep.sh io rejects resumed contract",
    "STEP=61 tests/faults/sweep.sh io report_html undone help",
};

START_TEST(failing)
{
    const char *sweep = getenv("SWEEP"); /* "" from make: there is none */

    if (!sweep || *sweep)
        run_sweep(sweeps[_i]);
    else if (_i == 0)
        fprintf(stderr, "faults: no allocation and no call fails in a build "
                        "with a sanitizer, or one that counts\n");
}
END_TEST

Suite *faults_suite(void)
{
    Suite *suite = suite_create("faults");
    TCase *kills = tcase_create("kills"), *failures = tcase_create("failures");

    tcase_set_timeout(kills, 600);
    tcase_add_loop_test(kills, killed_and_resumed, 0, SCENARIOS_MAX);
    tcase_add_loop_test(kills, a_loss_is_seen, 0,
                        sizeof losses / sizeof *losses);
    suite_add_tcase(suite, kills);
    tcase_set_timeout(failures, 600);
    tcase_add_loop_test(failures, failing, 0, sizeof sweeps / sizeof *sweeps);
    suite_add_tcase(suite, failures);
    return suite;
}
