/*
 * Allocations that fail, and who was left with a block at the end. Every block has
 * a head before it, with the place that asked for it, and is in a list; freed and
 * new memory is overwritten, so that nobody lives on what was there.
 *
 * Blocks that libraries keep on purpose are no leaks: the first run, undisturbed,
 * says how many each place keeps.
 */
#include "preload.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <malloc.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FRAMES 30
#define PLACES 256
#define OVERWRITE_MAX 65536 /* large blocks stay untouched, as they are */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

/* Before each block, at its end a multiple of what any block is aligned to. */
struct head {
    struct head *previous, *next; /* of the blocks of main */
    void *base;                   /* what __libc_free is told */
    void *place;
    size_t size;
    void **frames; /* when traced */
    bool ours;     /* allocated within main, and listed */
    uint64_t magic;
};

/* Blocks left by who asked for them. */
struct place {
    void *place;
    long blocks;
};

#define MAGIC 0xb1b10adb10cb10c5u

_Static_assert(sizeof(struct head) % 16 == 0, "blocks stay aligned");

static struct head list = {.previous = &list, .next = &list};
static struct place *usual; /* shared: of the undisturbed run */
static bool within_main, tracing;
static volatile char lock;

static void take(void)
{
    while (__atomic_test_and_set(&lock, __ATOMIC_ACQUIRE))
        ;
}

static void give(void)
{
    __atomic_clear(&lock, __ATOMIC_RELEASE);
}

static void remember(struct head *head)
{
    head->ours = within_main;
    if (!within_main)
        return;
    take();
    head->next = &list;
    head->previous = list.previous;
    head->next->previous = head->previous->next = head;
    give();
    if (tracing && faults->request.kind != FAULT_NONE &&
        (head->frames = __libc_calloc(FRAMES, sizeof(void *)))) {
        tracing = false;
        backtrace(head->frames, FRAMES);
        tracing = true;
    }
}

static void forget(struct head *head)
{
    head->magic = 0;
    if (!head->ours)
        return;
    take();
    head->next->previous = head->previous;
    head->previous->next = head->next;
    give();
    __libc_free(head->frames);
}

static struct head *head_of(void *block)
{
    return (struct head *)block - 1;
}

static void print_frames(const char *what, void **frames)
{
    int count = 0;

    while (count < FRAMES && frames[count])
        count++;
    tracing = false;
    dprintf(STDERR_FILENO, "%s\n", what);
    backtrace_symbols_fd(frames, count, STDERR_FILENO);
    tracing = true;
}

static bool fails(void)
{
    const struct fault_request *request;
    long count;

    if (!within_main)
        return false;
    count =
        __atomic_add_fetch(&faults->report.allocations, 1, __ATOMIC_RELAXED);
    stops_at(FAULT_MEMORY, count);
    request = &faults->request;
    if (request->kind == FAULT_NONE && tracing) {
        tracing = false;
        paths_note(count);
        tracing = true;
    }
    if (request->kind != FAULT_MEMORY ||
        (request->onwards ? count < request->at : count != request->at))
        return false;
    if (tracing && count == request->at) {
        void *frames[FRAMES] = {0};

        backtrace(frames, FRAMES);
        print_frames("no memory for", frames);
    }
    errno = ENOMEM;
    return true;
}

static void *made(char *base, size_t head_size, size_t size, void *place)
{
    struct head *head;

    if (!base)
        return NULL;
    head = (struct head *)(base + head_size) - 1;
    *head = (struct head){
        .base = base, .place = place, .size = size, .magic = MAGIC};
    remember(head);
    return head + 1;
}

static void *make(size_t size, bool clear, void *place)
{
    size_t whole;
    char *base;

    if (__builtin_add_overflow(size, sizeof(struct head), &whole))
        return NULL;
    base = clear ? __libc_calloc(1, whole) : __libc_malloc(whole);
    if (base && !clear && within_main && size <= OVERWRITE_MAX)
        memset(base, 0xa5, whole);
    return made(base, sizeof(struct head), size, place);
}

static void *make_aligned(size_t alignment, size_t size, void *place)
{
    size_t before = alignment;

    while (before < sizeof(struct head))
        before *= 2;
    return made(__libc_memalign(before, before + size), before, size, place);
}

void *malloc(size_t size)
{
    return fails() ? NULL : make(size, false, __builtin_return_address(0));
}

