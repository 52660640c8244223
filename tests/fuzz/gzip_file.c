/* See gzip_file.h. */
#include "gzip_file.h"

#include <zlib.h>

#define MEMBERS_MAX 8
#define GZIP_ONLY (16 + MAX_WBITS)
#define MEMORY_LEVEL 1 /* the least that deflate can do with: made fastest */

enum ending { WELL, PADDED, TRUNCATED, JUNK, ENDINGS };

static z_stream *deflater(int level)
{
    static z_stream streams[2];
    static bool open[2];
    z_stream *stream = &streams[level];

    if (!open[level])
        fuzz_must(deflateInit2(stream, level ? 6 : 0, Z_DEFLATED, GZIP_ONLY,
                               MEMORY_LEVEL, Z_DEFAULT_STRATEGY) == Z_OK,
                  "zlib compresses");
    else
        fuzz_must(deflateReset(stream) == Z_OK, "zlib begins again");
    open[level] = true;
    return stream;
}

/* Bytes of it in the file. */
static size_t put_member(struct gzip_file *file, struct slice text, int level)
{
    z_stream *stream = deflater(level);
    size_t before = file->stored.len;
    unsigned char room[512];
    int result;

    stream->next_in = (Bytef *)text.at;
    stream->avail_in = (uInt)text.len;
    do {
        stream->next_out = room;
        stream->avail_out = sizeof room;
        result = deflate(stream, Z_FINISH);
        fuzz_must(result == Z_OK || result == Z_STREAM_END, "zlib goes on");
        fuzz_put(&file->stored,
                 (struct slice){(const char *)room,
                                sizeof room - stream->avail_out});
    } while (result != Z_STREAM_END);
    fuzz_put(&file->text, text);
    return file->stored.len - before;
}

static uint8_t take_byte(struct slice *bytes)
{
    uint8_t byte = bytes->len ? (uint8_t)bytes->at[0] : 0;

    bytes->at += bytes->len > 0;
    bytes->len -= bytes->len > 0;
    return byte;
}

static void put_zeros(struct gzip_file *file, size_t count)
{
    while (count--)
        fuzz_put(&file->stored, SLICE("\0"));
}

/* `last`: bytes of the last member. */
static void put_ending(struct gzip_file *file, enum ending ending, size_t count,
                       size_t last)
{
    switch (ending) {
    case PADDED:
        put_zeros(file, count);
        break;
    case TRUNCATED:
        count = 1 + count % (last - 1);
        file->stored.len -= count;
        file->code = GZIP_TRUNCATED;
        break;
    case JUNK:
        put_zeros(file, count / 2);
        fuzz_put(&file->stored, count & 1 ? SLICE("x") : SLICE("\x1f\x8c"));
        file->code = GZIP_TRAILING;
        break;
    default:
        break;
    }
}

void gzip_file_make(struct gzip_file *file, struct slice bytes)
{
    enum ending ending = take_byte(&bytes) % ENDINGS;
    uint8_t count = take_byte(&bytes), first = take_byte(&bytes);
    uint8_t size = take_byte(&bytes);
    size_t last = 0;

    fuzz_forget(&file->stored);
    fuzz_forget(&file->text);
    file->code = CODE_NONE;
    for (int i = 0; i < MEMBERS_MAX && (i == 0 || bytes.len); i++) {
        size_t len = i == 0 ? first : i + 1 == MEMBERS_MAX ? bytes.len : size;

        if (len > bytes.len)
            len = bytes.len;
        last = put_member(file, (struct slice){bytes.at, len}, i & 1);
        bytes.at += len;
        bytes.len -= len;
    }
    put_ending(file, ending, count, last);
}
