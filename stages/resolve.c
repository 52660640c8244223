/*
 * resolve: keys to rows. For a whole batch it asks the store which records, books
 * and authors have the keys at hand, fetches the candidates (resolve_prepare.c),
 * and then decides one record after the other in input order (resolve_*.c). What it
 * decided is in batch->changes for load, in the same transaction.
 */
#include "group_text.h"
#include "refused.h"
#include "restate.h"
#include "snapshot.h"

#define SCRATCH_BLOCK ((size_t)1 << 20)

static int resolve_open(struct stage *stage)
{
    struct resolver *resolver = stage->state;
    struct job *job = stage->job;

    arena_init(&resolver->scratch, SCRATCH_BLOCK);
    resolver->stage = stage;
    resolver->counts = &stage->file->row.counts;
    resolver->keys = (struct keys_context){
        .secret = job->store->secret,
        .source = slice_of(job->import.source),
        .ids = slice_of(job->ids),
        .arena = &resolver->scratch,
    };
    resolver->seen.secret = key_from_bytes(job->store->secret).low;
    if (!group_read(&resolver->group, stage->file->row.carry))
        return error_set(stage->error, ERROR_STORE,
                         "%s: the place reached in %s can't be read",
                         job->store->path, stage->file->name);
    return 0;
}

/* ---- one record after the other ---- */

static int resolve_biblio(struct resolver *resolver, struct biblio *biblio)
{
    switch (biblio->kind) {
    case BIBLIO_AUTHOR:
        return resolve_author_row(resolver, biblio);
    case BIBLIO_LINK:
        return resolve_join(resolver, biblio);
    case BIBLIO_BOOK:
        break;
    }
    return resolve_book(resolver, biblio);
}

/* Also what was rejected here is held: its source goes on naming it. */
static int see(struct resolver *resolver, const struct record *record,
               size_t first)
{
    struct snapshot *snapshot = resolver->stage->job->snapshot;

    if (!snapshot)
        return 0;
    for (size_t i = 0; i < record->biblio_count; i++)
        if (snapshot_see(snapshot, resolver->looks.at[first + i].ident,
                         resolver->set.from.error) != 0)
            return -1;
    if (record->state == RECORD_REJECTED ||
        file_reject(resolver->stage->file, record->ordinal))
        resolver->seen_rejects++;
    return 0;
}

static int resolve_record(struct resolver *resolver, struct record *record)
{
    size_t first = resolver->looked;

    resolver->record = record;
    if (file_has_loaded(resolver->stage->file, record->ordinal)) {
        resolver->looked += record->biblio_count;
        return see(resolver, record, first);
    }
    resolver->claimed = (struct claimed){.text = SLICE_NONE};
    resolver->restated = NULL;
    resolver->others = NULL;
    resolver->taken = (struct row_table){.row_size = sizeof(size_t)};
    resolver->made = resolver->changed = resolver->deleted = false;
    resolver->look_only = resolver->renamed = false;
    resolver->books_before = resolver->set.from.store->last_book;
    resolver->authors_before = resolver->set.from.store->last_author;
    for (size_t i = 0; i < record->biblio_count; i++) {
        resolver->look = &resolver->looks.at[resolver->looked++];
        if (record->state == RECORD_GOOD &&
            resolve_biblio(resolver, &record->biblios[i]) != 0)
            return -1;
    }
    if (see(resolver, record, first) != 0)
        return -1;
    record->outcome = resolver->made      ? OUTCOME_NEW
                      : resolver->deleted ? OUTCOME_DELETED
                      : resolver->changed ? OUTCOME_MATCHED
                                          : OUTCOME_UNCHANGED;
    if (resolver->scratch.failed || record->arena->failed)
        return error_memory(resolver->set.from.error);
    return 0;
}

static int resolve_records(struct resolver *resolver, struct batch *batch)
{
    struct stage *stage = resolver->stage;

    resolver->looked = 0;
    for (size_t i = 0; i < batch->records.count; i++) {
        if (job_stops(stage->job))
            return error_set(stage->error, ERROR_INTERRUPTED,
                             "interrupted by a signal");
        if (batch->records.at[i].state == RECORD_GOOD &&
            resolve_record(resolver, &batch->records.at[i]) != 0)
            return -1;
    }
    stage->file->row.carry = group_write(&resolver->group, &resolver->scratch);
    return resolver->scratch.failed ? error_memory(stage->error) : 0;
}

static int decide(struct resolver *resolver, struct batch *batch)
{
    struct stage *stage = resolver->stage;
    struct store *store = stage->job->store;

    arena_reset(&resolver->scratch);
    resolver->referrers = SLICE_NONE;
    resolver->seen_rejects = 0;
    batch->changes = arena_zero(&resolver->scratch, sizeof *batch->changes);
    if (!batch->changes)
        return error_memory(stage->error);
    working_set_init(&resolver->set, store, &resolver->scratch, batch->changes,
                     stage->error);
    restate_begin(resolver);
    if (store->type->begin(store, stage->error) != 0 ||
        resolve_prepare(resolver, batch) != 0)
        return -1;
    return resolve_records(resolver, batch);
}

int resolve_batch(struct resolver *resolver, struct batch *batch)
{
    struct stage *stage = resolver->stage;
    struct snapshot *snapshot = stage->job->snapshot;

    if (decide(resolver, batch) != 0) {
        stage_release(stage, batch);
        return -1;
    }
    if (stage_emit(stage, batch) != 0)
        return -1;
    if (snapshot)
        snapshot_rejected(snapshot, resolver->seen_rejects);
    return 0;
}

static int resolve_process(struct stage *stage, struct batch *batch)
{
    return stage->job->store->guarded ? refused_process(stage->state, batch)
                                      : resolve_batch(stage->state, batch);
}

static void resolve_close(struct stage *stage)
{
    struct resolver *resolver = stage->state;

    stage->file->row.carry = SLICE_NONE;
    seen_names_clear(&resolver->seen);
    arena_clear(&resolver->scratch);
}

const struct stage_type stage_resolve = {
    .name = "resolve",
    .summary =
        "finds the books and authors that keys mean, decides what changes",
    .section = SECTION_TAIL,
    .takes = BATCH_KEYED,
    .gives = BATCH_RESOLVED,
    .state_size = sizeof(struct resolver),
    .open = resolve_open,
    .process = resolve_process,
    .close = resolve_close,
};
