/*
 * What an import does to rows that were there before it, for taking it back: a
 * changeset of SQLite's session extension for each write, kept in the same
 * transaction (table changesets). Rows that the import itself inserted are not in
 * it: they are known by the ranges of their ids (table inserted), so a first load
 * costs nothing.
 *
 *     changes_watch ... changes_keep
 */
#ifndef BIBLOAD_SQLITE_CHANGES_H
#define BIBLOAD_SQLITE_CHANGES_H

#include "sqlite_store.h"

struct sqlite3_session;

/* From here on; NULL in *session: nothing is to be watched (a first load). */
int changes_watch(struct sqlite_store *store, struct sqlite3_session **session,
                  struct error *error);
/* Writes down what was changed, if anything was, and ends watching. With
 * import_id 0 nothing is written. */
int changes_keep(struct sqlite_store *store, struct sqlite3_session *session,
                 int64_t import_id, struct error *error);

/* Could they be noted? ERROR_USAGE: a table has computed columns, of whose rows the
 * session extension keeps nothing. For undo. */
int changes_check(struct sqlite_store *store, struct error *error);

/* At a commit: the ids that the transaction gave to books, authors and source
 * records. */
int changes_note_ids(struct sqlite_store *store, int64_t import_id,
                     struct error *error);

#endif
