/*
 * Some stages in a row over bytes in memory, and all that comes out of them as
 * one text. The stages stand on the bench (../support/bench_stage.h), which is
 * made once and used for every input.
 *
 *     fuzz_chain_make ( set up bench's plan and job, fuzz_chain_run )*
 */
#ifndef BIBLOAD_FUZZ_CHAIN_H
#define BIBLOAD_FUZZ_CHAIN_H

#include "../support/bench_stage.h"
#include "fuzz.h"
#include "fuzz_text.h"

/* Is shown every record that comes out; its batch lives until it returns. */
typedef void fuzz_look(const struct record *record);

struct fuzz_chain {
    struct bench bench;
    struct fuzz_text text; /* records, then the fault that ended the input */
    enum code fault;
    bool told;       /* faults are told to an input, which costs time */
    fuzz_look *look; /* NULL: nobody does */
};

/* types: ends with NULL. The second call does nothing. */
void fuzz_chain_make(struct fuzz_chain *chain,
                     const struct stage_type *const *types);

/* The bytes in blocks as the options have it; zeroed: in one. */
void fuzz_chain_run(struct fuzz_chain *chain, struct slice bytes,
                    struct fuzz_options options);

/* Both runs, and that they give the same. `look` sees the first alone. */
void fuzz_chain_run_both_ways(struct fuzz_chain *chain, struct slice bytes,
                              struct fuzz_options options, fuzz_look *look);

#endif
