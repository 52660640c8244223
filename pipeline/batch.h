/*
 * A batch is an arena and the records in it. It has exactly one holder at any
 * time: the stage that is processing it, a queue, or the pool. A fixed pool owns
 * all batches of a chain: that is the back-pressure (a stage that wants one waits
 * until one comes back) and the memory bound.
 *
 *     take -> fill -> emit from stage to stage -> release
 */
#ifndef BIBLOAD_BATCH_H
#define BIBLOAD_BATCH_H

#include "record.h"

#include <pthread.h>

/* What a batch holds; a stage takes one kind and gives another. */
enum batch_kind {
    BATCH_NONE,
    BATCH_BYTES,    /* bytes: a block of the file, UTF-8 or the file's own */
    BATCH_SLICES,   /* records with raw, not yet parsed */
    BATCH_CELLS,    /* records with cells */
    BATCH_MARC,     /* records with marc */
    BATCH_BIBLIO,   /* records with biblios, as the source wrote them */
    BATCH_NORMAL,   /* in canonical form */
    BATCH_KEYED,    /* with keys */
    BATCH_RESOLVED, /* with changes */
};

const char *batch_kind_text(enum batch_kind kind);

struct changes; /* rows.h */

/* What was read of a file so far, in whole blocks: bytes after gunzip and in
 * UTF-8, and their XXH3-128. */
struct read_place {
    uint64_t bytes;
    struct key digest;
};

/* Where the input stands after a batch: what a resume needs to go on. The first
 * `read.bytes` bytes hold all records up to here, and mostly a few more. */
struct checkpoint {
    uint64_t
        offset; /* first byte after the batch's last record, file encoding */
    uint64_t records; /* records of this file cut so far */
    uint64_t line;    /* physical line of that byte */
    struct read_place read;
};

struct batch {
    enum batch_kind kind;
    uint64_t sequence; /* from 0 within a file, given by cut */
    struct arena arena;
    struct slice bytes; /* BATCH_BYTES */
    bool last;          /* BATCH_BYTES: nothing follows */
    LIST(struct record) records;
    struct checkpoint after;
    struct changes *changes; /* BATCH_RESOLVED, in the arena */
    /* A part of another batch, which its maker holds: it is processed like any
     * other, and releasing it does nothing. more: another part follows, so the
     * place behind this one is not known. */
    bool part, more;
    struct batch *next; /* the holder's, for lists */
};

/* A record with ordinal and place still to be filled; NULL: out of memory. */
struct record *batch_add(struct batch *batch);

struct batch_pool {
    pthread_mutex_t lock;
    pthread_cond_t returned;
    struct batch *all, *idle;
    size_t count, idle_count;
    /* Idle, to go on once there were none: no more than come back while the taker
     * keeps two. */
    size_t enough;
    bool closed;
};

/* 0, or -1 when memory is short; pool_clear is right after either. */
int batch_pool_init(struct batch_pool *pool, size_t count, size_t block_size);
void batch_pool_clear(struct batch_pool *pool);

/* Waits for an idle batch and returns it empty; NULL once the pool is closed. Of a
 * pool of 8 or more that ran dry it waits for a quarter: to be woken for every single
 * batch costs both sides more than making it. */
struct batch *batch_take(struct batch_pool *pool);
void batch_release(struct batch_pool *pool, struct batch *batch);
/* Waits until all batches but the caller's `kept` are idle, so that one which takes
 * much more memory than its share takes others' too. False once the pool is closed.
 * Whoever takes batches must be one thread. */
bool batch_alone(struct batch_pool *pool, size_t kept);
/* Wakes everybody who waits: the chain is stopping. */
void batch_pool_close(struct batch_pool *pool);

#endif
