/*
 * The contributors of a CSV row: unnumbered columns first, then the numbered
 * sets, several names in a cell taken apart, with what is parallel to them.
 */
#ifndef BIBLOAD_MAP_CONTRIBUTORS_H
#define BIBLOAD_MAP_CONTRIBUTORS_H

#include "map_row.h"

/* Adds them to the biblio. False: the row has been rejected, or memory is
 * short. */
bool map_contributors(struct map_row *row, struct biblio *biblio);

#endif
