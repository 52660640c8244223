/*
 * Reject files that nobody has rejects of. An import with a contract that was killed
 * leaves no row, so the next import gets its number, and would seem to have written
 * its reject files.
 */
#ifndef BIBLOAD_REJECTS_SWEEP_H
#define BIBLOAD_REJECTS_SWEEP_H

#include "job.h"

/* Takes away the reject files and indexes of the import's number, but for those whose
 * rejects are in the database: an import that goes on has such. Call it when the import
 * has its number and has not written one yet, or when its row was rolled back. No other
 * import ever had that number, or its row would be there. */
int rejects_sweep(const struct job *job, struct error *error);

#endif
