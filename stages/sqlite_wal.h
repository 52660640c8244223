/*
 * Checkpoints of the write-ahead log on our schedule: SQLite's own, after every
 * 1,000 pages, would write the same pages of a large load again and again.
 */
#ifndef BIBLOAD_SQLITE_WAL_H
#define BIBLOAD_SQLITE_WAL_H

#include "sqlite_store.h"

/* Begins to follow the log's length. */
void sqlite_wal_follow(struct sqlite_store *store);
/* After a commit: copies the log into the database once it is long. Readers may
 * keep some of it back. */
int sqlite_wal_checkpoint(struct sqlite_store *store, struct error *error);
/* Copies all of it and empties the file, unless a reader is in the way. */
int sqlite_wal_empty(struct sqlite_store *store, struct error *error);

#endif
