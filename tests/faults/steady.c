/*
 * Time that stands still, waiting that takes none, and nothing random: two runs of
 * one command end with the same bytes, so that what was found out about them need
 * not be found out again.
 */
#include "preload.h"

#include <sodium.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define NOON 1750000000

time_t time(time_t *to)
{
    if (to)
        *to = NOON;
    return NOON;
}

int clock_gettime(clockid_t clock, struct timespec *to)
{
    if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC)
        return (int)syscall(SYS_clock_gettime, clock, to);
    *to = (struct timespec){.tv_sec = NOON};
    return 0;
}

int gettimeofday(struct timeval *restrict to, void *restrict zone)
{
    (void)zone;
    *to = (struct timeval){.tv_sec = NOON};
    return 0;
}

int usleep(useconds_t microseconds)
{
    (void)microseconds;
    return 0;
}

unsigned int sleep(unsigned int seconds)
{
    (void)seconds;
    return 0;
}

int nanosleep(const struct timespec *time, struct timespec *left)
{
    (void)time;
    (void)left;
    return 0;
}

/* The number of a process is in the lock, and in SQLite's random numbers. */
pid_t getpid(void)
{
    return faults ? 4242 : (pid_t)syscall(SYS_getpid);
}

ssize_t getrandom(void *to, size_t bytes, unsigned int flags)
{
    (void)flags;
    memset(to, 7, bytes);
    return (ssize_t)bytes;
}

/* Of libsodium: the database's secret. */
void randombytes_buf(void *const to, const size_t bytes)
{
    memset(to, 7, bytes);
}
