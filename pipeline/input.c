/*
 * See input.h. Bytes are pulled through up to three layers:
 *
 *     stored (operating system, digest) -> inflate (gzip) -> transcode (UTF-16)
 *
 * The layers that a file does not need cost nothing: a plain file is read, and
 * a gzip file is inflated, straight into the caller's buffer. What open had to
 * look at waits in `work`, what was peeked at waits in `ahead`, and both are
 * handed out first. No decision depends on how many bytes a read happened to
 * give.
 */
#include "input.h"

#include "detect_encoding.h"
#include "inflate.h"
#include "stored.h"
#include "transcode.h"

#include <stdio.h>
#include <stdlib.h>

#define WORK_BYTES (256 * 1024)
/* A little more than may be seen, which tells whether anything follows. */
#define AHEAD_BYTES (INPUT_PEEK_MAX + 2 * TRANSCODE_ROOM)

struct input {
    struct stored stored;
    struct inflate_stream inflate;
    bool gzip;
    bool ended;   /* the layer below has nothing more */
    bool stopped; /* somebody found that the rest is of no use */
    char *work;   /* before transcoding: [work_from, work_to) of WORK_BYTES */
    size_t work_from, work_to;
    char *peeked;             /* owner of `ahead` after a peek */
    struct slice ahead;       /* after transcoding, not handed out yet */
    bool ahead_whole;         /* nothing follows what was peeked at */
    char few[TRANSCODE_ROOM]; /* for callers with less room than that */
    enum encoding encoding;
    unsigned mark;
    struct input_fault fault;
};

/* The first fault is the cause of the others. */
static void fault_note(struct input *input, enum code code, uint64_t offset,
                       const char *text)
{
    struct input_fault *fault = &input->fault;

    if (fault->code != CODE_NONE)
        return;
    fault->code = code;
    fault->offset = offset;
    snprintf(fault->text, sizeof fault->text, "%s", text);
}

/* The end of the layer below, and whether it is a good one. */
static int end_below(struct input *input, struct error *error)
{
    const struct input_fault *fault = &input->inflate.fault;
    bool changed;

    input->ended = true;
    if (input->gzip && fault->code != CODE_NONE) {
        fault_note(input, fault->code, fault->offset, fault->text);
        return 0;
    }
    if (stored_changed(&input->stored, &changed, error) != 0)
        return -1;
    if (changed)
        fault_note(input, FILE_UNREADABLE, input_position(input),
                   "the file changed while it was read");
    return 0;
}

static int64_t read_stored(void *from, char *at, size_t room,
                           struct error *error)
{
    return stored_read(from, at, room, error);
}

/* Bytes before transcoding, from the layer below `work`. */
static int64_t read_below(struct input *input, char *at, size_t room,
                          struct error *error)
{
    int64_t got;

    if (input->ended)
        return 0;
    if (input->gzip)
        got = inflate_read(&input->inflate, at, room, error);
    else
        got = stored_read(&input->stored, at, room, error);
    if (got == 0 && end_below(input, error) != 0)
        return -1;
    return got;
}

/* Until `want` bytes wait in work, or all there are. */
static int fill_work(struct input *input, size_t want, struct error *error)
{
    while (input->work_to - input->work_from < want && !input->ended) {
        int64_t got = read_below(input, input->work + input->work_to,
                                 WORK_BYTES - input->work_to, error);

        if (got < 0)
            return -1;
        input->work_to += (size_t)got;
    }
    return 0;
}

static struct slice work_bytes(const struct input *input)
{
    return (struct slice){input->work + input->work_from,
                          input->work_to - input->work_from};
}

/* gzip is told by content; the bytes that showed it become the inflater's. */
static int open_gzip(struct input *input, struct error *error)
{
    char *stored = input->work;
    size_t filled = input->work_to;

    input->work = NULL;
    input->work_to = 0;
    input->gzip = true;
    input->ended = false;
    if (inflate_open(&input->inflate, stored, WORK_BYTES, filled, read_stored,
                     &input->stored, error) != 0)
        return -1;
    input->work = malloc(WORK_BYTES);
    return input->work ? 0 : error_memory(error);
}

static void refuse_utf32(struct input *input)
{
    input_fault_set(input, FORMAT_UNKNOWN, 0,
                    "the file is UTF-32, which is not read: save it as UTF-8");
}

static int open_layers(struct input *input, enum encoding encoding,
                       struct error *error)
{
    struct detected_encoding found;

    input->work = malloc(WORK_BYTES);
    if (!input->work)
        return error_memory(error);
    if (fill_work(input, 2, error) != 0)
        return -1;
    if (inflate_magic(work_bytes(input)) && open_gzip(input, error) != 0)
        return -1;
    if (fill_work(input, DETECT_ENCODING_BYTES, error) != 0)
        return -1;
    found = detect_encoding(work_bytes(input), encoding);
    input->encoding = found.encoding;
    input->mark = found.mark;
    input->work_from = found.mark;
    if (found.utf32)
        refuse_utf32(input);
    return 0;
}

int input_open(struct input **input, const char *path, enum encoding encoding,
               struct error *error)
{
    struct input *opened = calloc(1, sizeof *opened);

