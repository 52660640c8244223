/* See sqlite_path.h. */
#include "sqlite_path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folder made real, and the last name as it is: a link there must show. */
static char *real_path(const char *path, struct error *error)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char folder[PATH_MAX], *real = NULL, *joined = NULL;
    size_t len = slash ? (size_t)(slash - path) : 0;

    if (strlen(path) >= PATH_MAX - 16) {
        error_set(error, ERROR_USAGE, "the path of the database is too long");
        return NULL;
    }
    if (!*name || !strcmp(name, ".") || !strcmp(name, "..")) {
        error_set(error, ERROR_USAGE,
                  "%s: is a folder; name a database file in it", path);
        return NULL;
    }
    snprintf(folder, sizeof folder, "%.*s", (int)len, path);
    if (!len)
        snprintf(folder, sizeof folder, "%s", slash ? "/" : ".");
    real = realpath(folder, NULL);
    if (!real) {
        error_system(error, ERROR_STORE, errno,
                     "%s: the folder of the database, %s, can't be used", path,
                     folder);
        goto out;
    }
    joined = malloc(strlen(real) + strlen(name) + 2);
    if (!joined) {
        error_memory(error);
        goto out;
    }
    sprintf(joined, "%s/%s", strcmp(real, "/") ? real : "", name);
out:
    free(real);
    return joined;
}

static int check_companion(const char *path, const struct stat *status,
                           enum store_access access, struct error *error)
{
    if (S_ISLNK(status->st_mode))
        return error_set(error, ERROR_STORE,
                         "%s: is a symbolic link, "
                         "which is refused beside a database",
                         path);
    if (!S_ISREG(status->st_mode))
        return error_set(error, ERROR_STORE, "%s: is no regular file", path);
    if (status->st_nlink > 1)
        return error_set(error, ERROR_STORE,
                         "%s: has a second name (a hard link), which is "
                         "refused beside a database",
                         path);
    if (access != STORE_READ && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS))
        return error_set(error, ERROR_STORE, "%s: is read-only", path);
    return 0;
}

/* The database itself, and the files that are made beside it. */
static const char *const suffixes[] = {"", "-journal", "-wal", "-shm", ".lock"};
#define SUFFIXES (sizeof suffixes / sizeof *suffixes)

bool sqlite_path_owns(const char *path, const char *file)
{
    char own[PATH_MAX + 16];
    struct stat of_file, of_own;

    if (stat(file, &of_file) != 0)
        return false;
    for (size_t i = 0; i < SUFFIXES; i++) {
        snprintf(own, sizeof own, "%s%s", path, suffixes[i]);
        if (stat(own, &of_own) == 0 && of_own.st_dev == of_file.st_dev &&
            of_own.st_ino == of_file.st_ino)
            return true;
    }
    return false;
}

/* Files that SQLite makes beside the database: nobody may point them at others. */
static int check_companions(const char *path, enum store_access access,
                            struct error *error)
{
    char companion[PATH_MAX + 16];
    struct stat status;

    for (size_t i = 1; i < SUFFIXES; i++) {
        snprintf(companion, sizeof companion, "%s%s", path, suffixes[i]);
        if (lstat(companion, &status) == 0 &&
            check_companion(companion, &status, access, error) != 0)
            return -1;
    }
    return 0;
}

static int check_file(const char *path, const struct stat *status,
                      enum store_access access, struct error *error)
{
    if (S_ISDIR(status->st_mode))
        return error_set(error, ERROR_USAGE,
                         "%s: is a folder; name a database file in it", path);
    if (S_ISLNK(status->st_mode))
        return error_set(error, ERROR_STORE,
                         "%s: is a symbolic link, which is "
                         "refused; name the database itself",
                         path);
    if (!S_ISREG(status->st_mode))
        return error_set(error, ERROR_STORE, "%s: is no regular file", path);
    if (status->st_nlink > 1)
        return error_set(error, ERROR_STORE,
                         "%s: has a second name (a hard "
                         "link), which is refused: a database with two names "
                         "can be destroyed by a crash",
                         path);
    if (access != STORE_READ && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS))
        return error_set(error, ERROR_STORE, "%s: is read-only", path);
    if (faccessat(AT_FDCWD, path, R_OK, AT_EACCESS))
        return error_set(error, ERROR_STORE, "%s: may not be read", path);
    return check_companions(path, access, error);
}

char *sqlite_path_check(const char *path, enum store_access access,
                        int64_t *size, struct error *error)
{
    char *real = real_path(path, error);
    struct stat status;

    if (!real)
        return NULL;
    *size = -1;
    if (lstat(real, &status) == 0) {
        *size = status.st_size;
        if (check_file(real, &status, access, error) == 0)
            return real;
    } else if (errno != ENOENT) {
        error_system(error, ERROR_STORE, errno, "%s: can't be used", path);
    } else if (access != STORE_WRITE) {
        error_set(error, ERROR_STORE,
                  "%s: there is no such database; an "
                  "import makes it",
                  path);
    } else if (check_companions(real, access, error) == 0) {
        return real;
    }
    free(real);
    return NULL;
}
