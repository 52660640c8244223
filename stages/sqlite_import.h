/*
 * The begin and the end of an import and of its files: the lock, the kind of
 * load, the journal that suits it, the rows of imports and import_files, and
 * what is left for the end.
 */
#ifndef BIBLOAD_SQLITE_IMPORT_H
#define BIBLOAD_SQLITE_IMPORT_H

#include "sqlite_store.h"

/* Of this connection: the importer keeps their rules itself. */
int sqlite_set_triggers(struct sqlite_store *store, int on,
                        struct error *error);
int sqlite_import_lock(struct store *head, struct error *error);
int sqlite_import_begin(struct store *head, struct import_row *import,
                        struct error *error);
int sqlite_import_end(struct store *head, const struct import_row *import,
                      struct error *error);
int sqlite_scope(struct store *head, struct import_row *import,
                 struct error *error);
int sqlite_file_end(struct store *head, const struct file_row *file,
                    struct error *error);

/* Writes counts, place and seconds as they stand. */
int sqlite_count_import(struct sqlite_store *store,
                        const struct import_row *import, struct error *error);
int sqlite_count_file(struct sqlite_store *store, const struct file_row *file,
                      struct error *error);

#endif
