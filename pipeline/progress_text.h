/*
 * What progress says, as text; progress.c knows where and when.
 *
 *     trade.csv  45% [#########...........]  120,000 rec/s  12 rejects  0:42 left
 *     trade.csv: 45%, 1,234,567 records, 120,000 rec/s, 12 rejects, 0:42 left
 */
#ifndef BIBLOAD_PROGRESS_TEXT_H
#define BIBLOAD_PROGRESS_TEXT_H

#include "progress.h"

#define PROGRESS_BYTES 4096

/* At most that many columns wide; parts that do not fit are left out, the time
 * last of all but the percentage. seconds: since the beginning. */
void progress_bar(char text[PROGRESS_BYTES], const struct progress_state *state,
                  double seconds, size_t columns);
void progress_line(char text[PROGRESS_BYTES],
                   const struct progress_state *state, double seconds);

#endif
