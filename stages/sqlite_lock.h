/*
 * One importer at a time: a POSIX record lock on "<real path>.lock".
 *
 *     init ask? (take leave)* clear
 *
 * The kernel drops the lock when its holder dies, however it dies, and tells who
 * holds it. The file is opened once and never unlinked: a second descriptor that
 * is closed, or a new file of the same name, would silently give the lock away.
 * The text in it (pid, host, since) is for messages only.
 */
#ifndef BIBLOAD_SQLITE_LOCK_H
#define BIBLOAD_SQLITE_LOCK_H

#include "../pipeline/error.h"

struct sqlite_lock {
    int file; /* -1: not opened yet */
    bool held;
};

void sqlite_lock_init(struct sqlite_lock *lock);
/* Whether somebody else holds it, before the database is even opened, which may have
 * to wait for its holder; makes no file. ERROR_LOCKED as below. */
int sqlite_lock_ask(struct sqlite_lock *lock, const char *database,
                    struct error *error);
/* ERROR_LOCKED names pid, host and since when. */
int sqlite_lock_take(struct sqlite_lock *lock, const char *database,
                     struct error *error);
void sqlite_lock_leave(struct sqlite_lock *lock);
void sqlite_lock_clear(struct sqlite_lock *lock);

#endif
