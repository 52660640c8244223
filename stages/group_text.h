/*
 * The group of consecutive link rows that is open when a batch ends, as text: it
 * goes into the checkpoint, so that an import that goes on after an interruption
 * puts the next row on the same book.
 */
#ifndef BIBLOAD_GROUP_TEXT_H
#define BIBLOAD_GROUP_TEXT_H

#include "resolve.h"

/* Empty if no group is open; {NULL, 0} and arena.failed if memory is short. */
struct slice group_write(const struct group *group, struct arena *arena);
/* False: the text is none of group_write's, and no group is open. */
bool group_read(struct group *group, struct slice text);

#endif
