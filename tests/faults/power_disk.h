/*
 * What the files of power_disk share: the log as it was read (power_events.c), the
 * cut that was chosen (power_disk.c), and what a file then holds (power_content.c).
 */
#ifndef BIBLOAD_TESTS_POWER_DISK_H
#define BIBLOAD_TESTS_POWER_DISK_H

#include "power_log.h"

#include <stdbool.h>
#include <stddef.h>

#define FILES_MAX 256
#define NAMES_MAX 128
#define NEVER (-1L)

enum { GONE = -1, FOLDER = -2 }; /* what a name can mean beside a file */

struct event {
    struct power_event head;
    const unsigned char *bytes;
};

struct file {
    unsigned char *base;
    long base_size;
    long first; /* the first thing done that may be lost; NEVER: none */
};

/* What a name meant from a place on. */
struct meaning {
    long at;
    int what;
};

struct name {
    char path[128];
    struct meaning *meanings;
    size_t count;
    size_t group; /* names that were renamed into each other change as one */
};

struct disk {
    struct event *events;
    long count;
    struct file
        files[FILES_MAX]; /* by number; those that were not opened last */
    int file_count;
    struct name names[NAMES_MAX];
    size_t name_count;
    const char *folder;
};
extern struct disk disk;

enum keep {
    KEEP_NOTHING,
    KEEP_ALL,
    KEEP_BEFORE,         /* all up to a moment */
    KEEP_BEFORE_BY_FILE, /* likewise, one for each file */
    KEEP_SECTORS,        /* one for each sector */
    KEEP_SOME_SECTORS,   /* each of them, or none of it */
    KEEP_TORN,           /* all, but of the last write some sectors */
    KEEP_COUNT
};

struct cut {
    uint64_t seed;
    long place; /* what is before it was done */
    enum keep bytes, names;
    long sector, moment;
    uint64_t chance; /* of 8 */
    bool noise;
};
extern struct cut cut;

struct content {
    unsigned char *bytes;
    long size, room;
    bool uncut;
};

/* Prints why, ends the process. */
void disk_broken(const char *what) __attribute__((noreturn));

void disk_read(const char *log);
/* Files and names as they were before the log, and up to the place. */
void disk_follow(long place);
void disk_path(const char *name, char path[4096]);

/* After the cut: what is in the file; the caller frees the bytes. */
struct content disk_content(int file);
/* A file's number, GONE or FOLDER. */
int disk_meaning(const struct name *name);

/* The same for the same seed, in any order. */
uint64_t disk_mix(uint64_t a, uint64_t b, uint64_t c);
/* From `from` to `to`, both included. */
long disk_between(long from, long to, uint64_t a, uint64_t b, uint64_t c);

#endif
