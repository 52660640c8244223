/* See batch.h. */
#include "batch.h"

#include <stdlib.h>

static const char *const kind_texts[] = {
    [BATCH_NONE] = "nothing",
    [BATCH_BYTES] = "bytes",
    [BATCH_SLICES] = "cut records",
    [BATCH_CELLS] = "CSV cells",
    [BATCH_MARC] = "MARC fields",
    [BATCH_BIBLIO] = "bibliographic records",
    [BATCH_NORMAL] = "canonical records",
    [BATCH_KEYED] = "keyed records",
    [BATCH_RESOLVED] = "resolved records",
};

const char *batch_kind_text(enum batch_kind kind)
{
    return kind_texts[kind];
}

struct record *batch_add(struct batch *batch)
{
    struct record *record = list_push(&batch->arena, &batch->records);

    if (!record)
        return NULL;
    memset(record, 0, sizeof *record);
    record->arena = &batch->arena;
    return record;
}

int batch_pool_init(struct batch_pool *pool, size_t count, size_t block_size)
{
    *pool = (struct batch_pool){.count = count,
                                .idle_count = count,
                                .enough = count < 8 ? 1 : count / 4};
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->returned, NULL);
    pool->all = calloc(count, sizeof *pool->all);
    if (!pool->all)
        return -1;
    for (size_t i = 0; i < count; i++) {
        arena_init(&pool->all[i].arena, block_size);
        pool->all[i].next = pool->idle;
        pool->idle = &pool->all[i];
    }
    return 0;
}

void batch_pool_clear(struct batch_pool *pool)
{
    for (size_t i = 0; pool->all && i < pool->count; i++)
        arena_clear(&pool->all[i].arena);
    free(pool->all);
    pool->all = NULL;
    pthread_cond_destroy(&pool->returned);
    pthread_mutex_destroy(&pool->lock);
}

struct batch *batch_take(struct batch_pool *pool)
{
    struct batch *batch = NULL;

    pthread_mutex_lock(&pool->lock);
    if (!pool->idle)
        while (pool->idle_count < pool->enough && !pool->closed)
            pthread_cond_wait(&pool->returned, &pool->lock);
    if (!pool->closed) {
        batch = pool->idle;
        pool->idle = batch->next;
        pool->idle_count--;
    }
    pthread_mutex_unlock(&pool->lock);
    return batch;
}

/* Emptied by its last holder, outside the lock: taking is then cheap. */
void batch_release(struct batch_pool *pool, struct batch *batch)
{
    struct arena arena = batch->arena;

    arena_reset(&arena);
    *batch = (struct batch){.arena = arena};
    pthread_mutex_lock(&pool->lock);
    batch->next = pool->idle;
    pool->idle = batch;
    pool->idle_count++;
    if (pool->idle_count >= pool->enough)
        pthread_cond_signal(&pool->returned);
    pthread_mutex_unlock(&pool->lock);
}

bool batch_alone(struct batch_pool *pool, size_t kept)
{
    bool closed;

    pthread_mutex_lock(&pool->lock);
    while (pool->idle_count + kept < pool->count && !pool->closed)
        pthread_cond_wait(&pool->returned, &pool->lock);
    closed = pool->closed;
    pthread_mutex_unlock(&pool->lock);
    return !closed;
}

void batch_pool_close(struct batch_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->closed = true;
    pthread_cond_broadcast(&pool->returned);
    pthread_mutex_unlock(&pool->lock);
}
