/*
 * What a fuzzer calls: for each kind of input one function that reads any bytes
 * in memory and aborts, with a word on what was found, when a promise is broken.
 * Neither a database nor a file is needed.
 *
 * libFuzzer calls them (`make fuzz`: fuzz_entry.c), and so does `make check`,
 * with every fixture, every seed and every input that once broke a promise
 * (test_fuzz.c).
 *
 * The first bytes of an input choose settings, and where its blocks end; the
 * rest is what is read. State that costs time to make is kept from call to call,
 * but never decides anything.
 */
#ifndef BIBLOAD_FUZZ_H
#define BIBLOAD_FUZZ_H

#include "../../pipeline/slice.h"

#include <stdint.h>

#define FUZZ_OPTION_BYTES 4

/* Those that are missing are 0. */
struct fuzz_options {
    uint8_t flags; /* what they mean is each function's business */
    uint8_t extra;
    uint8_t block; /* bytes of a block; 0: all in one */
    uint8_t first; /* bytes of the first block; 0: as the others */
};

/* Takes them off the input. */
struct fuzz_options fuzz_take_options(struct slice *input);

typedef void fuzz_function(struct slice input);
fuzz_function fuzz_input, fuzz_csv, fuzz_marcxml, fuzz_marc, fuzz_config;

#endif
