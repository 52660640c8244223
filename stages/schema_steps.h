/*
 * What each version of the schema added to the one before, so that a database that an
 * earlier bibload made goes on. schema.sql is the last version whole; the steps make
 * of an older database what schema.sql makes of an empty one, to the letter: verify
 * compares.
 */
#ifndef BIBLOAD_SCHEMA_STEPS_H
#define BIBLOAD_SCHEMA_STEPS_H

#include "../pipeline/slice.h"

#include <stdbool.h>
#include <stdint.h>

/* Of the schema, as PRAGMA user_version: the first, and the one of this program. */
#define SCHEMA_FIRST 1
#define SCHEMA_VERSION 2

struct schema_step {
    int64_t version;    /* that has it; every one above the first has a step */
    const char *table;  /* that it changes */
    const char *column; /* that it adds */
    const char *sql;
};

extern const struct schema_step
    schema_steps[]; /* by version; ends with sql NULL */

/* Has the table another form in a database of that version? */
bool schema_step_awaits(int64_t version, struct slice table);

#endif
