/*
 * What fails on purpose: a call for memory of an arena, of the heap or of SQLite, or
 * a call of the system or of SQLite, one of them. Calls are counted from arming on,
 * on whatever thread, so one that is to be met again needs an import on one thread.
 *
 * All but SQLite's memory fail by the linker's --wrap, which link-time optimisation
 * does not obey: failing_can tells whether it is there.
 */
#ifndef BIBLOAD_TESTS_FAILING_H
#define BIBLOAD_TESTS_FAILING_H

#include <stdbool.h>

enum failing {
    FAIL_ARENA,
    FAIL_HEAP, /* malloc and its kin, libxml2's too */
    FAIL_SQLITE,
    FAIL_CALL,
    FAIL_KINDS
};

bool failing_can(enum failing kind);
/* Before SQLite is first used in the process: its memory can fail from now on. */
void failing_prepare(void);
#define FAIL_NEVER ((unsigned)-1)
#define FAIL_PLACES 8192
/* The N-th call from now on, from 0, fails, and no other. FAIL_NEVER: none does,
 * and places are noted. */
void failing_at(enum failing kind, unsigned n);
/* None fails any more. */
void failing_end(void);
/* Of the last round in which none failed: calls that together come by every place
 * of the program that leads to one, unless another round, in this process or
 * another test's, came by that place before. Returns how many. */
unsigned failing_places(unsigned at[FAIL_PLACES]);

/* For those who fail: is it this call's turn? */
bool failing_now(enum failing kind);

#endif
