/*
 * See power_disk.h. What is durable, and what of the rest is kept: sectors, sizes and
 * names, each as it was at some moment since.
 */
#include "power_disk.h"

#include <stdlib.h>
#include <string.h>

struct cut cut;

/* splitmix64's last step: the same numbers for the same seed, in any order. */
uint64_t disk_mix(uint64_t a, uint64_t b, uint64_t c)
{
    uint64_t x = cut.seed + a * 0x9e3779b97f4a7c15u + b * 0xd1b54a32d192ed03u +
                 c * 0x8cb92ba72f3d8dd7u;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

long disk_between(long from, long to, uint64_t a, uint64_t b, uint64_t c)
{
    return from + (long)(disk_mix(a, b, c) % (uint64_t)(to - from + 1));
}

/* ---- what is durable ---- */

/* The first sync of the file behind the place, if it came before the cut. */
static bool is_durable(long at)
{
    uint32_t file = disk.events[at].head.file;

    for (long i = at + 1; i < cut.place; i++)
        if (disk.events[i].head.file == file &&
            (disk.events[i].head.kind == POWER_SYNC ||
             disk.events[i].head.kind == POWER_FAILED))
            return disk.events[i].head.kind == POWER_SYNC;
    return false;
}

static bool is_durable_name(const struct name *name, long at)
{
    const char *slash = strrchr(name->path, '/');
    size_t len = slash ? (size_t)(slash - name->path) : 0;

    for (long i = at + 1; i < cut.place; i++)
        if (disk.events[i].head.kind == POWER_FOLDER &&
            disk.events[i].head.len == len &&
            memcmp(disk.events[i].bytes, name->path, len) == 0)
            return true;
    return at == NEVER;
}

/* ---- what else is kept ---- */

/* What may be lost of the thing, and was done at this moment or before, is kept. */
static long moment_of(enum keep keep, long first, uint64_t thing, uint64_t part)
{
    switch (keep) {
    case KEEP_NOTHING:
        return NEVER;
    case KEEP_BEFORE:
        return cut.moment;
    case KEEP_BEFORE_BY_FILE:
        return disk_between(first - 1, cut.place, thing, 0, 11);
    case KEEP_SECTORS:
        return disk_between(first - 1, cut.place, thing, part, 12);
    case KEEP_SOME_SECTORS:
        return disk_mix(thing, part, 13) % 8 < cut.chance ? cut.place : NEVER;
    default:
        return cut.place;
    }
}

static bool keeps_sector(long at, const struct file *file, long sector)
{
    uint64_t number = (uint64_t)(file - disk.files);

    if (cut.bytes == KEEP_TORN && at >= cut.place - 1)
        return disk_mix(number, (uint64_t)sector, 14) % 2;
    return at <= moment_of(cut.bytes, file->first, number, (uint64_t)sector);
}

static bool keeps_size(long at, const struct file *file)
{
    return at <= moment_of(cut.bytes, file->first,
                           (uint64_t)(file - disk.files), 1u << 30);
}

/* ---- one file ---- */

static void make_room(struct content *content, long size)
{
    if (size <= content->room)
        return;
    content->bytes = realloc(content->bytes, (size_t)(2 * size));
    if (!content->bytes)
        disk_broken("memory");
    memset(content->bytes + content->room, 0,
           (size_t)(2 * size - content->room));
    content->room = 2 * size;
}

static void make_noise(struct content *content, long from, long to)
{
    for (long i = from; cut.noise && i < to; i++)
        content->bytes[i] = (unsigned char)disk_mix((uint64_t)i, 0, 15);
}

static void write_bytes(struct content *content, const struct file *file,
                        long at, bool durable)
{
    const struct event *event = &disk.events[at];
    long from = (long)event->head.at, end = from + (long)event->head.len;

    make_room(content, end);
    content->uncut &= !durable;
    if (content->uncut)
        return;
    for (long next = from; from < end; from = next) {
        long sector = from / cut.sector;

        next =
            (sector + 1) * cut.sector < end ? (sector + 1) * cut.sector : end;
        if (durable || keeps_sector(at, file, sector))
            memcpy(content->bytes + from,
                   event->bytes + (from - (long)event->head.at),
                   (size_t)(next - from));
        else if (from >= content->size)
            make_noise(content, from, next);
    }
    if (end > content->size && (durable || keeps_size(at, file)))
        content->size = end;
}

/* Where a file was not cut after all, what was written to it since is in blocks
 * that it doesn't have. */
static void set_size(struct content *content, const struct file *file, long at,
                     bool durable)
{
    long size = (long)disk.events[at].head.at;

    make_room(content, size);
    if (!durable && !keeps_size(at, file)) {
        content->uncut = size < content->size;
        return;
    }
    memset(content->bytes + size, 0, (size_t)(content->room - size));
    content->size = size;
}

static bool is_change(const struct event *event)
{
    return event->head.kind == POWER_WRITE || event->head.kind == POWER_SIZE;
}

struct content disk_content(int number)
{
    struct file *file = &disk.files[number];
    struct content content = {.size = file->base_size};

    make_room(&content, file->base_size + 1);
    if (file->base_size)
        memcpy(content.bytes, file->base, (size_t)file->base_size);
    file->first = cut.place;
    for (long i = cut.place; i-- > 0;)
        if ((int)disk.events[i].head.file == number &&
            is_change(&disk.events[i]) && !is_durable(i))
            file->first = i;
    for (long i = 0; i < cut.place; i++) {
        const struct event *event = &disk.events[i];

        if ((int)event->head.file != number || !is_change(event))
            continue;
        if (event->head.kind == POWER_WRITE)
            write_bytes(&content, file, i, is_durable(i));
        else
            set_size(&content, file, i, is_durable(i));
    }
    return content;
}

/* ---- one name ---- */

int disk_meaning(const struct name *name)
{
    long first = cut.place;
    int what = name->meanings[0].what;

    for (size_t i = name->count; i-- > 0;)
        if (!is_durable_name(name, name->meanings[i].at))
            first = name->meanings[i].at;
    for (size_t i = 0; i < name->count; i++)
        if (is_durable_name(name, name->meanings[i].at) ||
            name->meanings[i].at <=
                moment_of(cut.names, first, 1000 + name->group, 0))
            what = name->meanings[i].what;
    return what;
}
