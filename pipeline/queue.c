/* See queue.h: a linked list under one lock. */
#include "queue.h"

void queue_init(struct queue *queue, unsigned writers)
{
    *queue = (struct queue){.writers = writers};
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->pushed, NULL);
}

void queue_clear(struct queue *queue)
{
    pthread_cond_destroy(&queue->pushed);
    pthread_mutex_destroy(&queue->lock);
}

void queue_push(struct queue *queue, struct batch *batch)
{
    batch->next = NULL;
    pthread_mutex_lock(&queue->lock);
    if (queue->last)
        queue->last->next = batch;
    else
        queue->first = batch;
    queue->last = batch;
    pthread_cond_broadcast(&queue->pushed);
    pthread_mutex_unlock(&queue->lock);
}

/* The link that points to the batch wanted; NULL if it is not there yet. */
static struct batch **queue_find(struct queue *queue, const uint64_t *sequence)
{
    struct batch **link = &queue->first;

    while (*link && sequence && (*link)->sequence != *sequence)
        link = &(*link)->next;
    return *link ? link : NULL;
}

static struct batch *queue_unlink(struct queue *queue, struct batch **link)
{
    struct batch *batch = *link;

    *link = batch->next;
    batch->next = NULL;
    queue->last = NULL;
    for (struct batch *left = queue->first; left; left = left->next)
        queue->last = left;
    return batch;
}

static struct batch *queue_wait(struct queue *queue, const uint64_t *sequence)
{
    struct batch **link = NULL, *batch = NULL;

    pthread_mutex_lock(&queue->lock);
    while (!queue->closed && !(link = queue_find(queue, sequence)) &&
           queue->writers > 0)
        pthread_cond_wait(&queue->pushed, &queue->lock);
    if (!queue->closed && link)
        batch = queue_unlink(queue, link);
    pthread_mutex_unlock(&queue->lock);
    return batch;
}

struct batch *queue_pop(struct queue *queue)
{
    return queue_wait(queue, NULL);
}

struct batch *queue_pop_next(struct queue *queue, uint64_t sequence)
{
    return queue_wait(queue, &sequence);
}

void queue_writer_done(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->writers--;
    pthread_cond_broadcast(&queue->pushed);
    pthread_mutex_unlock(&queue->lock);
}

void queue_close(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->closed = true;
    pthread_cond_broadcast(&queue->pushed);
    pthread_mutex_unlock(&queue->lock);
}
