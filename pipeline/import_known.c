/* See import_known.h. */
#include "import_known.h"

#include "log.h"
#include "stored.h"

#include <sys/stat.h>

/* A file that the import which goes on has begun is its own to end. */
static int is_of_partial(struct import_work *work, int64_t partial,
                         const struct file *file, bool *is, struct error *error)
{
    const struct import_row import = {.id = partial};
    struct file_row row = {.id = 0};

    if (!partial)
        return 0;
    if (work->job.store->type->file_resume(work->job.store, &import,
                                           file->row.path, 0, &row,
                                           &work->arena, error) != 0)
        return -1;
    *is = row.id != 0;
    return 0;
}

static int take_number(void *context, const struct value *values, size_t count,
                       struct error *error)
{
    (void)count;
    (void)error;
    *(int64_t *)context = values[0].integer;
    return 0;
}

/* What it has is part of what expected_records is about. */
static int count_known(struct import_work *work, const struct file *file,
                       const char *digest, int64_t *records,
                       struct error *error)
{
    struct job *job = &work->job;
    const struct result_sink sink = {.context = records, .row = take_number};
    const struct parameter parameters[] = {
        {"import", {.kind = VALUE_INTEGER, .integer = file->known_by}},
        {"digest", {.kind = VALUE_TEXT, .text = slice_of(digest)}},
    };

    return job->store->type->query(
        job->store,
        "SELECT records_read FROM import_files WHERE import_id = :import"
        " AND digest = :digest AND state = 'complete' ORDER BY id LIMIT 1",
        parameters, 2, &sink, error);
}

/* Only a file that has the size of a known one is read for its digest. */
static int find_known(struct import_work *work, int64_t partial,
                      struct file *file, struct error *error)
{
    bool of_partial = false;
    struct job *job = &work->job;
    const char *path = work->scope.unnamed ? file->row.path : NULL;
    char digest[33];
    struct stat status;
    uint64_t bytes;
    int64_t id = 0;

    if (strcmp(file->row.name, "-") == 0 ||
        stat(file->row.path, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    if (is_of_partial(work, partial, file, &of_partial, error) != 0)
        return -1;
    if (of_partial)
        return 0;
    bytes = (uint64_t)status.st_size;
    if (job->store->type->file_known(job->store, &job->import, path, bytes,
                                     NULL, &id, error) != 0)
        return -1;
    if (!id)
        return 0;
    if (stored_digest_of(file->row.path, UINT64_MAX, digest, &bytes, error) !=
        0)
        return -1;
    if (job->store->type->file_known(job->store, &job->import, path, bytes,
                                     digest, &file->known_by, error) != 0)
        return -1;
    return file->known_by
               ? count_known(work, file, digest, &file->known_records, error)
               : 0;
}

/* Of a snapshot, by the last import of the source, which had these files and no
 * others, and read them all. */
static int is_last_snapshot(struct import_work *work, int64_t id, bool *is,
                            struct error *error)
{
    struct job *job = &work->job;
    int64_t others = 0;
    const struct result_sink sink = {.context = &others, .row = take_number};
    const struct parameter parameters[] = {
        {"import", {.kind = VALUE_INTEGER, .integer = id}},
        {"files", {.kind = VALUE_INTEGER, .integer = (int64_t)work->count}},
    };

    if (job->store->type->query(
            job->store,
            "SELECT (SELECT count(*) FROM imports AS a JOIN imports AS b"
            " ON b.source_id = a.source_id AND b.id > a.id"
            " WHERE a.id = :import)"
            " + (SELECT state <> 'complete' FROM imports WHERE id = :import)"
            " + abs((SELECT count(*) FROM import_files"
            " WHERE import_id = :import) - :files)",
            parameters, 2, &sink, error) != 0)
        return -1;
    *is = others == 0;
    return 0;
}

static int all_or_none(struct import_work *work, struct error *error)
{
    const struct job *job = &work->job;
    int64_t first = work->files[0].known_by;
    bool same = first != 0;

    for (size_t i = 0; i < work->count; i++)
        same &= work->files[i].known_by == first;
    if (same && job->source->mode == MODE_SNAPSHOT &&
        is_last_snapshot(work, first, &same, error) != 0)
        return -1;
    for (size_t i = 0; i < work->count && !same; i++)
        work->files[i].known_by = 0;
    return 0;
}

int import_find_known(struct import_work *work, bool *all, struct error *error)
{
    struct job *job = &work->job;
    int64_t partial = 0;

    *all = false;
    job->known_records = 0;
    if (job->store->type->lock(job->store, error) != 0)
        return -1;
    if (work->again || !work->count)
        return 0;
    if (job->import.may_resume &&
        job->store->type->partial(job->store, &job->import, &partial, error) !=
            0)
        return -1;
    for (size_t i = 0; i < work->count; i++)
        if (find_known(work, partial, &work->files[i], error) != 0)
            return -1;
    if ((job->source->mode == MODE_SNAPSHOT ||
         (work->scope.unnamed && work->scope.together)) &&
        all_or_none(work, error) != 0)
        return -1;
    *all = true;
    for (size_t i = 0; i < work->count; i++) {
        const struct file *file = &work->files[i];

        *all &= file->known_by != 0;
        if (!file->known_by)
            continue;
        job->known_records += (uint64_t)file->known_records;
        log_line(LOG_NOTE,
                 "%s: import %lld read it whole; passed over (--again "
                 "reads it all the same)",
                 file->name, (long long)file->known_by);
    }
    return 0;
}
