/*
 * Gathers cut records into batches: takes a batch for the first, copies each
 * record's bytes into it, and emits it when it is full.
 *
 *     (set stage) ( _add _after )* _flush _clear
 *
 * A record points into its batch until slice_batches_after, which may emit it.
 */
#ifndef BIBLOAD_SLICE_BATCHES_H
#define BIBLOAD_SLICE_BATCHES_H

#include "../pipeline/stage.h"

struct slice_batches {
    struct stage *stage;
    struct batch *out; /* being filled; NULL: none */
    uint64_t sequence, ordinal;
    uint64_t bytes;       /* raw bytes in the batch */
    struct slice context; /* the last one, in the batch's arena */
};

/* The next record, with ordinal, raw and context; the rest is the caller's. The
 * context is `head` and `tags` together, and one copy serves all records of a
 * batch that have the same. NULL: stopping, or the error is filled. */
struct record *slice_batches_add(struct slice_batches *batches,
                                 struct slice raw, struct slice head,
                                 struct slice tags);

/* `after` is the place behind the last record. 0, or -1. */
int slice_batches_after(struct slice_batches *batches, uint64_t offset,
                        uint64_t line);
int slice_batches_flush(struct slice_batches *batches);
/* Gives back what was not emitted. */
void slice_batches_clear(struct slice_batches *batches);

#endif
