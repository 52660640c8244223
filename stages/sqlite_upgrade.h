/* Brings a database of an earlier version of the schema to this program's. */
#ifndef BIBLOAD_SQLITE_UPGRADE_H
#define BIBLOAD_SQLITE_UPGRADE_H

#include "sqlite_store.h"

/* Takes the steps that the database misses (schema_steps.h), within the transaction
 * that was begun, so a dry run or a breach of contract takes them back. The store is
 * then `current`. */
int sqlite_upgrade(struct sqlite_store *store, struct error *error);

#endif
