/* See folder_sync.h. */
#include "folder_sync.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* "/a/b" to "/a", "/a" to "/", "a" to ".". */
static int folder_of(const char *path, char folder[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    int len = snprintf(folder, PATH_MAX, "%.*s",
                       slash ? (int)(slash - path) + (slash == path) : 1,
                       slash ? path : ".");

    if (len < PATH_MAX)
        return 0;
    errno = ENAMETOOLONG;
    return -1;
}

int folder_sync(const char *path)
{
    char folder[PATH_MAX];
    int fd, result, number;

    if (folder_of(path, folder) != 0)
        return -1;
    fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES ? 0 : -1;
    result = fsync(fd);
    number = errno;
    (void)close(fd);
    errno = number;
    return result != 0 && number != EINVAL ? -1 : 0;
}
