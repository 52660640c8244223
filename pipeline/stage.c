/*
 * What stages call, and how the engine calls them: hooks in the documented order,
 * counted and timed. A stage's time is what passes between the call of a hook and
 * its return, less what passed below it in stage_emit.
 */
#include "chain_section.h"
#include "clock.h"

#include <assert.h>
#include <stdlib.h>

/* The section that a stage stands in: stages of a test stand alone. */
static struct section *section_of(struct stage *stage)
{
    struct chain *chain = stage->chain;

    if (stage->error == &chain->head.error)
        return &chain->head;
    if (stage->error == &chain->tail.error)
        return &chain->tail;
    for (unsigned i = 0; i < chain->workers; i++)
        if (stage->error == &chain->work[i].error)
            return &chain->work[i];
    return NULL;
}

/* An allocation that failed inside a hook shows in the arena. */
static int stage_result(struct stage *stage, int result, bool arena_failed)
{
    if (result == 0 && arena_failed)
        result = error_memory(stage->error);
    if (result != 0 && error_is_set(stage->error) && !stage->error->stage[0])
        strncpy(stage->error->stage, stage->type->name,
                sizeof stage->error->stage - 1);
    return result;
}

static int stage_call(struct stage *stage, struct batch *batch)
{
    struct section *section = section_of(stage);
    uint64_t outer = section ? section->emitted_ns : 0;
    uint64_t started = clock_nanoseconds(), spent;
    int result;

    stage->batches++;
    stage->records += batch->records.count;
    if (section)
        section->emitted_ns = 0;
    result = stage->type->process ? stage->type->process(stage, batch)
                                  : stage_emit(stage, batch);
    spent = clock_nanoseconds() - started;
    if (section) {
        stage->nanoseconds += spent - section->emitted_ns;
        section->emitted_ns = outer + spent;
    }
    return stage_result(stage, result, false);
}

int stage_emit(struct stage *stage, struct batch *batch)
{
    struct section *section;

    if (batch->arena.failed) {
        stage_release(stage, batch);
        return stage_result(stage, 0, true);
    }
    if (stage->type->gives != BATCH_NONE)
        batch->kind = stage->type->gives;
    if (stage->next)
        return stage_call(stage->next, batch);
    section = section_of(stage);
    if (section && section->out) {
        queue_push(section->out, batch);
        return atomic_load(&stage->chain->stopping) ? -1 : 0;
    }
    if (section && section->after)
        return section_process(section->after, batch);
    stage_release(stage, batch);
    return 0;
}

void stage_release(struct stage *stage, struct batch *batch)
{
    assert(
        stage->chain); /* an instance without one is a test's, and holds none */
    if (!batch->part)
        batch_release(stage->chain->pool, batch);
}

struct batch *stage_take(struct stage *stage)
{
    return batch_take(stage->chain->pool);
}

/* Kept by cut are the block that it cuts, and the batch itself. */
int stage_make_room(struct stage *stage, uint64_t bytes)
{
    if (bytes <= 2 * stage->job->batch_bytes)
        return 0;
    return batch_alone(stage->chain->pool, 2) ? 0 : -1;
}

int section_read(struct section *section, struct batch *batch)
{
    struct stage *source = &section->stages[0];
    uint64_t started = clock_nanoseconds();
    int result;

    source->batches++;
    result = source->type->read(source, batch);
    source->nanoseconds += clock_nanoseconds() - started;
    return stage_result(source, result, false);
}

int section_process(struct section *section, struct batch *batch)
{
    int result = stage_call(&section->stages[0], batch);

    /* With sections on one thread the error must reach the head. */
    if (result != 0 && error_is_set(&section->error))
        chain_fail(section->chain, &section->error);
    return result;
}

int section_open(struct section *section)
{
    for (size_t i = 0; i < section->count; i++) {
        struct stage *stage = &section->stages[i];

        if (stage->type->state_size) {
            stage->state = calloc(1, stage->type->state_size);
            if (!stage->state)
                return stage_result(stage, error_memory(stage->error), false);
        }
        section->opened = i + 1;
        if (stage->type->open &&
            stage_result(stage, stage->type->open(stage), false) != 0)
            return -1;
    }
    return 0;
}

int section_finish(struct section *section)
{
    for (size_t i = 0; i < section->count; i++) {
        struct stage *stage = &section->stages[i];

        if (stage->type->finish &&
            stage_result(stage, stage->type->finish(stage), false) != 0) {
            if (error_is_set(&section->error))
                chain_fail(section->chain, &section->error);
            return -1;
        }
    }
    return 0;
}

void section_close(struct section *section)
{
    for (size_t i = section->opened; i-- > 0;) {
        struct stage *stage = &section->stages[i];

        if (stage->type->close)
            stage->type->close(stage);
        free(stage->state);
        stage->state = NULL;
    }
    section->opened = 0;
}
