/*
 * One import, from its files to its end: every file is opened and planned before
 * the first is loaded, so that a wrong path or a wrong column is said at once;
 * files that only join go last, when the books they name are there.
 */
#include "import_work.h"

#include "../stages/rekey.h"
#include "../stages/snapshot.h"
#include "clock.h"
#include "contract.h"
#include "import_dry.h"
#include "import_known.h"
#include "import_resume.h"
#include "log.h"
#include "options_digest.h"
#include "progress.h"
#include "rejects_sweep.h"
#include "sizes.h"
#include "stop.h"
#include "thousands.h"

#include <stdlib.h>

/* ---- the job ---- */

/* The records of a reject file are not all that their source has. */
static int begin_snapshot(struct import_work *work, struct error *error)
{
    struct job *job = &work->job;

    snapshot_free(job->snapshot);
    job->snapshot = NULL;
    if (job->source->mode != MODE_SNAPSHOT || job->import.replays)
        return 0;
    job->snapshot = snapshot_create(sizes_snapshot(job->config));
    return job->snapshot ? 0 : error_memory(error);
}

/* Before a file of its own scope says otherwise. */
static void name_source(struct import_work *work)
{
    struct job *job = &work->job;

    job->ids = job->source->ids ? job->source->ids : job->source->name;
    job->import.source = job->source->name;
    job->import.ids = job->ids;
    job->import.state = "running";
    work->scope.path = NULL;
}

static int prepare(struct import_work *work, struct invocation *invocation,
                   struct error *error)
{
    struct job *job = &work->job;
    const char *database;

    work->threads = sizes_threads(job->config);
    sizes_set(job, work->threads);
    scope_begin(&work->scope, job->source, invocation->source != NULL,
                work->files, work->count);
    work->scope.as = invocation->scope;
    name_source(work);
    job->import.named = !work->scope.unnamed;
    job->import.replays = invocation->replays;
    job->replays_rejects = (uint64_t)invocation->replays_rejects;
    job->heads = invocation->replays_heads;
    job->import.job = resume_job_digest(work->files, work->count, &work->arena);
    job->import.may_resume = !work->dry && import_can_reopen_files(work);
    if (work->arena.failed)
        return error_memory(error);
    database = work->dry ? dry_database(job->config, &work->temporary,
                                        &work->arena, error)
                         : job->config->database;
    if (!database || store_open(&job->store, database, STORE_WRITE,
                                sizes_store(job->config), error) != 0)
        return -1;
    job->store->stop = job->stop;
    job->store->threads = work->threads;
    if (begin_snapshot(work, error) != 0)
        return -1;
    job->pairs = &work->pairs;
    if (pairs_read(&work->pairs, job->store, job->config, error) != 0)
        return -1;
    job->import.options =
        options_digest(&work->arena, job->config, job->source, error);
    return job->import.options ? 0 : -1;
}

/* ---- the whole ---- */

