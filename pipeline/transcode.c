/* See transcode.h. */
#include "transcode.h"
#include "input.h"

typedef unsigned char byte;

#define REPLACEMENT 0xfffd

static bool is_high(uint32_t unit)
{
    return (unit & 0xfc00) == 0xd800;
}

static bool is_low(uint32_t unit)
{
    return (unit & 0xfc00) == 0xdc00;
}

static uint32_t unit_at(const byte *at, bool big)
{
    return big ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

/* Surrogates too: they give the three bytes that UTF-8 forbids. */
static size_t put_utf8(char *at, uint32_t point)
{
    if (point < 0x80) {
        at[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        at[0] = (char)(0xc0 | point >> 6);
        at[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    if (point < 0x10000) {
        at[0] = (char)(0xe0 | point >> 12);
        at[1] = (char)(0x80 | (point >> 6 & 0x3f));
        at[2] = (char)(0x80 | (point & 0x3f));
        return 3;
    }
    at[0] = (char)(0xf0 | point >> 18);
    at[1] = (char)(0x80 | (point >> 12 & 0x3f));
    at[2] = (char)(0x80 | (point >> 6 & 0x3f));
    at[3] = (char)(0x80 | (point & 0x3f));
    return 4;
}

/* Four characters at a time while all are ASCII, as most text is. The mask is
 * laid out in bytes, so the machine's own byte order does not matter. */
static size_t ascii_run(const byte **from, const byte *end, bool big, char *at,
                        size_t room)
{
    static const byte masks[2][8] = {
        {0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff},
        {0xff, 0x80, 0xff, 0x80, 0xff, 0x80, 0xff, 0x80},
    };
    const byte *in = *from + big;
    uint64_t mask, units;
    size_t out = 0;

    memcpy(&mask, masks[big], sizeof mask);
    while (end - *from >= 8 && room - out >= 4) {
        memcpy(&units, *from, sizeof units);
        if (units & mask)
            break;
        at[out] = (char)in[0];
        at[out + 1] = (char)in[2];
        at[out + 2] = (char)in[4];
        at[out + 3] = (char)in[6];
        out += 4;
        in += 8;
        *from += 8;
    }
    return out;
}

/* The character at `from`: bytes it takes, or 0 if the rest of it may come. */
static size_t take_point(const byte *from, const byte *end, bool big,
                         bool final, uint32_t *point)
{
    size_t left = (size_t)(end - from);
    uint32_t low;

    if (left < 2)
        return 0;
    *point = unit_at(from, big);
    if (!is_high(*point))
        return 2;
    if (left < 4)
        return final ? 2 : 0;
    low = unit_at(from + 2, big);
    if (!is_low(low))
        return 2;
    *point = 0x10000 + ((*point - 0xd800) << 10) + (low - 0xdc00);
    return 4;
}

size_t transcode_utf16(enum encoding encoding, struct slice *from, bool final,
                       char *at, size_t room)
{
    bool big = encoding == ENCODING_UTF16BE;
    const byte *in = (const byte *)from->at, *end = in + from->len;
    size_t out = 0;

    if (!from->len)
        return 0;
    while (room - out >= TRANSCODE_ROOM) {
        uint32_t point;
        size_t used;

        out += ascii_run(&in, end, big, at + out, room - out);
        if (room - out < TRANSCODE_ROOM)
            break;
        used = take_point(in, end, big, final, &point);
        if (!used)
            break;
        out += put_utf8(at + out, point);
        in += used;
    }
    *from = slice_between((const char *)in, (const char *)end);
    return out;
}

/* One unit for every byte that begins a character, two for those that begin
 * one beyond U+FFFF: the length of a whole is the sum of its parts' lengths,
 * however it is cut. */
uint64_t encoded_length(enum encoding encoding, struct slice text)
{
    const byte *at = (const byte *)text.at;
    uint64_t units = 0;

    if (!transcode_is_utf16(encoding))
        return text.len;
    for (size_t i = 0; i < text.len; i++)
        units += ((at[i] & 0xc0) != 0x80) + (at[i] >= 0xf0);
    return units * 2;
}

/* The character at text[*i], which is no continuation byte; one that is cut or
 * was never made by transcode_utf16 gives the replacement character. */
static uint32_t next_point(const byte *text, size_t len, size_t *i)
{
    byte first = text[(*i)++];
    unsigned more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    uint32_t point = more ? first & (0x3fu >> more) : first;

    for (; more && *i < len && (text[*i] & 0xc0) == 0x80; more--)
        point = point << 6 | (text[(*i)++] & 0x3f);
    return more || point > 0x10ffff || first >= 0xf8 ? REPLACEMENT : point;
}

static char *put_unit(char *at, uint32_t unit, bool big)
{
    at[big] = (char)(unit & 0xff);
    at[!big] = (char)(unit >> 8);
    return at + 2;
}

struct slice encoded_text(enum encoding encoding, struct slice text,
                          struct arena *arena)
{
    bool big = encoding == ENCODING_UTF16BE;
    const byte *from = (const byte *)text.at;
    uint64_t length = encoded_length(encoding, text);
    char *at, *to;

    if (!transcode_is_utf16(encoding))
        return text;
    at = to = arena_alloc(arena, (size_t)length);
    if (!at)
        return SLICE_NONE;
    for (size_t i = 0; i < text.len;) {
        uint32_t point;

        if ((from[i] & 0xc0) == 0x80) {
            i++; /* of a character whose beginning was cut off */
            continue;
        }
        point = next_point(from, text.len, &i);
        if (point >= 0x10000) {
            to = put_unit(to, 0xd800 + ((point - 0x10000) >> 10), big);
            point = 0xdc00 + ((point - 0x10000) & 0x3ff);
        }
        to = put_unit(to, point, big);
    }
    return slice_between(at, to);
}
