/*
 * The files of an import: opened and planned, all of them before the first is
 * loaded; then each begun, or found where an interrupted import left it, run through
 * its chain, and ended.
 */
#include "import_work.h"

#include "../stages/snapshot.h"
#include "clock.h"
#include "counts.h"
#include "import_resume.h"
#include "log.h"
#include "rejects_name.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- planning ---- */

/* Something that can be opened a second time; pipes and standard input can't, and
 * stay open. */
static bool can_reopen(const char *path)
{
    struct stat status;

    return strcmp(path, "-") != 0 && stat(path, &status) == 0 &&
           S_ISREG(status.st_mode);
}

/* A pipe has no real path, and a file that is not there says so when it is opened.
 * Any other failure must not make it a file of another path. */
static bool has_no_path(int number)
{
    return number == ENOENT || number == ENOTDIR || number == EACCES ||
           number == ELOOP || number == ENAMETOOLONG;
}

static int find_path(struct import_work *work, struct file *file,
                     struct error *error)
{
    char *real = realpath(file->row.name, NULL);

    if (!real && !has_no_path(errno))
        return error_system(error, ERROR_INPUT, errno, "%s", file->row.name);
    file->row.path =
        arena_copy(&work->arena, slice_of(real ? real : file->row.name)).at;
    free(real);
    return file->row.path ? 0 : error_memory(error);
}

static int plan_one(struct import_work *work, struct file *file,
                    const char *path, struct error *error)
{
    const struct source_config *source = work->planned;

    file->name = strcmp(path, "-") == 0 ? "standard input" : path;
    file->row.name = path;
    if (find_path(work, file, error) != 0)
        return -1;
    if (store_owns(work->job.config->database, path))
        return error_set(error, ERROR_USAGE,
                         "%s: is part of the database %s, and can't be "
                         "imported",
                         path, work->job.config->database);
    if (input_open(&file->input, path, source->encoding, error) != 0 ||
        plan_file(&file->plan, file->input, source, file->name, error) != 0)
        return -1;
    for (size_t i = 0; i < file->plan.notes.count; i++)
        log_line(LOG_NOTE, "%s: %.*s", file->name,
                 SLICE_ARG(file->plan.notes.at[i]));
    /* What planning found wrong with it is in the input alone. */
    if (can_reopen(path) && input_fault(file->input)->code == CODE_NONE) {
        file->planned = input_identity(file->input);
        input_close(file->input);
        file->input = NULL;
    }
    return 0;
}

static bool joins(const struct file *file)
{
    return file->plan.format == FORMAT_CSV &&
           file->plan.csv.kind == BIBLIO_LINK;
}

/* Joins behind the others; otherwise the order stays. */
static int order_files(struct import_work *work, struct error *error)
{
    struct file *ordered = calloc(work->count + 1, sizeof *ordered);
    size_t at = 0;

    if (!ordered)
        return error_memory(error);
    for (int last = 0; last <= 1; last++)
        for (size_t i = 0; i < work->count; i++)
            if (joins(&work->files[i]) == last)
                ordered[at++] = work->files[i];
    free(work->files);
    work->files = ordered;
    return 0;
}

int import_plan_files(struct import_work *work, char **paths,
                      struct error *error)
{
    for (size_t i = 0; i < work->count; i++)
        if (plan_one(work, &work->files[i], paths[i], error) != 0)
            return -1;
    return order_files(work, error);
}

void import_forget_files(struct import_work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        if (work->files[i].input)
            input_close(work->files[i].input);
        plan_clear(&work->files[i].plan);
        work->files[i] = (struct file){.name = NULL};
    }
}

bool import_can_reopen_files(const struct import_work *work)
{
    for (size_t i = 0; i < work->count; i++)
        if (!can_reopen(work->files[i].row.name))
            return false;
    return true;
}

/* ---- one file ---- */

static int find_file(struct import_work *work, struct file *file, bool *done,
                     struct error *error)
{
    struct job *job = &work->job;

