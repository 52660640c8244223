/*
 * One CSV row as mapping sees it: the values of its columns, and lists of
 * values inside a cell.
 */
#ifndef BIBLOAD_MAP_ROW_H
#define BIBLOAD_MAP_ROW_H

#include "../pipeline/plan.h"
#include "../pipeline/record.h"

/* Values in one cell, and biblios times contributors of one row: beyond, the
 * row is RECORD_TOO_LONG. */
#define MAP_VALUES_MAX 10000
#define MAP_CONTRIBUTORS_MAX 100000

struct map_row {
    const struct csv_plan *csv;
    struct record *record;
    enum name_order name_order;
    size_t part;         /* of the biblios this row gives, from 0 */
    size_t contributors; /* of all of them so far */
    bool warned;         /* of a likely separator: once in a row is enough */
};

/* Values of one cell; empty ones at its end are not in the list. */
struct map_values {
    LIST(struct slice) list;
    size_t parts; /* with the empty ones at the end */
};

/* A cell's text: entities decoded where the plan says so, blanks, line ends and
 * no-break spaces at either end gone. */
struct slice map_cell(const struct map_row *row, size_t column);

/* The first of the columns that is not empty, or the empty slice. */
struct slice map_first(const struct map_row *row,
                       const struct plan_columns *columns);

/* The values of a cell; without a separator the cell is one value. A separator
 * of letters separates as a word, and a comma separates no suffix like "Jr.".
 * False: too many of them, and the row is rejected for `field`, or memory is
 * short. */
bool map_split(const struct map_row *row, struct slice cell,
               const char *separator, struct slice field,
               struct map_values *values);

struct slice map_trim(struct slice text);

#endif
