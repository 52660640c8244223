/*
 * Puts what resolve decided for a batch into the tables: first what goes, then
 * what is new (one INSERT ... SELECT a table), then what changed, then what is
 * told about it. Triggers and foreign keys are off here, so what hangs on a row
 * that goes is taken away by hand.
 */
#ifndef BIBLOAD_SQLITE_WRITE_H
#define BIBLOAD_SQLITE_WRITE_H

#include "sqlite_store.h"

int sqlite_write(struct store *head, const struct write_set *set,
                 struct error *error);

#endif
