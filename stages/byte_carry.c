/* See byte_carry.h. */
#include "byte_carry.h"

#include "../pipeline/poison.h"

#include <stdlib.h>

#define CARRY_FIRST (16 * 1024)

static int carry_room(struct byte_carry *carry, size_t wanted)
{
    size_t room = carry->room ? carry->room : CARRY_FIRST;
    char *grown;

    while (room < wanted) {
        if (room > SIZE_MAX / 2)
            return -1;
        room *= 2;
    }
    if (room == carry->room)
        return 0;
    grown = realloc(carry->at, room);
    if (!grown)
        return -1;
    carry->at = grown;
    carry->room = room;
    return 0;
}

int carry_append(struct byte_carry *carry, struct slice bytes)
{
    if (!bytes.len)
        return 0;
    if (bytes.len > SIZE_MAX - carry->len ||
        carry_room(carry, carry->len + bytes.len) != 0)
        return -1;
    unpoison(carry->at, carry->room);
    memcpy(carry->at + carry->len, bytes.at, bytes.len);
    carry->len += bytes.len;
    poison(carry->at + carry->len, carry->room - carry->len);
    return 0;
}

void carry_drop(struct byte_carry *carry, size_t count)
{
    if (!count)
        return;
    carry->len -= count;
    memmove(carry->at, carry->at + count, carry->len);
    poison(carry->at + carry->len, count);
}

void carry_clear(struct byte_carry *carry)
{
    free(carry->at);
    *carry = (struct byte_carry){0};
}
