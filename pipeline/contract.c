/* See contract.h. A replay brings a few records of a delivery that was taken already,
 * so what is promised of whole deliveries says nothing of it. */
#include "contract.h"

static bool is_set(const struct limit *limit)
{
    return limit->number != LIMIT_NONE;
}

/* All may be rejected, or withdrawn: then there is nothing to hold back for. */
static bool promises(const struct limit *limit)
{
    return is_set(limit) && !(limit->percent && limit->number == 100);
}

bool contract_is_set(const struct job *job)
{
    const struct source_config *source = job->source;

    return job->import.replays || is_set(&source->expected_records) ||
           is_set(&source->max_new_authors) || promises(&source->max_rejects) ||
           promises(&source->max_deletes);
}

/* Percentages of so many, rounded down. */
static uint64_t limit_of(const struct limit *limit, uint64_t whole)
{
    return limit->percent
               ? whole / 100 * limit->number + whole % 100 * limit->number / 100
               : limit->number;
}

int contract_check_records(const struct job *job, struct error *error)
{
    const struct source_config *source = job->source;
    uint64_t expected = source->expected_records.number;
    uint64_t within = limit_of(&source->expected_within, expected);
    uint64_t read = job->import.counts.read + job->known_records;
    uint64_t least = within < expected ? expected - within : 0;

    if (!is_set(&source->expected_records) || job->import.replays ||
        (read >= least && read <= expected + within))
        return 0;
    return error_set(
        error, ERROR_LIMIT,
        "%s: the files have %llu records, and expected_records "
        "allows %llu to %llu; %s",
        job->import.source, (unsigned long long)read, (unsigned long long)least,
        (unsigned long long)(expected + within),
        job->import.id ? "nothing of the import stays" : "nothing is imported");
}

static int check_authors(const struct job *job, struct error *error)
{
    const struct limit *limit = &job->source->max_new_authors;
    uint64_t most = limit_of(limit, job->import.counts.read);

    if (!is_set(limit) || (limit->percent && job->import.replays) ||
        job->import.counts.authors.new_ <= most)
        return 0;
    return error_set(
        error, ERROR_LIMIT,
        "%s: %llu authors are new, more than max_new_authors = "
        "%llu%s allows of %llu records; nothing of the import "
        "stays",
        job->import.source, (unsigned long long)job->import.counts.authors.new_,
        (unsigned long long)limit->number, limit->percent ? "%" : "",
        (unsigned long long)job->import.counts.read);
}

/* ---- rejects ---- */

/* A percentage says little of the first few records. */
#define PERCENT_FROM 1000

static const struct limit *max_rejects(const struct job *job)
{
    const struct limit *own = &job->source->max_rejects;

    return is_set(own) ? own : &job->config->max_rejects;
}

static bool too_many(const struct limit *limit, uint64_t rejected,
                     uint64_t read)
{
    return limit->percent ? rejected * 100 > read * limit->number
                          : rejected > limit->number;
}

bool contract_stops_at(const struct job *job, uint64_t rejected, uint64_t read)
{
    const struct limit *limit = max_rejects(job);

    if (limit->percent && (read < PERCENT_FROM || job->import.replays))
        return false;
    return too_many(limit, rejected, read);
}

int contract_rejects_error(const struct job *job, const char *name,
                           uint64_t rejected, uint64_t read,
                           struct error *error)
{
    const struct limit *limit = max_rejects(job);

    return error_set(
        error, ERROR_LIMIT,
        "%s: %llu of %llu records are rejects, more than "
        "max_rejects = %llu%s allows; %s",
        name, (unsigned long long)rejected, (unsigned long long)read,
        (unsigned long long)limit->number, limit->percent ? "%" : "",
        job->store->hold ? "nothing of the import stays"
                         : "what was loaded stays");
}

/* The percentage of the source's own, of however few records. */
static int check_rejects(const struct job *job, struct error *error)
{
    const struct limit *limit = &job->source->max_rejects;
    const struct counts *counts = &job->import.counts;

    if (!is_set(limit) || (limit->percent && job->import.replays) ||
        !too_many(limit, counts->rejected, counts->read))
        return 0;
    return contract_rejects_error(job, job->import.source, counts->rejected,
                                  counts->read, error);
}

/* Its records are told apart by their order alone. */
static int check_replay(const struct job *job, struct error *error)
{
    uint64_t read = job->import.counts.read;

    if (!job->import.replays || read == job->replays_rejects)
        return 0;
    return error_set(error, ERROR_USAGE,
                     "replay: %llu records were rejected, and the file has "
                     "%llu, so nobody knows which is which: nothing is "
                     "loaded; leave those that you can't repair where they are",
                     (unsigned long long)job->replays_rejects,
                     (unsigned long long)read);
}

int contract_check(const struct job *job, struct error *error)
{
    if (check_replay(job, error) != 0 ||
        contract_check_records(job, error) != 0 ||
        check_rejects(job, error) != 0)
        return -1;
    return check_authors(job, error);
}
