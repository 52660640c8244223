/*
 * gzip and encodings. What is compressed comes back; what is no gzip, or is
 * damaged, gives the same text and the same fault however its bytes arrive;
 * UTF-16 comes back byte for byte; and a file gives what the layers by
 * themselves give.
 */
#include "fuzz.h"
#include "gzip_file.h"
#include "fuzz_text.h"

#include "../../pipeline/detect_encoding.h"
#include "../../pipeline/inflate.h"
#include "../../pipeline/input.h"
#include "../../pipeline/transcode.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define TEXT_MAX (256 * 1024) /* of a bomb more is not read */
#define ROOM_MAX 4096

enum mode { DAMAGED, COMPRESSED, UTF16, AS_FILE };

/* What was read, and how it ended. */
struct what_came {
    struct fuzz_text text;
    struct input_fault fault;
};

struct pieces {
    struct slice left;
    struct fuzz_options options;
};

static int64_t read_pieces(void *from, char *at, size_t room,
                           struct error *error)
{
    struct pieces *pieces = from;
    size_t len =
        pieces->options.first ? pieces->options.first : pieces->options.block;

    (void)error;
    pieces->options.first = 0;
    if (!len || len > pieces->left.len)
        len = pieces->left.len;
    if (len > room)
        len = room;
    if (len)
        memcpy(at, pieces->left.at, len);
    pieces->left.at += len;
    pieces->left.len -= len;
    return (int64_t)len;
}

static void inflate_all(struct slice stored, struct fuzz_options options,
                        struct what_came *came)
{
    struct pieces pieces = {stored, options};
    struct inflate_stream stream;
    struct error error = {.kind = ERROR_NONE};
    char room[ROOM_MAX], *buffer = malloc(ROOM_MAX);
    size_t most = options.extra ? options.extra : ROOM_MAX;
    int64_t got;

    fuzz_must(buffer, "there is memory for a buffer");
    fuzz_must(inflate_open(&stream, buffer, ROOM_MAX, 0, read_pieces, &pieces,
                           &error) == 0,
              "a stream opens");
    fuzz_forget(&came->text);
    while ((got = inflate_read(&stream, room, most, &error)) > 0 &&
           came->text.len < TEXT_MAX)
        fuzz_put(&came->text, (struct slice){room, (size_t)got});
    fuzz_must(got >= 0, "damage is no error");
    came->fault = stream.fault;
    if (got == 0)
        fuzz_must(inflate_read(&stream, room, 1, &error) == 0,
                  "behind the end there is nothing");
    inflate_close(&stream);
}

static void must_be_equal(const struct what_came *one,
                          const struct what_came *other)
{
    struct slice a = fuzz_text_slice(&one->text);
    struct slice b = fuzz_text_slice(&other->text);

    if (a.len >= TEXT_MAX && b.len >= TEXT_MAX)
        return;
    fuzz_must_equal(a, b, "how bytes arrive does not change the text");
    fuzz_must(one->fault.code == other->fault.code &&
                  one->fault.offset == other->fault.offset &&
                  strcmp(one->fault.text, other->fault.text) == 0,
              "how bytes arrive does not change the fault");
}

static void run_damaged(struct slice stored, struct fuzz_options options)
{
    static struct what_came whole, pieces;

    inflate_all(stored, (struct fuzz_options){0}, &whole);
    fuzz_must(whole.fault.offset <= stored.len, "a fault lies in the file");
    inflate_all(stored, options, &pieces);
    must_be_equal(&whole, &pieces);
}

static void run_compressed(struct slice input, struct fuzz_options options)
{
    static struct gzip_file file;
    static struct what_came outcome;

    gzip_file_make(&file, input);
    inflate_all(fuzz_text_slice(&file.stored), options, &outcome);
    fuzz_must(outcome.fault.code == file.code, "the fault is the one made");
    if (outcome.fault.code == GZIP_TRUNCATED) {
        fuzz_must(outcome.text.len <= file.text.len,
                  "a file that is cut off gives no more than the whole");
        file.text.len = outcome.text.len;
    }
    fuzz_must_equal(fuzz_text_slice(&outcome.text), fuzz_text_slice(&file.text),
                    "what was compressed comes back");
    run_damaged(fuzz_text_slice(&file.stored), options);
}

/* In rooms of so many bytes; what is left is half a character at most. */
static struct slice transcode_all(enum encoding encoding, struct slice bytes,
                                  size_t most, struct fuzz_text *text)
{
    char *room = malloc(most);
    size_t got;

    fuzz_must(room, "there is memory for a room");
    fuzz_forget(text);
    while ((got = transcode_utf16(encoding, &bytes, true, room, most)) > 0)
        fuzz_put(text, (struct slice){room, got});
    free(room);
    return bytes;
}

static struct arena *fresh_arena(void)
{
    static struct arena arena;

    if (!arena.block_size)
        arena_init(&arena, 64 * 1024);
    arena_reset(&arena);
    return &arena;
}

