/*
 * See nearest.h. Distance is the number of letters put in, left out, changed, or
 * swapped with their neighbour (optimal string alignment), whatever their case.
 */
#include "nearest.h"

#include <string.h>

#define NAME_LENGTH 48 /* longer names are never near */

void nearest_begin(struct nearest *nearest, const char *wrong)
{
    size_t len = strlen(wrong);

    nearest->wrong = wrong;
    nearest->best = NULL;
    /* One slip in three letters, three at most: more is another word. */
    nearest->distance = len < 2 ? 1 : len < 6 ? 2 : len < 9 ? 3 : 4;
}

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][NAME_LENGTH + 1];
    size_t *older = rows[0], *old = rows[1], *now = rows[2];

    for (size_t j = 0; j <= b_len; j++)
        old[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *spare = older;

        now[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            int from = lower(a[i - 1]), to = lower(b[j - 1]);

            now[j] = least(old[j], now[j - 1]) + 1;
            now[j] = least(now[j], old[j - 1] + (from != to));
            if (i > 1 && j > 1 && from == lower(b[j - 2]) &&
                lower(a[i - 2]) == to)
                now[j] = least(now[j], older[j - 2] + 1);
        }
        older = old;
        old = now;
        now = spare;
    }
    return old[b_len];
}

void nearest_try(struct nearest *nearest, const char *known)
{
    size_t wrong_len = strlen(nearest->wrong), known_len = strlen(known);
    size_t found;

    if (wrong_len > NAME_LENGTH || known_len > NAME_LENGTH)
        return;
    if (wrong_len >= known_len + nearest->distance ||
        known_len >= wrong_len + nearest->distance)
        return;
    found = distance(nearest->wrong, wrong_len, known, known_len);
    if (found < nearest->distance) {
        nearest->distance = found;
        nearest->best = known;
    }
}
