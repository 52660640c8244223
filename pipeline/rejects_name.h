/*
 * What the reject file of an input file is called:
 * <database>.rejects/<import>-<file>, without its extension. A file whose name
 * another of the import has is told apart by a number. A long name is cut, so that
 * what is made of it is no longer than a file's name may be.
 */
#ifndef BIBLOAD_REJECTS_NAME_H
#define BIBLOAD_REJECTS_NAME_H

#include "job.h"

/* Sets file->rejects_name, in the arena. files: the import's, of which those
 * before `file` have their names. */
int rejects_name(const struct file *files, struct file *file,
                 const struct job *job, struct arena *arena,
                 struct error *error);

#endif
