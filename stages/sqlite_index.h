/*
 * The secondary indexes (indexes.sql): an empty database gets them at the end of
 * its first load. Each is a step of its own that is skipped if it is there, and
 * steps of a second are committed, so building them can be interrupted and taken
 * up again.
 */
#ifndef BIBLOAD_SQLITE_INDEX_H
#define BIBLOAD_SQLITE_INDEX_H

#include "sqlite_store.h"

/* What a sorter of SQLite's sorts at once, at least: of pages of 8 KB, ours. For the
 * whole process; but for an index a sorter has 2 MB of cache or more. */
#define SQLITE_SORT_BYTES (1000 * 1024)

/* All of them, or those whose name is given. In the open transaction, if there
 * is one. */
int sqlite_index_build(struct sqlite_store *store, const char *name,
                       struct error *error);
/* Those that a first load has from its beginning. */
int sqlite_index_sparse(struct sqlite_store *store, struct error *error);
/* Those that lookup needs; from then on the database answers lookups, and the
 * key map is given up. */
int sqlite_index_lookups(struct sqlite_store *store, struct error *error);
/* Sets store->indexed; *missing is the number of indexes that are not there. */
int sqlite_index_check(struct sqlite_store *store, int64_t *missing,
                       struct error *error);

#endif
