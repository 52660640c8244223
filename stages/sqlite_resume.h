/*
 * Imports that were interrupted: which one the import at hand goes on with, and
 * what its files had reached. Whoever asks holds the lock, so an import that the
 * tables call running is one whose process is gone.
 */
#ifndef BIBLOAD_SQLITE_RESUME_H
#define BIBLOAD_SQLITE_RESUME_H

#include "sqlite_store.h"

/* Inside import_begin's transaction: if the last import is partial
 * and has the same source, options and job, its id, counts, seconds and the ids
 * from before it, and it is running again; else id stays 0. All other partial
 * imports are closed as abandoned. */
int sqlite_take_up_import(struct sqlite_store *store, struct import_row *import,
                          struct error *error);

int sqlite_partial(struct store *head, const struct import_row *import,
                   int64_t *id, struct error *error);

/* store.h's file_known, file_resume and file_rejects. */
int sqlite_file_known(struct store *head, const struct import_row *import,
                      const char *path, uint64_t bytes, const char *digest,
                      int64_t *id, struct error *error);
int sqlite_file_resume(struct store *head, const struct import_row *import,
                       const char *path, size_t position, struct file_row *file,
                       struct arena *arena, struct error *error);
int sqlite_file_rejects(struct store *head, const struct file_row *file,
                        struct resumed_reject **rejects, size_t *count,
                        struct arena *arena, struct error *error);

#endif
