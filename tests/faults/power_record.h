/*
 * What power_record.c and power_calls.c share: the log, and what is open in the
 * folder that is watched. power_calls.c stands in for functions of the C library and
 * SQLite, streams.c for those of stdio.
 */
#ifndef BIBLOAD_TESTS_POWER_RECORD_H
#define BIBLOAD_TESTS_POWER_RECORD_H

#include "power_log.h"

#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#define FDS_MAX 1024
#define NAMES_MAX 64
#define FOLDER_FD UINT32_MAX

struct power {
    pthread_mutex_t lock;
    int log; /* 0: nothing is recorded */
    char folder[PATH_MAX];
    uint32_t fds[FDS_MAX]; /* the file's number; FOLDER_FD */
    char folders[FDS_MAX][128];
    struct {
        char path[128];
        uint32_t file;
    } names[NAMES_MAX];
    uint32_t files;
    long syncs, fail_sync, commits, kill_at, cache;
};
extern struct power power;

/* Ends the process with status 99: the record would not be whole. */
void power_broken(const char *what) __attribute__((noreturn));

/* Between them nobody else writes to the log. */
void power_lock(void);
void power_unlock(void);
void power_put(enum power_kind kind, uint32_t file, uint64_t at,
               const void *bytes, size_t len);

/* The path within the folder; false: it is elsewhere, or nothing to keep. */
bool power_inside(const char *path, char name[128]);
/* Of power.names; NAMES_MAX: it has no file. "" finds a free place. */
size_t power_find(const char *name);
int power_open(const char *path, int flags, mode_t mode);

#endif