    *done = false;
    if (job->import.resumed &&
        resume_file(job, work->files, file, &work->arena, done, error) != 0)
        return -1;
    if (!work->dry) {
        if (rejects_name(work->files, file, job, &work->arena, error) != 0)
            return -1;
        file->row.rejects = strrchr(file->rejects_name, '/') + 1;
    }
    if (file->row.id)
        return 0;
    return job->store->type->file_begin(job->store, &job->import, &file->row,
                                        error);
}

/* What is another file by now, or changed, is not read: its plan is the old one's. */
static int reopen(struct import_work *work, struct file *file,
                  struct error *error)
{
    struct file_identity now;

    if (input_open(&file->input, file->row.name, work->job.source->encoding,
                   error) != 0)
        return -1;
    now = input_identity(file->input);
    if (!file_identity_equal(&file->planned, &now))
        input_fault_set(file->input, FILE_UNREADABLE, 0,
                        "the file changed after its beginning had been looked "
                        "at");
    return 0;
}

/* *done: an interrupted run read it whole. */
static int begin_file(struct import_work *work, struct file *file, bool *done,
                      struct error *error)
{
    if (!file->input && reopen(work, file, error) != 0)
        return -1;
    file->row.format = format_text(file->plan.format);
    file->row.encoding = encoding_text(file->plan.encoding);
    file->row.csv = file->plan.format == FORMAT_CSV && file->plan.csv.columns
                        ? &file->plan.csv
                        : NULL;
    file->row.gzip = input_is_gzip(file->input);
    file->row.state = "running";
    if (scope_file(&work->scope, &work->job, file, error) != 0 ||
        (work->job.snapshot &&
         snapshot_source(work->job.snapshot, work->job.import.source_id,
                         error) != 0))
        return -1;
    return find_file(work, file, done, error);
}

static void add_counts(struct import_work *work, const struct file *file)
{
    counts_add(&work->job.import.counts, &file->row.counts);
    work->damaged |= file->row.fault != CODE_NONE;
}

static int end_file(struct import_work *work, struct file *file,
                    struct error *error)
{
    const struct input_fault *fault = input_fault(file->input);
    struct job *job = &work->job;

    input_digest(file->input, file->row.digest);
    file->row.bytes = input_position(file->input);
    file->row.state = fault->code == CODE_NONE ? "complete" : "damaged";
    if (fault->code != CODE_NONE) {
        struct slice text = arena_copy(&work->arena, slice_of(fault->text));

        file->row.fault = fault->code;
        file->row.fault_offset = fault->offset;
        file->row.fault_text = text.at;
    }
    add_counts(work, file);
    if (job->store->type->begin(job->store, error) != 0)
        return -1;
    return job->store->type->file_end(job->store, &file->row, error);
}

void import_pass_over(struct import_work *work, struct file *file,
                      struct import_file_result *result)
{
    file->row.format = format_text(file->plan.format);
    file->row.encoding = encoding_text(file->plan.encoding);
    file->row.state = "skipped";
    result->name = file->name;
    result->row = file->row;
    result->known_by = file->known_by;
    work->result->file_count++;
}

int import_run_file(struct import_work *work, struct file *file,
                    struct import_file_result *result, struct error *error)
{
    const char *const *names = chain_names(file->plan.format);
    uint64_t started = clock_nanoseconds();
    bool done;
    int failed = begin_file(work, file, &done, error);

    /* A format that nobody reads is a fault of the file, and says so. */
    if (!failed && !done && names)
        failed = chain_run(names, &work->job, file, work->threads,
                           work->job.stop, &result->stages, error);
    if (!failed && done)
        add_counts(work, file);
    else if (!failed)
        failed = end_file(work, file, error);
    result->name = file->name;
    result->row = file->row;
    result->seconds = (double)(clock_nanoseconds() - started) / 1e9;
    work->result->file_count++;
    if (file->input)
        input_close(file->input);
    file->input = NULL;
    return failed;
}
