/*
 * Opens the connection of a SQLite store: checks what the file is, makes it with
 * its schema if it is not there, and sets the connection up against hostile files
 * and for speed.
 */
#ifndef BIBLOAD_SQLITE_OPEN_H
#define BIBLOAD_SQLITE_OPEN_H

#include "sqlite_store.h"

#define BIBLOAD_APPLICATION_ID 0x4269626c /* "Bibl" */

/* Fills path, db and the secret. After a failure the store holds what is there
 * to be closed. */
int sqlite_open(struct sqlite_store *store, const char *path,
                struct error *error);

/* Its first half: a connection that is set up, to whatever SQLite file that is. */
int sqlite_connect(struct sqlite_store *store, const char *path,
                   struct error *error);

/* Its second half for a schema that was just made: application_id, user_version,
 * kinds of keys, secret. */
int sqlite_stamp(struct sqlite_store *store, struct error *error);

/* How long statements wait for another program's lock from now on; hardly at all once
 * somebody wants an end (pipeline/stop.h). */
int sqlite_wait(struct sqlite_store *store, int milliseconds,
                struct error *error);
/* A switch of the connection (SQLITE_DBCONFIG_...); SQLite must agree. */
int sqlite_switch(struct sqlite_store *store, int which, int on,
                  struct error *error);

/* Sets journal_mode and says whether the database took it: another connection
 * can be in the way. */
int sqlite_journal(struct sqlite_store *store, const char *mode, bool *taken,
                   struct error *error);

/* The text of an embedded SQL file. */
const char *sqlite_embedded(const char *name);

#endif
