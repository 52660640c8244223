/* The row of a file that an import begins to read, with what planning found of it. */
#ifndef BIBLOAD_SQLITE_FILE_H
#define BIBLOAD_SQLITE_FILE_H

#include "sqlite_store.h"

int sqlite_file_begin(struct store *head, const struct import_row *import,
                      struct file_row *file, struct error *error);

#endif
