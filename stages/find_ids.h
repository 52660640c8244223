/* What find.c and find_name.c share: ids that a statement gives. */
#ifndef BIBLOAD_FIND_IDS_H
#define BIBLOAD_FIND_IDS_H

#include "find.h"

/* Appends, up to FOUND_MAX. */
int find_add(struct found *found, int64_t id, struct arena *arena,
             struct error *error);
/* Appends the first column of every row. */
int find_ids(struct store *store, const char *sql,
             const struct parameter *parameters, size_t count,
             struct arena *arena, struct found *found, struct error *error);

static inline struct parameter find_number(const char *name, int64_t number)
{
    return (struct parameter){name, {.kind = VALUE_INTEGER, .integer = number}};
}

#endif
