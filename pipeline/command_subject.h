/*
 * What explain and delete share: "book|author ID" on the command line and the
 * rows it means.
 */
#ifndef BIBLOAD_COMMAND_SUBJECT_H
#define BIBLOAD_COMMAND_SUBJECT_H

#include "command.h"

#include "../stages/find.h"

/* The rows that the second operand means. Nothing found is said on standard
 * error and leaves the list empty. */
int subject_find(struct invocation *invocation, struct store *store,
                 struct arena *arena, enum find_kind kind, struct found *found,
                 struct error *error);

/* Looks at the operands alone, before a database is opened. */
int subject_check(const struct invocation *invocation, const char *command,
                  enum find_kind *kind, struct error *error);

/* An ISBN may be of several books: refuses with their ids. */
int subject_several(const struct found *found, struct arena *arena,
                    struct error *error);

#endif
