/* See import_dry.h. */
#include "import_dry.h"

#include "../stages/report.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Only a path can be that of nothing; anything else, and what can't be looked at,
 * store_open judges. */
static bool is_there(const char *url)
{
    const char *path = strncmp(url, "sqlite:", 7) == 0 ? url + 7 : url;

    return access(path, F_OK) == 0 || errno != ENOENT || strstr(url, ":/") ||
           strncmp(url, "postgres", 8) == 0 || path[0] == ':' || !path[0];
}

const char *dry_database(const struct config *config, const char **temporary,
                         struct arena *arena, struct error *error)
{
    const char *folder = getenv("TMPDIR");
    char *path;
    int file;

    *temporary = NULL;
    if (is_there(config->database))
        return config->database;
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
