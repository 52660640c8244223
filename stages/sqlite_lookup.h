/*
 * Which rows have these keys? In a first load the key map answers, until it is
 * full; else the indexes do, asked in the order of the keys.
 */
#ifndef BIBLOAD_SQLITE_LOOKUP_H
#define BIBLOAD_SQLITE_LOOKUP_H

#include "sqlite_store.h"

int sqlite_lookup(struct store *head, struct probe **probes, size_t count,
                  struct arena *arena, struct error *error);

/* Notes the keys that write has written, if a key map is in use. */
int sqlite_lookup_note(struct sqlite_store *store,
                       const struct changes *changes, struct error *error);

#endif
