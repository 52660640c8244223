/*
 * MARC-8 as UTF-8, by libyaz, one value at a time: the sets of characters that
 * escape sequences designate end with it.
 *
 * libyaz drops what it does not know without a word. So characters are counted
 * on both sides, and a value that would lose one is not converted. Diacritics
 * come out behind their letters, not composed.
 *
 * Source of rules: MARC 21 Specifications for Character Sets: MARC-8, escape
 * sequences, and numeric character references (&#x200D;) for what it lacks.
 */
#ifndef BIBLOAD_MARC8_H
#define BIBLOAD_MARC8_H

#include "../pipeline/arena.h"

struct marc8; /* for one thread */

/* NULL: memory is short. */
struct marc8 *marc8_open(void);
void marc8_close(struct marc8 *marc8);

/* *text becomes UTF-8 in the arena. False: it holds what is no MARC-8, and *bad
 * is where that begins or, if only libyaz knows, 0; or memory is short
 * (arena.failed). */
bool marc8_convert(struct marc8 *marc8, struct arena *arena, struct slice *text,
                   size_t *bad);

#endif
