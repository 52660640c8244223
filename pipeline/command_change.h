/*
 * What the commands share that change rows by hand, as any program would: through
 * statements, under the triggers of the schema and the foreign keys of whatever
 * tables are beside ours.
 *
 *     change_open change_run* close      what was not committed is rolled back
 */
#ifndef BIBLOAD_COMMAND_CHANGE_H
#define BIBLOAD_COMMAND_CHANGE_H

#include "command.h"

/* A database that is there already. */
int change_open(const struct invocation *invocation, struct store **store,
                struct error *error);

/* One statement; the number that its last row begins with goes to *number, which
 * may be NULL and stays as it is without a row. */
int change_run(struct store *store, const char *sql,
               const struct parameter *parameters, size_t count,
               int64_t *number, struct error *error);

#endif
