/*
 * Opens the connection of a SQLite store: checks what the file is, makes it with
 * its schema if it is not there, and sets the connection up against hostile files
 * and for speed.
 */
#ifndef BIBLOAD_SQLITE_OPEN_H
#define BIBLOAD_SQLITE_OPEN_H

#include "sqlite_store.h"

#define BIBLOAD_APPLICATION_ID 0x4269626c /* "Bibl" */
#define BIBLOAD_USER_VERSION 1

/* Fills path, db and the secret. After a failure the store holds what is there
 * to be closed. */
int sqlite_open(struct sqlite_store *store, const char *path,
                struct error *error);

/* Sets journal_mode and says whether the database took it: another connection
 * can be in the way. */
int sqlite_journal(struct sqlite_store *store, const char *mode, bool *taken,
                   struct error *error);

/* The text of an embedded SQL file. */
const char *sqlite_embedded(const char *name);

#endif
