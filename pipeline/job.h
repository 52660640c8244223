/*
 * One import: a source, its files in order, and the store they go to. The
 * command fills it; stages read it. What stages may write is in struct file, and
 * only by the stages named there.
 */
#ifndef BIBLOAD_JOB_H
#define BIBLOAD_JOB_H

#include "config.h"
#include "input.h"
#include "plan.h"
#include "store.h"

struct decisions;
struct pairs;
struct snapshot;

/* Of the source in hand, by resolve; source_id 0: nothing was withdrawn yet. */
struct withdrawals {
    int32_t source_id;
    uint64_t count;
    int64_t known;       /* source records when the import began */
    int64_t last_source; /* highest source record then */
};

struct job {
    const struct config *config;
    const struct source_config *source;
    struct store *store;
    struct import_row import;
    const struct decisions *decisions; /* of people; NULL: none */
    const struct pairs *pairs;         /* of authors, likewise */
    const char *ids;                   /* namespace of own ids */
    size_t batches;                    /* in the chain's pool, if more */
    uint32_t batch_records;            /* records that close a batch, and ... */
    uint64_t batch_bytes;              /* raw bytes that do */
    uint64_t record_bytes;             /* bound of one record */
    uint64_t transaction_records;      /* records since begin; load's */
    struct withdrawals withdrawals;
    struct snapshot *snapshot; /* NULL: mode is changes */
    struct counts committed;   /* of the import, at the last commit; load's */
    uint64_t known_records;    /* that the files which are passed over have */
    uint64_t replays_rejects;  /* a replay: records that its file has to have */
    bool heads; /* a replay: records may be no more than their first 64 KB */
    const atomic_int *stop; /* not 0: a signal wants an end; NULL: none can */
};

struct file {
    const char *name; /* as the user named it, for messages */
    struct plan plan;
    struct file_identity planned; /* when it was planned */
    struct input *input;    /* the head's thread only, but for input_position */
    struct read_place read; /* the head's thread only: read's */
    struct file_row row;    /* the tail's thread only */
    int64_t known_by;       /* the import that read it whole; 0: it is read */
    int64_t known_records;  /* that import read of it */
    /* What an interrupted run of this import left behind; zeroed: it begins. */
    struct checkpoint resume;
    const struct resumed_reject *rejected; /* by record */
    size_t rejected_count;
    const char *rejects_name; /* path of its reject file, without extension */
    atomic_uint_fast64_t records; /* loaded so far, for progress */
    atomic_uint_fast64_t rejects;
};

static inline bool job_stops(const struct job *job)
{
    return job->stop && *job->stop;
}

/* Is the record in the database since before the import was interrupted? */
static inline bool file_has_loaded(const struct file *file, uint64_t ordinal)
{
    return ordinal <= file->resume.records;
}

/* NULL: it was not rejected. */
const struct resumed_reject *file_reject(const struct file *file,
                                         uint64_t ordinal);

/* What cut makes of a record. A snapshot has to see again what it holds. */
static inline enum record_state file_record_state(const struct job *job,
                                                  const struct file *file,
                                                  uint64_t ordinal)
{
    return !job->snapshot && file_has_loaded(file, ordinal) ? RECORD_LOADED
                                                            : RECORD_GOOD;
}

#define RECORD_BYTES_DEFAULT (16u * 1024 * 1024)

#endif
