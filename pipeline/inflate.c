/* See inflate.h. The stream is always in one of four states; each step consumes
 * stored bytes, makes output, or changes the state. */
#include "inflate.h"

#include <libdeflate.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#define GZIP_ONLY (16 + MAX_WBITS) /* zlib: no zlib or raw streams */

static const unsigned char magic_bytes[2] = {0x1f, 0x8b};

bool inflate_magic(struct slice stored)
{
    return stored.len >= sizeof magic_bytes &&
           memcmp(stored.at, magic_bytes, sizeof magic_bytes) == 0;
}

int inflate_open(struct inflate_stream *stream, char *buffer, size_t room,
                 size_t filled, inflate_source *read, void *from,
                 struct error *error)
{
    *stream = (struct inflate_stream){
        .read = read,
        .from = from,
        .buffer = buffer,
        .room = room,
        .fetched = filled,
    };
    stream->zlib.next_in = (Bytef *)buffer;
    stream->zlib.avail_in = (uInt)filled;
    if (inflateInit2(&stream->zlib, GZIP_ONLY) != Z_OK)
        return error_memory(error);
    stream->zlib_open = true;
    return 0;
}

/* inflateEnd fails only on a stream that was never opened. */
void inflate_close(struct inflate_stream *stream)
{
    if (stream->zlib_open)
        (void)inflateEnd(&stream->zlib);
    free(stream->buffer);
    *stream = (struct inflate_stream){.state = INFLATE_ENDED};
}

/* Offset in the stored file of the next byte to be looked at. */
static uint64_t stored_offset(const struct inflate_stream *stream)
{
    return stream->fetched - stream->zlib.avail_in;
}

/* Every byte of a member is handed out before its check sum is seen. */
static const char *consequence(const struct inflate_stream *stream)
{
    return stream->zlib.total_out > 0
               ? "the records of this member are unverified"
               : "nothing of this member was read";
}

static void fault_in_member(struct inflate_stream *stream, enum code code,
                            const char *what)
{
    struct input_fault *fault = &stream->fault;

    stream->state = INFLATE_ENDED;
    fault->code = code;
    fault->offset = stored_offset(stream);
    snprintf(fault->text, sizeof fault->text,
             "%s in gzip member %llu, which begins at byte %llu; %s", what,
             (unsigned long long)stream->member,
             (unsigned long long)stream->member_at, consequence(stream));
}

static void fault_trailing(struct inflate_stream *stream, uint64_t offset)
{
    struct input_fault *fault = &stream->fault;

    stream->state = INFLATE_ENDED;
    fault->code = GZIP_TRAILING;
    fault->offset = offset;
    snprintf(fault->text, sizeof fault->text,
             "what follows gzip member %llu is neither gzip nor zero padding; "
             "everything before it is verified",
             (unsigned long long)stream->member);
}

/* 1 if bytes came, 0 at the end of the stored file, -1 on an error. */
static int fetch(struct inflate_stream *stream, struct error *error)
{
    int64_t got =
        stream->read(stream->from, stream->buffer, stream->room, error);

    if (got <= 0)
        return (int)got;
    stream->zlib.next_in = (Bytef *)stream->buffer;
    stream->zlib.avail_in = (uInt)got;
    stream->fetched += (uint64_t)got;
    return 1;
}

static int inflate_failed(struct inflate_stream *stream, int result,
                          struct error *error)
{
    const char *what = stream->zlib.msg;

    if (result == Z_MEM_ERROR)
        return error_memory(error);
    fault_in_member(stream, GZIP_DAMAGED, what ? what : "invalid data");
    return 0;
}

/* Keeps the last stored bytes that zlib took, for the trailer is among them. */
static void keep_tail(struct inflate_stream *stream, const Bytef *taken)
{
    unsigned char *tail = stream->tail;
    size_t len = (size_t)(stream->zlib.next_in - taken);

    if (len > TRAILER_BYTES) {
        taken += len - TRAILER_BYTES;
        len = TRAILER_BYTES;
    }
    memmove(tail, tail + len, TRAILER_BYTES - len);
    memcpy(tail + TRAILER_BYTES - len, taken, len);
}

static uint32_t little_endian(const unsigned char *at)
{
    return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
           (uint32_t)at[3] << 24;
}

static void end_member(struct inflate_stream *stream)
{
    uint32_t total = (uint32_t)stream->zlib.total_out;

    stream->state = INFLATE_BETWEEN;
    stream->magic = 0;
    if (little_endian(stream->tail) != stream->crc) {
        fault_in_member(stream, GZIP_DAMAGED, "incorrect data check");
        stream->fault.offset -= TRAILER_BYTES / 2;
    } else if (little_endian(stream->tail + TRAILER_BYTES / 2) != total) {
        fault_in_member(stream, GZIP_DAMAGED, "incorrect length check");
    }
}

