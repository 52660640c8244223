/*
 * See text_place.h. Every byte of every file passes through count_lines, so it
 * counts sixteen at a time; lanes are emptied before they can overflow.
 */
#include "text_place.h"

#include "../pipeline/input.h"

#define LANES 16
#define ROUND_MAX 255

typedef unsigned char lanes __attribute__((vector_size(LANES)));

static uint64_t lanes_sum(lanes counts)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < LANES; i++)
        sum += counts[i];
    return sum;
}

uint64_t count_lines(struct slice text)
{
    const char *at = text.at;
    size_t left = text.len;
    uint64_t lines = 0;

    while (left >= LANES) {
        size_t rounds = left / LANES < ROUND_MAX ? left / LANES : ROUND_MAX;
        lanes counts = {0};

        for (size_t i = 0; i < rounds; i++, at += LANES) {
            lanes bytes;

            memcpy(&bytes, at, LANES);
            counts -= (lanes)(bytes == '\n'); /* true is -1 */
        }
        left -= rounds * LANES;
        lines += lanes_sum(counts);
    }
    for (; left; left--)
        lines += *at++ == '\n';
    return lines;
}

void place_advance(struct text_place *place, enum encoding encoding,
                   struct slice text)
{
    place->position += text.len;
    place->offset += encoded_length(encoding, text);
    place->line += count_lines(text);
}
