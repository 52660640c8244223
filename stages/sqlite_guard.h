/*
 * Which constraints a database has that are not ours: tables that another program
 * declared, unique indexes that it added. Its triggers don't count, for they are
 * off while an import runs.
 */
#ifndef BIBLOAD_SQLITE_GUARD_H
#define BIBLOAD_SQLITE_GUARD_H

#include "sqlite_store.h"

/* *guarded: there are some on a table that imports write. */
int sqlite_guard_find(struct sqlite_store *store, bool *guarded,
                      struct error *error);

#endif
