/* See feed.h. A piece is offered only when the pipe is empty: otherwise the
 * reader would find several in one read, and nothing would have been tested. */
#include "feed.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <zlib.h>

static void write_all(int fd, const char *at, size_t len)
{
    while (len) {
        ssize_t done = write(fd, at, len);

        if (done < 0)
            return; /* the reader has closed: it wanted no more */
        at += done;
        len -= (size_t)done;
    }
}

void feed_file(struct feed *feed, struct slice bytes)
{
    int fd;

    *feed = (struct feed){.bytes = bytes};
    snprintf(feed->path, sizeof feed->path, "/tmp/bibload-test-XXXXXX");
    fd = mkstemp(feed->path);
    ck_assert_int_ge(fd, 0);
    write_all(fd, bytes.at, bytes.len);
    ck_assert_int_eq(close(fd), 0);
}

void feed_remove(struct feed *feed)
{
    ck_assert_int_eq(unlink(feed->path), 0);
}

static void wait_taken(int fd)
{
    int waiting = 1;

    for (int i = 0; waiting && i < 2000; i++) {
        if (ioctl(fd, FIONREAD, &waiting) != 0)
            return;
        if (waiting)
            sched_yield();
    }
}

static void *feed_pieces(void *argument)
{
    struct feed *feed = argument;
    size_t at = 0, piece = feed->first ? feed->first : feed->piece;

    while (at < feed->bytes.len) {
        if (piece > feed->bytes.len - at)
            piece = feed->bytes.len - at;
        write_all(feed->write_fd, feed->bytes.at + at, piece);
        wait_taken(feed->write_fd);
        at += piece;
        piece = feed->piece;
    }
    close(feed->write_fd);
    return NULL;
}

void feed_pipe(struct feed *feed, struct slice bytes, size_t first,
               size_t piece)
{
    int ends[2];

    signal(SIGPIPE, SIG_IGN);
    ck_assert_int_eq(pipe(ends), 0);
    *feed = (struct feed){.bytes = bytes,
                          .first = first,
                          .piece = piece,
                          .read_fd = ends[0],
                          .write_fd = ends[1]};
    snprintf(feed->path, sizeof feed->path, "/dev/fd/%d", ends[0]);
    ck_assert_int_eq(pthread_create(&feed->thread, NULL, feed_pieces, feed), 0);
}

/* Closing the reading end first frees a feeder whose reader stopped early. */
void feed_join(struct feed *feed)
{
    close(feed->read_fd);
    ck_assert_int_eq(pthread_join(feed->thread, NULL), 0);
}

struct slice feed_gzip(struct slice text, bool named)
{
    gz_header header = {.text = 1,
                        .extra = (Bytef *)"AB\2\0xy",
                        .extra_len = 6,
                        .name = (Bytef *)"../../etc/passwd",
                        .comment = (Bytef *)"a comment",
                        .hcrc = 1};
    z_stream zlib = {.next_in = (Bytef *)text.at, .avail_in = (uInt)text.len};
    size_t room = text.len + text.len / 100 + 200;
    char *at = malloc(room);

    ck_assert_ptr_nonnull(at);
    ck_assert_int_eq(deflateInit2(&zlib, 6, Z_DEFLATED, 31, 8, 0), Z_OK);
    if (named)
        ck_assert_int_eq(deflateSetHeader(&zlib, &header), Z_OK);
    zlib.next_out = (Bytef *)at;
    zlib.avail_out = (uInt)room;
    ck_assert_int_eq(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    room = zlib.total_out;
    deflateEnd(&zlib);
    return (struct slice){at, room};
}
