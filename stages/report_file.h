/*
 * Where a report goes: standard output, a file, or a folder with a file for
 * each report. A file is written beside its place under a name of its own and
 * renamed when it is whole, so that nobody reads half a report and a failure
 * leaves the last good one.
 *
 *     open -> write to ->file -> close(keep)
 */
#ifndef BIBLOAD_REPORT_FILE_H
#define BIBLOAD_REPORT_FILE_H

#include "../pipeline/error.h"

#include <stdio.h>

struct report_file {
    FILE *file;
    const char *name; /* for messages; the caller's */
    char *temporary;  /* NULL: written in place (a terminal, a pipe) */
    size_t width;     /* of the terminal it is; 0: it is none */
};

/* path: NULL or "-" is standard output. */
int report_file_open(struct report_file *target, const char *path,
                     struct error *error);
/* keep: false takes the temporary away. Accepts a half-open target. */
int report_file_close(struct report_file *target, bool keep,
                      struct error *error);

/* A folder that is there, or a path that ends in '/'. */
bool report_path_is_folder(const char *path);

#endif
