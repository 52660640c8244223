/* See failing_memory.h. */
#include "failing_memory.h"

#include "../../pipeline/arena.h"

#include <check.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_uint calls;
static unsigned fails_at;
static enum memory failing;
static bool armed;

/* Where memory was asked for, and at which call first. */
static struct {
    const void *place;
    unsigned at;
} places[MEMORY_PLACES];
static unsigned place_count;

/* One thread alone asks while places are looked at. */
static void note_place(const void *place, unsigned at)
{
    for (unsigned i = 0; i < place_count; i++)
        if (places[i].place == place)
            return;
    if (place_count == MEMORY_PLACES)
        return;
    places[place_count].place = place;
    places[place_count++].at = at;
}

static bool fails(enum memory memory, const void *place)
{
    unsigned at;

    if (!armed || failing != memory)
        return false;
    at = atomic_fetch_add(&calls, 1);
    if (fails_at == MEMORY_NEVER)
        note_place(place, at);
    return at == fails_at;
}

unsigned memory_places(unsigned at[MEMORY_PLACES])
{
    for (unsigned i = 0; i < place_count; i++)
        at[i] = places[i].at;
    return place_count;
}

void memory_fail_at(enum memory memory, unsigned n)
{
    failing = memory;
    fails_at = n;
    if (n == MEMORY_NEVER)
        place_count = 0;
    atomic_store(&calls, 0);
    armed = true;
}

unsigned memory_calls(void)
{
    armed = false;
    return atomic_load(&calls);
}

/* ---- SQLite ---- */

static sqlite3_mem_methods usual;

static void *sqlite_alloc(int size)
{
    return fails(MEMORY_SQLITE, __builtin_return_address(0))
               ? NULL
               : usual.xMalloc(size);
}

static void *sqlite_realloc(void *at, int size)
{
    return fails(MEMORY_SQLITE, __builtin_return_address(0))
               ? NULL
               : usual.xRealloc(at, size);
}

void memory_prepare(void)
{
    sqlite3_mem_methods methods;

    if (usual.xMalloc) /* in a process that ran another test */
        return;
    ck_assert_int_eq(sqlite3_shutdown(), SQLITE_OK);
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual),
                     SQLITE_OK);
    methods = usual;
    methods.xMalloc = sqlite_alloc;
    methods.xRealloc = sqlite_realloc;
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods), SQLITE_OK);
}

/* ---- arenas ---- */

#ifdef ARENA_WRAPPED

bool memory_can_fail(enum memory memory)
{
    (void)memory;
    return true;
}

void *__real_arena_alloc(struct arena *arena, size_t size);
void *__real_arena_zero(struct arena *arena, size_t size);
struct slice __real_arena_copy(struct arena *arena, struct slice from);
struct slice __real_arena_number(struct arena *arena, int64_t number);
void *__real_list_grow(struct arena *arena, void *at, size_t count,
                       size_t *room, size_t element);

void *__wrap_arena_alloc(struct arena *arena, size_t size);
void *__wrap_arena_zero(struct arena *arena, size_t size);
struct slice __wrap_arena_copy(struct arena *arena, struct slice from);
struct slice __wrap_arena_number(struct arena *arena, int64_t number);
struct slice __wrap_arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void *__wrap_list_grow(struct arena *arena, void *at, size_t count,
                       size_t *room, size_t element);

#define PLACE __builtin_return_address(0)

static bool arena_fails(struct arena *arena, const void *place)
{
    if (!fails(MEMORY_ARENA, place))
        return false;
    arena->failed = true;
    return true;
}

void *__wrap_arena_alloc(struct arena *arena, size_t size)
{
    return arena_fails(arena, PLACE) ? NULL : __real_arena_alloc(arena, size);
}

void *__wrap_arena_zero(struct arena *arena, size_t size)
{
    return arena_fails(arena, PLACE) ? NULL : __real_arena_zero(arena, size);
}

struct slice __wrap_arena_copy(struct arena *arena, struct slice from)
{
    return arena_fails(arena, PLACE) ? SLICE_NONE
                                     : __real_arena_copy(arena, from);
}

struct slice __wrap_arena_number(struct arena *arena, int64_t number)
{
    return arena_fails(arena, PLACE) ? SLICE_NONE
                                     : __real_arena_number(arena, number);
}

struct slice __wrap_arena_printf(struct arena *arena, const char *format, ...)
{
    struct slice made = SLICE_NONE;
    char *text = NULL;
    va_list args;
    int len;

    if (arena_fails(arena, PLACE))
        return SLICE_NONE;
    va_start(args, format);
    len = vasprintf(&text, format, args);
    va_end(args);
    if (len >= 0)
        made = __real_arena_copy(arena, (struct slice){text, (size_t)len});
    free(text);
    return made;
}

/* A list with room asks for no memory. */
void *__wrap_list_grow(struct arena *arena, void *at, size_t count,
                       size_t *room, size_t element)
{
    return count >= *room && arena_fails(arena, PLACE)
               ? NULL
               : __real_list_grow(arena, at, count, room, element);
}

#else

bool memory_can_fail(enum memory memory)
{
    return memory == MEMORY_SQLITE;
}

#endif
