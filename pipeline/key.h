/*
 * A match key: SipHash-2-4-128 of a canonical form, keyed by the database's
 * secret, so that nobody without the secret can make two keys collide. How each
 * canonical form is made is in stages/keys.h.
 */
#ifndef BIBLOAD_KEY_H
#define BIBLOAD_KEY_H

#include "slice.h"

#include <stdint.h>

#define SECRET_BYTES 16

struct key {
    uint64_t high, low; /* the 16 bytes as two big-endian numbers */
};

static inline bool key_equal(struct key a, struct key b)
{
    return a.high == b.high && a.low == b.low;
}

static inline bool key_is_none(struct key a)
{
    return a.high == 0 && a.low == 0;
}

/* The order of two INTEGER columns, which are signed. */
static inline int key_compare(struct key a, struct key b)
{
    if (a.high != b.high)
        return (int64_t)a.high < (int64_t)b.high ? -1 : 1;
    return (int64_t)a.low < (int64_t)b.low ? -1 : a.low != b.low;
}

void key_to_bytes(struct key key, unsigned char bytes[16]);
struct key key_from_bytes(const unsigned char bytes[16]);

/* 32 hexadecimal digits and a NUL, and back. False: the text is no key. */
#define KEY_DIGITS 32
void key_write(struct key key, char hex[KEY_DIGITS + 1]);
bool key_read(struct slice hex, struct key *key);

/* Tells bytes that changed from bytes that did not: several times as fast as
 * key_hash, and keyed, but with no claim that nobody could forge a pair. Never
 * for what identifies something. */
struct key key_digest(const unsigned char secret[SECRET_BYTES],
                      struct slice bytes);

/* Never the none key: that one stands for "no key". */
struct key key_hash(const unsigned char secret[SECRET_BYTES],
                    struct slice canonical);

#endif
