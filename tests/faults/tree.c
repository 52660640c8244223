/* See tree.h. */
#include "tree.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_MAX_HERE 500

static struct tree *reading; /* nftw has no argument */
static size_t folder_len;

static void read_bytes(struct tree_file *file, const char *path, size_t len)
{
    int fd = open(path, O_RDONLY);

    file->len = len;
    file->bytes = malloc(len + 1);
    if (fd < 0 || !file->bytes || read(fd, file->bytes, len) != (ssize_t)len)
        err(2, "%s", path);
    close(fd);
}

static int add(const char *path, const struct stat *status, int kind,
               struct FTW *place)
{
    struct tree_file *file;

    if (place->level == 0)
        return 0;
    reading->files =
        realloc(reading->files, (reading->count + 1) * sizeof *file);
    if (!reading->files)
        err(2, "%s", path);
    file = &reading->files[reading->count++];
    *file = (struct tree_file){.inode = status->st_ino,
                               .mode = status->st_mode,
                               .changed = status->st_mtim};
    if (asprintf(&file->path, "%s%s", path + folder_len + 1,
                 kind == FTW_D ? "/" : "") < 0)
        err(2, "%s", path);
    if (kind != FTW_D)
        read_bytes(file, path, (size_t)status->st_size);
    return 0;
}

static int by_path(const void *one, const void *other)
{
    return strcmp(((const struct tree_file *)one)->path,
                  ((const struct tree_file *)other)->path);
}

struct tree tree_read(const char *folder)
{
    struct tree tree = {0};

    reading = &tree;
    folder_len = strlen(folder);
    if (nftw(folder, add, 20, FTW_PHYS) != 0)
        err(2, "%s", folder);
    qsort(tree.files, tree.count, sizeof *tree.files, by_path);
    return tree;
}

static int take_away(const char *path, const struct stat *status, int kind,
                     struct FTW *place)
{
    (void)status;
    (void)kind;
    return place->level == 0 ? 0 : remove(path);
}

static void write_file(const struct tree_file *file, const char *path)
{
    const struct timespec noon[2] = {{.tv_sec = 1700000000},
                                     {.tv_sec = 1700000000}};
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

    if (fd < 0 || write(fd, file->bytes, file->len) != (ssize_t)file->len ||
        futimens(fd, noon) != 0 || close(fd) != 0)
        err(2, "%s", path);
}

void tree_write(const struct tree *tree, const char *folder)
{
    char path[PATH_MAX_HERE];

    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        err(2, "%s", folder);
    if (nftw(folder, take_away, 20, FTW_PHYS | FTW_DEPTH) != 0)
        err(2, "%s", folder);
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_file *file = &tree->files[i];

        snprintf(path, sizeof path, "%s/%s", folder, file->path);
        if (file->bytes)
            write_file(file, path);
        else if (mkdir(path, 0777) != 0)
            err(2, "%s", path);
    }
}

void tree_free(struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        free(tree->files[i].path);
        free(tree->files[i].bytes);
    }
    free(tree->files);
    *tree = (struct tree){0};
}

XXH128_hash_t tree_hash(const struct tree *tree)
{
    XXH3_state_t *state = XXH3_createState();
    XXH128_hash_t hash;

    if (!state || XXH3_128bits_reset(state) == XXH_ERROR)
        err(2, "out of memory");
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_file *file = &tree->files[i];

        XXH3_128bits_update(state, file->path, strlen(file->path) + 1);
        XXH3_128bits_update(state, &file->len, sizeof file->len);
        if (file->bytes)
            XXH3_128bits_update(state, file->bytes, file->len);
    }
    hash = XXH3_128bits_digest(state);
    XXH3_freeState(state);
    return hash;
}

static bool is_temporary(const char *path)
{
    size_t len = strlen(path);

    /* a dry run's, and what is beside; SQLite's, for a statement's journal */
    if (strncmp(path, "bibload-", 8) == 0 || strncmp(path, "etilqs_", 7) == 0)
        return true;
    return len > 7 && path[len - 7] == '.' &&
           strspn(path + len - 6, "0123456789") == 6;
}

static bool is_passed_over(const char *path)
{
    return is_temporary(path) || (strncmp(path, "k.db", 4) == 0 &&
                                  strncmp(path, "k.db.rejects", 12) != 0);
}

const char *tree_temporary(const struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++)
        if (is_temporary(tree->files[i].path))
            return tree->files[i].path;
    return NULL;
}

const char *tree_differs(const struct tree *tree, const struct tree *other)
{
    size_t i = 0, j = 0;

    for (;;) {
        const struct tree_file *one, *two;

        while (i < tree->count && is_passed_over(tree->files[i].path))
            i++;
        while (j < other->count && is_passed_over(other->files[j].path))
            j++;
        one = i < tree->count ? &tree->files[i++] : NULL;
        two = j < other->count ? &other->files[j++] : NULL;
        if (!one && !two)
            return NULL;
        if (!one || !two || strcmp(one->path, two->path) != 0)
            return one ? one->path : two->path;
        if (one->len != two->len ||
            (one->len && memcmp(one->bytes, two->bytes, one->len) != 0))
            return one->path;
    }
}
