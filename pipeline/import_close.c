/*
 * The end of an import: complete, or damaged, or whatever it failed by; in a dry run,
 * and where it was one transaction that failed, nothing of it stays. See import_work.h.
 */
#include "import_work.h"

#include "contract.h"
#include "import_dry.h"
#include "rejects_sweep.h"

/* What was committed can be gone on with, unless it was the data that stopped the
 * import. */
static const char *state_after(const struct error *why)
{
    return why->kind == ERROR_CHANGED ? "abandoned"
           : why->kind == ERROR_LIMIT ? "failed"
                                      : "interrupted";
}

/* Nothing stays, not even its row. */
static int close_dry(struct import_work *work, bool failed, struct error *error)
{
    struct job *job = &work->job;
    struct error second = {.kind = ERROR_NONE};

    if (!failed && !work->silent)
        failed = dry_tell(job->store, error) != 0;
    if (!failed)
        failed = contract_check(job, error) != 0;
    job->store->type->rollback(job->store);
    job->store->hold = false;
    job->import.state = "dry run";
    job->import.id = 0;
    if (job->store->type->import_end(job->store, &job->import,
                                     failed ? &second : error) != 0)
        failed = true;
    return failed ? -1 : 0;
}

static void roll_back_files(struct import_work *work)
{
    for (size_t i = 0; i < work->result->file_count; i++)
        if (!work->result->files[i].known_by)
            work->result->files[i].row.state = "rolled back";
}

/* Of the transaction that was the whole import nothing is left: a row says that it
 * was tried, and why it failed. If it can't be made, there is none to write to. */
static void begin_for_record(struct import_work *work, struct error *error)
{
    struct job *job = &work->job;

    roll_back_files(work);
    job->store->hold = false;
    job->committed = (struct counts){0};
    job->import.may_resume = job->import.resumed; /* then it has a row */
    job->import.source = job->source->name;
    if (job->store->type->import_begin(job->store, &job->import, error) != 0)
        job->import.id = 0;
}

/* A replay of other records than were rejected is no import: it leaves no row, and so
 * no reject files. What can't be deleted now, the next import does, for it gets the
 * number. */
static int leave_nothing(struct import_work *work)
{
    struct job *job = &work->job;
    struct error ignored = {.kind = ERROR_NONE};

    roll_back_files(work);
    (void)rejects_sweep(job, &ignored);
    job->store->hold = false;
    job->import.counts = job->committed;
    job->import.id = 0;
    (void)job->store->type->import_end(job->store, &job->import, &ignored);
    return -1;
}

int import_close(struct import_work *work, bool failed, const struct error *why,
                 struct error *error)
{
    struct job *job = &work->job;
    struct error second = {.kind = ERROR_NONE};

    if (work->dry)
        return close_dry(work, failed, error);
    if (!failed) {
        bool held = job->store->hold;

        job->import.state = work->damaged ? "damaged" : "complete";
        if (job->store->type->import_end(job->store, &job->import, error) == 0)
            return 0;
        if (held && !job->store->hold) /* it is there, and closed */
            return -1;
        if (!held)
            job->committed = job->import.counts;
    }
    /* What was not committed is gone, and not counted. */
    job->store->type->rollback(job->store);
    job->import.state = "running";
    job->import.counts = job->committed;
    if (error->unsure) /* as if killed: the next import looks what is there */
        return -1;
    if (job->import.replays && why->kind == ERROR_USAGE)
        return leave_nothing(work);
    if (job->store->hold)
        begin_for_record(work, &second);
    job->import.counts = job->committed;
    job->import.state = state_after(why);
    job->import.error = why->text;
    (void)job->store->type->import_end(job->store, &job->import, &second);
    return -1;
}
