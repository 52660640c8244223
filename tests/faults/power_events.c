/* See power_disk.h. The log, and which names and files it tells of. */
#include "power_disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct disk disk;

void disk_broken(const char *what)
{
    perror(what);
    exit(2);
}

static void *room(size_t bytes)
{
    void *made = calloc(1, bytes ? bytes : 1);

    if (!made)
        disk_broken("memory");
    return made;
}

/* ---- reading ---- */

static unsigned char *read_whole(const char *path, long *size)
{
    FILE *from = fopen(path, "rbe");
    unsigned char *bytes;

    *size = 0;
    if (!from)
        return NULL;
    if (fseek(from, 0, SEEK_END) != 0 || (*size = ftell(from)) < 0 ||
        fseek(from, 0, SEEK_SET) != 0)
        disk_broken(path);
    bytes = room((size_t)*size);
    if (fread(bytes, 1, (size_t)*size, from) != (size_t)*size)
        disk_broken(path);
    fclose(from);
    return bytes;
}

void disk_read(const char *path)
{
    long size, at = 0, room_for = 0;
    unsigned char *bytes = read_whole(path, &size);

    if (!bytes)
        disk_broken(path);
    while (at + (long)sizeof(struct power_event) <= size) {
        struct event event;

        memcpy(&event.head, bytes + at, sizeof event.head);
        at += (long)sizeof event.head;
        event.bytes = bytes + at;
        at += (long)event.head.len;
        if (at > size) /* the process was killed */
            break;
        if (disk.count == room_for) {
            room_for = 2 * room_for + 1024;
            disk.events = realloc(disk.events, (size_t)room_for * sizeof event);
            if (!disk.events)
                disk_broken("memory");
        }
        disk.events[disk.count++] = event;
    }
}

void disk_path(const char *name, char path[4096])
{
    if (snprintf(path, 4096, "%s/%s", disk.folder, name) >= 4096)
        disk_broken(name);
}

/* ---- names and files as the log tells ---- */

static void mean(struct name *name, long at, int what)
{
    name->meanings =
        realloc(name->meanings, (name->count + 1) * sizeof *name->meanings);
    if (!name->meanings)
        disk_broken("memory");
    name->meanings[name->count++] = (struct meaning){at, what};
}

static int add_base(int file, const char *path)
{
    if (file >= FILES_MAX)
        disk_broken("too many files");
    disk.files[file].base = read_whole(path, &disk.files[file].base_size);
    if (disk.file_count <= file)
        disk.file_count = file + 1;
    return file;
}

/* With what it meant before the log began. */
static struct name *find_name(const char *path, size_t len)
{
    struct name *name = disk.names;
    char whole[4096];
    struct stat status;

    for (; name < disk.names + disk.name_count; name++)
        if (strlen(name->path) == len && memcmp(name->path, path, len) == 0)
            return name;
    if (disk.name_count == NAMES_MAX || len >= sizeof name->path)
        disk_broken("too many names");
    memcpy(name->path, path, len);
    name->group = disk.name_count++;
    disk_path(name->path, whole);
    if (stat(whole, &status) != 0)
        mean(name, NEVER, GONE);
    else if (S_ISDIR(status.st_mode))
        mean(name, NEVER, FOLDER);
    else
        mean(name, NEVER, add_base(disk.file_count, whole));
    return name;
}

static void join_groups(size_t a, size_t b)
{
    for (size_t i = 0; i < disk.name_count; i++)
        if (disk.names[i].group == a)
            disk.names[i].group = b;
}

static void follow_rename(long at)
{
    const char *bytes = (const char *)disk.events[at].bytes;
    size_t len = strlen(bytes);
    struct name *from = find_name(bytes, len);
    struct name *to =
        find_name(bytes + len + 1, disk.events[at].head.len - len - 1);

    join_groups(from->group, to->group);
    mean(to, at, from->meanings[from->count - 1].what);
    mean(from, at, GONE);
}

/* Numbers of the log first, so that files nobody opened come behind them. */
void disk_follow(long end)
{
    for (long i = 0; i < disk.count; i++)
        if ((int)disk.events[i].head.file >= disk.file_count)
            disk.file_count = (int)disk.events[i].head.file + 1;
    for (long i = 0; i < end; i++) {
        const struct event *event = &disk.events[i];
        const char *path = (const char *)event->bytes;
        size_t len = event->head.len;

        switch ((enum power_kind)event->head.kind) {
        case POWER_FOUND: {
            struct name *name = find_name(path, len);
            int before = name->meanings[name->count - 1].what;

            if (before >= 0)
                disk.files[event->head.file] = disk.files[before];
            for (size_t k = 0; k < name->count; k++)
                if (name->meanings[k].what == before)
                    name->meanings[k].what = (int)event->head.file;
            break;
        }
        case POWER_CREATED:
            mean(find_name(path, len), i, (int)event->head.file);
            break;
        case POWER_UNLINK:
            mean(find_name(path, len), i, GONE);
            break;
        case POWER_MKDIR:
            mean(find_name(path, len), i, FOLDER);
            break;
        case POWER_RENAME:
            follow_rename(i);
            break;
        default:
            break;
        }
    }
}
