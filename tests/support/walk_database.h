/*
 * The database of a walk (failing_walk.h): kept as it was, put back before each run,
 * and compared behind it. One walk at a time.
 *
 *     walk_begin walk_keep? (walk_put_back ... walk_compare)* walk_end
 */
#ifndef BIBLOAD_TESTS_WALK_DATABASE_H
#define BIBLOAD_TESTS_WALK_DATABASE_H

#include "failing_walk.h"

extern struct walk {
    struct import_bench bench;
    char kept[128]; /* what there was before; no such file: nothing */
    /* What an undisturbed run gives, by dump_state (or of a new database, which has
     * another secret and so other keys, its rows), and by dump_rows. */
    char *expected, *expected_rows;
} walk;

/* False: nothing can fail in this build. */
bool walk_begin(enum failing kind);
void walk_end(void);
/* An import as it must end, and the first so many of them. */
void walk_run_plainly(const struct failing_imports *imports, int step);
void walk_run_before(const struct failing_imports *imports, int count);
void walk_keep(void);
void walk_put_back(void);
char *walk_state(void); /* as walk.expected */
/* Ends the test if they differ, with the first line that does. */
void walk_compare(const char *rows, const char *expected, const char *what,
                  enum failing kind, unsigned at);
/* Which calls are let fail, of the undisturbed round. */
unsigned walk_choose(unsigned at[FAIL_PLACES]);

#endif
