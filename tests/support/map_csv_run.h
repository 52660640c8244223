/*
 * Runs a CSV, planned as a source says, through cut, parse and map. A book, an author
 * or a link is written down as
 *     KIND title=... isbn=...
 *       name=... role=...
 * with a line for each contributor, and a record's findings behind "!".
 */
#ifndef BIBLOAD_MAP_CSV_RUN_H
#define BIBLOAD_MAP_CSV_RUN_H

#include "bench_stage.h"
#include "column_settings.h"

struct map_csv_row {
    const char *why;
    const char *text;
    const char *expected;
    struct test_column settings[8]; /* to the first without a name */
    const char *author_separator, *title_separator;
    const char *extra[3];
    enum name_order name_order;
    enum detected header;
};

/* bench_init with the stages; bench.source is then the caller's to change. */
void map_csv_begin(struct bench *bench);
/* Plans the text and runs it. */
void map_csv_import(struct bench *bench, struct slice text);
/* Fails the test, with both texts, if something else comes out. */
void map_csv_check(const struct map_csv_row *row);

#endif
