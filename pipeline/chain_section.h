/*
 * The inside of the engine: a section of a chain, shared by stage.c (what stages
 * call), chain.c (wiring) and chain_run.c (threads). Nothing else includes it.
 */
#ifndef BIBLOAD_CHAIN_SECTION_H
#define BIBLOAD_CHAIN_SECTION_H

#include "chain.h"
#include "queue.h"

#include <pthread.h>

#define SECTIONS 3
#define WORKERS_MAX 16

/* The stages of one section, one instance of each, run by one thread. */
struct section {
    struct chain *chain;
    enum stage_section which;
    struct stage stages[CHAIN_STAGES_MAX];
    size_t count;
    size_t opened;         /* stages whose open was called */
    struct error error;    /* this thread's */
    struct queue *out;     /* NULL: the next section is called directly */
    struct section *after; /* when out is NULL; NULL: the end of the chain */
    uint64_t emitted_ns;   /* time spent below the stage that is processing */
};

struct chain {
    struct batch_pool *pool;
    struct job *job;
    struct file *file;
    const atomic_int *stop;
    struct section head, tail, work[WORKERS_MAX];
    unsigned workers;
    struct queue to_work, to_tail;
    atomic_bool stopping;
    pthread_mutex_t lock;
    struct error error; /* the first, under lock */
};

/* Has the source, the first stage of the head, fill a batch. */
int section_read(struct section *section, struct batch *batch);
/* Calls the first stage of a section with a batch. */
int section_process(struct section *section, struct batch *batch);
int section_open(struct section *section);
/* Finishes each stage in order, so that what one keeps flows through the rest. */
int section_finish(struct section *section);
void section_close(struct section *section);

/* Keeps the section's error if it is the first, and stops everybody. */
void chain_fail(struct chain *chain, const struct error *error);

#endif
