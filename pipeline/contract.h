/*
 * What a source promises of an import: how many records, and how many rejects,
 * withdrawals (withdraw_limit.h) and new authors at most. Such an import is one
 * transaction, and if a promise is broken none of it stays and no reader has seen any
 * of it. What only [import] or a default limits is no promise: what was committed
 * stays. A replay is under one, too: its file has as many records as were rejected.
 */
#ifndef BIBLOAD_CONTRACT_H
#define BIBLOAD_CONTRACT_H

#include "job.h"

bool contract_is_set(const struct job *job);

/* Do the files have the records that are expected, those that are passed over
 * included? ERROR_LIMIT with the figures: no. */
int contract_check_records(const struct job *job, struct error *error);

/* max_rejects, the source's or else [import]'s: are so many too many, in the midst of
 * an import? */
bool contract_stops_at(const struct job *job, uint64_t rejected, uint64_t read);
/* ERROR_LIMIT with the figures; `name` is the file's or the source's. */
int contract_rejects_error(const struct job *job, const char *name,
                           uint64_t rejected, uint64_t read,
                           struct error *error);

/* At the end of all files, before the commit. ERROR_LIMIT with the figures: a promise
 * is broken; ERROR_USAGE: it is a replay of other records than were rejected. */
int contract_check(const struct job *job, struct error *error);

#endif
