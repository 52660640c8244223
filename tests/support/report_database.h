/*
 * A small database for tests of reports and of what reads the database: five
 * books, six contributors, and text that wants to do harm.
 */
#ifndef BIBLOAD_TEST_REPORT_DATABASE_H
#define BIBLOAD_TEST_REPORT_DATABASE_H

#include "../../pipeline/store.h"

struct report_database {
    char folder[64]; /* its own, under /tmp */
    char path[96];
    struct store *store; /* opened for writing */
};

void report_database_make(struct report_database *database);
void report_database_remove(struct report_database *database);

/* One statement that must work. */
void report_database_run(struct report_database *database, const char *sql);

/* The whole file, NUL-terminated; the caller frees it. NULL: none. */
char *read_whole(const char *path);

#endif
