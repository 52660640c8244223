/*
 * Runs one import: opens the store, plans each file, runs the chain over it,
 * closes the import, and tells what happened. Used by the commands import and
 * run.
 */
#ifndef BIBLOAD_IMPORT_H
#define BIBLOAD_IMPORT_H

#include "chain.h"
#include "command.h"

struct import_file_result {
    const char *name;
    struct file_row row; /* counts, state, fault */
    int64_t known_by;    /* the import that read it whole; 0: this one did */
    struct chain_report stages;
    double seconds;
};

struct import_result {
    struct arena arena;
    struct import_row row;
    struct import_file_result *files;
    size_t file_count;
    const char *rejects_path; /* NULL: no rejects */
};

/* An exit status of enum status, or -1 with the error filled; the result is
 * filled as far as things got, also after an error. */
int import_run(struct invocation *invocation,
               const struct source_config *source, char **paths, size_t count,
               struct import_result *result, struct error *error);
void import_result_clear(struct import_result *result);

/* The summary: a table per file and stage for people on standard error
 * (import_summary.c), and PRODUCT's JSON object on standard output. */
void import_print_summary(const struct import_result *result, bool verbose);
int import_print_json(const struct import_result *result, struct error *error);

#endif
