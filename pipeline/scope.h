/*
 * Whose records those of a file are. A file that nobody named a source for is a
 * source of its own, by its path: another file may well use the same numbers for
 * other books. But files of one command that name each other's ids (authors,
 * books, links) belong together, under the first one's path.
 */
#ifndef BIBLOAD_SCOPE_H
#define BIBLOAD_SCOPE_H

#include "job.h"

struct scope {
    bool unnamed;     /* no source is named: each file is one ... */
    bool together;    /* ... or all of them are */
    const char *path; /* of the file whose source it is; NULL: none yet */
    const char *as; /* rejects that are replayed: whose they were; else NULL */
};

/* named: a source was given on the command line. `as` is set by the caller. */
void scope_begin(struct scope *scope, const struct source_config *source,
                 bool named, const struct file *files, size_t count);
/* Tells the job and its store whose records the file's are. */
int scope_file(struct scope *scope, struct job *job, const struct file *file,
               struct error *error);

#endif
