/* See seen_names.h. */
#include "seen_names.h"

#include <stdlib.h>
#include <xxhash.h>

#define ROOM_FIRST 4096

/* A free slot or the one that holds it. */
static uint64_t *slot_of(uint64_t *slots, uint32_t room, uint64_t hash)
{
    uint32_t at = (uint32_t)hash & (room - 1);

    while (slots[at] && slots[at] != hash)
        at = (at + 1) & (room - 1);
    return &slots[at];
}

/* Twice the room, or emptied at the bound. False: there is none at all. */
static bool make_room(struct seen_names *seen)
{
    uint32_t room = seen->room ? seen->room * 2 : ROOM_FIRST;
    uint64_t *slots;

    if (seen->room && seen->used < seen->room / 2)
        return true;
    slots = room <= 2 * SEEN_NAMES_MAX ? calloc(room, sizeof *slots) : NULL;
    if (!slots) {
        seen_names_forget(seen);
        return seen->room > 0;
    }
    for (uint32_t i = 0; i < seen->room; i++)
        if (seen->slots[i])
            *slot_of(slots, room, seen->slots[i]) = seen->slots[i];
    free(seen->slots);
    seen->slots = slots;
    seen->room = room;
    return true;
}

uint64_t seen_names_hash(uint64_t secret, struct slice name)
{
    return XXH3_64bits_withSeed(name.at, name.len, secret);
}

bool seen_names_add(struct seen_names *seen, int64_t author_id, uint64_t form)
{
    /* an odd number that leaves no two ids with the same low bits */
    uint64_t hash = form + (uint64_t)author_id * 0x9e3779b97f4a7c15;
    uint64_t *slot;

    if (!make_room(seen))
        return false;
    if (!hash)
        hash = 1;
    slot = slot_of(seen->slots, seen->room, hash);
    if (*slot)
        return true;
    *slot = hash;
    seen->used++;
    return false;
}

void seen_names_clear(struct seen_names *seen)
{
    free(seen->slots);
    *seen = (struct seen_names){0};
}

void seen_names_forget(struct seen_names *seen)
{
    if (seen->room)
        memset(seen->slots, 0, seen->room * sizeof *seen->slots);
    seen->used = 0;
}
