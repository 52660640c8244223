/*
 * mode = snapshot: the files of an import hold all records of their source, so
 * what they no longer hold is withdrawn when all of them have been read.
 *
 *     snapshot_create ( snapshot_source ( snapshot_see* ) )* snapshot_withdraw
 *     snapshot_free
 *
 * What was seen is a bit for every source record, by id: 12.5 MB for 100 million.
 * Files may be read badly, and what was lost there must not be taken for gone: if
 * a file is damaged, or a record was rejected before anybody could tell whose it
 * is (snapshot_rejects.h), or nothing was read at all, nothing is withdrawn, and a warning says so.
 */
#ifndef BIBLOAD_SNAPSHOT_H
#define BIBLOAD_SNAPSHOT_H

#include "key_slots.h"

#include "../pipeline/job.h"

struct snapshot;

/* bound: bytes it may use. NULL: out of memory. */
struct snapshot *snapshot_create(uint64_t bound);
void snapshot_free(struct snapshot *snapshot); /* NULL: nothing */

/* A file of this source is about to be read. */
int snapshot_source(struct snapshot *snapshot, int32_t source_id,
                    struct error *error);
/* The records that have an ident are still held. */
int snapshot_see(struct snapshot *snapshot, const struct probe *slot,
                 struct error *error);
/* Records whose idents were seen were rejected. */
void snapshot_rejected(struct snapshot *snapshot, uint64_t count);

/* Nothing is withdrawn if more than max_deletes would go: -1 with the error filled.
 * Else in transactions of their own; an import that is killed meanwhile is
 * completed by the next. Counts into the job's import. */
int snapshot_withdraw(struct snapshot *snapshot, struct job *job, bool damaged,
                      struct error *error);

#endif
