/*
 * What of a title is not sorted by: the article in front. MARC says it in one of
 * two ways, a number of characters (245, second indicator) or two control
 * characters around it. Rules: MARC 21 Bibliographic, 245, second indicator, and
 * MARC 21 Specifications, "Nonsorting characters" (U+0098 begins, U+009C ends).
 */
#ifndef BIBLOAD_FILING_H
#define BIBLOAD_FILING_H

#include "../pipeline/arena.h"

/*
 * `text` is the title as the record has it, not yet composed: a letter with its
 * combining mark is two characters of `skip`. A number that is right only if
 * marks are counted and the text is composed already is taken so.
 *
 * *display is the title without the two control characters; *sort what is left
 * of it to sort by, or empty if that is the same. The control characters count
 * more than the number. A number is ignored if it takes everything, a digit, or
 * a part of a word. Neither is trimmed or made NFC: text_clean comes after.
 *
 * Both are slices of `text` or new in the arena. False: no memory, arena.failed
 * is set.
 */
bool filing_title(struct arena *arena, struct slice text, int skip,
                  struct slice *display, struct slice *sort);

#endif
