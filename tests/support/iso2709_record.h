/* One record of ISO 2709 with a right leader and directory. */
#ifndef BIBLOAD_ISO2709_RECORD_H
#define BIBLOAD_ISO2709_RECORD_H

#include "../../pipeline/slice.h"

#define ISO2709_FIELDS_MAX 6

/* A field is its tag and its bytes; NULL ends them. coding: leader/09. The bytes are
 * malloc's, for the caller to free. */
struct slice iso2709_record(const char *const *fields, char coding);

#endif
