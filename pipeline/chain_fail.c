/*
 * Who fails stops the others: the first error is kept, the pool and both queues
 * are closed, and everybody who waits returns. Batches that are under way then go
 * down with the pool.
 */
#include "chain_section.h"

void chain_fail(struct chain *chain, const struct error *error)
{
    pthread_mutex_lock(&chain->lock);
    if (!error_is_set(&chain->error) && error_is_set(error))
        chain->error = *error;
    pthread_mutex_unlock(&chain->lock);
    atomic_store(&chain->stopping, true);
    batch_pool_close(chain->pool);
    queue_close(&chain->to_work);
    queue_close(&chain->to_tail);
}
