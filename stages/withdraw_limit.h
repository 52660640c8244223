/*
 * max_deletes: how many records of a source one import may withdraw. A percentage
 * is of the records that the source had when the import began and of those that
 * the import added so far; it never stops the first ten. What a source sets is part
 * of its contract (pipeline/contract.h); one that sets nothing has 10%.
 */
#ifndef BIBLOAD_WITHDRAW_LIMIT_H
#define BIBLOAD_WITHDRAW_LIMIT_H

#include "resolve.h"

/* Counts one more; -1 with the error filled if that is one too many. */
int withdraw_allowed(struct resolver *resolver);

/* May so many of so many go? -1 with the error filled if not; `stays` says there
 * what becomes of an import without a contract. */
int withdraw_check(const struct job *job, uint64_t count, uint64_t known,
                   const char *stays, struct error *error);

#endif
