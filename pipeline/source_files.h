/* The files of a source: its globs, each sorted bytewise, none twice. */
#ifndef BIBLOAD_SOURCE_FILES_H
#define BIBLOAD_SOURCE_FILES_H

#include "config.h"

/* A glob that fits no file is ERROR_INPUT: a night without its file is a
 * failure that somebody should hear of. */
int source_files(const struct source_config *source, struct arena *arena,
                 struct string_list *files, struct error *error);

#endif
