/*
 * The engine: wires stages into a chain, runs it over one file, and counts.
 *
 *     chain_run = wire, open every instance, move batches, finish, close
 *
 * With threads = 1 everything runs on the caller's thread. Otherwise HEAD gets a
 * thread, WORK gets (threads - 2, at least 1) threads, and TAIL runs on the
 * caller's. With threads = 2 HEAD and WORK share one.
 */
#ifndef BIBLOAD_CHAIN_H
#define BIBLOAD_CHAIN_H

#include "stage.h"

struct chain_counter {
    const struct stage_type *type;
    uint64_t batches, records;
    double seconds; /* summed over instances */
};
#define CHAIN_STAGES_MAX 16

/* How many workers there are of so many threads. */
unsigned chain_workers(unsigned threads);

/* Batches in the pool at least: one each for the reader's block, cut, every worker
 * and the tail, and two that wait in queues. Memory permitting a job has more. */
#define CHAIN_BATCHES(workers) ((size_t)(workers) + 5)
#define CHAIN_ARENA_BLOCK ((size_t)1 << 20)

struct chain_report {
    struct chain_counter stage[CHAIN_STAGES_MAX];
    size_t count;
};

/* names: the stages in order, ends with NULL. A stage that takes what its
 * neighbour does not give is ERROR_USAGE naming both. *stop is looked at between
 * batches: not 0 ends the run with ERROR_INTERRUPTED after the batch in hand. */
int chain_run(const char *const *names, struct job *job, struct file *file,
              unsigned threads, const atomic_int *stop,
              struct chain_report *report, struct error *error);

/* For tests of one stage: a chain that only has a pool, whose stages are wired by
 * hand through `next` and share one error. chain_for_test_free frees it. */
struct chain *chain_for_test(struct batch_pool *pool);
void chain_for_test_free(struct chain *chain);

/* The stages that import a file of this format; NULL if there is no reader for
 * it. */
const char *const *chain_names(enum format format);

#endif
