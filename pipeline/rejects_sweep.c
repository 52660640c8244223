/* See rejects_sweep.h. */
#include "rejects_sweep.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Longer ones first: an index is no reject file of that name. */
static const char *const endings[] = {
    ".index.csv.new", ".index.csv", ".csv.new", ".xml.new",
    ".mrc.new",       ".csv",       ".xml",     ".mrc"};

/* Without its ending; SLICE_NONE: no reject file of this number. */
static struct slice stem_of(const char *name, int64_t import_id)
{
    size_t len = strlen(name);
    char prefix[24];
    int digits = snprintf(prefix, sizeof prefix, "%lld-", (long long)import_id);

    if (strncmp(name, prefix, (size_t)digits) != 0)
        return SLICE_NONE;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);

        if (len > ending && strcmp(name + len - ending, endings[i]) == 0)
            return (struct slice){name, len - ending};
    }
    return SLICE_NONE;
}

static int is_known(const struct job *job, struct slice stem, int64_t *known,
                    struct error *error)
{
    const struct parameter parameters[] = {
        {"import", {.kind = VALUE_INTEGER, .integer = job->import.id}},
        {"stem", {.kind = VALUE_TEXT, .text = stem}},
    };
    const struct result_sink sink = {.context = known, .row = result_number};

    return job->store->type->query(
        job->store,
        "SELECT EXISTS (SELECT 1 FROM import_files WHERE import_id = :import"
        " AND rejects = :stem AND records_rejected > 0)",
        parameters, 2, &sink, error);
}

static int sweep_one(const struct job *job, DIR *folder, const char *name,
                     struct error *error)
{
    struct slice stem = stem_of(name, job->import.id);
    int64_t known = 0;

    if (!stem.at)
        return 0;
    if (is_known(job, stem, &known, error) != 0)
        return -1;
    if (known || unlinkat(dirfd(folder), name, 0) == 0 || errno == ENOENT)
        return 0;
    return error_system(error, ERROR_DISK, errno,
                        "can't delete %s.rejects/%s, which an import that was "
                        "killed left",
                        job->store->path, name);
}

static int sweep(const struct job *job, DIR *folder, const char *path,
                 struct error *error)
{
    const struct dirent *entry;

    while (errno = 0, (entry = readdir(folder)) != NULL)
        if (sweep_one(job, folder, entry->d_name, error) != 0)
            return -1;
    return errno ? error_system(error, ERROR_DISK, errno, "%s", path) : 0;
}

int rejects_sweep(const struct job *job, struct error *error)
{
    char path[PATH_MAX];
    DIR *folder;
    int result;

    /* Too long: then there is none, and a reject says so. */
    if (snprintf(path, sizeof path, "%s.rejects", job->store->path) >=
        (int)sizeof path)
        return 0;
    folder = opendir(path);
    if (!folder)
        return errno == ENOENT || errno == ENAMETOOLONG
                   ? 0
                   : error_system(error, ERROR_DISK, errno, "%s", path);
    result = sweep(job, folder, path, error);
    (void)closedir(folder);
    return result;
}
