/*
 * Rejected records that say whose they are: to a snapshot they are still there.
 *
 *     snapshot_want_rejected (keys are loaded) snapshot_see_rejected
 */
#ifndef BIBLOAD_SNAPSHOT_REJECTS_H
#define BIBLOAD_SNAPSHOT_REJECTS_H

#include "resolve.h"

int snapshot_want_rejected(struct resolver *resolver,
                           const struct batch *batch);
int snapshot_see_rejected(struct resolver *resolver, const struct batch *batch);

#endif
