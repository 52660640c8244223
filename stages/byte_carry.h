/*
 * The bytes that a scanner still needs when its block ends, joined with those
 * of the next blocks until what straddles them is complete.
 *
 *     zeroed ( carry_append | carry_drop )* carry_clear
 *
 * How much is kept is the owner's bound: it drops what it has given up.
 */
#ifndef BIBLOAD_BYTE_CARRY_H
#define BIBLOAD_BYTE_CARRY_H

#include "../pipeline/slice.h"

#include <stdint.h>

struct byte_carry {
    char *at;
    size_t len, room;
};

/* 0, or -1 when memory is short. */
int carry_append(struct byte_carry *carry, struct slice bytes);
/* Forgets the first `count` bytes. */
void carry_drop(struct byte_carry *carry, size_t count);
void carry_clear(struct byte_carry *carry);

#endif
