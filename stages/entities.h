/*
 * HTML entities in text: exports of web shops are full of them.
 */
#ifndef BIBLOAD_ENTITIES_H
#define BIBLOAD_ENTITIES_H

#include "../pipeline/arena.h"

/* The text with its entities replaced, once: named ones of HTML 4.01, &apos;,
 * and numbers (128 to 159 mean Windows-1252, as in HTML 5). What is no entity,
 * or stands for no character of a text, stays as it is. The text itself if it
 * has no entity; {NULL, 0} and arena.failed when memory is short. */
struct slice entities_decode(struct arena *arena, struct slice text);

/* Does it hold an entity? */
bool entities_found(struct slice text);

#endif
