/*
 * A small part of the power cuts that tests/faults/power.sh makes when it is run
 * whole (make faults-power), always the same.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *power_suite(void);

static const struct power_row {
    const char *what, *settings, *scenario;
} power_table[] = {
    {"a first load, with rejects", "STATES=5 SYNCS=23 SIZES=3", "rejects"},
    {"through the write-ahead log", "STATES=5 SYNCS=7", "csv_again"},
    {"one transaction, with the import's end", "STATES=10 SYNCS=0", "contract"},
    {"one transaction, its journal deleted", "STATES=5 SYNCS=2",
     "undone_killed"},
};

#define ROWS (int)(sizeof power_table / sizeof *power_table)

START_TEST(cut_and_resumed)
{
    const struct power_row *row = &power_table[_i];
    char command[200], line[600], said[8000] = "";
    FILE *from;

    snprintf(command, sizeof command,
             "SEED=1 SIZES=20 AGAIN=3 %s tests/faults/power.sh %s 2>&1",
             row->settings, row->scenario);
    from = popen(command, "r");
    ck_assert_ptr_nonnull(from);
    while (fgets(line, sizeof line, from))
        if (strlen(said) + strlen(line) < sizeof said)
            strcat(said, line);
    ck_assert_msg(pclose(from) == 0, "%s:\n%s", row->what, said);
}
END_TEST

Suite *power_suite(void)
{
    Suite *suite = suite_create("power");
    TCase *cuts = tcase_create("cuts");

    tcase_set_timeout(cuts, 600);
    tcase_add_loop_test(cuts, cut_and_resumed, 0, ROWS);
    suite_add_tcase(suite, cuts);
    return suite;
}
