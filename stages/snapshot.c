/* See snapshot.h. */
#include "snapshot.h"

#include "../pipeline/log.h"
#include "withdraw.h"
#include "withdraw_limit.h"

#include <stdlib.h>

#define PIECE 1000 /* records withdrawn in one transaction */
#define SCRATCH_BLOCK ((size_t)1 << 20)

struct snapshot {
    unsigned char *seen; /* a bit for each source record, by id */
    size_t room;
    uint64_t bound;
    uint64_t rejected; /* records, that were seen nevertheless */
    struct arena arena;
    LIST(int32_t) sources;
};

struct snapshot *snapshot_create(uint64_t bound)
{
    struct snapshot *snapshot = calloc(1, sizeof *snapshot);

    if (!snapshot)
        return NULL;
    snapshot->bound = bound;
    arena_init(&snapshot->arena, 4096);
    return snapshot;
}

void snapshot_free(struct snapshot *snapshot)
{
    if (!snapshot)
        return;
    free(snapshot->seen);
    arena_clear(&snapshot->arena);
    free(snapshot);
}

int snapshot_source(struct snapshot *snapshot, int32_t source_id,
                    struct error *error)
{
    int32_t *added;

    for (size_t i = 0; i < snapshot->sources.count; i++)
        if (snapshot->sources.at[i] == source_id)
            return 0;
    added = list_push(&snapshot->arena, &snapshot->sources);
    if (!added)
        return error_memory(error);
    *added = source_id;
    return 0;
}

/* ---- what was seen ---- */

static int grow(struct snapshot *snapshot, size_t least, struct error *error)
{
    size_t room = snapshot->room ? snapshot->room : 4096;
    unsigned char *seen;

    while (room <= least)
        room *= 2;
    if (room > snapshot->bound)
        return error_set(error, ERROR_LIMIT,
                         "mode = snapshot: to remember so many records takes "
                         "over a sixteenth of memory_limit");
    seen = realloc(snapshot->seen, room);
    if (!seen)
        return error_memory(error);
    memset(seen + snapshot->room, 0, room - snapshot->room);
    snapshot->seen = seen;
    snapshot->room = room;
    return 0;
}

int snapshot_see(struct snapshot *snapshot, const struct probe *slot,
                 struct error *error)
{
    for (size_t i = 0; i < slot->hits.count; i++) {
        uint64_t id = (uint64_t)slot->hits.at[i].id;

        if (id / 8 >= snapshot->room && grow(snapshot, id / 8, error) != 0)
            return -1;
        snapshot->seen[id / 8] |= (unsigned char)(1 << id % 8);
    }
    return 0;
}

void snapshot_rejected(struct snapshot *snapshot, uint64_t count)
{
    snapshot->rejected += count;
}

static bool was_seen(const struct snapshot *snapshot, int64_t id)
{
    uint64_t at = (uint64_t)id / 8;

    return at < snapshot->room && (snapshot->seen[at] >> id % 8 & 1);
}

/* ---- what was not ---- */

/* Rows of a source as they come by: how many, and the first that go. */
struct passage {
    const struct snapshot *snapshot;
    uint64_t known, gone;
    int64_t last; /* the last row that was looked at */
    int64_t *ids; /* NULL: only counted; room for PIECE */
    size_t count;
};

static int pass_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct passage *passage = context;
    int64_t id = values[0].integer;

    (void)count;
    (void)error;
    passage->known++;
    passage->last = id;
    if (was_seen(passage->snapshot, id))
        return 0;
    passage->gone++;
    if (passage->ids)
        passage->ids[passage->count++] = id;
    return 0;
}

/* Rows behind passage->last that were there when the import began, at most so
 * many (-1: all). */
static int pass(struct job *job, int32_t source_id, int64_t most,
                struct passage *passage, struct error *error)
{
    const struct result_sink sink = {.context = passage, .row = pass_row};
    const struct parameter parameters[] = {
        {"source", {.kind = VALUE_INTEGER, .integer = source_id}},
        {"after", {.kind = VALUE_INTEGER, .integer = passage->last}},
        {"last",
         {.kind = VALUE_INTEGER, .integer = job->withdrawals.last_source}},
        {"most", {.kind = VALUE_INTEGER, .integer = most}},
    };

