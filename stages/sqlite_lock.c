/* See sqlite_lock.h. */
#include "sqlite_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOCK_TEXT 400

void sqlite_lock_init(struct sqlite_lock *lock)
{
    *lock = (struct sqlite_lock){.file = -1};
}

static int lock_path(char path[PATH_MAX], const char *database,
                     struct error *error)
{
    int len = snprintf(path, PATH_MAX, "%s.lock", database);

    if (len < 0 || len >= PATH_MAX)
        return error_set(error, ERROR_STORE, "%s: the path is too long",
                         database);
    return 0;
}

/* make: 0, or O_CREAT. Without, one that can't be opened is no error: taking the lock
 * says what is wrong. */
static int lock_open(struct sqlite_lock *lock, const char *path, int make,
                     struct error *error)
{
    struct stat status;

    lock->file =
        open(path, O_RDWR | make | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    if (lock->file < 0 && !make)
        return 0;
    if (lock->file < 0)
        return error_system(error, ERROR_STORE, errno,
                            "%s: can't open the lock file", path);
    if (fstat(lock->file, &status) || !S_ISREG(status.st_mode))
        return error_set(error, ERROR_STORE, "%s: is no regular file", path);
    return 0;
}

/* The holder's "pid host since", if it is the holder of now that wrote it. */
static void holder_text(const struct sqlite_lock *lock, pid_t pid,
                        char host[LOCK_TEXT], char since[LOCK_TEXT])
{
    char text[LOCK_TEXT];
    ssize_t got = pread(lock->file, text, sizeof text - 1, 0);
    long wrote = 0;

    host[0] = since[0] = '\0';
    if (got <= 0)
        return;
    text[got] = '\0';
    if (sscanf(text, "pid %ld host %255s since %63s", &wrote, host, since) !=
            3 ||
        (pid > 0 && wrote != (long)pid))
        host[0] = since[0] = '\0';
}

static int lock_refused(const struct sqlite_lock *lock, const char *database,
                        struct error *error)
{
    struct flock holder = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char host[LOCK_TEXT], since[LOCK_TEXT];

    if (fcntl(lock->file, F_GETLK, &holder) < 0 || holder.l_type == F_UNLCK)
        return error_set(error, ERROR_LOCKED,
                         "%s: another import held this "
                         "database a moment ago; run it again",
                         database);
    holder_text(lock, holder.l_pid, host, since);
    if (!host[0])
        return error_set(error, ERROR_LOCKED,
                         "%s: another import holds this "
                         "database (process %ld)",
                         database, (long)holder.l_pid);
    return error_set(error, ERROR_LOCKED,
                     "%s: another import holds this "
                     "database (process %ld on %s since %s)",
                     database, (long)holder.l_pid, host, since);
}

/* Serves messages alone, so a failure (a full disk) must not stop the import. */
static void lock_sign(const struct sqlite_lock *lock)
{
    char host[HOST_NAME_MAX + 1] = "", since[32] = "", text[LOCK_TEXT];
    time_t now = time(NULL);
    struct tm utc;
    int len;

    if (gethostname(host, sizeof host - 1) || !host[0])
        snprintf(host, sizeof host, "unknown");
    if (!gmtime_r(&now, &utc) ||
        !strftime(since, sizeof since, "%Y-%m-%dT%H:%M:%SZ", &utc))
        snprintf(since, sizeof since, "unknown");
    len = snprintf(text, sizeof text, "pid %ld host %s since %s\n",
                   (long)getpid(), host, since);
    if (ftruncate(lock->file, 0) == 0 && len > 0 &&
        pwrite(lock->file, text, (size_t)len, 0) != len)
        (void)!ftruncate(lock->file, 0);
}

int sqlite_lock_ask(struct sqlite_lock *lock, const char *database,
                    struct error *error)
{
    struct flock holder = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char path[PATH_MAX];

    if (lock->held)
        return 0;
    if (lock_path(path, database, error) ||
        (lock->file < 0 && lock_open(lock, path, 0, error)))
        return -1;
    if (lock->file < 0 || fcntl(lock->file, F_GETLK, &holder) < 0 ||
        holder.l_type == F_UNLCK)
        return 0;
    return lock_refused(lock, database, error);
}

int sqlite_lock_take(struct sqlite_lock *lock, const char *database,
                     struct error *error)
{
    struct flock wanted = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char path[PATH_MAX];

    if (lock->held)
        return 0;
    if (lock_path(path, database, error) ||
        (lock->file < 0 && lock_open(lock, path, O_CREAT, error)))
        return -1;
    if (fcntl(lock->file, F_SETLK, &wanted) < 0) {
        if (errno == EACCES || errno == EAGAIN)
            return lock_refused(lock, database, error);
        return error_system(error, ERROR_STORE, errno, "%s: can't be locked",
                            path);
    }
    lock->held = true;
    lock_sign(lock);
    return 0;
}

void sqlite_lock_leave(struct sqlite_lock *lock)
{
    struct flock none = {.l_type = F_UNLCK, .l_whence = SEEK_SET};

    /* Should unlocking fail, closing the file does it. */
    if (lock->held && fcntl(lock->file, F_SETLK, &none) < 0)
        sqlite_lock_clear(lock);
    lock->held = false;
}

void sqlite_lock_clear(struct sqlite_lock *lock)
{
    if (lock->file >= 0)
        close(lock->file);
    sqlite_lock_init(lock);
}
