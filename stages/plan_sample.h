/*
 * The first records of a CSV as cells, to find out what the file is.
 */
#ifndef BIBLOAD_PLAN_SAMPLE_H
#define BIBLOAD_PLAN_SAMPLE_H

#include "../pipeline/config.h"

#define SAMPLE_RECORDS 1000
#define SAMPLE_COLUMNS 10000 /* cells kept of a record */

struct sample_row {
    struct slice raw;          /* of the text, without its line end */
    const struct slice *cells; /* UTF-8 */
    size_t count;              /* as the record has; 0: malformed */
};

struct sample {
    LIST(struct sample_row) rows;
    size_t usual;   /* the most frequent count of cells; 0: no record */
    size_t usually; /* rows that have it */
};

struct sample_source {
    struct slice text;
    bool whole; /* the text is all there is */
    bool backslash;
    enum encoding encoding;
    char delimiter;
};

/* 0, or -1 when memory is short. */
int sample_take(struct sample *sample, const struct sample_source *from,
                struct arena *arena);

/* The cell, or the empty slice where the row has none or was too long. */
struct slice sample_cell(const struct sample_row *row, size_t column);

/* How much the sample looks like a table that was cut with the right delimiter:
 * 0 (one column) to 1. */
double sample_consistency(const struct sample *sample);

#endif
