/* See refused.h. What deciding a batch changes outside of it is kept before, and put
 * back before it is decided again. */
#include "refused.h"

/* Of a record as it came to resolve. */
struct mark {
    enum record_state state;
    struct finding *last_finding;
};

struct before {
    int64_t last_book, last_author, last_source;
    struct counts counts;
    struct withdrawals withdrawals;
    struct group group;
};

/* A batch under way, and its records as they came. */
struct parts {
    struct resolver *resolver;
    struct batch *batch;
    struct mark *marks;
};

static struct before before_of(const struct resolver *resolver)
{
    const struct job *job = resolver->stage->job;

    return (struct before){
        .last_book = job->store->last_book,
        .last_author = job->store->last_author,
        .last_source = job->store->last_source,
        .counts = *resolver->counts,
        .withdrawals = job->withdrawals,
        .group = resolver->group,
    };
}

static void put_back_record(struct record *record, const struct mark *mark)
{
    record->state = mark->state;
    record->last_finding = mark->last_finding;
    if (record->last_finding)
        record->last_finding->next = NULL;
    else
        record->findings = NULL;
}

static void put_back(const struct parts *parts, const struct before *before,
                     size_t from, size_t count)
{
    struct resolver *resolver = parts->resolver;
    struct job *job = resolver->stage->job;

    job->store->last_book = before->last_book;
    job->store->last_author = before->last_author;
    job->store->last_source = before->last_source;
    job->withdrawals = before->withdrawals;
    *resolver->counts = before->counts;
    resolver->group = before->group;
    seen_names_forget(&resolver->seen);
    for (size_t i = from; i < from + count; i++)
        put_back_record(&parts->batch->records.at[i], &parts->marks[i]);
}

/* Records from..from+count as a batch of their own. */
static int load_part(const struct parts *parts, size_t from, size_t count)
{
    struct batch part = *parts->batch;

    part.part = true;
    part.more = from + count < parts->batch->records.count;
    part.records.at += from;
    part.records.count = part.records.room = count;
    return resolve_batch(parts->resolver, &part);
}

/* What the database said, without its path in front. */
static struct slice reason_of(const struct error *refused)
{
    const char *colon = strstr(refused->text, ": ");

    return slice_of(colon ? colon + 2 : refused->text);
}

/* The only record of a part that was refused. */
static int reject_one(const struct parts *parts, size_t at,
                      const struct error *refused)
{
    record_reject(&parts->batch->records.at[at], ROW_REFUSED, SLICE_NONE,
                  SLICE_NONE, reason_of(refused));
    return load_part(parts, at, 1);
}

static int load_parts(const struct parts *parts, size_t from, size_t count)
{
    struct error *error = parts->resolver->stage->error, refused;
    const struct before before = before_of(parts->resolver);
    size_t half = count / 2;

    if (load_part(parts, from, count) == 0)
        return 0;
    if (error->kind != ERROR_REFUSED)
        return -1;
    refused = *error;
    *error = (struct error){.kind = ERROR_NONE};
    put_back(parts, &before, from, count);
    if (count == 1)
        return reject_one(parts, from, &refused);
    return load_parts(parts, from, half) != 0
               ? -1
               : load_parts(parts, from + half, count - half);
}

int refused_process(struct resolver *resolver, struct batch *batch)
{
    struct stage *stage = resolver->stage;
    size_t count = batch->records.count;
    struct parts parts = {
        .resolver = resolver,
        .batch = batch,
        .marks = arena_alloc(&batch->arena, (count + 1) * sizeof *parts.marks),
    };
    int result = -1;

    if (!parts.marks) {
        error_memory(stage->error);
    } else {
        for (size_t i = 0; i < count; i++)
            parts.marks[i] = (struct mark){
                .state = batch->records.at[i].state,
                .last_finding = batch->records.at[i].last_finding,
            };
        result = load_parts(&parts, 0, count);
    }
    stage_release(stage, batch);
    return result;
}
