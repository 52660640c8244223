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

/* A file whose contents are known. */
struct known {
    char digest[33]; /* "": they are not */
    bool moved;      /* the source never brought them under this path */
    bool replaced;   /* it brought others since, which are not given along */
};

/* What it has is part of what expected_records is about. */
static int count_known(struct import_work *work, const struct file *file,
                       const char *digest, int64_t *records,
                       struct error *error)
{
    struct job *job = &work->job;
    const struct result_sink sink = {.context = records, .row = result_number};
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
                      struct file *file, struct known *known,
                      struct error *error)
{
    bool of_partial = false;
    struct job *job = &work->job;
    const char *path = work->scope.unnamed ? file->row.path : NULL;
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
    if (stored_digest_of(file->row.path, UINT64_MAX, known->digest, &bytes,
                         error) != 0 ||
        job->store->type->file_known(job->store, &job->import, path, bytes,
                                     known->digest, &file->known_by,
                                     error) != 0)
        return -1;
    if (file->known_by)
        return count_known(work, file, known->digest, &file->known_records,
                           error);
    known->digest[0] = '\0';
    return 0;
}

/* ---- contents that come back ---- */

#define HAD                                                   \
    "WITH had AS (SELECT f.id, f.path FROM import_files AS f" \
    " JOIN imports AS i ON i.id = f.import_id"                \
    " JOIN sources AS s ON s.id = i.source_id"                \
    " WHERE s.name = :source AND f.digest = :digest AND f.state = 'complete')"

static int ask_of(struct import_work *work, const char *sql,
                  const struct file *file, const struct known *known,
                  const struct result_sink *sink, struct error *error)
{
    struct store *store = work->job.store;
    const struct parameter parameters[] = {
        {"source",
         {.kind = VALUE_TEXT, .text = slice_of(work->job.import.source)}},
        {"digest", {.kind = VALUE_TEXT, .text = slice_of(known->digest)}},
        {"path", {.kind = VALUE_TEXT, .text = slice_of(file->row.path)}},
    };

    return store->type->query(store, sql, parameters, 3, sink, error);
}

/* The files given, and the one that is asked about. */
struct given {
    const struct known *files;
    size_t count;
    struct known *of;
};

/* Other contents, which came after those of a file: were they moved along with it? */
static int take_other(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    struct given *given = context;

    (void)count;
    (void)error;
    for (size_t i = 0; i < given->count && given->of->moved; i++)
        if (given->files[i].moved &&
            slice_equal(values[0].text, slice_of(given->files[i].digest)))
            return 0;
    given->of->replaced = true;
    return 0;
}

/* What a source brought, replaced, and brings again says something: under the same
 * path, and under another one too, for deliveries have dates in their names. But files
 * that were moved, all of them, say nothing new. */
static int find_replaced(struct import_work *work, struct known *files,
                         struct error *error)
{
    for (size_t i = 0; i < work->count; i++) {
        int64_t moved = 0;
        const struct result_sink sink = {.context = &moved,
                                         .row = result_number};

        if (files[i].digest[0] &&
            ask_of(work, HAD " SELECT :path NOT IN (SELECT path FROM had)",
                   &work->files[i], &files[i], &sink, error) != 0)
            return -1;
        files[i].moved = moved != 0;
    }
    for (size_t i = 0; i < work->count; i++) {
        struct given given = {files, work->count, &files[i]};
        const struct result_sink sink = {.context = &given, .row = take_other};

        if (files[i].digest[0] &&
            ask_of(work,
                   HAD " SELECT DISTINCT g.digest FROM import_files AS g"
                       " JOIN imports AS h ON h.id = g.import_id"
                       " JOIN sources AS s ON s.id = h.source_id"
                       " WHERE s.name = :source AND g.digest <> :digest"
                       " AND g.id > (SELECT max(id) FROM had)"
                       " AND g.state <> 'undone' AND (g.path = :path"
                       " OR :path NOT IN (SELECT path FROM had))",
                   &work->files[i], &files[i], &sink, error) != 0)
            return -1;
    }
    return 0;
}

static int find_all_known(struct import_work *work, int64_t partial,
                          struct error *error)
{
    struct known *files = arena_zero(&work->arena, work->count * sizeof *files);

    if (!files)
        return error_memory(error);
    for (size_t i = 0; i < work->count; i++)
        if (find_known(work, partial, &work->files[i], &files[i], error) != 0)
            return -1;
    if (find_replaced(work, files, error) != 0)
        return -1;
    for (size_t i = 0; i < work->count; i++)
        if (files[i].replaced)
            work->files[i].known_by = 0;
    return 0;
}

/* ---- all or none ---- */

/* Of a snapshot, by the last import of the source, which had these files and no
 * others, and read them all. */
static int is_last_snapshot(struct import_work *work, int64_t id, bool *is,
                            struct error *error)
{
    struct job *job = &work->job;
    int64_t others = 0;
    const struct result_sink sink = {.context = &others, .row = result_number};
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
    if (find_all_known(work, partial, error) != 0)
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
