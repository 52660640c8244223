/*
 * Memory that is short on purpose: a call for memory of an arena, or of SQLite,
 * fails. Calls are counted from arming on, on whatever thread, so one that is to be
 * met again needs an import on one thread.
 *
 * Arenas fail by the linker's --wrap, which link-time optimisation does not obey:
 * memory_can_fail tells whether it is there.
 */
#ifndef BIBLOAD_TESTS_FAILING_MEMORY_H
#define BIBLOAD_TESTS_FAILING_MEMORY_H

#include <stdbool.h>

enum memory { MEMORY_ARENA, MEMORY_SQLITE };

bool memory_can_fail(enum memory memory);
/* Before SQLite is first used in the process: its memory can fail from now on. */
void memory_prepare(void);
#define MEMORY_NEVER ((unsigned)-1)
#define MEMORY_PLACES 4096
/* The N-th call from now on, from 0, fails, and no other. */
void memory_fail_at(enum memory memory, unsigned n);
/* Calls since then; none fails any more. */
unsigned memory_calls(void);
/* Of the last round in which none failed: the first call from each place. */
unsigned memory_places(unsigned at[MEMORY_PLACES]);

#endif
