/*
 * What SQLite's result codes mean to a user: a full disk (running again helps),
 * somebody else's lock, a damaged database.
 */
#ifndef BIBLOAD_SQLITE_ERROR_H
#define BIBLOAD_SQLITE_ERROR_H

#include "../pipeline/error.h"

struct sqlite_store;

/* Fills the error from the connection's last failure and returns -1. `doing`
 * says what was tried: "writing books". */
int sqlite_fail(const struct sqlite_store *store, struct error *error,
                const char *doing);

/* "SQLITE_IOERR_FSYNC"; the primary code's name for one that is not listed. */
const char *sqlite_code_name(int extended);

#endif
