/* See rejects_name.h. */
#include "rejects_name.h"

#include <inttypes.h>
#include <stdio.h>
#include <strings.h>

/* Bytes of a file's name that common file systems take, and of the longest ending:
 * .index.csv.new */
#define NAME_BYTES 255
#define ENDING_BYTES 14

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    if (strcmp(path, "-") == 0)
        return "stdin";
    return slash ? slash + 1 : path;
}

/* The name without the endings that tell what it is: books.2024.csv.gz is
 * books.2024. */
static size_t stem_length(const char *name)
{
    static const char *const endings[] = {".gz",  ".csv", ".tsv",
                                          ".txt", ".xml", ".mrc"};
    size_t len = strlen(name);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);

        if (len > ending &&
            strncasecmp(name + len - ending, endings[i], ending) == 0)
            len -= ending;
    }
    return len;
}

static bool is_taken(const struct file *files, const struct file *file,
                     const char *name)
{
    for (const struct file *other = files; other < file; other++)
        if (other->rejects_name && strcmp(other->rejects_name, name) == 0)
            return true;
    return false;
}

/* So many bytes of the name, or fewer: no character of UTF-8 is cut in two. */
static size_t cut(const char *name, size_t len, size_t room)
{
    const unsigned char *bytes = (const unsigned char *)name;
    size_t at = room;

    if (len <= room)
        return len;
    while (at > 0 && room - at < 3 && (bytes[at] & 0xc0) == 0x80)
        at--;
    return (bytes[at] & 0xc0) == 0xc0 ? at : room;
}

/* number: from 2 on, it tells the file apart; NULL: memory is short. */
static const char *make_name(const struct file *file, const struct job *job,
                             size_t number, struct arena *arena)
{
    const char *name = base_name(file->row.name);
    char before[32], behind[32] = "";
    size_t room = NAME_BYTES - ENDING_BYTES;

    room -=
        (size_t)snprintf(before, sizeof before, "%" PRId64 "-", job->import.id);
    if (number > 1)
        room -= (size_t)snprintf(behind, sizeof behind, "-%zu", number);
    return arena_printf(arena, "%s.rejects/%s%.*s%s", job->store->path, before,
                        (int)cut(name, stem_length(name), room), name, behind)
        .at;
}

int rejects_name(const struct file *files, struct file *file,
                 const struct job *job, struct arena *arena,
                 struct error *error)
{
    const char *path = make_name(file, job, 1, arena);

    for (size_t number = 2; path && is_taken(files, file, path); number++)
        path = make_name(file, job, number, arena);
    file->rejects_name = path;
    return path ? 0 : error_memory(error);
}
