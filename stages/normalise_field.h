/*
 * Text fields of a record in canonical form, and what to say of those that have
 * none. For the files of the stage normalise.
 */
#ifndef BIBLOAD_NORMALISE_FIELD_H
#define BIBLOAD_NORMALISE_FIELD_H

#include "../pipeline/record.h"

/* text_clean in place; `name` is the field's in findings. False: the record has
 * been rejected, or memory is short (arena.failed). */
bool normalise_field(struct record *record, const char *name,
                     struct slice *text);

/* normalise_field and text_strip. */
bool normalise_heading(struct record *record, const char *name,
                       struct slice *text);

#endif
