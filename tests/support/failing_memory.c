/* Memory that fails: see failing.h. */
#include "failing.h"

#include "../../pipeline/arena.h"

#include <check.h>
#include <execinfo.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- SQLite ---- */

static sqlite3_mem_methods usual;

static void *sqlite_alloc(int size)
{
    return failing_now(FAIL_SQLITE) ? NULL : usual.xMalloc(size);
}

static void *sqlite_realloc(void *at, int size)
{
    return failing_now(FAIL_SQLITE) ? NULL : usual.xRealloc(at, size);
}

void failing_prepare(void)
{
    sqlite3_mem_methods methods;
    void *frame;

    if (usual.xMalloc) /* in a process that ran another test */
        return;
    (void)backtrace(&frame, 1); /* loads what it needs */
    ck_assert_int_eq(sqlite3_shutdown(), SQLITE_OK);
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual),
                     SQLITE_OK);
    methods = usual;
    methods.xMalloc = sqlite_alloc;
    methods.xRealloc = sqlite_realloc;
    ck_assert_int_eq(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods), SQLITE_OK);
}

#ifdef WRAPPED

bool failing_can(enum failing kind)
{
    (void)kind;
    return true;
}

/* ---- arenas ---- */

void *__real_arena_alloc(struct arena *arena, size_t size);
void *__real_arena_zero(struct arena *arena, size_t size);
struct slice __real_arena_copy(struct arena *arena, struct slice from);
struct slice __real_arena_join(struct arena *arena, struct slice a,
                               const char *between, struct slice b);
struct slice __real_arena_number(struct arena *arena, int64_t number);
void *__real_list_grow(struct arena *arena, void *at, size_t count,
                       size_t *room, size_t element);

void *__wrap_arena_alloc(struct arena *arena, size_t size);
void *__wrap_arena_zero(struct arena *arena, size_t size);
struct slice __wrap_arena_copy(struct arena *arena, struct slice from);
struct slice __wrap_arena_join(struct arena *arena, struct slice a,
                               const char *between, struct slice b);
struct slice __wrap_arena_number(struct arena *arena, int64_t number);
struct slice __wrap_arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void *__wrap_list_grow(struct arena *arena, void *at, size_t count,
                       size_t *room, size_t element);

static bool arena_fails(struct arena *arena)
{
    if (!failing_now(FAIL_ARENA))
        return false;
    arena->failed = true;
    return true;
}

void *__wrap_arena_alloc(struct arena *arena, size_t size)
{
    return arena_fails(arena) ? NULL : __real_arena_alloc(arena, size);
}

void *__wrap_arena_zero(struct arena *arena, size_t size)
{
    return arena_fails(arena) ? NULL : __real_arena_zero(arena, size);
}

struct slice __wrap_arena_copy(struct arena *arena, struct slice from)
{
    return arena_fails(arena) ? SLICE_NONE : __real_arena_copy(arena, from);
}

/* It needs memory only where both say something. */
struct slice __wrap_arena_join(struct arena *arena, struct slice a,
                               const char *between, struct slice b)
{
    return a.len && b.len && arena_fails(arena)
               ? SLICE_NONE
               : __real_arena_join(arena, a, between, b);
}

struct slice __wrap_arena_number(struct arena *arena, int64_t number)
{
    return arena_fails(arena) ? SLICE_NONE : __real_arena_number(arena, number);
}

struct slice __wrap_arena_printf(struct arena *arena, const char *format, ...)
{
    struct slice made = SLICE_NONE;
    char *text = NULL;
    va_list args;
    int len;

    if (arena_fails(arena))
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
    return count >= *room && arena_fails(arena)
               ? NULL
               : __real_list_grow(arena, at, count, room, element);
}

/* ---- the heap ---- */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *at, size_t size);
char *__real_strdup(const char *text);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *at, size_t size);
char *__wrap_strdup(const char *text);

void *__wrap_malloc(size_t size)
{
    return failing_now(FAIL_HEAP) ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return failing_now(FAIL_HEAP) ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *at, size_t size)
{
    return failing_now(FAIL_HEAP) ? NULL : __real_realloc(at, size);
}

char *__wrap_strdup(const char *text)
{
    return failing_now(FAIL_HEAP) ? NULL : __real_strdup(text);
}

#else

bool failing_can(enum failing kind)
{
    return kind == FAIL_SQLITE;
}

#endif
