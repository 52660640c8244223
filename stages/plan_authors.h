/*
 * Which character separates the names in a cell: `author_separator = auto`.
 */
#ifndef BIBLOAD_PLAN_AUTHORS_H
#define BIBLOAD_PLAN_AUTHORS_H

#include "../pipeline/plan.h"
#include "plan_sample.h"

/* Sets csv.author_separator and the contributors' `several`, with a note.
 * Columns that a config calls one name (column.author) are never taken apart.
 * 0, or -1 when memory is short. */
int plan_author_separator(struct plan *plan, const struct sample *sample,
                          const struct source_config *source);

#endif
