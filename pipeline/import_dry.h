/*
 * A dry run: an import like any other, in one transaction that is rolled back when
 * it has told what it would change. Nothing stays: no row, no database that was not
 * there, no reject file.
 *
 *     dry_database ... dry_tell? dry_remove
 */
#ifndef BIBLOAD_IMPORT_DRY_H
#define BIBLOAD_IMPORT_DRY_H

#include "config.h"
#include "store.h"

/* The database to run on: the config's, or where there is none an empty one among
 * the temporary files, whose path dry_remove takes away (NULL: nothing). In the
 * arena; NULL with the error filled. */
const char *dry_database(const struct config *config, const char **temporary,
                         struct arena *arena, struct error *error);
void dry_remove(const char *temporary);

/* What the import changed, as the report `changes`, on standard output. */
int dry_tell(struct store *store, struct error *error);

#endif
