/*
 * Takes rows away, with all that hangs on them: the order of sqlite_write's
 * first step.
 */
#ifndef BIBLOAD_SQLITE_REMOVE_H
#define BIBLOAD_SQLITE_REMOVE_H

#include "sqlite_store.h"

int sqlite_remove(struct sqlite_store *store, const struct changes *changes,
                  struct error *error);

#endif