    *input = NULL;
    if (!opened)
        return error_memory(error);
    if (stored_open(&opened->stored, path, error) != 0 ||
        open_layers(opened, encoding, error) != 0) {
        input_close(opened);
        return -1;
    }
    *input = opened;
    return 0;
}

void input_close(struct input *input)
{
    if (!input)
        return;
    if (input->gzip)
        inflate_close(&input->inflate);
    stored_close(&input->stored);
    free(input->work);
    free(input->peeked);
    free(input);
}

static int64_t read_ahead(struct input *input, char *at, size_t room)
{
    size_t len = input->ahead.len < room ? input->ahead.len : room;

    memcpy(at, input->ahead.at, len);
    input->ahead.at += len;
    input->ahead.len -= len;
    if (!input->ahead.len) {
        free(input->peeked);
        input->peeked = NULL;
    }
    return (int64_t)len;
}

static int64_t read_plain(struct input *input, char *at, size_t room,
                          struct error *error)
{
    struct slice waiting = work_bytes(input);

    if (!waiting.len)
        return read_below(input, at, room, error);
    if (waiting.len > room)
        waiting.len = room;
    memcpy(at, waiting.at, waiting.len);
    input->work_from += waiting.len;
    return (int64_t)waiting.len;
}

/* What is left of work is at most one character that is not complete. */
static int refill_work(struct input *input, struct error *error)
{
    struct slice left = work_bytes(input);

    memmove(input->work, left.at, left.len);
    input->work_from = 0;
    input->work_to = left.len;
    return fill_work(input, left.len + 1, error);
}

static void fault_half_character(struct input *input)
{
    uint64_t at_end = input_position(input);

    input->work_from = input->work_to;
    fault_note(input, FILE_UNREADABLE, input->gzip ? at_end : at_end - 1,
               "half a character ends the file: UTF-16 has an even number of "
               "bytes");
}

/* room is at least TRANSCODE_ROOM. */
static int64_t read_utf16(struct input *input, char *at, size_t room,
                          struct error *error)
{
    for (;;) {
        struct slice from = work_bytes(input);
        size_t got =
            transcode_utf16(input->encoding, &from, input->ended, at, room);

        input->work_from = input->work_to - from.len;
        if (got > 0)
            return (int64_t)got;
        if (input->ended)
            break;
        if (refill_work(input, error) != 0)
            return -1;
    }
    if (input->work_from < input->work_to)
        fault_half_character(input);
    return 0;
}

/* Transcoding needs a little room; with less, the rest waits in `ahead`. */
static int64_t read_few(struct input *input, char *at, size_t room,
                        struct error *error)
{
    int64_t got = read_utf16(input, input->few, sizeof input->few, error);

    if (got <= 0)
        return got;
    input->ahead = (struct slice){input->few, (size_t)got};
    return read_ahead(input, at, room);
}

int64_t input_read(struct input *input, char *at, size_t room,
                   struct error *error)
{
    if (input->stopped || !room)
        return 0;
    if (input->ahead.len)
        return read_ahead(input, at, room);
    if (!transcode_is_utf16(input->encoding))
        return read_plain(input, at, room, error);
    if (room < TRANSCODE_ROOM)
        return read_few(input, at, room, error);
    return read_utf16(input, at, room, error);
}

static int fill_peeked(struct input *input, struct error *error)
{
    char *peeked = malloc(AHEAD_BYTES);
    size_t filled = 0;
    int64_t got = 1;

    if (!peeked)
        return error_memory(error);
    while (filled <= INPUT_PEEK_MAX && got > 0) {
        got = input_read(input, peeked + filled, AHEAD_BYTES - filled, error);
        if (got < 0) {
            free(peeked);
            return -1;
        }
        filled += (size_t)got;
    }
    input->peeked = peeked;
    input->ahead = (struct slice){peeked, filled};
    input->ahead_whole = filled <= INPUT_PEEK_MAX;
    return 0;
}

int input_peek(struct input *input, struct slice *bytes, bool *whole,
               struct error *error)
{
    if (!input->peeked && fill_peeked(input, error) != 0)
        return -1;
    *bytes = input->ahead;
    if (bytes->len > INPUT_PEEK_MAX)
        bytes->len = INPUT_PEEK_MAX;
    *whole = input->ahead_whole;
    return 0;
}

const struct input_fault *input_fault(const struct input *input)
{
    return &input->fault;
}

void input_fault_set(struct input *input, enum code code, uint64_t offset,
                     const char *text)
{
    fault_note(input, code, offset, text);
    input->stopped = true;
}

enum encoding input_encoding(const struct input *input)
{
    return input->encoding;
}

bool input_is_gzip(const struct input *input)
{
    return input->gzip;
}

unsigned input_bom_length(const struct input *input)
{
    return input->mark;
}

uint64_t input_size(const struct input *input)
{
    return input->stored.identity.size;
}

struct file_identity input_identity(const struct input *input)
{
    return input->stored.identity;
}

uint64_t input_position(const struct input *input)
{
    return atomic_load_explicit(&input->stored.position, memory_order_relaxed);
}

void input_digest(const struct input *input, char hex[33])
{
    stored_digest(&input->stored, hex);
}
