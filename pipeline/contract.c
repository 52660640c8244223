/* See contract.h. A replay brings a few records of a delivery that was taken already,
 * so what is promised of whole deliveries says nothing of it. */
#include "contract.h"

static bool is_set(const struct limit *limit)
{
    return limit->number != LIMIT_NONE;
}

bool contract_is_set(const struct source_config *source)
{
    return is_set(&source->expected_records) ||
           is_set(&source->max_new_authors);
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

int contract_check(const struct job *job, struct error *error)
{
    return contract_check_records(job, error) != 0 ? -1
                                                   : check_authors(job, error);
}
