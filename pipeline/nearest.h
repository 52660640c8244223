/*
 * Finds the known name that a misspelt one was probably meant to be.
 *
 *     nearest_begin nearest_try* -> best
 */
#ifndef BIBLOAD_NEAREST_H
#define BIBLOAD_NEAREST_H

#include <stddef.h>

struct nearest {
    const char *wrong;
    const char *best; /* NULL: nothing is near */
    size_t distance;  /* of best; before the first, one more than is near */
};

void nearest_begin(struct nearest *nearest, const char *wrong);
void nearest_try(struct nearest *nearest, const char *known);

#endif
