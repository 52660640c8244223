/* See sizes.h. */
#include "sizes.h"

#include "chain.h"

#include <unistd.h>

/* What a record takes of a batch's memory beside its bytes, roughly: its struct,
 * biblio, contributors and findings. */
#define RECORD_MEMORY 2400
/* Times its bytes: raw, parsed, normalised. */
#define RECORD_FACTOR 3

/* Of a first load, what fits the processor's second cache between two stages, with
 * what resolve makes of it. An import of rows that are there takes a sixth longer
 * with so few, for it probes the indexes in shorter sorted runs. */
#define BATCH_RECORDS_FIRST 256
#define BATCH_RECORDS 1000
#define BATCH_BYTES ((uint64_t)512 * 1024)
/* More batches than are being worked on, so that the threads before the tail have
 * something to do while it commits. */
#define BATCHES_MOST 18

unsigned sizes_threads(const struct config *config)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (config->threads)
        return config->threads;
    /* One more than there are processors: none of the sections fills one. */
    return processors > 1 ? (unsigned)processors + 1 : 1;
}

uint64_t sizes_store(const struct config *config)
{
    return config->memory_limit / 4 * 3;
}

/* A bit for each record of the source: of 256M for 134 million. */
uint64_t sizes_snapshot(const struct config *config)
{
    return config->memory_limit / 16;
}

static uint64_t least(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t most(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

uint64_t sizes_record(const struct config *config)
{
    return least(config->memory_limit / 16, RECORD_BYTES_DEFAULT);
}

void sizes_set(struct job *job, unsigned threads)
{
    const struct config *config = job->config;
    /* resolve's working set takes about as much as a batch */
    uint64_t rest = config->memory_limit - sizes_store(config) -
                    (job->source && job->source->mode == MODE_SNAPSHOT
                         ? sizes_snapshot(config)
                         : 0);
    uint64_t records = least(BATCH_RECORDS, config->batch_records);
    uint64_t full = most(BATCH_BYTES * RECORD_FACTOR, records * RECORD_MEMORY);
    uint64_t each;

    job->batches = most(CHAIN_BATCHES(chain_workers(threads)),
                        least(BATCHES_MOST, rest / full));
    each = rest / (job->batches + 1);
    job->batch_bytes = least(each / RECORD_FACTOR, BATCH_BYTES);
    job->batch_records = (uint32_t)least(each / RECORD_MEMORY, records);
    job->record_bytes = sizes_record(config);
}

void sizes_set_first(struct job *job)
{
    if (job->store->first_load)
        job->batch_records =
            (uint32_t)least(job->batch_records, BATCH_RECORDS_FIRST);
}
