/*
 * The columns of a CSV that are kept in books.extra although no field is
 * theirs.
 */
#ifndef BIBLOAD_MAP_EXTRA_H
#define BIBLOAD_MAP_EXTRA_H

#include "map_row.h"

/* {"header":"value",...}: a JSON object (RFC 8259) of the extra columns that
 * are not empty, named by their header, or "#3" without one. Empty if there is
 * none. */
struct slice map_extra(const struct map_row *row);

#endif
