/*
 * A chain for tests of single stages (chain.h). By itself, so that a test of one
 * stage is not linked with all of them.
 */
#include "chain_section.h"

#include <stdlib.h>

struct chain *chain_for_test(struct batch_pool *pool)
{
    struct chain *chain = calloc(1, sizeof *chain);

    if (chain)
        chain->pool = pool;
    return chain;
}

void chain_for_test_free(struct chain *chain)
{
    free(chain);
}