    return job->store->type->query(
        job->store,
        "SELECT id FROM source_records"
        " WHERE id > :after AND id <= :last AND source_id = :source"
        " ORDER BY id LIMIT :most",
        parameters, 4, &sink, error);
}

/* ---- withdrawing ---- */

static int withdraw_rows(struct resolver *resolver, const int64_t *ids,
                         size_t count)
{
    struct working_set *set = &resolver->set;

    for (size_t i = 0; i < count; i++)
        if (working_want_source(set, ids[i]) != 0)
            return -1;
    if (working_load_sources(set) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct source_row *row = working_source(set, ids[i]);

        if (!row || (row->book_id && working_want_book(set, row->book_id) != 0))
            return -1;
    }
    if (working_load_books(set) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct source_row *row = working_source(set, ids[i]);

        if (!row || (row->id &&
                     withdraw_source(resolver, row, WITHDRAWN_SNAPSHOT) != 0))
            return -1;
    }
    return 0;
}

static int withdraw_piece(struct resolver *resolver, struct job *job,
                          const struct passage *passage, struct error *error)
{
    struct store *store = job->store;
    struct changes changes = {0};
    struct write_set set = {
        .changes = &changes, .import_id = job->import.id, .undoable = true};

    arena_reset(&resolver->scratch);
    resolver->referrers = SLICE_NONE;
    working_set_init(&resolver->set, store, &resolver->scratch, &changes,
                     error);
    if (store->type->begin(store, error) != 0 ||
        withdraw_rows(resolver, passage->ids, passage->count) != 0)
        return -1;
    if (resolver->scratch.failed)
        return error_memory(error);
    if (store->type->write(store, &set, error) != 0 ||
        store->type->commit(store, &job->import, NULL, error) != 0)
        return -1;
    job->committed = job->import.counts;
    return 0;
}

static int withdraw_pieces(struct snapshot *snapshot, struct job *job,
                           int32_t source_id, struct error *error)
{
    int64_t ids[PIECE];
    struct passage passage = {.snapshot = snapshot, .ids = ids};
    struct resolver *resolver = calloc(1, sizeof *resolver);
    uint64_t before;
    int result = -1;

    if (!resolver)
        return error_memory(error);
    arena_init(&resolver->scratch, SCRATCH_BLOCK);
    resolver->counts = &job->import.counts;
    resolver->keys = (struct keys_context){.secret = job->store->secret,
                                           .arena = &resolver->scratch};
    do {
        before = passage.known;
        passage.count = 0;
        if (pass(job, source_id, PIECE, &passage, error) != 0)
            goto out;
        if (passage.count &&
            withdraw_piece(resolver, job, &passage, error) != 0)
            goto out;
    } while (passage.known > before);
    result = 0;
out:
    arena_clear(&resolver->scratch);
    free(resolver);
    return result;
}

static int withdraw_of(struct snapshot *snapshot, struct job *job,
                       int32_t source_id, struct error *error)
{
    struct passage all = {.snapshot = snapshot};

    if (pass(job, source_id, -1, &all, error) != 0)
        return -1;
    if (all.gone == 0)
        return 0;
    if (withdraw_check(job, all.gone, all.known,
                       "none of them was, and what was loaded stays",
                       error) != 0 ||
        withdraw_pieces(snapshot, job, source_id, error) != 0)
        return -1;
    log_line(LOG_NOTE,
             "%s: %llu records that the files no longer hold were "
             "withdrawn",
             job->source->name, (unsigned long long)all.gone);
    return 0;
}

int snapshot_withdraw(struct snapshot *snapshot, struct job *job, bool damaged,
                      struct error *error)
{
    const struct counts *counts = &job->import.counts;
    uint64_t rejected = counts->rejected - snapshot->rejected;

    if (damaged || rejected || counts->read == 0) {
        log_line(LOG_WARNING, "mode = snapshot: nothing is withdrawn, for %s",
                 damaged    ? "a file is damaged"
                 : rejected ? "a rejected record may be what is missing"
                            : "no record was read");
        return 0;
    }
    for (size_t i = 0; i < snapshot->sources.count; i++)
        if (withdraw_of(snapshot, job, snapshot->sources.at[i], error) != 0)
            return -1;
    return 0;
}
