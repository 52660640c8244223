/*
 * What an interrupted import had reached, put into the files of the one that goes
 * on with it. The input must be the same: what it was is told by the digests that
 * the checkpoint holds, of files that were read whole before they are passed over,
 * of the one in hand by the stage read.
 */
#ifndef BIBLOAD_IMPORT_RESUME_H
#define BIBLOAD_IMPORT_RESUME_H

#include "job.h"

/* Digest of the files' real paths, in order, as 32 hex digits in the arena; NULL:
 * memory is short. */
const char *resume_job_digest(const struct file *files, size_t count,
                              struct arena *arena);

/* --restart: what an interrupted import had reached is taken back first. */
int resume_take_back(struct job *job, struct error *error);

/* Of a dry run, which begins anew and may say other things than what would go on with
 * an interrupted import. */
int resume_tell(struct job *job, bool restart, struct error *error);

/* The import has begun. ERROR_CHANGED: it goes on with what was committed before, and
 * its source has a contract by now, which is about one transaction. */
int resume_check(const struct job *job, struct error *error);

/* A file of a resumed import, whose name, path, format and encoding are set: its row,
 * counts, rejects, and the place to go on from; its counts leave those of the import,
 * to be added again at its end. *done: it was read whole, and nothing is left to do (a
 * snapshot has to see it again). An id of 0 in its row: it had not begun.
 * ERROR_CHANGED: it is another file now. */
int resume_file(struct job *job, const struct file *files, struct file *file,
                struct arena *arena, bool *done, struct error *error);

#endif
