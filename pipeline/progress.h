/*
 * Progress of an import: a bar on a terminal, a line at a sensible interval
 * elsewhere, nothing when told so.
 *
 *     progress_begin (progress_show)* progress_end
 */
#ifndef BIBLOAD_PROGRESS_H
#define BIBLOAD_PROGRESS_H

#include "command.h"

#include <stdint.h>

struct progress_state {
    const char *file;    /* name for people */
    uint64_t done, size; /* stored bytes; size 0: unknown */
    uint64_t records, rejects;
};

void progress_begin(enum progress_when when);
/* Cheap to call after every batch: draws at most ten times a second on a
 * terminal, and a line after 10, 30, 60, 120, ... seconds elsewhere. */
void progress_show(const struct progress_state *state);
/* Wipes the bar, so that a line can be printed; it comes back with the next
 * show. log_line calls it. */
void progress_hide(void);
void progress_end(void);

#endif
