/*
 * Which column of a CSV is what: by the config's names, or by the header's
 * words.
 */
#ifndef BIBLOAD_PLAN_COLUMNS_H
#define BIBLOAD_PLAN_COLUMNS_H

#include "../pipeline/plan.h"

struct plan_columns_context {
    struct plan *plan; /* csv.names and csv.columns are set */
    const struct source_config *source;
    const char *name; /* of the file */
    struct arena *scratch;
    struct error *error;
};

/* Fills csv.book, contributors, extra, kind and link_rows, and says in notes
 * what was taken for what. */
int plan_map_columns(const struct plan_columns_context *context);

#endif
