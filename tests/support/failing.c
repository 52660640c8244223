/* See failing.h. */
#include "failing.h"

#include <execinfo.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define FRAMES_MAX 48
#define SEEN_ROOM 65536 /* a power of two, never half full */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned calls, fails_at;
static enum failing failing;
static bool armed;
/* What is done for a call that is being noted is not counted. */
static _Thread_local bool noting;

static unsigned places[FAIL_PLACES];
static unsigned place_count;

/* Tests are processes of their own, made of one whose addresses they have: what one
 * saw the others need not walk again. */
static struct seen {
    unsigned count;
    const void *frames[SEEN_ROOM];
} * seen;

__attribute__((constructor)) static void make_seen(void)
{
    seen = mmap(NULL, FAIL_KINDS * sizeof *seen, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (seen == MAP_FAILED)
        abort();
}

/* Was it not there yet? */
static bool note_frame(struct seen *all, const void *frame)
{
    uint64_t mixed = (uint64_t)(uintptr_t)frame * 0x9e3779b97f4a7c15u;
    size_t at = mixed >> 48;

    while (all->frames[at] && all->frames[at] != frame)
        at = (at + 1) % SEEN_ROOM;
    if (all->frames[at] || all->count == SEEN_ROOM / 2)
        return false;
    all->frames[at] = frame;
    all->count++;
    return true;
}

/* A call is worth failing if somebody calls it, or calls who calls it, from where
 * nobody did before. */
static void note_place(unsigned at)
{
    void *frames[FRAMES_MAX];
    int count = backtrace(frames, FRAMES_MAX);
    bool is_new = false;

    for (int i = 0; i < count; i++)
        is_new |= note_frame(&seen[failing], frames[i]);
    if (is_new && place_count < FAIL_PLACES)
        places[place_count++] = at;
}

bool failing_now(enum failing kind)
{
    bool now;

    if (!armed || failing != kind || noting)
        return false;
    pthread_mutex_lock(&lock);
    noting = true;
    if (fails_at == FAIL_NEVER)
        note_place(calls);
    now = calls++ == fails_at;
    noting = false;
    pthread_mutex_unlock(&lock);
    return now;
}

unsigned failing_places(unsigned at[FAIL_PLACES])
{
    memcpy(at, places, place_count * sizeof *places);
    return place_count;
}

void failing_at(enum failing kind, unsigned n)
{
    failing = kind;
    fails_at = n;
    calls = 0;
    place_count = 0;
    armed = true;
}

void failing_end(void)
{
    armed = false;
}
