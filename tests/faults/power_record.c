/*
 * Preloaded into bibload, this writes down (power_log.h) what the process does to
 * the files of a folder: writes, sizes, syncs, names that come and go, and where
 * SQLite said that a commit is done. tests/faults/power_disk.c makes of it what a
 * disk may hold after a power cut.
 *
 *     LD_PRELOAD=power_record.so POWER_LOG=FILE POWER_FOLDER=PATH bibload ...
 *
 * POWER_FAIL_SYNC=N lets the N-th sync fail with EIO, once; POWER_KILL=N kills the
 * process when its N-th commit is done; POWER_CACHE=N leaves SQLite N pages of cache
 * in a transaction. It stands between the program and the C
 * library, below SQLite's VFS, so syncs of folders are those that really happen.
 * stdio makes its calls where nobody sees them, so the files that it writes become
 * streams over calls that are seen. Locks and the log's index (-shm) are nothing that
 * a disk must keep. 64-bit Linux.
 */
#include "power_record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

struct power power = {.lock = PTHREAD_MUTEX_INITIALIZER};

void power_broken(const char *what)
{
    dprintf(2, "power_record: %s: %s\n", what, strerror(errno));
    _exit(99);
}

static long number_of(const char *name)
{
    const char *text = getenv(name);

    return text ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void)
{
    const char *log = getenv("POWER_LOG"), *folder = getenv("POWER_FOLDER");

    if (!log || !folder)
        return;
    if (!realpath(folder, power.folder))
        power_broken(folder);
    power.fail_sync = number_of("POWER_FAIL_SYNC");
    power.kill_at = number_of("POWER_KILL");
    power.cache = number_of("POWER_CACHE");
    power.log = (int)syscall(SYS_openat, AT_FDCWD, log,
                             O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (power.log < 0)
        power_broken(log);
}

/* ---- the log ---- */

static void put(const void *bytes, size_t len)
{
    if (len && syscall(SYS_write, power.log, bytes, len) != (long)len)
        power_broken("the log");
}

void power_put(enum power_kind kind, uint32_t file, uint64_t at,
               const void *bytes, size_t len)
{
    const struct power_event event = {kind, file, at, len};

    put(&event, sizeof event);
    put(bytes, len);
}

void power_lock(void)
{
    pthread_mutex_lock(&power.lock);
}

void power_unlock(void)
{
    pthread_mutex_unlock(&power.lock);
}

/* ---- names and files ---- */

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), tail = strlen(end);

    return len >= tail && strcmp(text + len - tail, end) == 0;
}

bool power_inside(const char *path, char name[128])
{
    char whole[2 * PATH_MAX], cwd[PATH_MAX] = "";
    size_t len = strlen(power.folder);

    if (!power.log)
        return false;
    if (path[0] != '/' && !getcwd(cwd, sizeof cwd))
        power_broken(path);
    if (path[0] == '.' && (path[1] == '/' || path[1] == '\0'))
        path += path[1] == '/' ? 2 : 1;
    snprintf(whole, sizeof whole, "%s%s%s", cwd, *cwd && *path ? "/" : "",
             path);
    if (strncmp(whole, power.folder, len) != 0 ||
        (whole[len] && whole[len] != '/') || strlen(whole + len) > 127)
        return false;
    strcpy(name, whole + len + (whole[len] == '/'));
    return !ends_with(name, "-shm") && !ends_with(name, ".lock");
}

size_t power_find(const char *name)
{
    size_t i = 0;

    while (i < NAMES_MAX && strcmp(power.names[i].path, name) != 0)
        i++;
    return i;
}

static uint32_t number_file(const char *name, bool found)
{
    size_t at = power_find(name);

    if (at < NAMES_MAX)
        return power.names[at].file;
    at = power_find("");
    if (at == NAMES_MAX)
        power_broken("too many files");
    strcpy(power.names[at].path, name);
    power.names[at].file = ++power.files;
    power_put(found ? POWER_FOUND : POWER_CREATED, power.files, 0, name,
              strlen(name));
    return power.files;
}

static void note_open(int fd, const char *name, int flags, bool found)
{
    struct stat status;

    if (fd >= FDS_MAX || fstat(fd, &status) != 0)
        power_broken(name);
    if (S_ISDIR(status.st_mode)) {
        power.fds[fd] = FOLDER_FD;
        snprintf(power.folders[fd], sizeof power.folders[fd], "%s", name);
    } else if ((flags & O_ACCMODE) != O_RDONLY) {
        power.fds[fd] = number_file(name, found);
        if (found && (flags & O_TRUNC))
            power_put(POWER_SIZE, power.fds[fd], 0, NULL, 0);
    }
}

int power_open(const char *path, int flags, mode_t mode)
{
    char name[128];
    bool ours = power_inside(path, name), found;
    int fd;

    if (!ours)
        return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    power_lock();
    found = faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    if (fd >= 0)
        note_open(fd, name, flags, found);
    power_unlock();
    return fd;
}
