/*
 * What merge and split share: the rows that their operands mean, and the way
 * around the transaction.
 */
#ifndef BIBLOAD_COMMAND_DECIDE_H
#define BIBLOAD_COMMAND_DECIDE_H

#include "command.h"

#include "../stages/decide.h"

/* Opens and closes what `run` needs; decide->subject is set by the first operand.
 * A status, or -1 with the error filled. */
int decide_command(struct invocation *invocation,
                   int (*run)(struct invocation *invocation,
                              struct decide *decide, struct error *error),
                   struct error *error);

/* The one row that an id, a name or a title means: STATUS_LOADED and *id;
 * STATUS_REJECTS if there is none, which is said; -1. */
int decide_subject(struct invocation *invocation, struct decide *decide,
                   const char *text, int64_t *id, struct error *error);

/* The one merge in force that an id or a name means; likewise. */
int decide_made(struct decide *decide, const char *text, struct error *error);

/* The source records that the operands mean, into temp.divided (id, book_id): those
 * that name author `keep`. SOURCE:ID, or IMPORT/FILE/RECORD; likewise. */
int decide_records(struct invocation *invocation, struct decide *decide,
                   char **texts, int count, struct error *error);

#endif
