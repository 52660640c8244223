/*
 * Which bytes of an ISO 2709 record are which field. Field terminators (1E) say
 * where fields end, the directory says their tags; each is the check of the
 * other:
 *
 *   - Places and lengths of all entries are those of the fields: nothing to say.
 *   - There are as many entries as fields, and every place is a field's, or
 *     they come in the order of the fields and the fields look like their tags
 *     (lengths counted in characters, places of six digits): tags are known,
 *     and there is a warning MARC_DIRECTORY.
 *   - There are not as many, but every entry begins and ends where fields do (a
 *     1E in the data, a field that has no entry): the same.
 *   - Anything else leaves tags to be guessed: the record is a reject.
 *
 * The leader's length and base address are only looked at for a warning. A
 * record without its terminator is whole if all else agrees with it; otherwise
 * the end is missing.
 *
 *     zeroed marc_fields_take* marc_fields_clear
 */
#ifndef BIBLOAD_MARC_FIELDS_H
#define BIBLOAD_MARC_FIELDS_H

#include "marc_directory.h"

#include "../pipeline/record.h"

struct marc_piece {
    struct slice tag;   /* three bytes, of any kind */
    struct slice bytes; /* without the terminator */
};

/* What lies between two terminators; places are in the data. */
struct marc_span {
    size_t from, to;
    bool named; /* an entry is of it */
};

struct marc_fields {
    struct marc_piece *pieces; /* in the order of the directory */
    size_t count;
    /* heap, reused */
    size_t piece_room;
    struct marc_span *spans;
    size_t span_count, span_room;
};

/* Fills the pieces, which point into record->raw. False: the record was
 * rejected, or memory is short (arena.failed). */
bool marc_fields_take(struct marc_fields *fields, struct record *record);
void marc_fields_clear(struct marc_fields *fields);

#endif
