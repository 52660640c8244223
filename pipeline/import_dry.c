/* See import_dry.h. */
#include "import_dry.h"

#include "../stages/report.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What is wrong with the path, so that no database can be made there. */
static bool is_hopeless(int number)
{
    return number == EACCES || number == ENOTDIR || number == ELOOP ||
           number == ENAMETOOLONG;
}

static bool folder_is_there(const char *path)
{
    const char *slash = strrchr(path, '/');
    char folder[PATH_MAX];

    if (!slash)
        return true;
    return snprintf(folder, sizeof folder, "%.*s/", (int)(slash - path), path) <
               (int)sizeof folder &&
           access(folder, F_OK) == 0;
}

/* Only a path can be that of nothing; anything else, and what is hopeless, store_open
 * judges. 1, 0, or -1 when nobody knows: store_open would make what is not there. */
static int is_there(const char *url, struct error *error)
{
    const char *path = strncmp(url, "sqlite:", 7) == 0 ? url + 7 : url;

    if (strstr(path, ":/") || strncmp(url, "postgres", 8) == 0 ||
        path[0] == ':' || !path[0] || access(path, F_OK) == 0 ||
        is_hopeless(errno))
        return 1;
    if (errno != ENOENT)
        return error_system(error, ERROR_DISK, errno, "can't look at %s", path);
    return folder_is_there(path) ? 0 : 1;
}

const char *dry_database(const struct config *config, const char **temporary,
                         struct arena *arena, struct error *error)
{
    const char *folder = getenv("TMPDIR");
    char *path;
    int there = is_there(config->database, error);
    int file;

    *temporary = NULL;
    if (there != 0)
        return there > 0 ? config->database : NULL;
    path = (char *)arena_printf(arena, "%s/bibload-XXXXXX%c",
                                folder && folder[0] ? folder : "/tmp", 0)
               .at;
    if (!path) {
        error_memory(error);
        return NULL;
    }
    file = mkstemp(path);
    if (file >= 0)
        *temporary = path;
    if (file < 0 || close(file) != 0) {
        error_system(error, ERROR_DISK, errno, "can't make %s", path);
        return NULL;
    }
    return path;
}

/* Whatever SQLite and the lock put beside it, also when there is no memory. */
void dry_remove(const char *temporary)
{
    static const char *const endings[] = {"", ".lock", "-journal", "-wal",
                                          "-shm"};

    for (size_t i = 0; temporary && i < sizeof endings / sizeof *endings; i++) {
        char path[PATH_MAX];

        if (snprintf(path, sizeof path, "%s%s", temporary, endings[i]) <
            (int)sizeof path)
            (void)unlink(path);
    }
}

int dry_tell(struct store *store, struct error *error)
{
    static const char *const name = "changes";

    return report_print(store, &name, 1, NULL, 0, NULL, NULL, error) != 0 &&
                   error_is_set(error)
               ? -1
               : 0;
}