static int run_files(struct import_work *work, struct error *error)
{
    struct job *job = &work->job;

    if (resume_check(job, error) != 0 || rekey_touched(job, error) != 0 ||
        decisions_read(&work->decisions, job->store, error) != 0)
        return -1;
    job->withdrawals.last_source = job->import.last_source;
    job->decisions = &work->decisions;
    for (size_t i = 0; i < work->count; i++)
        if (work->files[i].known_by)
            import_pass_over(work, &work->files[i], &work->result->files[i]);
        else if (import_run_file(work, &work->files[i], &work->result->files[i],
                                 error) != 0)
            return -1;
    if (job->store->type->begin(job->store, error) != 0 ||
        job->store->type->commit(job->store, &job->import, NULL, error) != 0)
        return -1;
    if (!job->store->hold)
        job->committed = job->import.counts;
    if (job->snapshot &&
        snapshot_withdraw(job->snapshot, job, work->damaged, error) != 0)
        return -1;
    /* The one transaction of a contract is committed by the end of the import. */
    return job->store->hold && !work->dry ? contract_check(job, error) : 0;
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

static double seconds_since(uint64_t started)
{
    return (double)(clock_nanoseconds() - started) / 1e9;
}

static void tell_beginning(const struct import_row *import)
{
    char records[THOUSANDS_BYTES];

    if (import->abandoned)
        log_line(LOG_NOTE,
                 "import %lld was interrupted, and this is another: it is "
                 "closed as abandoned (its rows stay)",
                 (long long)import->abandoned);
    if (import->resumed)
        log_line(LOG_NOTE,
                 "going on with import %lld, which was interrupted: %s records "
                 "are in",
                 (long long)import->id,
                 thousands(records, import->counts.read));
}

static int run_import(struct import_work *work, struct error *error)
{
    struct job *job = &work->job;
    uint64_t started = clock_nanoseconds();
    double before;
    int failed;

    job->store->hold = work->dry || contract_is_set(job);
    if (job->store->type->import_begin(job->store, &job->import, error) != 0)
        return -1;
    sizes_set_first(job);
    if (!work->dry)
        tell_beginning(&job->import);
    before = job->import.seconds;
    job->committed = job->import.counts;
    failed = (!work->dry && rejects_sweep(job, error) != 0) ||
             run_files(work, error) != 0;
    progress_hide();
    job->import.seconds = before + seconds_since(started);
    failed = import_close(work, failed, error, error);
    job->import.seconds = before + seconds_since(started);
    return failed ? -1 : status_of(work);
}

/* The files as plan_all left them, and an import that has not begun. */
static int begin_again(struct import_work *work, struct error *error)
{
    struct job *job = &work->job;
    bool all;

    log_line(LOG_NOTE,
             "%s: import %lld is closed as abandoned, and a new one begins",
             error->text, (long long)job->import.id);
    *error = (struct error){.kind = ERROR_NONE};
    import_forget_files(work);
    work->result->file_count = 0;
    work->damaged = false;
    job->import.counts = job->committed = (struct counts){0};
    job->import.may_resume = false;
    job->import.seconds = 0;
    job->import.error = NULL;
    job->withdrawals = (struct withdrawals){0};
    job->transaction_records = 0;
    decisions_clear(&work->decisions);
    if (import_plan_files(work, work->paths, error) != 0)
        return -1;
    name_source(work);
    return begin_snapshot(work, error) != 0
               ? -1
               : import_find_known(work, &all, error);
}

static int run_or_begin_again(struct import_work *work, struct error *error)
{
    int status = run_import(work, error);

    if (status >= 0 || error->kind != ERROR_CHANGED)
        return status;
    return begin_again(work, error) != 0 ? -1 : run_import(work, error);
}

static void work_clear(struct import_work *work)
{
    import_forget_files(work);
    free(work->files);
    snapshot_free(work->job.snapshot);
    decisions_clear(&work->decisions);
    pairs_clear(&work->pairs);
    if (work->job.store)
        work->job.store->type->close(work->job.store);
    dry_remove(work->temporary);
}

/* When all of its files are known there is no import, and no row of one. */
static int find_and_run(struct import_work *work, struct error *error)
{
    bool all;

    if (import_find_known(work, &all, error) != 0 ||
        (work->dry && import_can_reopen_files(work) &&
         resume_tell(&work->job, work->restart, error) != 0) ||
        (work->restart && !work->dry &&
         resume_take_back(&work->job, error) != 0))
        return -1;
    if (!all)
        return run_or_begin_again(work, error);
    if (contract_check_records(&work->job, error) != 0)
        return -1;
    for (size_t i = 0; i < work->count; i++)
        import_pass_over(work, &work->files[i], &work->result->files[i]);
    work->job.import.state = "skipped";
    return STATUS_LOADED;
}

static bool is_closed(const struct import_row *row)
{
    return row->state && strcmp(row->state, "running") != 0;
}

/* Of one that was rolled back they stay; what leaves no row leaves none. */
static bool has_rejects(const struct import_result *result)
{
    uint64_t rejected = result->row.counts.rejected;

    for (size_t i = 0; i < result->file_count; i++)
        rejected += result->files[i].row.counts.rejected;
    return rejected && result->row.id;
}

int import_run(struct invocation *invocation,
               const struct source_config *source, char **paths, size_t count,
               struct import_result *result, struct error *error)
{
    struct import_work work = {
        .job = {.config = &invocation->config,
                .source = source,
                .stop = stop_flag()},
        .files = calloc(count + 1, sizeof *work.files),
        .count = count,
        .paths = paths,
        .planned = invocation->planned ? invocation->planned : source,
        .result = result,
        .again = invocation->again,
        .restart = invocation->restart,
        .dry = invocation->dry_run,
        .silent = invocation->json,
    };
    int status = -1;

    arena_init(&work.arena, 4096);
    result->files = calloc(count + 1, sizeof *result->files);
    if (!work.files || !result->files) {
        work.count = work.files ? count : 0;
        error_memory(error);
        goto out;
    }
    stop_catch_signals();
    if (import_plan_files(&work, work.paths, error) != 0 ||
        prepare(&work, invocation, error) != 0)
        goto out;
    progress_begin(invocation->progress);
    status = find_and_run(&work, error);
    progress_end();
out:
    result->row = work.job.import;
    if (status < 0 && !result->row.id && !is_closed(&result->row))
        result->row.state = NULL; /* it had not begun */
    if (has_rejects(result) && work.job.store)
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
