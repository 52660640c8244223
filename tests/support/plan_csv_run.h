/*
 * Runs plan_csv over the beginning of a file. A plan is written down in one line
 *     DELIMITER header|none COLUMNS KIND [link] [html] [sep=X]: fields
 * where a field is name=columns (from 1), and a contributor stands in brackets.
 */
#ifndef BIBLOAD_PLAN_CSV_RUN_H
#define BIBLOAD_PLAN_CSV_RUN_H

#include "../../pipeline/plan.h"
#include "column_settings.h"

struct plan_csv_row {
    const char *why;
    const char *text;
    const char *expected; /* the plan, or with fails: of the message */
    struct test_column settings[6];
    bool fails;
    struct source_config source; /* what differs from all zero */
    const char *note;            /* one of the notes begins with this */
};

/* Fails the test, with both texts, if something else comes out. */
void plan_csv_check(const struct plan_csv_row *row);

#endif
