/*
 * The cursor of marcxml_plain.c, and text under it: nothing but marcxml_plain.c
 * includes this.
 */
#ifndef BIBLOAD_MARCXML_CURSOR_H
#define BIBLOAD_MARCXML_CURSOR_H

#include "marc_build.h"

struct plain {
    const char *at, *end;
    struct slice prefix; /* with its colon; empty: none */
    struct marc_build *build;
};

/* Inline, so that comparing with a literal is no call. */
static inline bool plain_take(struct plain *plain, struct slice text)
{
    if ((size_t)(plain->end - plain->at) < text.len ||
        memcmp(plain->at, text.at, text.len) != 0)
        return false;
    plain->at += text.len;
    return true;
}

/* The text up to the next tag; its entities are characters then. False: there is
 * something in it that is not for marcxml_plain.c, or memory is short. */
bool plain_take_text(struct plain *plain, struct slice *text);

#endif
