/*
 * A place in a stream of text that only moves forward: as a count of the bytes
 * that stages see, as an offset in the file's own encoding, and as a line.
 *
 *     (set by hand) place_advance*
 */
#ifndef BIBLOAD_TEXT_PLACE_H
#define BIBLOAD_TEXT_PLACE_H

#include "../pipeline/config.h"

struct text_place {
    uint64_t position; /* bytes of the stream */
    uint64_t offset;   /* bytes of the file, a byte order mark included */
    uint64_t line;     /* from 1 */
};

/* Line feeds in the text. */
uint64_t count_lines(struct slice text);

/* Moves past `text`, which begins at the place. */
void place_advance(struct text_place *place, enum encoding encoding,
                   struct slice text);

#endif
