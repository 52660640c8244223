/*
 * How many threads an import uses, and how much a batch may hold: what fits the
 * caches of a processor, and never more than the import's share of memory_limit.
 */
#ifndef BIBLOAD_SIZES_H
#define BIBLOAD_SIZES_H

#include "job.h"

/* The store's share of memory_limit, in bytes; the other is for batches. */
uint64_t sizes_store(const struct config *config);

/* Likewise what `mode = snapshot` may take to remember which records it saw. */
uint64_t sizes_snapshot(const struct config *config);

/* The bound of one record. */
uint64_t sizes_record(const struct config *config);

unsigned sizes_threads(const struct config *config);
/* Sets the job's batches, batch_records, batch_bytes and record_bytes. */
void sizes_set(struct job *job, unsigned threads);
/* Once the import has begun: less in a batch, if nothing is in the tables yet. */
void sizes_set_first(struct job *job);

#endif
