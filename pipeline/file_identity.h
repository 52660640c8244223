/*
 * Which file it was that was opened, and as of when. Files are opened to be planned,
 * and again to be read; what somebody put in their place meanwhile has columns of
 * its own.
 */
#ifndef BIBLOAD_FILE_IDENTITY_H
#define BIBLOAD_FILE_IDENTITY_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* All zero: no regular file. */
struct file_identity {
    uint64_t device, inode;
    uint64_t size;           /* bytes to come when it was opened; 0: unknown */
    struct timespec changed; /* st_mtim then */
};

static inline bool file_identity_equal(const struct file_identity *a,
                                       const struct file_identity *b)
{
    return a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

#endif
