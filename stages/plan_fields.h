/*
 * What was found out about a file's columns, one entry for each that is used,
 * and how it becomes the plan's lists.
 */
#ifndef BIBLOAD_PLAN_FIELDS_H
#define BIBLOAD_PLAN_FIELDS_H

#include "../pipeline/plan.h"

/* In order of preference within one field and number. */
struct plan_entry {
    enum csv_field field;
    unsigned number; /* of author_2; 0: without, and for a book's fields */
    uint32_t column;
};

typedef struct {
    LIST(struct plan_entry) entries;
} plan_entries;

bool plan_has(const plan_entries *found, enum csv_field field, unsigned number);

/* Fills csv.book, contributors, kind and link_rows. False if no record can be
 * made of these columns (or memory is short: plan->arena.failed). */
bool plan_set_fields(struct plan *plan, const plan_entries *found);

/* Is the column in one of the plan's lists? */
bool plan_uses(const struct csv_plan *csv, uint32_t column);

#endif
