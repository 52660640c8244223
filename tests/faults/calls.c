/*
 * Calls that fail, and reads and writes that move fewer bytes than they were asked
 * to. The calls that bibload and its libraries make by name are here, in both
 * their spellings; streams.c brings those of stdio along. Standard error, which
 * tells of failures, never fails.
 */
#include "preload.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool hit(bool kind, long count)
{
    const struct fault_request *request = &faults->request;

    return kind &&
           (request->onwards ? count >= request->at : count == request->at);
}

static void note(const char *call, const char *on)
{
    char *to = faults->report.fault;

    if (!*to)
        snprintf(to, sizeof faults->report.fault, "%s %s", call, on);
}

/* ON: a path, or where there is none "". */
static bool fails(const char *call, const char *on)
{
    long count;

    if (!faults)
        return false;
    count = ++faults->report.calls;
    stops_at(FAULT_CALL, count);
    if (!hit(faults->request.kind == FAULT_CALL, count))
        return false;
    note(call, on);
    errno = faults->request.error;
    return true;
}

static bool fails_of(const char *call, int fd)
{
    return fd != STDERR_FILENO && fails(call, "");
}

/* Of how many bytes a transfer is. */
static size_t moved(const char *call, int fd, size_t bytes)
{
    size_t fewer;
    long count;

    if (!faults || fd == STDERR_FILENO)
        return bytes;
    count = ++faults->report.transfers;
    stops_at(FAULT_SHORT, count);
    if (!hit(faults->request.kind == FAULT_SHORT, count))
        return bytes;
    fewer = faults->request.bytes ? (size_t)faults->request.bytes : bytes / 2;
    if (fewer == 0 || fewer >= bytes)
        return bytes;
    note(call, "short");
    return fewer;
}

ssize_t read(int fd, void *to, size_t bytes)
{
    return fails_of("read", fd)
               ? -1
               : syscall(SYS_read, fd, to, moved("read", fd, bytes));
}

ssize_t write(int fd, const void *from, size_t bytes)
{
    return fails_of("write", fd)
               ? -1
               : syscall(SYS_write, fd, from, moved("write", fd, bytes));
}

ssize_t pread(int fd, void *to, size_t bytes, off_t at)
{
    return fails_of("pread", fd)
               ? -1
               : syscall(SYS_pread64, fd, to, moved("pread", fd, bytes), at);
}

ssize_t pwrite(int fd, const void *from, size_t bytes, off_t at)
{
    return fails_of("pwrite", fd) ? -1
                                  : syscall(SYS_pwrite64, fd, from,
                                            moved("pwrite", fd, bytes), at);
}

int fsync(int fd)
{
    return fails_of("fsync", fd) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    return fails_of("fdatasync", fd) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int ftruncate(int fd, off_t size)
{
    return fails_of("ftruncate", fd) ? -1
                                     : (int)syscall(SYS_ftruncate, fd, size);
}

off_t lseek(int fd, off_t at, int whence)
{
    return fails_of("lseek", fd) ? -1 : syscall(SYS_lseek, fd, at, whence);
}

int fchmod(int fd, mode_t mode)
{
    return fails_of("fchmod", fd) ? -1 : (int)syscall(SYS_fchmod, fd, mode);
}

/* It is closed all the same, as Linux does. */
int close(int fd)
{
    bool failed = fails_of("close", fd);
    int number = errno, result = (int)syscall(SYS_close, fd);

    if (!failed)
        return result;
    errno = number;
    return -1;
}

static int open_as(const char *path, int flags, va_list args)
{
    int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, int) : 0;

    /* what SQLite takes its random numbers from */
    if (strcmp(path, "/dev/urandom") == 0)
        return (int)syscall(SYS_openat, AT_FDCWD, "/dev/zero", flags, 0);
    if (fails("open", path))
        return -1;
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list args;
    int fd;

    va_start(args, flags);
    fd = open_as(path, flags, args);
    va_end(args);
    return fd;
}

int open64(const char *path, int flags, ...)
{
    va_list args;
    int fd;

    va_start(args, flags);
    fd = open_as(path, flags, args);
    va_end(args);
    return fd;
}

/* Names that come again: those of an undisturbed run. tree.h knows their form. */
int mkostemp(char *template, int flags)
{
    static int made;
    char *end = template + strlen(template) - 6;
    int fd;

    do {
        made++;
        for (int i = 5, rest = made; i >= 0; i--, rest /= 10)
            end[i] = (char)('0' + rest % 10);
        fd = open(template, O_RDWR | O_CREAT | O_EXCL | flags, 0600);
    } while (fd < 0 && errno == EEXIST);
    return fd;
}

