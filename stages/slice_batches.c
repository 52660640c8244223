/* See slice_batches.h. */
#include "slice_batches.h"

static bool batch_open(struct slice_batches *batches)
{
    if (batches->out)
        return true;
    batches->out = stage_take(batches->stage);
    if (!batches->out)
        return false;
    batches->out->kind = BATCH_SLICES;
    batches->out->sequence = batches->sequence++;
    batches->bytes = 0;
    batches->context = SLICE_NONE;
    return true;
}

static bool context_is(struct slice context, struct slice head,
                       struct slice tags)
{
    return context.len == head.len + tags.len && context.len > 0 &&
           memcmp(context.at, head.at, head.len) == 0 &&
           memcmp(context.at + head.len, tags.at, tags.len) == 0;
}

static void set_context(struct slice_batches *batches, struct slice head,
                        struct slice tags)
{
    char *at;

    if (context_is(batches->context, head, tags))
        return;
    batches->context = SLICE_NONE;
    if (head.len + tags.len == 0)
        return;
    at = arena_alloc(&batches->out->arena, head.len + tags.len);
    if (!at)
        return;
    memcpy(at, head.at, head.len);
    memcpy(at + head.len, tags.at, tags.len);
    batches->context = (struct slice){at, head.len + tags.len};
}

struct record *slice_batches_add(struct slice_batches *batches,
                                 struct slice raw, struct slice head,
                                 struct slice tags)
{
    struct record *record;

    if (!batch_open(batches))
        return NULL;
    record = batch_add(batches->out);
    if (record) {
        record->ordinal = ++batches->ordinal;
        record->state = file_record_state(
            batches->stage->job, batches->stage->file, record->ordinal);
        record->raw = arena_copy(&batches->out->arena, raw);
        set_context(batches, head, tags);
        record->context = batches->context;
        batches->bytes += raw.len;
    }
    if (batches->out->arena.failed) {
        error_memory(batches->stage->error);
        return NULL;
    }
    return record;
}

int slice_batches_after(struct slice_batches *batches, uint64_t offset,
                        uint64_t line)
{
    const struct job *job = batches->stage->job;

    batches->out->after = (struct checkpoint){
        .offset = offset,
        .records = batches->ordinal,
        .line = line,
        .read = batches->stage->file->read,
    };
    if (batches->out->records.count < job->batch_records &&
        batches->bytes < job->batch_bytes)
        return 0;
    return slice_batches_flush(batches);
}

int slice_batches_flush(struct slice_batches *batches)
{
    struct batch *out = batches->out;

    if (out && stage_make_room(batches->stage, batches->bytes) != 0)
        return -1;
    batches->out = NULL;
    return out ? stage_emit(batches->stage, out) : 0;
}

void slice_batches_clear(struct slice_batches *batches)
{
    if (batches->out)
        stage_release(batches->stage, batches->out);
    batches->out = NULL;
}
