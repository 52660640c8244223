/*
 * A gzip file as the bytes that were compressed: all members one after
 * another, each verified (header CRC, CRC32, length), and an end that is
 * proven to be one. zlib's gzread stops silently at the first byte after a
 * member that is not gzip, and shows an early end only to those who ask; hence
 * a member loop of our own.
 *
 *     inflate_open (inflate_read)* inflate_close
 *
 * After a member comes another, or zeros up to the end (tapes pad with them),
 * or the end; anything else is GZIP_TRAILING. Source of rules: RFC 1952.
 *
 * What a read gives does not depend on how the stored bytes arrive, except for
 * where one read ends and the next begins.
 */
#ifndef BIBLOAD_INFLATE_H
#define BIBLOAD_INFLATE_H

#include "input.h"

#include <zlib.h>

/* At least one byte into at[0..room), 0 at the end, -1 on an error. */
typedef int64_t inflate_source(void *from, char *at, size_t room,
                               struct error *error);

enum inflate_state {
    INFLATE_BETWEEN, /* before a member, or inside its two magic bytes */
    INFLATE_MEMBER,
    INFLATE_PADDING,
    INFLATE_ENDED,
};

#define TRAILER_BYTES 8 /* CRC32 and length */

/* It stays where it is while it is open: zlib points into it. */
struct inflate_stream {
    z_stream zlib; /* next_in and avail_in: what is left in buffer */
    bool zlib_open;
    gz_header header; /* done: the member's header was read and verified */
    uint32_t crc;     /* of the member's data so far */
    unsigned char tail[TRAILER_BYTES]; /* the last stored bytes taken */
    inflate_source *read;
    void *from;
    char *buffer; /* stored bytes; owned */
    size_t room;
    uint64_t fetched; /* stored bytes that came into buffer so far */
    enum inflate_state state;
    unsigned magic;     /* bytes of the magic seen while INFLATE_BETWEEN */
    uint64_t member;    /* from 1 */
    uint64_t member_at; /* stored offset of its first byte */
    struct input_fault fault; /* CODE_NONE: none */
};

/* Two bytes are enough to tell. */
bool inflate_magic(struct slice stored);

/* Takes over `buffer` (from malloc, `room` bytes), whose first `filled`
 * bytes are the beginning of the file; inflate_close frees it, after a
 * failure too. */
int inflate_open(struct inflate_stream *stream, char *buffer, size_t room,
                 size_t filled, inflate_source *read, void *from,
                 struct error *error);
void inflate_close(struct inflate_stream *stream);

/* At least one byte into at[0..room), 0 at the end or at damage (fault then
 * says which), -1 on an error of the source or of memory. */
int64_t inflate_read(struct inflate_stream *stream, char *at, size_t room,
                     struct error *error);

#endif
