/*
 * Makes of a log (power_log.h) what a disk may hold after a power cut.
 *
 *     power_disk LOG commits            the places of the commits in the log
 *     power_disk LOG failed             commits behind the sync that failed, or "none" did
 *     power_disk LOG at FOLDER PLACE    all that was done before that place
 *     power_disk LOG cut FOLDER SEED    a cut at some place
 *     power_disk LOG end FOLDER SEED    a cut behind all of it
 *
 * FOLDER is a copy of what was there before the log began, and becomes the disk
 * after the cut. `cut` and `end` print "N commits ..." and how they chose.
 *
 * What a sync that returned covers is there. Of the rest of a file every sector is
 * as it was at some moment since, its size as it was at another; bytes that the file
 * grew by and that were not written may be what was on the disk before (noise). A
 * sync that failed covers nothing, and no later one covers what it was about. Names
 * (made, removed, renamed) are durable when their folder was synced, and each by
 * itself may have happened before; a file that was synced can be without a name.
 */
#include "power_disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const keep_names[] = {
    "nothing", "all",          "before", "before by file",
    "sectors", "some sectors", "torn"};

/* ---- the folder ---- */

static void write_file(const char *path, const struct content *content)
{
    FILE *to = fopen(path, "wbe");

    if (!to ||
        fwrite(content->bytes, 1, (size_t)content->size, to) !=
            (size_t)content->size ||
        fclose(to) != 0)
        disk_broken(path);
}

/* A folder that lost its name takes along what is in it. */
static bool has_folder(const struct name *name)
{
    for (size_t i = 0; i < disk.name_count; i++) {
        size_t len = strlen(disk.names[i].path);

        if (strncmp(name->path, disk.names[i].path, len) == 0 &&
            name->path[len] == '/' && disk_meaning(&disk.names[i]) != FOLDER)
            return false;
    }
    return true;
}

/* The log's index, which nobody syncs: anything can be in it. */
static void write_index(const char *log)
{
    size_t stem = strlen(log) - strlen("wal");
    struct content content = {.bytes = calloc(1, 32768), .size = 32768};
    char path[4096];

    if (!content.bytes)
        disk_broken("memory");
    for (long i = 0; i < content.size; i++)
        content.bytes[i] = (unsigned char)disk_mix((uint64_t)i, 0, 16);
    snprintf(path, sizeof path, "%.*sshm", (int)stem, log);
    write_file(path, &content);
    free(content.bytes);
}

static bool is_log(const char *path)
{
    size_t len = strlen(path);

    return len > 4 && strcmp(path + len - 4, "-wal") == 0;
}

static void make_folder(void)
{
    char path[4096];

    for (size_t i = 0; i < disk.name_count; i++) {
        disk_path(disk.names[i].path, path);
        if (disk_meaning(&disk.names[i]) == FOLDER)
            (void)mkdir(path, 0777); /* or it was there before */
        else
            (void)unlink(path);
    }
    for (size_t i = 0; i < disk.name_count; i++) {
        int what = disk_meaning(&disk.names[i]);
        struct content content;

        if (what < 0 || !has_folder(&disk.names[i]))
            continue;
        content = disk_content(what);
        disk_path(disk.names[i].path, path);
        write_file(path, &content);
        free(content.bytes);
        if (cut.noise && is_log(path))
            write_index(path);
    }
}

/* ---- where and how ---- */

static bool is_turning(const struct event *event)
{
    return event->head.kind != POWER_WRITE && event->head.kind != POWER_SIZE;
}

/* Every second one is near a sync, a commit or a name. */
static long choose_place(void)
{
    long turnings = 0, wanted, place = 0;

    for (long i = 0; i < disk.count; i++)
        turnings += is_turning(&disk.events[i]);
    if (turnings == 0 || disk_mix(0, 0, 1) % 2)
        return disk_between(0, disk.count, 0, 0, 2);
    wanted = disk_between(1, turnings, 0, 0, 3);
    while (wanted > 0)
        wanted -= is_turning(&disk.events[place++]);
    place += disk_between(-3, 3, 0, 0, 4);
    return place < 0 ? 0 : place > disk.count ? disk.count : place;
}

static long commits_before(long place)
{
    long count = 0;

    for (long i = 0; i < place; i++)
        count += disk.events[i].head.kind == POWER_COMMIT;
    return count;
}

static void choose(bool at_end)
{
    cut.place = at_end ? disk.count : choose_place();
    cut.bytes = (enum keep)(disk_mix(0, 0, 5) % KEEP_COUNT);
    cut.names = (enum keep)(disk_mix(0, 0, 6) % KEEP_TORN);
    cut.sector = disk_mix(0, 0, 7) % 2 ? 512 : 4096;
    cut.chance = 1 + disk_mix(0, 0, 8) % 7;
    cut.noise = disk_mix(0, 0, 9) % 3 == 0;
    cut.moment =
        disk_between(cut.place > 60 ? cut.place - 60 : 0, cut.place, 0, 0, 10);
}

static void tell_commits(void)
{
    for (long i = 0; i < disk.count; i++)
        if (disk.events[i].head.kind == POWER_COMMIT)
            printf("%ld\n", i + 1);
}

static void tell_failed(void)
{
    bool failed = false;
    long commits = 0;

    for (long i = 0; i < disk.count; i++) {
        failed |= disk.events[i].head.kind == POWER_FAILED;
        commits += failed && disk.events[i].head.kind == POWER_COMMIT;
    }
    printf(failed ? "%ld\n" : "none\n", commits);
}

static void choose_all(const char *place)
{
    long wanted = strtol(place, NULL, 10);

    cut.place = wanted < disk.count ? wanted : disk.count;
    cut.bytes = cut.names = KEEP_ALL;
    cut.sector = 4096;
}

static void choose_seed(const char *seed, bool at_end)
{
    cut.seed = strtoull(seed, NULL, 10);
    choose(at_end);
    printf("%ld commits, event %ld of %ld, %s of sectors of %ld bytes%s, %s of "
           "names\n",
           commits_before(cut.place), cut.place, disk.count,
           keep_names[cut.bytes], cut.sector, cut.noise ? ", noise" : "",
           keep_names[cut.names]);
}

int main(int count, char **words)
{
    const char *command = count > 2 ? words[2] : "";

    if (count != 3 && count != 5)
        return 2;
    disk_read(words[1]);
    if (strcmp(command, "commits") == 0) {
        tell_commits();
        return 0;
    }
    if (strcmp(command, "failed") == 0) {
        tell_failed();
        return 0;
    }
    if (count != 5)
        return 2;
    disk.folder = words[3];
    if (strcmp(command, "at") == 0)
        choose_all(words[4]);
    else
        choose_seed(words[4], strcmp(command, "end") == 0);
    disk_follow(cut.place);
    make_folder();
    return 0;
}
