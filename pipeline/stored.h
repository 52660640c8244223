/*
 * The bytes of a file as they are stored: what the operating system gives, with
 * their digest and their count. Nothing here knows gzip or encodings.
 *
 *     stored_open (stored_read)* stored_close
 *
 * Reads regular files, FIFOs, devices and standard input ("-"). A signal or a
 * short read is nobody else's concern; a non-blocking descriptor is waited for.
 */
#ifndef BIBLOAD_STORED_H
#define BIBLOAD_STORED_H

#include "error.h"
#include "file_identity.h"

#include <stdatomic.h>

struct XXH3_state_s;

struct stored {
    char *name; /* for messages; owned */
    int fd;
    bool close_fd; /* false for standard input */
    bool regular;
    struct file_identity identity;
    struct XXH3_state_s *hash;
    atomic_uint_fast64_t position; /* bytes read so far */
};

/* 0, or -1 with ERROR_INPUT or ERROR_MEMORY; stored_close is right after
 * both. */
int stored_open(struct stored *stored, const char *path, struct error *error);
void stored_close(struct stored *stored);

/* At least one byte into at[0..room), 0 at the end, -1 on an error. */
int64_t stored_read(struct stored *stored, char *at, size_t room,
                    struct error *error);

/* Whether somebody wrote to a regular file since it was opened: half an upload
 * must not pass for the whole file. Asked at the end. */
int stored_changed(const struct stored *stored, bool *changed,
                   struct error *error);

/* XXH3-128 of the bytes read so far as 32 hex digits, most significant
 * first. */
void stored_digest(const struct stored *stored, char hex[33]);

/* Of a file, or its first `limit` bytes: the digest, and how many bytes that were.
 * ERROR_INTERRUPTED if a signal came. */
int stored_digest_of(const char *path, uint64_t limit, char hex[33],
                     uint64_t *bytes, struct error *error);

#endif
