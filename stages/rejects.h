/*
 * The reject file of an input file: the rejected records byte for byte, in the
 * file's own encoding, under its header (CSV) or its root and envelopes
 * (MARC-XML), so that it can be mended and imported again; and beside it an index
 * (.index.csv) that says of each where it stood and what was wrong.
 *
 *     rejects_init (rejects_write* rejects_settle)? (rejects_write* rejects_sync)*
 *         rejects_end? rejects_close
 *
 * Files appear with the first reject; without a rejects_name there are none. Call
 * rejects_sync before the transaction that counts the rejects is committed, and
 * rejects_end before the one that says that the file was read whole: what it says is
 * then on the disk, names included.
 */
#ifndef BIBLOAD_REJECTS_H
#define BIBLOAD_REJECTS_H

#include "../pipeline/job.h"
#include "xml_context.h"

#include <stdio.h>

struct rejects {
    const struct file *file;
    FILE *records, *index;
    uint64_t count;
    struct xml_context context; /* XML: tags that are open in the file */
    bool unsynced;              /* something was written since the last sync */
    bool unnamed; /* names that were made are not on the disk yet */
    bool closed;  /* their end tags follow; they begin there: */
    off_t closed_at;
    bool remade; /* under a name of its own, until rejects_settle */
};

void rejects_init(struct rejects *rejects, const struct file *file);
int rejects_write(struct rejects *rejects, const struct record *record,
                  struct error *error);
/* An import that goes on after an interruption makes the file anew from the start,
 * beside the old one, and puts it in its place here, when it is sure that it reads the
 * same input. */
int rejects_settle(struct rejects *rejects, struct error *error);
/* What was written is on the disk then, and a whole document. */
int rejects_sync(struct rejects *rejects, struct error *error);
/* All that settle and sync do. */
int rejects_end(struct rejects *rejects, struct error *error);
/* Syncs what is not; -1 if that could not be written. */
int rejects_close(struct rejects *rejects, struct error *error);

#endif
