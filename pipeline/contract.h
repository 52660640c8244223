/*
 * What a source promises of an import: how many records, and how many new authors at
 * most. Such an import is one transaction, and if a promise is broken (max_rejects
 * and max_deletes are part of it) none of it stays and no reader has seen any of it.
 */
#ifndef BIBLOAD_CONTRACT_H
#define BIBLOAD_CONTRACT_H

#include "job.h"

bool contract_is_set(const struct source_config *source);

/* Do the files have the records that are expected, those that are passed over
 * included? ERROR_LIMIT with the figures: no. */
int contract_check_records(const struct job *job, struct error *error);

/* At the end of all files, before the commit. ERROR_LIMIT with the figures: a promise
 * is broken. */
int contract_check(const struct job *job, struct error *error);

#endif