int mkstemp(char *template)
{
    return mkostemp(template, 0);
}

static int fcntl_as(int fd, int command, va_list args)
{
    void *value = va_arg(args, void *); /* or a number */
    int result;

    if (fails_of("fcntl", fd))
        return -1;
    if (stops_lock(fd, command, value, &result))
        return result;
    return (int)syscall(SYS_fcntl, fd, command, value);
}

int fcntl(int fd, int command, ...)
{
    va_list args;
    int result;

    va_start(args, command);
    result = fcntl_as(fd, command, args);
    va_end(args);
    return result;
}

int fcntl64(int fd, int command, ...)
{
    va_list args;
    int result;

    va_start(args, command);
    result = fcntl_as(fd, command, args);
    va_end(args);
    return result;
}

int rename(const char *from, const char *to)
{
    return fails("rename", from)
               ? -1
               : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlink(const char *path)
{
    return fails("unlink", path)
               ? -1
               : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    return fails("rmdir", path)
               ? -1
               : (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdir(const char *path, mode_t mode)
{
    return fails("mkdir", path)
               ? -1
               : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int access(const char *path, int mode)
{
    return fails("access", path)
               ? -1
               : (int)syscall(SYS_faccessat, AT_FDCWD, path, mode);
}

ssize_t readlink(const char *restrict path, char *restrict to, size_t size)
{
    return fails("readlink", path)
               ? -1
               : syscall(SYS_readlinkat, AT_FDCWD, path, to, size);
}

static int stat_as(int fd, const char *path, struct stat *to, int flags)
{
    int result = (int)syscall(SYS_newfstatat, fd, path, to, flags);

    if (result == 0)
        stops_hide_link(to);
    return result;
}

int stat(const char *restrict path, struct stat *restrict to)
{
    return fails("stat", path) ? -1 : stat_as(AT_FDCWD, path, to, 0);
}

int lstat(const char *restrict path, struct stat *restrict to)
{
    return fails("lstat", path)
               ? -1
               : stat_as(AT_FDCWD, path, to, AT_SYMLINK_NOFOLLOW);
}

int fstat(int fd, struct stat *to)
{
    return fails_of("fstat", fd) ? -1 : stat_as(fd, "", to, AT_EMPTY_PATH);
}

void *mmap64(void *at, size_t size, int protection, int flags, int fd,
             off_t offset)
{
    if (fails_of("mmap", fd))
        return MAP_FAILED;
    return (void *)syscall(SYS_mmap, at, size, protection, flags, fd, offset);
}

char *getcwd(char *to, size_t size)
{
    if (fails("getcwd", ""))
        return NULL;
    return syscall(SYS_getcwd, to, size) < 0 ? NULL : to;
}

char *realpath(const char *restrict path, char *restrict to)
{
    char *(*real)(const char *, char *);

    *(void **)&real = dlsym(RTLD_NEXT, "realpath");
    return fails("realpath", path) ? NULL : real(path, to);
}

int glob(const char *restrict pattern, int flags,
         int (*failed)(const char *path, int number), glob_t *restrict found)
{
    int (*real)(const char *, int, int (*)(const char *, int), glob_t *);

    *(void **)&real = dlsym(RTLD_NEXT, "glob");
    return fails("glob", pattern) ? GLOB_ABORTED
                                  : real(pattern, flags, failed, found);
}

/* Files are of one size here: the other spellings are the same calls. */
_Static_assert(sizeof(off_t) == 8 &&
                   sizeof(struct stat) == sizeof(struct stat64),
               "an off_t has 64 bits");

ssize_t pread64(int fd, void *to, size_t bytes, off_t at)
    __attribute__((alias("pread")));
ssize_t pwrite64(int fd, const void *from, size_t bytes, off_t at)
    __attribute__((alias("pwrite")));
int ftruncate64(int fd, off_t size) __attribute__((alias("ftruncate")));
int stat64(const char *restrict path, struct stat64 *restrict to)
    __attribute__((alias("stat")));
int lstat64(const char *restrict path, struct stat64 *restrict to)
    __attribute__((alias("lstat")));
int fstat64(int fd, struct stat64 *to) __attribute__((alias("fstat")));
