/*
 * One import, from its files to its end: every file is opened and planned before
 * the first is loaded, so that a wrong path or a wrong column is said at once;
 * files that only join go last, when the books they name are there.
 */
#include "import.h"

#include "../stages/decisions.h"
#include "../stages/pairs.h"
#include "../stages/rekey.h"
#include "../stages/snapshot.h"
#include "clock.h"
#include "counts.h"
#include "log.h"
#include "options_digest.h"
#include "progress.h"
#include "rejects_name.h"
#include "scope.h"
#include "sizes.h"
#include "visible.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

struct import_work {
    struct job job;
    struct file *files;
    size_t count;
    unsigned threads;
    struct scope scope;
    struct decisions decisions;
    struct pairs pairs;
    bool damaged; /* a file is */
    struct arena arena;
    struct import_result *result;
};

/* ---- signals: the run stops on a committed batch ---- */

static volatile sig_atomic_t stop_signal;

static void on_signal(int number)
{
    stop_signal = number;
    signal(number, SIG_DFL); /* a second one ends us at once */
}

static void signals_catch(void)
{
    struct sigaction action = {.sa_handler = on_signal};

    stop_signal = 0;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* ---- files ---- */

/* Something that can be opened a second time; pipes and standard input can't, and
 * stay open. */
static bool can_reopen(const char *path)
{
    struct stat status;

    return strcmp(path, "-") != 0 && stat(path, &status) == 0 &&
           S_ISREG(status.st_mode);
}

static int plan_one(struct import_work *work, struct file *file,
                    const char *path, struct error *error)
{
    const struct source_config *source = work->job.source;

    file->name = strcmp(path, "-") == 0 ? "standard input" : path;
    file->row.name = path;
    if (input_open(&file->input, path, source->encoding, error) != 0 ||
        plan_file(&file->plan, file->input, source, file->name, error) != 0)
        return -1;
    for (size_t i = 0; i < file->plan.notes.count; i++)
        log_line(LOG_NOTE, "%s: %.*s", file->name,
                 SLICE_ARG(file->plan.notes.at[i]));
    /* What planning found wrong with it is in the input alone. */
    if (can_reopen(path) && input_fault(file->input)->code == CODE_NONE) {
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

static int plan_all(struct import_work *work, char **paths, struct error *error)
{
    for (size_t i = 0; i < work->count; i++)
        if (plan_one(work, &work->files[i], paths[i], error) != 0)
            return -1;
    return order_files(work, error);
}

/* ---- the job ---- */

static int prepare(struct import_work *work, struct invocation *invocation,
                   struct error *error)
{
    struct job *job = &work->job;

    work->threads = sizes_threads(job->config);
    sizes_set(job, work->threads);
    scope_begin(&work->scope, job->source, invocation->source != NULL,
                work->files, work->count);
    job->ids = job->source->ids ? job->source->ids : job->source->name;
    job->import.source = job->source->name;
    job->import.ids = job->ids;
    job->import.state = "running";
    job->import.options =
        options_digest(&work->arena, job->config, job->source);
    if (work->arena.failed)
        return error_memory(error);
    if (store_open(&job->store, job->config->database, STORE_WRITE,
                   sizes_store(job->config), error) != 0)
        return -1;
    job->store->threads = work->threads;
    if (job->source->mode == MODE_SNAPSHOT) {
        job->snapshot = snapshot_create(sizes_snapshot(job->config));
        if (!job->snapshot)
            return error_memory(error);
    }
    job->pairs = &work->pairs;
    return pairs_read(&work->pairs, job->store, job->config, error);
}

/* ---- one file ---- */

static int begin_file(struct import_work *work, struct file *file,
                      struct error *error)
{
    char *real = realpath(file->row.name, NULL);
    struct slice path =
        arena_copy(&work->arena, slice_of(real ? real : file->row.name));

    free(real);
    if (!path.at)
        return error_memory(error);
    file->row.path = path.at;
    if (!file->input && input_open(&file->input, file->row.name,
                                   work->job.source->encoding, error) != 0)
        return -1;
    file->row.format = format_text(file->plan.format);
    file->row.encoding = encoding_text(file->plan.encoding);
    file->row.gzip = input_is_gzip(file->input);
    file->row.state = "running";
    if (scope_file(&work->scope, &work->job, file, error) != 0 ||
        (work->job.snapshot &&
         snapshot_source(work->job.snapshot, work->job.import.source_id,
                         error) != 0))
        return -1;
    if (work->job.store->type->file_begin(work->job.store, &work->job.import,
                                          &file->row, error) != 0)
        return -1;
    return rejects_name(work->files, file, &work->job, &work->arena, error);
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
        work->damaged = true;
    }
    counts_add(&job->import.counts, &file->row.counts);
    if (job->store->type->begin(job->store, error) != 0)
        return -1;
    return job->store->type->file_end(job->store, &file->row, error);
}

static int run_file(struct import_work *work, struct file *file,
                    struct import_file_result *result, struct error *error)
{
    const char *const *names = chain_names(file->plan.format);
    uint64_t started = clock_nanoseconds();
    int failed = begin_file(work, file, error);

    /* A format that nobody reads is a fault of the file, and says so. */
    if (!failed && names)
        failed = chain_run(names, &work->job, file, work->threads, &stop_signal,
                           &result->stages, error);
    if (!failed)
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

/* ---- the whole ---- */

static int run_files(struct import_work *work, struct error *error)
{
    struct job *job = &work->job;

    if (rekey_touched(job, error) != 0 ||
        decisions_read(&work->decisions, job->store, error) != 0)
        return -1;
    job->withdrawals.last_source = job->store->last_source;
    job->decisions = &work->decisions;
    for (size_t i = 0; i < work->count; i++)
        if (run_file(work, &work->files[i], &work->result->files[i], error))
            return -1;
    if (job->store->type->begin(job->store, error) != 0 ||
        job->store->type->commit(job->store, &job->import, NULL, error) != 0)
        return -1;
    job->committed = job->import.counts;
    return job->snapshot
               ? snapshot_withdraw(job->snapshot, job, work->damaged, error)
               : 0;
}

/* After an error the import is closed as failed, if the store still can. */
static int close_import(struct import_work *work, bool failed,
                        const struct error *why, struct error *error)
{
    struct job *job = &work->job;
    struct error second = {.kind = ERROR_NONE};

    if (!failed) {
        job->import.state = work->damaged ? "damaged" : "complete";
        return job->store->type->import_end(job->store, &job->import, error);
    }
    /* What was not committed is gone, and not counted. */
    job->store->type->rollback(job->store);
    job->import.counts = job->committed;
    job->import.state = "failed";
    job->import.error = why->text;
    (void)job->store->type->import_end(job->store, &job->import, &second);
    return -1;
}

static int status_of(const struct import_work *work)
{
    const struct counts *counts = &work->job.import.counts;
    uint64_t loaded =
        counts->new_ + counts->matched + counts->unchanged + counts->deleted;

    if (work->damaged)
        return STATUS_FAILED;
    if (counts->rejected == 0)
        return STATUS_LOADED;
    return loaded ? STATUS_REJECTS : STATUS_FAILED;
}

static int run_import(struct import_work *work, struct error *error)
{
    struct job *job = &work->job;
    uint64_t started = clock_nanoseconds();
    int failed;

    if (job->store->type->import_begin(job->store, &job->import, error) != 0)
        return -1;
    failed = run_files(work, error);
    progress_hide();
    job->import.seconds = (double)(clock_nanoseconds() - started) / 1e9;
    failed = close_import(work, failed != 0, error, error);
    job->import.seconds = (double)(clock_nanoseconds() - started) / 1e9;
    return failed ? -1 : status_of(work);
}

static void work_clear(struct import_work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        if (work->files[i].input)
            input_close(work->files[i].input);
        plan_clear(&work->files[i].plan);
    }
    free(work->files);
    snapshot_free(work->job.snapshot);
    decisions_clear(&work->decisions);
    pairs_clear(&work->pairs);
    if (work->job.store)
        work->job.store->type->close(work->job.store);
}

int import_run(struct invocation *invocation,
               const struct source_config *source, char **paths, size_t count,
               struct import_result *result, struct error *error)
{
    struct import_work work = {
        .job = {.config = &invocation->config, .source = source},
        .files = calloc(count + 1, sizeof *work.files),
        .count = count,
        .result = result,
    };
    int status = -1;

    arena_init(&work.arena, 4096);
    result->files = calloc(count + 1, sizeof *result->files);
    if (!work.files || !result->files) {
        work.count = work.files ? count : 0;
        error_memory(error);
        goto out;
    }
    signals_catch();
    if (plan_all(&work, paths, error) != 0 ||
        prepare(&work, invocation, error) != 0)
        goto out;
    progress_begin(invocation->progress);
    status = run_import(&work, error);
    progress_end();
out:
    result->row = work.job.import;
    if (result->row.counts.rejected && work.job.store)
        result->rejects_path =
            arena_printf(&work.arena, "%s.rejects", work.job.store->path).at;
    work_clear(&work);
    result->arena = work.arena; /* names and texts of the result are in it */
    return status;
}

void import_result_clear(struct import_result *result)
{
    free(result->files);
    arena_clear(&result->arena);
    *result = (struct import_result){0};
}
