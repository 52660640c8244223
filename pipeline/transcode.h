/*
 * UTF-16 to UTF-8 and back, without loss: a lone surrogate becomes the three
 * bytes ED A0..BF xx that UTF-8 forbids (the scheme known as WTF-8). Two of
 * them can never stand together in the order that makes a pair, so the way
 * back is unambiguous. The way back is encoded_length and encoded_text of
 * input.h.
 *
 * Source of rules: Unicode 15, sections 3.8 to 3.10.
 */
#ifndef BIBLOAD_TRANSCODE_H
#define BIBLOAD_TRANSCODE_H

#include "config.h"

#define TRANSCODE_ROOM 4 /* least room with which there is progress */

static inline bool transcode_is_utf16(enum encoding encoding)
{
    return encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;
}

/* Turns the UTF-16 at *from, up to its end, into UTF-8 at at[0..room); returns
 * the bytes written and moves *from past what was used. Whole characters only:
 * an odd byte stays, and so does a high surrogate at the end, unless nothing
 * follows (`final`) that could complete it. */
size_t transcode_utf16(enum encoding encoding, struct slice *from, bool final,
                       char *at, size_t room);

#endif
