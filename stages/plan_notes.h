/*
 * The sentences that tell a user what a CSV was taken for.
 */
#ifndef BIBLOAD_PLAN_NOTES_H
#define BIBLOAD_PLAN_NOTES_H

#include "../pipeline/plan.h"

/* Adds a sentence; nothing if memory was short (plan->arena.failed). */
void plan_note(struct plan *plan, struct slice text);

/* "columns: title from Title, authors from Authors". */
void plan_note_columns(struct plan *plan);

/* "columns used for nothing: average_rating, ...", if there are any. */
void plan_note_unused(struct plan *plan);

/* The name of a column for messages: its header, or #3. */
struct slice plan_column_name(struct plan *plan, size_t column);

/* "one, two, three" grows by a name; a list too long ends in "...". */
struct slice plan_list_add(struct plan *plan, struct slice list,
                           struct slice name);

#endif
