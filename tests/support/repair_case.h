/*
 * A database with something of everything, in which each check can fail, and its
 * repair.
 *
 *     begin ( damage by SQL | repair_case_mend | repair_case_state )* end
 */
#ifndef BIBLOAD_TESTS_REPAIR_CASE_H
#define BIBLOAD_TESTS_REPAIR_CASE_H

#include "../../stages/repair.h"
#include "import_case.h"

struct repair_case {
    struct import_bench bench;
    char spare[128]; /* the undamaged database */
    const char *config;
    struct arena arena;
    struct repair_result
        *results; /* of the last repair, in the order of checks */
};

void repair_case_begin(struct repair_case *repair);
void repair_case_end(struct repair_case *repair);

/* A copy of a database, in place of the other. */
void repair_case_copy(const char *from, const char *to);
/* All that a repair may not change, as text; the caller frees it. */
char *repair_case_state(const char *database);
/* true: nothing fails any more. */
bool repair_case_mend(struct repair_case *repair);
const struct repair_result *repair_case_result(const struct repair_case *repair,
                                               const char *check);

/* A program that knows nothing of triggers, or dropped them. */
#define QUIETLY(sql)                                       \
    "CREATE TEMP TABLE seen AS SELECT * FROM touched;" sql \
    ";DELETE FROM touched; INSERT INTO touched SELECT * FROM seen"

#endif
