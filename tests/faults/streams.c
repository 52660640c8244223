/*
 * stdio makes its calls where no preloaded library sees them. So fopen and fdopen give
 * streams here that read and write by calls that can fail, and standard output
 * becomes one. A write goes on after a short one, as stdio's own does.
 */
#include "preload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define STREAMS 32

struct stream {
    FILE *file; /* NULL: not in use */
    int fd;
};

static struct stream streams[STREAMS];

static ssize_t stream_read(void *cookie, char *to, size_t bytes)
{
    return read(((struct stream *)cookie)->fd, to, bytes);
}

static ssize_t stream_write(void *cookie, const char *from, size_t bytes)
{
    size_t done = 0;

    while (done < bytes) {
        ssize_t moved =
            write(((struct stream *)cookie)->fd, from + done, bytes - done);

        if (moved < 0)
            break;
        done += (size_t)moved;
    }
    return (ssize_t)done; /* fewer is an error to stdio */
}

static int stream_seek(void *cookie, off64_t *at, int whence)
{
    off_t place = lseek(((struct stream *)cookie)->fd, *at, whence);

    if (place < 0)
        return -1;
    *at = place;
    return 0;
}

static int stream_close(void *cookie)
{
    struct stream *stream = cookie;

    stream->file = NULL;
    return close(stream->fd);
}

static FILE *stream_open(int fd, const char *mode)
{
    const cookie_io_functions_t functions = {.read = stream_read,
                                             .write = stream_write,
                                             .seek = stream_seek,
                                             .close = stream_close};

    for (int i = 0; i < STREAMS; i++)
        if (!streams[i].file) {
            streams[i].fd = fd;
            streams[i].file = fopencookie(&streams[i], mode, functions);
            return streams[i].file;
        }
    errno = EMFILE;
    return NULL;
}

FILE *fdopen(int fd, const char *mode)
{
    return stream_open(fd, mode);
}

FILE *fopen(const char *restrict path, const char *restrict mode)
{
    static const int write_flags = O_CREAT | O_TRUNC,
                     append = O_CREAT | O_APPEND;
    int flags = strchr(mode, '+') ? O_RDWR : *mode == 'r' ? O_RDONLY : O_WRONLY;
    FILE *file;
    int fd;

    flags |= *mode == 'w' ? write_flags : *mode == 'a' ? append : 0;
    flags |= strchr(mode, 'e') ? O_CLOEXEC : 0;
    flags |= strchr(mode, 'x') ? O_EXCL : 0;
    fd = open(path, flags, 0666);
    if (fd < 0)
        return NULL;
    file = stream_open(fd, mode);
    if (!file)
        close(fd);
    return file;
}

FILE *fopen64(const char *restrict path, const char *restrict mode)
    __attribute__((alias("fopen")));

int fileno(FILE *file)
{
    for (int i = 0; i < STREAMS; i++)
        if (streams[i].file == file)
            return streams[i].fd;
    return file->_fileno;
}

int streams_begin(void)
{
    FILE *output = stream_open(STDOUT_FILENO, "w");

    if (!output)
        return -1;
    stdout = output;
    return 0;
}
