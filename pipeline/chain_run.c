/*
 * Running a wired chain over one file.
 *
 * With one thread, the head calls the worker section and that the tail, all on
 * the caller's thread. Otherwise the sections that share a thread are joined by a
 * call, the others by a queue; the tail always runs on the caller's thread.
 *
 * Who fails stops the others (chain_fail.c).
 */
#include "chain_wire.h"

#include <stdlib.h>

static bool chain_interrupted(struct chain *chain)
{
    struct error error = {.kind = ERROR_NONE};

    if (!chain->stop || !*chain->stop)
        return false;
    error_set(&error, ERROR_INTERRUPTED, "interrupted by a signal");
    chain_fail(chain, &error);
    return true;
}

/* Reads blocks to the end of the file and sends them down. */
static int head_read(struct chain *chain)
{
    struct stage *source = &chain->head.stages[0];
    bool last = false;

    while (!last) {
        struct batch *batch;

        if (atomic_load(&chain->stopping) || chain_interrupted(chain))
            return -1;
        batch = stage_take(source);
        if (!batch)
            return -1;
        if (section_read(&chain->head, batch) != 0) {
            stage_release(source, batch);
            return -1;
        }
        last = batch->last;
        if (stage_emit(source, batch) != 0)
            return -1;
    }
    return section_finish(&chain->head);
}

static void *head_main(void *argument)
{
    struct chain *chain = argument;

    if (head_read(chain) != 0)
        chain_fail(chain, &chain->head.error);
    /* A worker section on this thread is finished by it, too. */
    else if (chain->head.after && section_finish(chain->head.after) != 0)
        chain_fail(chain, &chain->head.after->error);
    if (chain->head.out)
        queue_writer_done(chain->head.out);
    else if (chain->head.after && chain->head.after->out)
        queue_writer_done(chain->head.after->out);
    return NULL;
}

static void *worker_main(void *argument)
{
    struct section *section = argument;
    struct chain *chain = section->chain;
    struct batch *batch;
    bool failed = false;

    while (!failed && (batch = queue_pop(&chain->to_work)))
        failed = section_process(section, batch) != 0;
    if (!failed && !atomic_load(&chain->stopping))
        failed = section_finish(section) != 0;
    if (failed)
        chain_fail(chain, &section->error);
    queue_writer_done(&chain->to_tail);
    return NULL;
}

static void tail_main(struct chain *chain)
{
    struct batch *batch;
    uint64_t sequence = 0;

    while ((batch = queue_pop_next(&chain->to_tail, sequence))) {
        sequence++;
        if (section_process(&chain->tail, batch) != 0) {
            chain_fail(chain, &chain->tail.error);
            return;
        }
    }
    if (!atomic_load(&chain->stopping) && section_finish(&chain->tail) != 0)
        chain_fail(chain, &chain->tail.error);
}

static int chain_open(struct chain *chain)
{
    if (section_open(&chain->head) != 0)
        return error_is_set(&chain->head.error)
                   ? (chain_fail(chain, &chain->head.error), -1)
                   : -1;
    for (unsigned i = 0; i < chain->workers; i++)
        if (section_open(&chain->work[i]) != 0) {
            chain_fail(chain, &chain->work[i].error);
            return -1;
        }
    if (section_open(&chain->tail) != 0) {
        chain_fail(chain, &chain->tail.error);
        return -1;
    }
    return 0;
}

/* Joins the sections by calls or by queues. */
static void chain_join(struct chain *chain, unsigned threads)
{
    queue_init(&chain->to_work, 1);
    queue_init(&chain->to_tail, threads <= 2 ? 1 : chain->workers);
    if (threads == 1) {
        chain->head.after = &chain->work[0];
        chain->work[0].after = &chain->tail;
        return;
    }
    if (threads == 2)
        chain->head.after = &chain->work[0];
    else
        chain->head.out = &chain->to_work;
    for (unsigned i = 0; i < chain->workers; i++)
        chain->work[i].out = &chain->to_tail;
}

static int chain_inline(struct chain *chain)
{
    head_main(chain);
    if (atomic_load(&chain->stopping))
        return -1;
    if (section_finish(&chain->tail) != 0)
        return -1;
    return 0;
}

/* Threads that can't be started stop the chain; those that were are joined. */
static void chain_threads(struct chain *chain, unsigned threads)
{
    pthread_t started[WORKERS_MAX + 1];
    unsigned count = 0, wanted = threads == 2 ? 1 : chain->workers + 1;
    struct error error = {.kind = ERROR_NONE};

    while (count < wanted) {
        int failed = count == 0
                         ? pthread_create(&started[0], NULL, head_main, chain)
                         : pthread_create(&started[count], NULL, worker_main,
                                          &chain->work[count - 1]);
        if (failed) {
            error_system(&error, ERROR_MEMORY, failed, "can't start a thread");
            chain_fail(chain, &error);
            break;
        }
        count++;
    }
    if (count == wanted)
        tail_main(chain);
    while (count > 0)
        pthread_join(started[--count], NULL);
}

static void chain_close(struct chain *chain)
{
    section_close(&chain->head);
    for (unsigned i = 0; i < chain->workers; i++)
        section_close(&chain->work[i]);
    section_close(&chain->tail);
    queue_clear(&chain->to_work);
    queue_clear(&chain->to_tail);
    batch_pool_clear(chain->pool);
    pthread_mutex_destroy(&chain->lock);
}

unsigned chain_workers(unsigned threads)
{
    unsigned workers = threads <= 3 ? 1 : threads - 2;

    return workers < WORKERS_MAX ? workers : WORKERS_MAX;
}

int chain_run(const char *const *names, struct job *job, struct file *file,
              unsigned threads, const atomic_int *stop,
              struct chain_report *report, struct error *error)
{
    struct wiring wiring;

    if (wire_find(names, &wiring, error) != 0)
        return -1;
    return chain_run_wired(&wiring, job, file, threads, stop, report, error);
}

int chain_run_wired(const struct wiring *wiring, struct job *job,
                    struct file *file, unsigned threads, const atomic_int *stop,
                    struct chain_report *report, struct error *error)
{
    struct batch_pool pool;
    struct chain *chain = calloc(1, sizeof *chain);
    size_t batches = CHAIN_BATCHES(chain_workers(threads));

    if (!chain)
        return error_memory(error);
    chain->pool = &pool;
    chain->job = job;
    chain->file = file;
    chain->stop = stop;
    chain->workers = chain_workers(threads);
    pthread_mutex_init(&chain->lock, NULL);
    wire_section(chain, &chain->head, SECTION_HEAD, wiring);
    for (unsigned i = 0; i < chain->workers; i++)
        wire_section(chain, &chain->work[i], SECTION_WORK, wiring);
    wire_section(chain, &chain->tail, SECTION_TAIL, wiring);
    chain_join(chain, threads);
    if (batches < job->batches)
        batches = job->batches;
    if (batch_pool_init(&pool, batches, CHAIN_ARENA_BLOCK) != 0)
        error_memory(&chain->error);
    else if (chain_open(chain) == 0) {
        if (threads == 1)
            chain_inline(chain);
        else
            chain_threads(chain, threads);
    }
    wire_report(chain, report);
    chain_close(chain);
    if (error_is_set(&chain->error))
        *error = chain->error;
    else if (atomic_load(&chain->stopping))
        error_set(error, ERROR_STORE, "the chain stopped without a reason");
    free(chain);
    return error_is_set(error) ? -1 : 0;
}
