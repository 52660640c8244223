/* See rejects_name.h. */
#include "rejects_name.h"

#include <strings.h>

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

int rejects_name(const struct file *files, struct file *file,
                 const struct job *job, struct arena *arena,
                 struct error *error)
{
    const char *name = base_name(file->row.name);
    int len = (int)stem_length(name);
    long long import = (long long)job->import.id;
    struct slice path;
    size_t number = 1;

    path = arena_printf(arena, "%s.rejects/%lld-%.*s", job->store->path, import,
                        len, name);
    while (path.at && is_taken(files, file, path.at))
        path = arena_printf(arena, "%s.rejects/%lld-%.*s-%zu", job->store->path,
                            import, len, name, ++number);
    file->rejects_name = path.at;
    return path.at ? 0 : error_memory(error);
}
