/*
 * SIGINT and SIGTERM: whoever works for long asks now and then whether an end is
 * wanted, and leaves the database on a committed batch. A second signal ends the
 * process at once, which is as safe as a kill.
 */
#ifndef BIBLOAD_STOP_H
#define BIBLOAD_STOP_H

#include <stdatomic.h>
#include <stdbool.h>

void stop_catch_signals(void);
/* From here on a signal ends the process. */
void stop_release_signals(void);

/* For those who are handed it; not 0 when an end is wanted. */
const atomic_int *stop_flag(void);
bool stop_wanted(void);
/* For tests, whose process goes on. */
void stop_forget(void);

#endif
