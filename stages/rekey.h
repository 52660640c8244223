/*
 * Rows that other programs added or changed since the last import get their keys,
 * before the import reads anything: so they are recognised and not loaded again.
 * Columns that were changed are written down as edited by hand.
 */
#ifndef BIBLOAD_REKEY_H
#define BIBLOAD_REKEY_H

#include "../pipeline/job.h"

/* In a transaction of its own; nothing is left in `touched`. */
int rekey_touched(struct job *job, struct error *error);

#endif
