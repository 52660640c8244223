/*
 * Random numbers that are the same on every machine and every run: the
 * benchmark's files must be. A stream is begun with a number of its own, so
 * that book 4711 can be made again without making the books before it.
 *
 *     random_begin (random_next | random_below | random_permille)*
 */
#ifndef BIBLOAD_BENCH_RANDOM_H
#define BIBLOAD_BENCH_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

void random_begin(struct random *random, uint64_t stream);
uint64_t random_next(struct random *random);
/* 0 to limit - 1; limit > 0. */
uint32_t random_below(struct random *random, uint32_t limit);
/* True in so many of a thousand cases. */
bool random_permille(struct random *random, uint32_t permille);

#endif
