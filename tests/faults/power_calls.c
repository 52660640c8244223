/*
 * See power_record.h. The functions that bibload, SQLite and the C library call by
 * name; each does what it is asked to by a system call, and puts it into the log. In
 * the end those of SQLite that say that a transaction is committed.
 */
#include "power_record.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *next(const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);

    if (!found)
        power_broken(name);
    return found;
}

static mode_t mode_of(int flags, va_list list)
{
    return flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, mode_t) : 0;
}

#define OPEN(function)                             \
    int function(const char *path, int flags, ...) \
    {                                              \
        va_list list;                              \
        mode_t mode;                               \
                                                   \
        va_start(list, flags);                     \
        mode = mode_of(flags, list);               \
        va_end(list);                              \
        return power_open(path, flags, mode);      \
    }

OPEN(open)
OPEN(open64)

int close(int fd)
{
    if (power.log && fd >= 0 && fd < FDS_MAX && power.fds[fd]) {
        power_lock();
        power.fds[fd] = 0;
        power_unlock();
    }
    return (int)syscall(SYS_close, fd);
}

static bool is_file(int fd)
{
    return power.log && fd >= 0 && fd < FDS_MAX && power.fds[fd] &&
           power.fds[fd] != FOLDER_FD;
}

/* ---- bytes ---- */

ssize_t write(int fd, const void *bytes, size_t len)
{
    off_t at = is_file(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = syscall(SYS_write, fd, bytes, len);

    if (done > 0 && is_file(fd)) {
        power_lock();
        power_put(POWER_WRITE, power.fds[fd], (uint64_t)at, bytes,
                  (size_t)done);
        power_unlock();
    }
    return done;
}

static ssize_t write_at(int fd, const void *bytes, size_t len, off_t at)
{
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, len, at);

    if (done > 0 && is_file(fd)) {
        power_lock();
        power_put(POWER_WRITE, power.fds[fd], (uint64_t)at, bytes,
                  (size_t)done);
        power_unlock();
    }
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    return write_at(fd, bytes, len, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t at)
{
    return write_at(fd, bytes, len, at);
}

static int cut_file(int fd, off_t size)
{
    int result = (int)syscall(SYS_ftruncate, fd, size);

    if (result == 0 && is_file(fd)) {
        power_lock();
        power_put(POWER_SIZE, power.fds[fd], (uint64_t)size, NULL, 0);
        power_unlock();
    }
    return result;
}

int ftruncate(int fd, off_t size)
{
    return cut_file(fd, size);
}

int ftruncate64(int fd, off_t size)
{
    return cut_file(fd, size);
}

/* SQLite doesn't look at the answer for the folder of the database, which its
 * journals are in; so that one is never made to fail. */
static int sync_file(int fd, long call)
{
    const char *folder;
    int result = 0;

    if (!power.log || fd < 0 || fd >= FDS_MAX || !power.fds[fd])
        return (int)syscall(call, fd);
    power_lock();
    folder = power.fds[fd] == FOLDER_FD ? power.folders[fd] : NULL;
    if ((!folder || *folder) && ++power.syncs == power.fail_sync) {
        power_put(POWER_FAILED, folder ? 0 : power.fds[fd], 0, NULL, 0);
        result = -1;
    } else if ((result = (int)syscall(call, fd)) != 0) {
        power_broken("a sync");
    } else if (folder) {
        power_put(POWER_FOLDER, 0, 0, folder, strlen(folder));
    } else {
        power_put(POWER_SYNC, power.fds[fd], 0, NULL, 0);
    }
    power_unlock();
    if (result != 0)
        errno = EIO;
    return result;
}

int fsync(int fd)
{
    return sync_file(fd, SYS_fsync);
}

int fdatasync(int fd)
{
    return sync_file(fd, SYS_fdatasync);
}

/* ---- names ---- */

static void drop_name(const char *name)
{
    size_t at = power_find(name);

    if (at < NAMES_MAX)
        power.names[at].path[0] = '\0';
}

int unlink(const char *path)
{
    char name[128];
    int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);

    if (result == 0 && power_inside(path, name)) {
        power_lock();
        drop_name(name);
        power_put(POWER_UNLINK, 0, 0, name, strlen(name));
        power_unlock();
    }
    return result;
}

int rename(const char *from, const char *to)
{
    char names[256], target[128];
    int result = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);

    if (result == 0 && power_inside(from, names) && power_inside(to, target)) {
        size_t at, len = strlen(names);

        power_lock();
        drop_name(target);
        at = power_find(names);
        if (at < NAMES_MAX)
            strcpy(power.names[at].path, target);
        strcpy(names + len + 1, target);
        power_put(POWER_RENAME, 0, 0, names, len + 1 + strlen(target));
        power_unlock();
    }
    return result;
}

int mkdir(const char *path, mode_t mode)
{
    char name[128];
    int result = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);

    if (result == 0 && power_inside(path, name)) {
        power_lock();
        power_put(POWER_MKDIR, 0, 0, name, strlen(name));
        power_unlock();
    }
    return result;
}

/* ---- commits ---- */

static void note_commit(void)
{
    power_lock();
    power_put(POWER_COMMIT, 0, 0, NULL, 0);
    if (++power.commits == power.kill_at)
        raise(SIGKILL);
    power_unlock();
}

static bool is_watched(sqlite3 *db)
{
    const char *path = db ? sqlite3_db_filename(db, "main") : NULL;
    char name[128];

    return path && *path && power_inside(path, name);
}

static bool is_rollback(const char *sql)
{
    return sql && sqlite3_strnicmp(sql, "ROLLBACK", 8) == 0;
}

/* A cache of few pages: pages are written before the commit, as in a transaction that
 * is larger than the memory. */
static void shrink_cache(sqlite3 *db, const char *sql)
{
    int (*real)(sqlite3 *, const char *, int (*)(void *, int, char **, char **),
                void *, char **) = next("sqlite3_exec");
    char pragma[50];

    if (!power.cache || !sql || sqlite3_strnicmp(sql, "BEGIN", 5) != 0)
        return;
    snprintf(pragma, sizeof pragma, "PRAGMA cache_size = %ld", power.cache);
    if (real(db, pragma, NULL, NULL, NULL) != SQLITE_OK)
        power_broken(pragma);
}

int sqlite3_step(sqlite3_stmt *statement)
{
    int (*real)(sqlite3_stmt *) = next("sqlite3_step");
    sqlite3 *db = sqlite3_db_handle(statement);
    bool watched = is_watched(db);
    bool open = watched && !sqlite3_get_autocommit(db);
    bool writes = watched && !sqlite3_stmt_readonly(statement);
    int code;

    if (watched)
        shrink_cache(db, sqlite3_sql(statement));
    code = real(statement);
    if (watched && code == SQLITE_DONE && sqlite3_get_autocommit(db) &&
        (open || writes) && !is_rollback(sqlite3_sql(statement)))
        note_commit();
    return code;
}

int sqlite3_exec(sqlite3 *db, const char *sql,
                 int (*row)(void *, int, char **, char **), void *client,
                 char **message)
{
    int (*real)(sqlite3 *, const char *, int (*)(void *, int, char **, char **),
                void *, char **) = next("sqlite3_exec");
    bool watched = is_watched(db);
    bool open = watched && !sqlite3_get_autocommit(db);
    int code = real(db, sql, row, client, message);

    if (watched && code == SQLITE_OK && open && sqlite3_get_autocommit(db) &&
        !is_rollback(sql))
        note_commit();
    return code;
}
