/*
 * One error model for broken machinery: a disk, a database, an allocation, a
 * config that makes no sense. (Bad data is not an error: see record.h.)
 *
 * A function that can fail returns int, 0 or -1, and takes a struct error that
 * it fills where the failure happened. The first error wins: filling a filled
 * error does nothing, so a failing clean-up can't hide its cause. Nothing but
 * main.c prints an error, and only main.c turns it into an exit status.
 */
#ifndef BIBLOAD_ERROR_H
#define BIBLOAD_ERROR_H

#include "slice.h"

#include <stdint.h>

enum error_kind {
    ERROR_NONE,
    ERROR_USAGE,       /* command line or config: exit 2 */
    ERROR_INPUT,       /* a file can't be opened or read: exit 3 */
    ERROR_STORE,       /* the database: exit 3 */
    ERROR_REFUSED,     /* a constraint of the database forbids it: exit 3 */
    ERROR_DISK,        /* full or failing: exit 3, running again resumes */
    ERROR_MEMORY,      /* exit 3 */
    ERROR_LIMIT,       /* max_rejects or a contract breached: exit 3 */
    ERROR_LOCKED,      /* another import holds the database: exit 4 */
    ERROR_INTERRUPTED, /* a signal: exit 3, running again resumes */
    ERROR_CHANGED,     /* the input is not that of the interrupted import:
                          import_run begins a new one */
};

struct error {
    enum error_kind kind;
    bool again;      /* does the same command help if run again? */
    bool unsure;     /* a sync failed: nothing may be committed any more */
    char stage[24];  /* "" outside stages */
    char text[1000]; /* one sentence, no final newline; names file and place */
};

/* Returns -1 always, so a caller can `return error_set(...)`. */
int error_set(struct error *error, enum error_kind kind, const char *format,
              ...) __attribute__((format(printf, 3, 4)));
int error_memory(struct error *error);

/* ERROR_DISK for ENOSPC, EDQUOT, EIO and EROFS, else the given kind; appends
 * strerror(number) to the text. Running again doesn't help where a path is wrong. */
int error_system(struct error *error, enum error_kind kind, int number,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

static inline bool error_is_set(const struct error *error)
{
    return error->kind != ERROR_NONE;
}

/* The exit status of PRODUCT: 0, 2, 3 or 4. */
int error_exit_status(const struct error *error);

#endif
