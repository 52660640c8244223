/* See import_resume.h. */
#include "import_resume.h"

#include "counts.h"
#include "log.h"
#include "stored.h"

#include <stdlib.h>

const char *resume_job_digest(const struct file *files, size_t count,
                              struct arena *arena)
{
    static const unsigned char unkeyed[SECRET_BYTES] = {0};
    struct slice paths = SLICE_NONE;
    char *hex = arena_alloc(arena, KEY_DIGITS + 1);

    for (size_t i = 0; i < count; i++)
        paths = arena_printf(arena, "%.*s%s%c", SLICE_ARG(paths),
                             files[i].row.path, 0);
    if (!hex || arena->failed)
        return NULL;
    key_write(key_hash(unkeyed, paths), hex);
    return hex;
}

int resume_check(const struct job *job, struct error *error)
{
    if (!job->store->hold || !job->import.resumed || !job->import.counts.read)
        return 0;
    if (job->import.replays)
        return error_set(error, ERROR_CHANGED,
                         "a replay is one transaction, and what was "
                         "interrupted was none");
    return error_set(error, ERROR_CHANGED,
                     "%s has a contract now, and had none when it was "
                     "interrupted",
                     job->import.source);
}

static int changed(const struct job *job, const struct file *file,
                   struct error *error)
{
    return error_set(error, ERROR_CHANGED,
                     "%s is not the file that import %lld read", file->name,
                     (long long)job->import.id);
}

/* A file that was read whole, or up to its damage. */
static int compare_whole(const struct job *job, const struct file *file,
                         struct error *error)
{
    bool damaged = strcmp(file->row.state, "damaged") == 0;
    char digest[33] = "";
    uint64_t bytes = 0;

    if (stored_digest_of(file->row.path, damaged ? file->row.bytes : UINT64_MAX,
                         digest, &bytes, error) != 0)
        return -1;
    return bytes == file->row.bytes && strcmp(digest, file->row.digest) == 0
               ? 0
               : changed(job, file, error);
}

static bool was_read(const struct file_row *row)
{
    return strcmp(row->state, "complete") == 0 ||
           strcmp(row->state, "damaged") == 0;
}

/* What this run knows of the file stays; the rest is as it was. */
static void take_row(struct file *file, const struct file_row *row)
{
    struct file_row taken = *row;

    taken.path = file->row.path;
    taken.format = file->row.format;
    taken.encoding = file->row.encoding;
    taken.gzip = file->row.gzip;
    taken.csv = file->row.csv;
    file->row = taken;
}

/* Which of the files with its path it is. */
static size_t position_of(const struct file *files, const struct file *file)
{
    size_t position = 0;

    for (const struct file *other = files; other < file; other++)
        position += strcmp(other->row.path, file->row.path) == 0;
    return position;
}

int resume_file(struct job *job, const struct file *files, struct file *file,
                struct arena *arena, bool *done, struct error *error)
{
    struct resumed_reject *rejects = NULL;
    struct file_row row = {.id = 0};

    *done = false;
    if (job->store->type->file_resume(job->store, &job->import, file->row.path,
                                      position_of(files, file), &row, arena,
                                      error) != 0)
        return -1;
    if (!row.id)
        return 0;
    take_row(file, &row);
    counts_subtract(&job->import.counts, &row.counts);
    *done = was_read(&row) && !job->snapshot;
    if (*done)
        return compare_whole(job, file, error);
    file->resume = row.checkpoint;
    file->row.fault = CODE_NONE;
    if (job->store->type->file_rejects(job->store, &file->row, &rejects,
                                       &file->rejected_count, arena,
                                       error) != 0)
        return -1;
    file->rejected = rejects;
    return 0;
}

int resume_take_back(struct job *job, struct error *error)
{
    struct undo *undo;
    int64_t id = 0;
    int result;

    if (job->store->type->partial(job->store, &job->import, &id, error) != 0)
        return -1;
    if (!id)
        return 0;
    undo = malloc(sizeof *undo);
    if (!undo)
        return error_memory(error);
    result = job->store->type->undo(job->store, id, false, undo, error);
    if (result == 0)
        log_line(LOG_NOTE, "import %lld, which was interrupted, is taken back",
                 (long long)id);
    free(undo);
    return result;
}

int resume_tell(struct job *job, bool restart, struct error *error)
{
    int64_t id = 0;

    if (job->store->type->partial(job->store, &job->import, &id, error) != 0)
        return -1;
    if (id)
        log_line(LOG_NOTE, "import %lld was interrupted: %s", (long long)id,
                 restart ? "without --dry-run it is taken back first"
                         : "without --dry-run it is gone on with, if its files "
                           "are the same");
    return 0;
}
