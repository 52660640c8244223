/*
 * load: what resolve decided, and what was found wrong, into the tables; the place
 * reached with them; and a commit when a transaction has its batch_records. The
 * one place that counts records and writes rejects.
 */
#include "../pipeline/contract.h"
#include "../pipeline/counts.h"
#include "../pipeline/progress.h"
#include "../pipeline/stage.h"
#include "rejects.h"

struct load_state {
    struct rejects rejects;
    LIST(struct finding_row) findings;
    struct arena arena; /* of one batch */
    size_t counted;     /* records of it that were not loaded before */
};

static int load_open(struct stage *stage)
{
    struct load_state *state = stage->state;

    arena_init(&state->arena, 65536);
    rejects_init(&state->rejects, stage->file);
    return 0;
}

/* ---- counting ---- */

static void count_record(struct counts *counts, const struct record *record)
{
    counts->read++;
    counts->rejected += record->state == RECORD_REJECTED;
    counts->skipped += record->state == RECORD_SKIPPED;
    if (record->state == RECORD_GOOD) {
        counts->new_ += record->outcome == OUTCOME_NEW;
        counts->matched += record->outcome == OUTCOME_MATCHED;
        counts->unchanged += record->outcome == OUTCOME_UNCHANGED;
        counts->deleted += record->outcome == OUTCOME_DELETED;
    }
    for (const struct finding *finding = record->findings; finding;
         finding = finding->next)
        counts->warnings[finding->code]++;
}

static int keep_findings(struct stage *stage, const struct record *record)
{
    struct load_state *state = stage->state;

    if (file_has_loaded(stage->file, record->ordinal))
        return 0;
    state->counted++;
    for (const struct finding *finding = record->findings; finding;
         finding = finding->next) {
        struct finding_row *row = list_push(&state->arena, &state->findings);

        if (!row)
            return error_memory(stage->error);
        *row = (struct finding_row){.finding = finding, .record = record};
    }
    return 0;
}

/* What is written with the batch's rows. */
static int gather(struct stage *stage, const struct batch *batch)
{
    struct load_state *state = stage->state;

    arena_reset(&state->arena);
    state->findings.at = NULL;
    state->findings.count = state->findings.room = 0;
    state->counted = 0;
    for (size_t i = 0; i < batch->records.count; i++)
        if (keep_findings(stage, &batch->records.at[i]) != 0)
            return -1;
    return 0;
}

/* The reject file is made anew from the start: nobody knows how much of it an
 * interruption left. */
static int reject_again(struct stage *stage, const struct record *loaded)
{
    struct load_state *state = stage->state;
    const struct resumed_reject *reject =
        file_reject(stage->file, loaded->ordinal);
    struct finding finding;
    struct record record;

    if (!reject)
        return 0;
    finding = reject->finding;
    record = *loaded;
    record.findings = record.last_finding = &finding;
    return rejects_write(&state->rejects, &record, stage->error);
}

/* Counts and reject files, once the rows are there. */
static int count_batch(struct stage *stage, const struct batch *batch)
{
    struct load_state *state = stage->state;
    bool settled = false;

    for (size_t i = 0; i < batch->records.count; i++) {
        const struct record *record = &batch->records.at[i];

        if (file_has_loaded(stage->file, record->ordinal)) {
            if (reject_again(stage, record) != 0)
                return -1;
            continue;
        }
        if (!settled && rejects_settle(&state->rejects, stage->error) != 0)
            return -1;
        settled = true;
        count_record(&stage->file->row.counts, record);
        if (record->state == RECORD_REJECTED &&
            rejects_write(&state->rejects, record, stage->error) != 0)
            return -1;
    }
    return 0;
}

/* ---- limits ---- */

static void show_progress(struct stage *stage)
{
    const struct counts *counts = &stage->file->row.counts;
    const struct progress_state progress = {
        .file = stage->file->name,
        .done = input_position(stage->file->input),
        .size = input_size(stage->file->input),
        .records = counts->read,
        .rejects = counts->rejected,
    };

    progress_show(&progress);
}

/* ---- a batch ---- */

static int load_commit(struct stage *stage)
{
    struct load_state *state = stage->state;
    struct job *job = stage->job;
    struct import_row import = job->import;

    /* The import's own counts are those of the files that ended. */
    counts_add(&import.counts, &stage->file->row.counts);
    if (rejects_sync(&state->rejects, stage->error) != 0 ||
        job->store->type->commit(job->store, &import, &stage->file->row,
                                 stage->error) != 0)
        return -1;
    job->committed = import.counts;
    job->transaction_records = 0;
    return 0;
}

/* Of the whole import so far. What was loaded stays, unless a contract holds it, and
 * with it what tells why it went no further. */
static int check_rejects(struct stage *stage)
{
    struct job *job = stage->job;
    const struct counts *counts = &stage->file->row.counts;
    uint64_t read = counts->read + job->import.counts.read;
    uint64_t rejected = counts->rejected + job->import.counts.rejected;

    if (!contract_stops_at(job, rejected, read))
        return 0;
    if (job->transaction_records > 0 && load_commit(stage) != 0)
        return -1;
    return contract_rejects_error(job, stage->file->name, rejected, read,
                                  stage->error);
}

static int load_batch(struct stage *stage, const struct batch *batch)
{
    struct load_state *state = stage->state;
    struct job *job = stage->job;
    struct write_set set = {
        .changes = batch->changes,
        .import_id = job->import.id,
        .file_id = stage->file->row.id,
        .undoable = true,
    };

    if (gather(stage, batch) != 0)
        return -1;
    set.findings = state->findings.at;
    set.finding_count = state->findings.count;
    if (job->store->type->write(job->store, &set, stage->error) != 0 ||
        count_batch(stage, batch) != 0)
        return -1;
    job->transaction_records += state->counted;
    if (batch->more)
        return 0;
    if (state->counted)
        stage->file->row.checkpoint = batch->after;
    if (job->transaction_records >= job->config->batch_records &&
        load_commit(stage) != 0)
        return -1;
    show_progress(stage);
    return check_rejects(stage);
}

static int load_process(struct stage *stage, struct batch *batch)
{
    int result = load_batch(stage, batch);

    stage_release(stage, batch);
    return result;
}

/* The transaction may go on with the next file; its rejects are on disk. */
static int load_finish(struct stage *stage)
{
    struct load_state *state = stage->state;

    return rejects_end(&state->rejects, stage->error);
}

static void load_close(struct stage *stage)
{
    struct load_state *state = stage->state;
    struct error ignored = {.kind = ERROR_NONE};

    /* A failure here loses closing tags of a file that was synced. */
    (void)rejects_close(&state->rejects, &ignored);
    arena_clear(&state->arena);
}

const struct stage_type stage_load = {
    .name = "load",
    .summary = "writes rows, findings and the place reached; commits",
    .section = SECTION_TAIL,
    .takes = BATCH_RESOLVED,
    .gives = BATCH_NONE,
    .state_size = sizeof(struct load_state),
    .open = load_open,
    .process = load_process,
    .finish = load_finish,
    .close = load_close,
};
