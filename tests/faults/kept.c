/* See kept.h. */
#include "kept.h"

#include "preload.h"

#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_MAX_HERE 600

struct path {
    char text[PATH_MAX_HERE];
};

static struct path link_of(ino_t inode)
{
    struct path path;

    snprintf(path.text, sizeof path.text, "kept/%lu", (unsigned long)inode);
    return path;
}

static struct path work_of(const struct tree_file *file)
{
    struct path path;

    snprintf(path.text, sizeof path.text, "work/%s", file->path);
    return path;
}

static const struct tree_file *file_of(const struct tree *tree, ino_t inode)
{
    for (size_t i = 0; i < tree->count; i++)
        if (tree->files[i].bytes && tree->files[i].inode == inode)
            return &tree->files[i];
    return NULL;
}

static bool has_link(const struct kept *kept, ino_t inode)
{
    for (size_t i = 0; i < kept->link_count; i++)
        if (kept->links[i] == inode)
            return true;
    return false;
}

/* A link of every file that has a name, and of no other. */
static void make_links(struct kept *kept)
{
    const struct tree *tree = &kept->tree;
    ino_t *links = calloc(tree->count + 1, sizeof *links);
    size_t count = 0;

    if (!links)
        err(2, "kept");
    for (size_t i = 0; i < kept->link_count; i++)
        if (!file_of(tree, kept->links[i]) &&
            unlink(link_of(kept->links[i]).text) != 0)
            err(2, "kept");
    for (size_t i = 0; i < tree->count; i++) {
        const struct tree_file *file = &tree->files[i];

        if (!file->bytes)
            continue;
        if (!has_link(kept, file->inode) &&
            link(work_of(file).text, link_of(file->inode).text) != 0)
            err(2, "%s", file->path);
        links[count++] = file->inode;
    }
    free(kept->links);
    kept->links = links;
    kept->link_count = count;
}

static void keep_open(struct kept *kept, const char *path, off_t len)
{
    struct kept_open *open_file = &kept->open[kept->open_count++];
    int fd = open(path, O_RDONLY);

    snprintf(open_file->path, sizeof open_file->path, "%s", path);
    open_file->len = (size_t)len;
    open_file->bytes = malloc(open_file->len + 1);
    if (fd < 0 || !open_file->bytes ||
        pread(fd, open_file->bytes, open_file->len, 0) != len)
        err(2, "%s", path);
    close(fd);
}

/* Standard input and what is written to the other two are the run's own care. */
static void take_open(struct kept *kept, pid_t run)
{
    char path[40];
    struct dirent *entry;
    DIR *folder;

    snprintf(path, sizeof path, "/proc/%d/fd", (int)run);
    if (!(folder = opendir(path)))
        err(2, "%s", path);
    while ((entry = readdir(folder))) {
        int fd = atoi(entry->d_name);
        struct stat status;

        if (fd <= STDERR_FILENO)
            continue;
        snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)run, fd);
        if (stat(path, &status) != 0)
            err(2, "%s", path);
        if (!S_ISREG(status.st_mode))
            continue;
        if (fd >= FAULTS_FILES)
            errx(2, "a run has more than %d files open", FAULTS_FILES);
        if (status.st_nlink == 0)
            keep_open(kept, path, status.st_size);
    }
    closedir(folder);
}

static void free_files(struct kept *kept)
{
    tree_free(&kept->tree);
    for (size_t i = 0; i < kept->open_count; i++)
        free(kept->open[i].bytes);
    kept->open_count = 0;
}

void kept_take(struct kept *kept, pid_t run)
{
    if (mkdir("kept", 0777) != 0 && errno != EEXIST)
        err(2, "kept");
    free_files(kept);
    kept->tree = tree_read("work");
    make_links(kept);
    take_open(kept, run);
}

static void write_in_place(const char *path, const char *bytes, size_t len)
{
    int fd = open(path, O_WRONLY);

    if (fd < 0 || pwrite(fd, bytes, len, 0) != (ssize_t)len ||
        ftruncate(fd, (off_t)len) != 0 || close(fd) != 0)
        err(2, "%s", path);
}

static bool is_same(const struct tree_file *file, const struct tree_file *now)
{
    return file->inode == now->inode && file->mode == now->mode &&
           file->len == now->len &&
           file->changed.tv_sec == now->changed.tv_sec &&
           file->changed.tv_nsec == now->changed.tv_nsec &&
           memcmp(file->bytes, now->bytes, file->len) == 0;
}

/* NOW: what is there by this name, a file or a folder; or NULL. */
static void put_back(const struct tree_file *file, const struct tree_file *now)
{
    const struct path path = work_of(file), link_path = link_of(file->inode);
    const struct timespec times[2] = {file->changed, file->changed};

    if (!file->bytes) {
        if (!now && mkdir(path.text, file->mode & 07777) != 0)
            err(2, "%s", path.text);
        return;
    }
    if (now && is_same(file, now))
        return;
    if ((now && now->inode != file->inode && unlink(path.text) != 0) ||
        ((!now || now->inode != file->inode) &&
         link(link_path.text, path.text) != 0))
        err(2, "%s", path.text);
    write_in_place(path.text, file->bytes, file->len);
    if (chmod(path.text, file->mode & 07777) != 0 ||
        utimensat(AT_FDCWD, path.text, times, 0) != 0)
        err(2, "%s", path.text);
}

static const struct tree_file *named(const struct tree *tree, const char *path)
{
    for (size_t i = 0; i < tree->count; i++)
        if (strcmp(tree->files[i].path, path) == 0)
            return &tree->files[i];
    return NULL;
}

static void put_open_back(const struct kept_open *file)
{
    write_in_place(file->path, file->bytes, file->len);
}

void kept_put_back(const struct kept *kept, const struct tree *now)
{
    struct tree read = {.count = 0};

    if (!now) {
        read = tree_read("work");
        now = &read;
    }
    for (size_t i = now->count; i-- > 0;) /* a folder behind what it holds */
        if (!named(&kept->tree, now->files[i].path) &&
            remove(work_of(&now->files[i]).text) != 0)
            err(2, "%s", now->files[i].path);
    for (size_t i = 0; i < kept->tree.count; i++)
        put_back(&kept->tree.files[i], named(now, kept->tree.files[i].path));
    for (size_t i = 0; i < kept->open_count; i++)
        put_open_back(&kept->open[i]);
    tree_free(&read);
}

void kept_free(struct kept *kept)
{
    for (size_t i = 0; i < kept->link_count; i++)
        if (unlink(link_of(kept->links[i]).text) != 0)
            err(2, "kept");
    free(kept->links);
    free_files(kept);
    *kept = (struct kept){0};
}
