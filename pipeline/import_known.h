/*
 * Files that were imported whole before, by the same source with the same options:
 * they are recognised by their digest and passed over. An import reads none of its
 * files again unless it was told to.
 */
#ifndef BIBLOAD_IMPORT_KNOWN_H
#define BIBLOAD_IMPORT_KNOWN_H

#include "import_work.h"

/* Takes the store's lock; marks each known file with the import that read it
 * (known_by), and says so. Of a snapshot all files are passed over or none, for it has
 * to see whatever it holds; and so are files without a named source that name each
 * other's ids. *all: nothing is left to read. */
int import_find_known(struct import_work *work, bool *all, struct error *error);

#endif
