/* See withdraw_limit.h. The records are counted when the first is withdrawn: most
 * imports withdraw none, and there is no index for it. */
#include "withdraw_limit.h"

/* A percentage says little of a handful. */
#define ALWAYS 10

static const struct limit unless_set = {.number = 10, .percent = true};

/* The records of the source that were there when the import began. */
static int count_known(const struct job *job, int64_t *known,
                       struct error *error)
{
    const struct result_sink sink = {.context = known, .row = result_number};
    const struct parameter parameters[] = {
        {"source", {.kind = VALUE_INTEGER, .integer = job->import.source_id}},
        {"last",
         {.kind = VALUE_INTEGER, .integer = job->withdrawals.last_source}},
    };

    return job->store->type->query(job->store,
                                   "SELECT count(*) FROM source_records"
                                   " WHERE source_id = :source AND id <= :last",
                                   parameters, 2, &sink, error);
}

int withdraw_check(const struct job *job, uint64_t count, uint64_t known,
                   const char *stays, struct error *error)
{
    const struct limit *own = &job->source->max_deletes;
    const struct limit *limit = own->number == LIMIT_NONE ? &unless_set : own;
    uint64_t most =
        limit->percent ? known * limit->number / 100 : limit->number;

    if (limit->percent && limit->number && most < ALWAYS)
        most = ALWAYS;
    if (count <= most)
        return 0;
    return error_set(error, ERROR_LIMIT,
                     "%s: %llu of %llu records are to be withdrawn, more than "
                     "max_deletes = %llu%s allows; %s",
                     job->import.source, (unsigned long long)count,
                     (unsigned long long)known,
                     (unsigned long long)limit->number,
                     limit->percent ? "%" : "",
                     job->store->hold ? "nothing of the import stays" : stays);
}

/* By the part of the import that came before an interruption. A file that nobody
 * named a source for has one of its own, by its path. */
static uint64_t withdrawn_before(const struct stage *stage)
{
    const struct job *job = stage->job;
    const struct file_row *file = &stage->file->row;
    bool own = strcmp(job->import.source, file->path) == 0;

    return file->counts.deleted + (own ? 0 : job->import.counts.deleted);
}

int withdraw_allowed(struct resolver *resolver)
{
    struct job *job = resolver->stage->job;
    struct withdrawals *withdrawals = &job->withdrawals;
    struct error *error = resolver->set.from.error;
    /* Ids of source records that went at the end may be given again. */
    int64_t added = job->store->last_source > withdrawals->last_source
                        ? job->store->last_source - withdrawals->last_source
                        : 0;

    if (withdrawals->source_id != job->import.source_id) {
        if (count_known(job, &withdrawals->known, error) != 0)
            return -1;
        withdrawals->source_id = job->import.source_id;
        withdrawals->count = withdrawn_before(resolver->stage);
    }
    return withdraw_check(job, ++withdrawals->count,
                          (uint64_t)(withdrawals->known + added),
                          "what was committed stays", error);
}
