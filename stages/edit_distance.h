/*
 * How many letters have to be put in, taken out, changed or swapped with their
 * neighbour to make one text of another (optimal string alignment).
 */
#ifndef BIBLOAD_EDIT_DISTANCE_H
#define BIBLOAD_EDIT_DISTANCE_H

#include "../pipeline/slice.h"

#define EDIT_LETTERS_MAX 120 /* longer texts are not compared */

/* most + 1: more than that, or a text is too long. UTF-8. */
unsigned edit_distance(struct slice a, struct slice b, unsigned most);

#endif
