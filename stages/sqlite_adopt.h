/*
 * Taking over a database that another program made: one transaction, and either
 * all of it or nothing.
 *
 *     open, lock, BEGIN IMMEDIATE
 *       sqlite_adopt_note      what is wanted and what is there, as temp tables
 *       sqlite_adopt_check     refuses, or warns
 *       sqlite_adopt_add       columns, tables, triggers, views, indexes
 *       sqlite_adopt_ids       ids are never given twice
 *       rows marked as touched, so that the next import recognises them
 *     COMMIT
 *
 * No row of the three tables is written, and none is copied.
 */
#ifndef BIBLOAD_SQLITE_ADOPT_H
#define BIBLOAD_SQLITE_ADOPT_H

#include "sqlite_store.h"

/* So many ids an import must be able to give, at least. */
#define ADOPT_IDS_LEFT 1000000000

int sqlite_adopt(const char *path, uint64_t memory, struct adoption *adoption,
                 struct error *error);

/* temp.wanted_objects (place, type, name, sql), temp.wanted_columns and
 * temp.their_columns (tbl, name, type, required, value, pk; theirs: hidden). */
int sqlite_adopt_note(struct sqlite_store *store, struct error *error);

/* Before anything is noted: is it a database that can be taken over at all? */
int sqlite_adopt_check_file(struct sqlite_store *store, struct error *error);
/* The first thing that is in the way is the error; what will trouble an import
 * one day is a warning. */
int sqlite_adopt_check(struct sqlite_store *store, struct adoption *adoption,
                       struct error *error);

int sqlite_adopt_add(struct sqlite_store *store, struct adoption *adoption,
                     struct error *error);
int sqlite_adopt_ids(struct sqlite_store *store, struct error *error);

#endif
