/* See source_files.h. */
#include "source_files.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>

#define FILES_MAX 1000000

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int add_file(struct string_list *files, size_t *room, const char *path,
                    struct arena *arena, struct error *error)
{
    char **grown =
        list_grow(arena, files->at, files->count, room, sizeof *grown);
    char *copy = (char *)arena_copy(arena, slice_of(path)).at;

    if (!grown || !copy)
        return error_memory(error);
    files->at = grown;
    files->at[files->count++] = copy;
    return 0;
}

/* Of the files found before this glob; their order is that of the globs. */
static bool is_known(const struct string_list *files, size_t before,
                     const char *path)
{
    for (size_t i = 0; i < before; i++)
        if (strcmp(files->at[i], path) == 0)
            return true;
    return false;
}

static int add_found(struct string_list *files, size_t *room, glob_t *found,
                     struct arena *arena, struct error *error)
{
    size_t before = files->count;

    qsort(found->gl_pathv, found->gl_pathc, sizeof *found->gl_pathv, by_bytes);
    for (size_t i = 0; i < found->gl_pathc; i++) {
        if (is_known(files, before, found->gl_pathv[i]))
            continue;
        if (files->count == FILES_MAX)
            return error_set(error, ERROR_USAGE, "more than %d files",
                             FILES_MAX);
        if (add_file(files, room, found->gl_pathv[i], arena, error) != 0)
            return -1;
    }
    return 0;
}

static int glob_error(int result, const char *pattern, struct error *error)
{
    if (result == GLOB_NOSPACE)
        return error_memory(error);
    if (result == GLOB_NOMATCH)
        return error_set(error, ERROR_INPUT, "%s: there is no such file",
                         pattern);
    return error_system(error, ERROR_INPUT, errno, "%s", pattern);
}

int source_files(const struct source_config *source, struct arena *arena,
                 struct string_list *files, struct error *error)
{
    size_t room = 0;

    *files = (struct string_list){0};
    if (!source->files.count)
        return error_set(error, ERROR_USAGE, "[source:%s] has no files",
                         source->name);
    for (size_t i = 0; i < source->files.count; i++) {
        const char *pattern = source->files.at[i];
        glob_t found = {0};
        int result = glob(pattern, GLOB_ERR | GLOB_NOSORT, NULL, &found);

        result = result ? glob_error(result, pattern, error)
                        : add_found(files, &room, &found, arena, error);
        globfree(&found);
        if (result != 0)
            return -1;
    }
    return 0;
}
