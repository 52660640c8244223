/*
 * May this path be a database? SQLite goes by names: a database with two names
 * has two journals, and a crash between them destroys it ("How To Corrupt An
 * SQLite Database File", 2.5). So links are refused, and what is opened is the
 * real path.
 */
#ifndef BIBLOAD_SQLITE_PATH_H
#define BIBLOAD_SQLITE_PATH_H

#include "../pipeline/store.h"

/* The real path (free it), or NULL with the error filled. *size is the file's,
 * -1 if there is none, which is an error except for STORE_WRITE. */
char *sqlite_path_check(const char *path, enum store_access access,
                        int64_t *size, struct error *error);

/* store_owns of store.h. */
bool sqlite_path_owns(const char *path, const char *file);

#endif
