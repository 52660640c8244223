/*
 * An arena hands out memory that is freed all at once.
 *
 *     init (alloc | reset)* clear
 *
 * reset keeps the blocks for the next round, so a steady pipeline stops calling
 * malloc; blocks made for one large request are given back. Memory is aligned
 * for any type and not zeroed, except by arena_zero.
 *
 * An allocation that fails returns NULL and sets `failed`, which stays set until
 * reset. A stage that can go on without the memory may; the engine looks at
 * `failed` after every process call and ends the run with ERROR_MEMORY.
 */
#ifndef BIBLOAD_ARENA_H
#define BIBLOAD_ARENA_H

#include "slice.h"

#include <stdint.h>

struct arena_block;

struct arena {
    struct arena_block *first, *current;
    size_t block_size; /* bytes of an ordinary block */
    size_t used;       /* bytes handed out since init or reset */
    bool failed;
};

void arena_init(struct arena *arena, size_t block_size);
void arena_reset(struct arena *arena);
void arena_clear(struct arena *arena);

void *arena_alloc(struct arena *arena, size_t size);
void *arena_zero(struct arena *arena, size_t size);

/* Bytes and a terminating NUL that the slice does not count; {NULL, 0} on
 * failure. */
struct slice arena_copy(struct arena *arena, struct slice from);
/* Both with the string between them, as arena_copy makes one. Where one is empty,
 * the other as it is: not copied, and with no NUL of ours. */
struct slice arena_join(struct arena *arena, struct slice a,
                        const char *between, struct slice b);
/* The number in decimal; much cheaper than arena_printf. */
struct slice arena_number(struct arena *arena, int64_t number);
struct slice arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A list that grows in an arena: LIST(struct finding) findings = {0};
 * list_push returns the new, uninitialised element, or NULL. */
#define LIST(type)    \
    struct {          \
        type *at;     \
        size_t count; \
        size_t room;  \
    }

void *list_grow(struct arena *arena, void *at, size_t count, size_t *room,
                size_t element);

#define list_push(arena, list)                                           \
    ({                                                                   \
        __typeof__((list)->at) grown_ =                                  \
            list_grow((arena), (list)->at, (list)->count, &(list)->room, \
                      sizeof *(list)->at);                               \
        if (grown_)                                                      \
            (list)->at = grown_;                                         \
        grown_ ? &(list)->at[(list)->count++] : NULL;                    \
    })

#endif
