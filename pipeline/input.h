/*
 * A file, or standard input, as a stream of bytes: gunzipped when its content is
 * gzip (all members; CRC and length of each verified; anything but zero padding
 * after a member is a fault), UTF-16 turned into UTF-8, a byte order mark
 * removed. 8-bit encodings pass through.
 *
 *     input_open (input_peek)? (input_read)* input_close
 *
 * UTF-16 becomes UTF-8 reversibly: a lone surrogate becomes the three bytes that
 * UTF-8 forbids (ED A0..BF xx), so a record that holds one is invalid text, is
 * rejected, and can still be written out as it was.
 *
 * Damage in the data (a failing check sum, an early end) is not an error: read
 * returns what came before, then 0, and input_fault tells. A file that can't be
 * opened, is a directory, or whose read fails with EIO is an error.
 */
#ifndef BIBLOAD_INPUT_H
#define BIBLOAD_INPUT_H

#include "codes.h"
#include "config.h"
#include "file_identity.h"

#include <stdatomic.h>

struct input;

#define INPUT_PEEK_MAX (1024 * 1024)

/* path "-" is standard input. `encoding` as configured; AUTO looks for a byte
 * order mark, and for the NULs of UTF-16 without one. */
int input_open(struct input **input, const char *path, enum encoding encoding,
               struct error *error);
void input_close(struct input *input);

/* The first bytes as input_read will give them, at most INPUT_PEEK_MAX; *whole
 * is set if that is everything. Waits for them. Valid until the first read. */
int input_peek(struct input *input, struct slice *bytes, bool *whole,
               struct error *error);

/* Bytes read into at[0..room), 0 at the end, -1 on an error. Blocks until at
 * least one byte is there. */
int64_t input_read(struct input *input, char *at, size_t room,
                   struct error *error);

/* What damage ended the data; CODE_NONE if none. offset is in the stored file
 * (compressed bytes for gzip). text is one clause. */
struct input_fault {
    enum code code;
    uint64_t offset;
    char text[200];
};
const struct input_fault *input_fault(const struct input *input);
/* Ends the data: every later read returns 0. The first fault is kept, as the
 * cause of those that follow. text is cut to fit. */
void input_fault_set(struct input *input, enum code code, uint64_t offset,
                     const char *text);

enum encoding input_encoding(const struct input *input); /* after open */
bool input_is_gzip(const struct input *input);
unsigned input_bom_length(
    const struct input *input);                 /* bytes removed in front */
uint64_t input_size(const struct input *input); /* stored bytes; 0: unknown */
struct file_identity input_identity(const struct input *input); /* at open */
/* Stored bytes consumed so far; may be asked by any thread. */
uint64_t input_position(const struct input *input);
/* XXH3-128 of the stored bytes consumed so far, as 32 hex digits and a NUL. */
void input_digest(const struct input *input, char hex[33]);

/* Bytes that `text` (as input_read gave it) takes in the file's own encoding. */
uint64_t encoded_length(enum encoding encoding, struct slice text);
/* The text in the file's own encoding again, as it was; {NULL,0} and
 * arena.failed if memory is short. 8-bit encodings and UTF-8: the text itself. */
struct slice encoded_text(enum encoding encoding, struct slice text,
                          struct arena *arena);

#endif
