/*
 * Ways for bytes to reach a test's input: a temporary file, or a pipe that a
 * thread feeds in pieces of a chosen size. Failures end the test.
 *
 *     feed_file (...) feed_remove
 *     feed_pipe (...) feed_join
 */
#ifndef BIBLOAD_TESTS_FEED_H
#define BIBLOAD_TESTS_FEED_H

#include "../../pipeline/slice.h"

#include <pthread.h>

struct feed {
    struct slice bytes;
    size_t first; /* bytes of the first piece; 0: like the others */
    size_t piece; /* bytes of every other piece */
    int write_fd, read_fd;
    char path[64]; /* opens the reading end, or is the file */
    pthread_t thread;
};

void feed_file(struct feed *feed, struct slice bytes);
void feed_remove(struct feed *feed);

/* first, then pieces; each is taken before the next is offered. */
void feed_pipe(struct feed *feed, struct slice bytes, size_t first,
               size_t piece);
void feed_join(struct feed *feed);

/* A gzip member as malloc gives it. `named`: with a file name, an extra
 * field, a comment and a CRC of the header. */
struct slice feed_gzip(struct slice text, bool named);

#endif
