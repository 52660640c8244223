/*
 * Finding values in a MARC record. All text is trimmed of blanks at both ends;
 * what is not there is the empty slice.
 */
#ifndef BIBLOAD_MARC_FIND_H
#define BIBLOAD_MARC_FIND_H

#include "../pipeline/record.h"

/* Does the mapping to books and authors read fields of that tag, three bytes? A
 * tag that map_marc.c or marc_headings.c begins to read is added here. */
bool marc_is_mapped(const char *tag);

bool marc_tag_is(const struct marc_field *field, const char *tag);

/* The first field of that tag after `after` (NULL: from the start); NULL: none.
 * */
const struct marc_field *marc_find(const struct marc *marc, const char *tag,
                                   const struct marc_field *after);

/* The first control field of that tag: its value. */
struct slice marc_control(const struct marc *marc, const char *tag);

/* The first subfield of that code that is not empty. */
struct slice marc_subfield(const struct marc_field *field, char code);

/* All subfields whose code is one of `codes`, in field order, with a blank
 * between. {NULL, 0} and arena.failed if memory is short. */
struct slice marc_join(const struct marc_field *field, const char *codes,
                       struct arena *arena);

/* A position of a fixed field, which may be shorter: ' ' then. */
static inline char marc_position(struct slice value, size_t position)
{
    return position < value.len ? value.at[position] : ' ';
}

#endif
