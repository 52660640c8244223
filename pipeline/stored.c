/* See stored.h. The digest is XXH3 in its canonical (big-endian) form, as
 * xxhsum prints it, so that people can compare. */
#include "stored.h"

#include "stop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

static int interrupted(struct error *error)
{
    return error_set(error, ERROR_INTERRUPTED, "interrupted by a signal");
}

/* A FIFO's open waits for a writer, so a signal can interrupt it. */
static int open_retrying(const char *path)
{
    int fd;

    do
        fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR && !stop_wanted());
    return fd;
}

/* Standard input may be a regular file that the shell has read from already. Of
 * the kernel's own files some have no position. */
static int bytes_to_come(struct stored *stored, const struct stat *status,
                         struct error *error)
{
    off_t at = lseek(stored->fd, 0, SEEK_CUR);

    if (at < 0 && errno != ESPIPE)
        return error_system(error, ERROR_INPUT, errno, "can't read %s",
                            stored->name);
    if (at >= 0 && at <= status->st_size)
        stored->identity.size = (uint64_t)(status->st_size - at);
    return 0;
}

static int stored_examine(struct stored *stored, struct error *error)
{
    struct stat status;

    if (fstat(stored->fd, &status) != 0)
        return error_system(error, ERROR_INPUT, errno, "can't read %s",
                            stored->name);
    if (S_ISDIR(status.st_mode))
        return error_set(error, ERROR_INPUT,
                         "can't read %s: it is a directory, not a file",
                         stored->name);
    stored->regular = S_ISREG(status.st_mode);
    if (!stored->regular)
        return 0;
    stored->identity = (struct file_identity){
        .device = status.st_dev,
        .inode = status.st_ino,
        .changed = status.st_mtim,
    };
    if (bytes_to_come(stored, &status, error) != 0)
        return -1;
    /* Only advice: without it everything works the same, more slowly. */
    (void)posix_fadvise(stored->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return 0;
}

int stored_open(struct stored *stored, const char *path, struct error *error)
{
    bool standard = strcmp(path, "-") == 0;

    *stored = (struct stored){.fd = -1};
    atomic_init(&stored->position, 0);
    stored->name = strdup(standard ? "standard input" : path);
    stored->hash = XXH3_createState();
    if (!stored->name || !stored->hash ||
        XXH3_128bits_reset(stored->hash) != XXH_OK)
        return error_memory(error);
    stored->fd = standard ? STDIN_FILENO : open_retrying(path);
    if (stored->fd < 0 && errno == EINTR)
        return interrupted(error);
    if (stored->fd < 0)
        return error_system(error, ERROR_INPUT, errno, "can't open %s", path);
    stored->close_fd = !standard;
    return stored_examine(stored, error);
}

void stored_close(struct stored *stored)
{
    if (stored->close_fd)
        close(stored->fd);
    XXH3_freeState(stored->hash);
    free(stored->name);
    *stored = (struct stored){.fd = -1};
}

#define LOOK_MILLISECONDS 200

/* A pipe may be silent for hours, and whoever shares standard input may have made
 * it non-blocking. What poll can't wait for is read anyway. */
static int wait_readable(const struct stored *stored, struct error *error)
{
    struct pollfd wait = {.fd = stored->fd, .events = POLLIN};
    int ready;

    if (stored->regular)
        return 0;
    do {
        if (stop_wanted())
            return interrupted(error);
        ready = poll(&wait, 1, LOOK_MILLISECONDS);
    } while (ready == 0 || (ready < 0 && errno == EINTR));
    return 0;
}

int64_t stored_read(struct stored *stored, char *at, size_t room,
                    struct error *error)
{
    for (;;) {
        ssize_t got;

        if (wait_readable(stored, error) != 0)
            return -1;
        got = read(stored->fd, at, room);
        if (got >= 0) {
            if (XXH3_128bits_update(stored->hash, at, (size_t)got) != XXH_OK)
                return error_set(error, ERROR_INPUT, "can't digest %s",
                                 stored->name);
            atomic_fetch_add_explicit(&stored->position, (uint64_t)got,
                                      memory_order_relaxed);
            return got;
        }
        if (errno == EINTR || (errno == EAGAIN && !stored->regular))
            continue;
        return error_system(error, ERROR_INPUT, errno,
                            "can't read %s at byte %llu", stored->name,
                            (unsigned long long)atomic_load(&stored->position));
    }
}

int stored_changed(const struct stored *stored, bool *changed,
                   struct error *error)
{
    struct stat status;

    *changed = false;
    if (!stored->regular)
        return 0;
    if (fstat(stored->fd, &status) != 0)
        return error_system(error, ERROR_INPUT, errno, "can't read %s",
                            stored->name);
    /* The kernel's own files, as in /proc, have contents but no size. */
    *changed = (stored->identity.size > 0 &&
                atomic_load(&stored->position) != stored->identity.size) ||
               status.st_mtim.tv_sec != stored->identity.changed.tv_sec ||
               status.st_mtim.tv_nsec != stored->identity.changed.tv_nsec;
    return 0;
}

void stored_digest(const struct stored *stored, char hex[33])
{
    XXH128_canonical_t canonical;

    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(stored->hash));
    for (size_t i = 0; i < sizeof canonical.digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", canonical.digest[i]);
}

#define DIGEST_BYTES ((size_t)256 * 1024)

int stored_digest_of(const char *path, uint64_t limit, char hex[33],
                     uint64_t *bytes, struct error *error)
{
    char *block = malloc(DIGEST_BYTES);
    struct stored stored = {.fd = -1};
    uint64_t left = limit;
    int64_t got = -1;

    if (!block)
        return error_memory(error);
    if (stored_open(&stored, path, error) == 0)
        do {
            got = stop_wanted()
                      ? interrupted(error)
                      : stored_read(&stored, block,
                                    left < DIGEST_BYTES ? (size_t)left
                                                        : DIGEST_BYTES,
                                    error);
            left -= got > 0 ? (uint64_t)got : 0;
        } while (got > 0 && left > 0);
    if (got >= 0) {
        stored_digest(&stored, hex);
        *bytes = atomic_load(&stored.position);
    }
    stored_close(&stored);
    free(block);
    return got >= 0 ? 0 : -1;
}