void *calloc(size_t count, size_t size)
{
    size_t bytes;

    if (fails() || __builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return make(bytes, true, __builtin_return_address(0));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL
                   : make_aligned(alignment, size, __builtin_return_address(0));
}

void *memalign(size_t alignment, size_t size)
{
    return fails() ? NULL
                   : make_aligned(alignment, size, __builtin_return_address(0));
}

int posix_memalign(void **to, size_t alignment, size_t size)
{
    void *block =
        fails() ? NULL
                : make_aligned(alignment, size, __builtin_return_address(0));

    if (block)
        *to = block;
    return block ? 0 : ENOMEM;
}

size_t malloc_usable_size(void *block)
{
    return block ? head_of(block)->size : 0;
}

/* A block without a head was made before this library was there, or is none. */
void free(void *block)
{
    struct head *head;
    int number = errno;

    if (!block)
        return;
    head = head_of(block);
    if (head->magic != MAGIC)
        abort();
    forget(head);
    if (within_main && head->size <= OVERWRITE_MAX)
        memset(block, 0xdf, head->size);
    __libc_free(head->base);
    errno = number;
}

/* Always to another place: who keeps the old address is found out. */
static void *moved(void *block, size_t size, void *place)
{
    void *to = make(size, false, place);
    size_t old = block ? head_of(block)->size : 0;

    if (to && block) {
        memcpy(to, block, old < size ? old : size);
        free(block);
    }
    return to;
}

void *realloc(void *block, size_t size)
{
    if (block && size == 0) {
        free(block);
        return NULL;
    }
    return fails() ? NULL : moved(block, size, __builtin_return_address(0));
}

void *reallocarray(void *block, size_t count, size_t size)
{
    size_t bytes;

    if (fails() || __builtin_mul_overflow(count, size, &bytes))
        return NULL;
    return moved(block, bytes, __builtin_return_address(0));
}

void memory_prepare(void)
{
    void *frames[1];

    usual = mmap(NULL, PLACES * sizeof *usual, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (usual == MAP_FAILED)
        _exit(125);
    backtrace(frames, 1); /* it allocates when it is called first */
}

static void print_crash(int number)
{
    void *frames[FRAMES] = {0};

    backtrace(frames, FRAMES);
    print_frames("crashed in", frames);
    signal(number, SIG_DFL);
    raise(number);
}

void memory_begin(void)
{
    tracing = faults->request.trace;
    if (tracing) {
        signal(SIGSEGV, print_crash);
        signal(SIGABRT, print_crash);
    }
    within_main = true;
}

static struct place *place_of(struct place *places, void *place)
{
    for (size_t i = 0; i < PLACES; i++) {
        if (!places[i].place)
            places[i].place = place;
        if (places[i].place == place)
            return &places[i];
    }
    return NULL;
}

static void note_leak(const struct place *left, long more)
{
    char *to = faults->report.leaks;
    size_t len = strlen(to), room = sizeof faults->report.leaks - len;
    Dl_info info = {0};
    const char *file = "?";

    if (dladdr(left->place, &info) && info.dli_fname) {
        const char *slash = strrchr(info.dli_fname, '/');

        file = slash ? slash + 1 : info.dli_fname;
    }
    snprintf(to + len, room, "%s%ld from %s+%#tx", len ? ", " : "", more, file,
             (char *)left->place - (char *)info.dli_fbase);
}

static void print_blocks(const void *place)
{
    for (struct head *head = list.next; head != &list; head = head->next)
        if (head->place == place && head->frames) {
            char what[80];

            snprintf(what, sizeof what, "%zu bytes left of", head->size);
            print_frames(what, head->frames);
        }
}

void memory_end(void)
{
    static struct place left[PLACES];
    bool first = faults->request.kind == FAULT_NONE;

    within_main = false;
    if (first && tracing)
        paths_write();
    for (struct head *head = list.next; head != &list; head = head->next) {
        struct place *place = place_of(left, head->place);

        if (place)
            place->blocks++;
    }
    for (size_t i = 0; i < PLACES && left[i].place; i++) {
        struct place *kept = place_of(usual, left[i].place);

        if (first && kept && kept->blocks < left[i].blocks)
            kept->blocks = left[i].blocks;
        if (kept && left[i].blocks > kept->blocks) {
            note_leak(&left[i], left[i].blocks - kept->blocks);
            if (tracing)
                print_blocks(left[i].place);
        }
    }
}
