/* See key.h. */
#include "key.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <xxhash.h>

_Static_assert(crypto_shorthash_siphashx24_BYTES == 16, "128-bit keys");
_Static_assert(crypto_shorthash_siphashx24_KEYBYTES == SECRET_BYTES, "secret");

void key_to_bytes(struct key key, unsigned char bytes[16])
{
    for (int i = 0; i < 8; i++) {
        bytes[i] = (unsigned char)(key.high >> (56 - 8 * i));
        bytes[8 + i] = (unsigned char)(key.low >> (56 - 8 * i));
    }
}

struct key key_from_bytes(const unsigned char bytes[16])
{
    struct key key = {0, 0};

    for (int i = 0; i < 8; i++) {
        key.high = key.high << 8 | bytes[i];
        key.low = key.low << 8 | bytes[8 + i];
    }
    return key;
}

struct key key_hash(const unsigned char secret[SECRET_BYTES],
                    struct slice canonical)
{
    unsigned char bytes[16];
    struct key key;

    crypto_shorthash_siphashx24(bytes, (const unsigned char *)canonical.at,
                                canonical.len, secret);
    key = key_from_bytes(bytes);
    if (key_is_none(key))
        key.low = 1;
    return key;
}

struct key key_digest(const unsigned char secret[SECRET_BYTES],
                      struct slice bytes)
{
    uint64_t seed = key_from_bytes(secret).high;
    XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.at, bytes.len, seed);

    return (struct key){hash.high64, hash.low64};
}

void key_write(struct key key, char hex[KEY_DIGITS + 1])
{
    snprintf(hex, KEY_DIGITS + 1, "%016" PRIx64 "%016" PRIx64, key.high,
             key.low);
}

bool key_read(struct slice hex, struct key *key)
{
    unsigned char bytes[16];
    size_t len = 0;

    if (hex.len != KEY_DIGITS ||
        sodium_hex2bin(bytes, sizeof bytes, hex.at, hex.len, NULL, &len,
                       NULL) != 0 ||
        len != sizeof bytes)
        return false;
    *key = key_from_bytes(bytes);
    return true;
}
