/*
 * A bounded queue of batches between two sections of a chain. It has room for
 * every batch of the pool, so push never waits: the pool is what bounds.
 *
 * In order of arrival (queue_pop) or of batch->sequence (queue_pop_next, for the
 * tail, where batches of several workers meet again).
 */
#ifndef BIBLOAD_QUEUE_H
#define BIBLOAD_QUEUE_H

#include "batch.h"

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t pushed;
    struct batch *first, *last;
    unsigned writers; /* that may still push */
    bool closed;
};

void queue_init(struct queue *queue, unsigned writers);
void queue_clear(struct queue *queue);

void queue_push(struct queue *queue, struct batch *batch);
/* Waits; NULL when every writer is done and nothing is left, or when closed. */
struct batch *queue_pop(struct queue *queue);
struct batch *queue_pop_next(struct queue *queue, uint64_t sequence);

/* A writer will push no more. */
void queue_writer_done(struct queue *queue);
/* The chain is stopping: pop returns NULL from now on. */
void queue_close(struct queue *queue);

#endif
