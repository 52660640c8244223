/*
 * See random.h. A counter that steps by an odd constant (the golden ratio of
 * 2^64), and a mix of its bits: enough for test data, useless for secrets.
 */
#include "random.h"

#define SEED UINT64_C(0x5eedb1b10adbe9c4)
#define STEP UINT64_C(0x9e3779b97f4a7c15)

static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 32) * UINT64_C(0xd6e8feb86659fd93);
    x = (x ^ x >> 29) * UINT64_C(0xcf1bbcdcb7a56463);
    return x ^ x >> 32;
}

void random_begin(struct random *random, uint64_t stream)
{
    random->state = mix(SEED + mix(stream + STEP));
}

uint64_t random_next(struct random *random)
{
    random->state += STEP;
    return mix(random->state);
}

uint32_t random_below(struct random *random, uint32_t limit)
{
    return (uint32_t)((random_next(random) >> 32) * limit >> 32);
}

bool random_permille(struct random *random, uint32_t permille)
{
    return random_below(random, 1000) < permille;
}
