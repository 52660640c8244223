/*
 * Rows that the database refuses. Where another program declared constraints (a
 * database that was adopted: CHECK, UNIQUE, NOT NULL), a batch whose rows break one
 * is taken back, and decided and loaded again in halves, until one record is left:
 * that one is a reject, and the others are loaded as if it had not been there.
 */
#ifndef BIBLOAD_REFUSED_H
#define BIBLOAD_REFUSED_H

#include "resolve.h"

/* Takes over the batch, as a stage's process does. */
int refused_process(struct resolver *resolver, struct batch *batch);

#endif
