/*
 * A slice is a run of bytes that somebody else owns, usually a batch's arena.
 *
 * It is not terminated and may hold any byte. The empty slice has len 0; its
 * `at` may then be NULL. A slice never owns: copy it (arena_copy) before its
 * owner is reset.
 */
#ifndef BIBLOAD_SLICE_H
#define BIBLOAD_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
    const char *at;
    size_t len;
};

/* A slice over a string literal: SLICE("abc"). */
#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})
#define SLICE_NONE ((struct slice){NULL, 0})

static inline int slice_width(struct slice slice)
{
    return slice.len > 0x7fffffff ? 0x7fffffff : (int)slice.len;
}

static inline const char *slice_start(struct slice slice)
{
    return slice.at ? slice.at : "";
}

/* For printf: printf("%.*s", SLICE_ARG(s)). Cuts at INT_MAX. */
#define SLICE_ARG(s) slice_width(s), slice_start(s)

static inline struct slice slice_of(const char *text)
{
    return (struct slice){text, text ? strlen(text) : 0};
}

static inline struct slice slice_between(const char *from, const char *to)
{
    return (struct slice){from, (size_t)(to - from)};
}

static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool slice_is(struct slice a, const char *text)
{
    return slice_equal(a, slice_of(text));
}

/* Without the blanks and tabs at either end. */
static inline struct slice slice_trim(struct slice s)
{
    while (s.len && (s.at[0] == ' ' || s.at[0] == '\t'))
        s.at++, s.len--;
    while (s.len && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '\t'))
        s.len--;
    return s;
}

#endif
