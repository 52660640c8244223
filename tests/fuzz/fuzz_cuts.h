/*
 * That cut loses nothing: records come in order, each is the bytes of the input
 * at its place, none overlap, and between them are only bytes that belong to
 * no record.
 *
 *     fuzz_cuts_begin fuzz_cuts_record* fuzz_cuts_end
 */
#ifndef BIBLOAD_FUZZ_CUTS_H
#define BIBLOAD_FUZZ_CUTS_H

#include "../../pipeline/record.h"

struct fuzz_cuts {
    struct slice input;
    bool cr; /* a CR ends a line too */
    /* May `gap`, which lies before a record or at the end, be left out? NULL:
     * it may hold anything. */
    bool (*between)(struct slice gap, const struct fuzz_cuts *cuts);
    /* of the records so far */
    uint64_t count;
    size_t end;    /* of the last */
    uint64_t line; /* at `counted` */
    size_t counted;
};

void fuzz_cuts_begin(struct fuzz_cuts *cuts, struct slice input);
void fuzz_cuts_record(struct fuzz_cuts *cuts, const struct record *record);
void fuzz_cuts_end(struct fuzz_cuts *cuts);

#endif
