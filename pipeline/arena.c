/*
 * Blocks in a singly linked list; `current` is the one being filled. Blocks
 * after `current` are left from earlier rounds and are reused in order.
 */
#include "arena.h"

#include "poison.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define ALIGNMENT 16

struct arena_block {
    struct arena_block *next;
    size_t size, filled;
    _Alignas(ALIGNMENT) char bytes[];
};

void arena_init(struct arena *arena, size_t block_size)
{
    *arena = (struct arena){.block_size = block_size};
}

static struct arena_block *block_new(struct arena *arena, size_t size)
{
    struct arena_block *block;

    if (size > SIZE_MAX - sizeof *block)
        return NULL;
    block = malloc(sizeof *block + size);
    if (!block)
        return NULL;
    block->size = size;
    block->filled = 0;
    poison(block->bytes, size);
    if (arena->current) {
        block->next = arena->current->next;
        arena->current->next = block;
    } else {
        block->next = arena->first;
        arena->first = block;
    }
    return block;
}

/* Makes `current` a block with room for size bytes. */
static bool arena_room(struct arena *arena, size_t size)
{
    struct arena_block *next =
        arena->current ? arena->current->next : arena->first;

    if (!next || next->size < size) {
        next = block_new(arena,
                         size > arena->block_size ? size : arena->block_size);
        if (!next)
            return false;
    }
    next->filled = 0;
    arena->current = next;
    return true;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->current;
    size_t wanted = size;
    void *at;

    if (size > SIZE_MAX - ALIGNMENT - POISON_GAP) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    size += POISON_GAP;
    if (!block || block->size - block->filled < size) {
        if (!arena_room(arena, size)) {
            arena->failed = true;
            return NULL;
        }
        block = arena->current;
    }
    at = block->bytes + block->filled;
    unpoison(at, wanted);
    block->filled += size;
    arena->used += size - POISON_GAP;
    return at;
}

void *arena_zero(struct arena *arena, size_t size)
{
    void *at = arena_alloc(arena, size);

    if (at)
        memset(at, 0, size);
    return at;
}

/* Large blocks go back to the system: a round with one huge record must not
 * hold its memory for ever. */
void arena_reset(struct arena *arena)
{
    struct arena_block **link = &arena->first;

    while (*link) {
        struct arena_block *block = *link;

        if (block->size > arena->block_size) {
            *link = block->next;
            free(block);
        } else {
            poison(block->bytes, block->filled);
            link = &block->next;
        }
    }
    arena->current = NULL;
    arena->used = 0;
    arena->failed = false;
}

void arena_clear(struct arena *arena)
{
    while (arena->first) {
        struct arena_block *next = arena->first->next;

        free(arena->first);
        arena->first = next;
    }
    *arena = (struct arena){.block_size = arena->block_size};
}

struct slice arena_copy(struct arena *arena, struct slice from)
{
    char *at = from.len < SIZE_MAX ? arena_alloc(arena, from.len + 1) : NULL;

    if (!at)
        return SLICE_NONE;
    if (from.len)
        memcpy(at, from.at, from.len);
    at[from.len] = '\0';
    return (struct slice){at, from.len};
}

struct slice arena_join(struct arena *arena, struct slice a,
                        const char *between, struct slice b)
{
    size_t middle = strlen(between);
    struct slice joined = {NULL, a.len + middle + b.len};
    char *at;

    if (!a.len || !b.len)
        return a.len ? a : b;
    at = arena_alloc(arena, joined.len + 1);
    if (!at)
        return SLICE_NONE;
    memcpy(at, a.at, a.len);
    memcpy(at + a.len, between, middle);
    memcpy(at + a.len + middle, b.at, b.len);
    at[joined.len] = '\0';
    joined.at = at;
    return joined;
}

struct slice arena_number(struct arena *arena, int64_t number)
{
    char digits[21], *at = digits + sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0)
        *--at = '-';
    return arena_copy(arena, slice_between(at, digits + sizeof digits));
}

struct slice arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    char *at;
    int len;

    va_start(args, format);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    at = len < 0 ? NULL : arena_alloc(arena, (size_t)len + 1);
    if (!at)
        return SLICE_NONE;
    va_start(args, format);
    vsnprintf(at, (size_t)len + 1, format, args);
    va_end(args);
    return (struct slice){at, (size_t)len};
}

void *list_grow(struct arena *arena, void *at, size_t count, size_t *room,
                size_t element)
{
    size_t wanted = *room ? *room * 2 : element < 64 ? 4 : 2;
    void *grown;

    if (count < *room)
        return at;
    if (wanted > SIZE_MAX / element / 2) {
        arena->failed = true;
        return NULL;
    }
    grown = arena_alloc(arena, wanted * element);
    if (!grown)
        return NULL;
    if (count)
        memcpy(grown, at, count * element);
    *room = wanted;
    return grown;
}
