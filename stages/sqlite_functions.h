/*
 * Functions for reports that look for likely duplicates. They are on connections
 * that only read, deterministic while these are open, and may not stand in a schema: no table, view or
 * trigger of a database needs them.
 *
 *     bibload_block(sort_name, name, which)  what the names have in common that are
 *         compared: 1 family name and first letter of the given names, 2 given
 *         names and first letter of the family name (none for initials); NULL: the
 *         name is not in two parts
 *     bibload_initials_agree(sort_a, name_a, sort_b, name_b)   as initials.h: 0 or 1
 *     bibload_distance(a, b)  letters that differ between the comparison forms; NULL
 *         above 1 for short texts, above 2 for others
 *     bibload_dates_agree(a, b)  1 a year in common and none that differs, 0 nobody
 *         knows, -1 a year differs
 *     bibload_ids_differ(a, b)  1 when both lists have another id of one authority
 *         file, else 0
 *     bibload_apart(subject, id, hash_high, hash_low, fact, id, hash_high, hash_low,
 *         fact)  1 when the config's list of different ones has the two, each by a
 *         row of author_keys or book_keys, else 0; without arguments: is there a
 *         list at all? (store->pairs)
 *
 * A sort name that is NULL is made of the name.
 */
#ifndef BIBLOAD_SQLITE_FUNCTIONS_H
#define BIBLOAD_SQLITE_FUNCTIONS_H

#include "sqlite_store.h"

int sqlite_functions_add(struct sqlite_store *store, struct error *error);

#endif
