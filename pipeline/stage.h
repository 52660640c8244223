/*
 * The stage contract. A stage is one const table and the static functions behind
 * it; it is added by its file and a line in stage_list.c. The order of calls, for
 * every instance:
 *
 *     INSTANCE = open ( read* | process* finish ) close
 *
 *     open     state is zeroed memory of state_size bytes. May fail.
 *     read     sources only: fill the batch handed in with the next block, set
 *              batch->last on the final one. The engine emits it.
 *     process  takes over the batch. Before it returns, it has emitted the batch,
 *              released it, or kept it (then finish or a later process must).
 *     finish   nothing follows: emit what was kept. Not called after a failure.
 *     close    frees what open and process made; also after a failed open, on
 *              half-made state; can't fail.
 *
 * A hook that is NULL does nothing (process: emits its batch). Hooks return 0, or
 * -1 with stage->error filled, which stops the chain.
 *
 * A stage never calls a stage: it hands its batch to stage_emit, and asks for a
 * new one with stage_take, which waits and returns NULL when the chain is
 * stopping (then return -1; no error needs to be set).
 *
 * The chain is cut into three sections, each of which may have threads of its
 * own: HEAD (one instance), WORK (one instance per worker: no state is shared,
 * batches arrive in any order) and TAIL (one instance, on the thread that owns
 * the store, batches in input order). Stages need not know where they run, but a
 * WORK stage must not use job->store.
 */
#ifndef BIBLOAD_STAGE_H
#define BIBLOAD_STAGE_H

#include "batch.h"
#include "error.h"
#include "job.h"

enum stage_section { SECTION_HEAD, SECTION_WORK, SECTION_TAIL };

struct stage;

struct stage_type {
    const char *name;
    const char *summary; /* one clause for docs and --verbose */
    enum stage_section section;
    enum batch_kind takes, gives;
    size_t state_size;
    int (*open)(struct stage *stage);
    int (*read)(struct stage *stage, struct batch *batch);
    int (*process)(struct stage *stage, struct batch *batch);
    int (*finish)(struct stage *stage);
    void (*close)(struct stage *stage);
};

struct chain;

struct stage {
    const struct stage_type *type;
    void *state;
    struct job *job;
    struct file *file;
    struct error *error; /* the section's own; the chain keeps the first */
    /* the engine's */
    struct chain *chain;
    struct stage *next; /* in the same section; NULL: the section's end */
    uint64_t batches, records;
    uint64_t nanoseconds; /* in this stage, without those it emitted to */
};

int stage_emit(struct stage *stage, struct batch *batch);
void stage_release(struct stage *stage, struct batch *batch);
struct batch *stage_take(struct stage *stage);
/* For cut, before it emits a batch of so many raw bytes: waits, if one record makes
 * it much larger than its share of memory, until it has the chain to itself. 0, or
 * -1 when the chain is stopping. */
int stage_make_room(struct stage *stage, uint64_t bytes);

/* stage_list.c: every stage there is; NULL if there is none of that name. */
const struct stage_type *stage_find(const char *name);
extern const struct stage_type *const stage_list[]; /* ends with NULL */

#endif
