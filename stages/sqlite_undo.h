/*
 * Taking imports back: see store.h's undo. In one transaction, newest import first,
 * what each changed is changed back (table changesets), and the rows that it
 * inserted are deleted (table inserted). Imports that wrote by turns, for one was
 * interrupted and gone on with, are taken back at one go: all changes of all of
 * them, newest first, then their rows.
 *
 *     undo_plan      which imports: the one named, and those that build on it
 *     undo_rows      of those that go at one go: rows back and away
 *     undo_obstacle    before they go: what is in the way
 *     undo_check     of all: does a row name one that is not there?
 *     undo_close     of each: the import is no more
 */
#ifndef BIBLOAD_SQLITE_UNDO_H
#define BIBLOAD_SQLITE_UNDO_H

#include "sqlite_store.h"

int sqlite_undo(struct store *head, int64_t import_id, bool cascade,
                struct undo *undo, struct error *error);

/* Fills temp.undo_set with the import and all others that build on one of the set:
 * that changed or named rows which it inserted, or had changed before them. Usually
 * later ones; an import that was gone on with may build on one that began after it.
 * `part`: the first of those that go at one go. */
int undo_plan(struct sqlite_store *store, int64_t import_id,
              struct error *error);

/* Rows of the imports first to last of the set, which are one part. A row that
 * somebody changed since, or that is needed by one that stays, is an error that
 * names it. */
int undo_rows(struct sqlite_store *store, struct undo *undo, size_t first,
              size_t last, struct error *error);

/* What needs rows that the import brought, or was given to them by hand, is an
 * error that names it. Changes are back already. */
int undo_obstacle(struct sqlite_store *store, int64_t import_id,
                  struct error *error);

/* After undo_rows of the whole set, of which import_id is the one named: a row that
 * names one that is not there is an error that names both. */
int undo_check(struct sqlite_store *store, int64_t import_id,
               struct error *error);

/* The import is `undone` and its files new; the rejects that it closed are open again.
 * Files that had some of its records again, unchanged, are known no more, nor is what
 * their source brought behind them; where such an import was interrupted it is closed as
 * abandoned, for to go on with it is to go on behind these records. */
int undo_close(struct sqlite_store *store, int64_t import_id, struct undo *undo,
               struct error *error);

#endif