static void check_back(enum encoding encoding, struct slice text,
                       struct slice bytes)
{
    size_t half = text.len / 2;

    fuzz_must(encoded_length(encoding, text) == bytes.len,
              "a text knows its length in UTF-16");
    fuzz_must(
        encoded_length(encoding, (struct slice){text.at, half}) +
                encoded_length(encoding, (struct slice){text.at + half,
                                                        text.len - half}) ==
            bytes.len,
        "lengths of parts add up");
    fuzz_must_equal(encoded_text(encoding, text, fresh_arena()), bytes,
                    "UTF-16 comes back");
}

static void run_utf16(struct slice bytes, struct fuzz_options options)
{
    static struct fuzz_text whole, pieces;
    enum encoding encoding =
        options.flags & 4 ? ENCODING_UTF16BE : ENCODING_UTF16LE;
    struct slice left;

    left = transcode_all(encoding, bytes, ROOM_MAX, &whole);
    fuzz_must(left.len == bytes.len % 2, "every character is taken");
    transcode_all(encoding, bytes, TRANSCODE_ROOM + (size_t)options.extra,
                  &pieces);
    fuzz_must_equal(fuzz_text_slice(&whole), fuzz_text_slice(&pieces),
                    "the room does not change the text");
    check_back(encoding, fuzz_text_slice(&whole),
               (struct slice){bytes.at, bytes.len - left.len});
}

/* A file that is in memory alone, under a name. */
static const char *memory_file(struct slice bytes)
{
    static char path[40];
    static int fd = -1;

    if (fd < 0) {
        fd = memfd_create("fuzz", MFD_CLOEXEC);
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    }
    fuzz_must(fd >= 0 && ftruncate(fd, 0) == 0 &&
                  pwrite(fd, bytes.at, bytes.len, 0) == (ssize_t)bytes.len,
              "there is a file in memory");
    return path;
}

static void read_all(struct input *input, size_t most, struct what_came *came)
{
    struct error error = {.kind = ERROR_NONE};
    char room[ROOM_MAX];
    int64_t got;

    fuzz_forget(&came->text);
    while ((got = input_read(input, room, most, &error)) > 0 &&
           came->text.len < TEXT_MAX)
        fuzz_put(&came->text, (struct slice){room, (size_t)got});
    fuzz_must(got >= 0, "damage is no error");
    came->fault = *input_fault(input);
}

static void check_file(struct input *input, struct slice bytes,
                       const struct what_came *read)
{
    static struct what_came inner;
    static struct fuzz_text text;
    bool odd = false;

    if (input_is_gzip(input)) {
        inflate_all(bytes, (struct fuzz_options){0}, &inner);
        bytes = fuzz_text_slice(&inner.text);
    }
    if (read->fault.code == FORMAT_UNKNOWN || bytes.len >= TEXT_MAX)
        return;
    bytes.at += input_bom_length(input);
    bytes.len -= input_bom_length(input);
    if (transcode_is_utf16(input_encoding(input))) {
        odd = transcode_all(input_encoding(input), bytes, ROOM_MAX, &text).len;
        bytes = fuzz_text_slice(&text);
    }
    fuzz_must_equal(fuzz_text_slice(&read->text), bytes,
                    "a file gives what its layers give");
    fuzz_must(
        (read->fault.code == CODE_NONE) ==
            (!odd && (!input_is_gzip(input) || inner.fault.code == CODE_NONE)),
        "and a fault where they do");
}

static void run_file(struct slice bytes, struct fuzz_options options)
{
    static struct what_came peeked, read;
    struct error error = {.kind = ERROR_NONE};
    const char *path = memory_file(bytes);
    struct input *input;
    struct slice ahead;
    bool whole;

    fuzz_must(input_open(&input, path, ENCODING_AUTO, &error) == 0,
              "a file opens");
    read_all(input, options.extra ? options.extra : ROOM_MAX, &read);
    check_file(input, bytes, &read);
    input_close(input);
    if (!(options.flags & 4))
        return;
    fuzz_must(input_open(&input, path, ENCODING_AUTO, &error) == 0,
              "a file opens twice");
    fuzz_must(input_peek(input, &ahead, &whole, &error) == 0,
              "its beginning can be seen");
    fuzz_must(ahead.len >= read.text.len || !whole,
              "all of it, if it is whole");
    read_all(input, ROOM_MAX, &peeked);
    must_be_equal(&read, &peeked);
    input_close(input);
}

void fuzz_input(struct slice input)
{
    struct fuzz_options options = fuzz_take_options(&input);

    /* A file takes ten times as long as the others. */
    if ((options.flags & 3) == AS_FILE && options.first % 32)
        options.flags = UTF16 | (options.flags & 4);
    switch ((enum mode)(options.flags & 3)) {
    case DAMAGED:
        run_damaged(input, options);
        break;
    case COMPRESSED:
        run_compressed(input, options);
        break;
    case UTF16:
        run_utf16(input, options);
        break;
    case AS_FILE:
        run_file(input, options);
        break;
    }
}