/* As much as stored bytes and room allow. Z_BUF_ERROR says that there was
 * neither, and is none: output may wait in zlib when no stored byte is left. zlib
 * stops once behind the header: its CRC is zlib's to verify, the data's is ours,
 * for zlib's takes a third of the time that inflating takes. */
static int step_member(struct inflate_stream *stream, struct error *error)
{
    z_stream *zlib = &stream->zlib;
    const Bytef *in = zlib->next_in, *out = zlib->next_out;
    bool in_header = !stream->header.done;
    int result = inflate(zlib, in_header ? Z_BLOCK : Z_NO_FLUSH);

    if (in_header && stream->header.done && inflateValidate(zlib, 0) != Z_OK)
        result = Z_STREAM_ERROR;
    keep_tail(stream, in);
    stream->crc =
        libdeflate_crc32(stream->crc, out, (size_t)(zlib->next_out - out));
    if (result == Z_STREAM_END) {
        end_member(stream);
        return 0;
    }
    if (result == Z_OK || result == Z_BUF_ERROR)
        return 0;
    return inflate_failed(stream, result, error);
}

/* The magic was looked at byte by byte, as it may be split between two fetches;
 * zlib wants to see it, for the header's CRC. */
static int begin_member(struct inflate_stream *stream, struct error *error)
{
    z_stream *zlib = &stream->zlib;
    Bytef *next = zlib->next_in;
    uInt left = zlib->avail_in;
    int result = inflateReset(zlib);

    if (result == Z_OK)
        result = inflateValidate(zlib, 1);
    stream->header = (gz_header){0};
    stream->crc = 0;
    if (result == Z_OK)
        result = inflateGetHeader(zlib, &stream->header);
    stream->state = INFLATE_MEMBER;
    stream->member++;
    stream->member_at = stored_offset(stream) - sizeof magic_bytes;
    if (result == Z_OK) {
        zlib->next_in = (Bytef *)magic_bytes;
        zlib->avail_in = sizeof magic_bytes;
        result = inflate(zlib, Z_NO_FLUSH);
        zlib->next_in = next;
        zlib->avail_in = left;
    }
    return result == Z_OK ? 0 : inflate_failed(stream, result, error);
}

static int step_between(struct inflate_stream *stream, struct error *error)
{
    unsigned char byte = *stream->zlib.next_in;

    if (byte == magic_bytes[stream->magic]) {
        stream->zlib.next_in++;
        stream->zlib.avail_in--;
        if (++stream->magic == sizeof magic_bytes)
            return begin_member(stream, error);
    } else if (byte == 0 && stream->magic == 0 && stream->member > 0) {
        stream->state = INFLATE_PADDING;
    } else {
        fault_trailing(stream, stored_offset(stream) - stream->magic);
    }
    return 0;
}

static void step_padding(struct inflate_stream *stream)
{
    z_stream *zlib = &stream->zlib;

    while (zlib->avail_in > 0 && *zlib->next_in == 0) {
        zlib->next_in++;
        zlib->avail_in--;
    }
    if (zlib->avail_in > 0)
        fault_trailing(stream, stored_offset(stream));
}

static void stored_end(struct inflate_stream *stream)
{
    if (stream->state == INFLATE_BETWEEN && stream->magic > 0) {
        stream->member++;
        stream->member_at = stored_offset(stream) - stream->magic;
        stream->zlib.total_out = 0;
        stream->state = INFLATE_MEMBER;
    }
    if (stream->state == INFLATE_MEMBER)
        fault_in_member(stream, GZIP_TRUNCATED, "the data ends");
    stream->state = INFLATE_ENDED;
}

static int step(struct inflate_stream *stream, struct error *error)
{
    switch (stream->state) {
    case INFLATE_BETWEEN:
        return step_between(stream, error);
    case INFLATE_PADDING:
        step_padding(stream);
        return 0;
    case INFLATE_MEMBER:
    case INFLATE_ENDED:
        break;
    }
    return 0;
}

int64_t inflate_read(struct inflate_stream *stream, char *at, size_t room,
                     struct error *error)
{
    z_stream *zlib = &stream->zlib;
    uInt wanted = room > UINT_MAX ? UINT_MAX : (uInt)room;

    zlib->next_out = (Bytef *)at;
    zlib->avail_out = wanted;
    while (stream->state != INFLATE_ENDED) {
        if (stream->state == INFLATE_MEMBER && step_member(stream, error) != 0)
            return -1;
        if (zlib->avail_out == 0 || stream->state == INFLATE_ENDED)
            break;
        if (zlib->avail_in == 0) {
            int more;

            if (zlib->avail_out < wanted)
                break;
            more = fetch(stream, error);
            if (more < 0)
                return -1;
            if (more == 0)
                stored_end(stream);
        }
        if (zlib->avail_in > 0 && step(stream, error) != 0)
            return -1;
    }
    return wanted - zlib->avail_out;
}
