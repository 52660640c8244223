/*
 * Calls of the system, and of SQLite, that fail: see failing.h. What a stream took
 * before it failed stays in it.
 */
#ifdef WRAPPED

#include "failing.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fails(int number)
{
    if (!failing_now(FAIL_CALL))
        return false;
    errno = number;
    return true;
}

/* As if a write had failed: the standard library has no call for it. */
static bool stream_fails(FILE *stream)
{
    if (!fails(EIO))
        return false;
    stream->_flags |= 0x20;
    return true;
}

#define WRAP(type, name, parameters, arguments, condition, failure) \
    type __real_##name parameters;                                  \
    type __wrap_##name parameters;                                  \
    type __wrap_##name parameters                                   \
    {                                                               \
        return condition ? failure : __real_##name arguments;       \
    }

/* ---- files ---- */

WRAP(ssize_t, read, (int file, void *at, size_t size), (file, at, size),
     fails(EIO), -1)
WRAP(ssize_t, pread, (int file, void *at, size_t size, off_t from),
     (file, at, size, from), fails(EIO), -1)
WRAP(ssize_t, write, (int file, const void *at, size_t size), (file, at, size),
     fails(ENOSPC), -1)
WRAP(int, fsync, (int file), (file), fails(EIO), -1)
WRAP(int, fdatasync, (int file), (file), fails(EIO), -1)
WRAP(int, ftruncate, (int file, off_t size), (file, size), fails(EIO), -1)
WRAP(off_t, lseek, (int file, off_t to, int whence), (file, to, whence),
     fails(EIO), -1)
WRAP(int, rename, (const char *from, const char *to), (from, to), fails(EIO),
     -1)
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), fails(EIO), -1)
WRAP(int, mkstemp, (char *path), (path), fails(EMFILE), -1)
WRAP(int, fchmod, (int file, mode_t mode), (file, mode), fails(EIO), -1)
WRAP(int, stat, (const char *path, struct stat *stat), (path, stat), fails(EIO),
     -1)
WRAP(int, lstat, (const char *path, struct stat *stat), (path, stat),
     fails(EIO), -1)
WRAP(int, fstat, (int file, struct stat *stat), (file, stat), fails(EIO), -1)
WRAP(char *, realpath, (const char *path, char *real), (path, real), fails(EIO),
     NULL)
WRAP(int, poll, (struct pollfd * files, nfds_t count, int wait),
     (files, count, wait), fails(ENOMEM), -1)
WRAP(int, glob,
     (const char *pattern, int flags, int (*failed)(const char *, int),
      glob_t *found),
     (pattern, flags, failed, found), fails(EIO), GLOB_ABORTED)

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    va_list args;
    mode_t mode;

    va_start(args, flags);
    mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    return fails(EMFILE) ? -1 : __real_open(path, flags, mode);
}

int __real_fcntl(int file, int command, ...);
int __wrap_fcntl(int file, int command, ...);
int __wrap_fcntl(int file, int command, ...)
{
    va_list args;
    void *argument;

    va_start(args, command);
    argument = va_arg(args, void *);
    va_end(args);
    return fails(ENOLCK) ? -1 : __real_fcntl(file, command, argument);
}

/* ---- streams ---- */

WRAP(FILE *, fopen, (const char *path, const char *mode), (path, mode),
     fails(EMFILE), NULL)
WRAP(FILE *, fdopen, (int file, const char *mode), (file, mode), fails(ENOMEM),
     NULL)
WRAP(FILE *, open_memstream, (char **text, size_t *size), (text, size),
     fails(ENOMEM), NULL)
WRAP(size_t, fread, (void *at, size_t size, size_t count, FILE *from),
     (at, size, count, from), stream_fails(from), 0)
WRAP(ssize_t, getline, (char **line, size_t *room, FILE *from),
     (line, room, from), stream_fails(from), -1)
WRAP(size_t, fwrite, (const void *at, size_t size, size_t count, FILE *to),
     (at, size, count, to), stream_fails(to), 0)
WRAP(int, fputs, (const char *text, FILE *to), (text, to), stream_fails(to),
     EOF)
WRAP(int, fputc, (int byte, FILE *to), (byte, to), stream_fails(to), EOF)
WRAP(int, csv_fwrite, (FILE * to, const void *at, size_t size), (to, at, size),
     stream_fails(to), EOF)
WRAP(int, fflush, (FILE * to), (to), stream_fails(to), EOF)

int __real_fclose(FILE *stream);
int __wrap_fclose(FILE *stream);
int __wrap_fclose(FILE *stream)
{
    int failed = fails(EIO) ? EOF : 0;

    return __real_fclose(stream) || failed ? EOF : 0;
}

int __wrap_fprintf(FILE *to, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
int __wrap_fprintf(FILE *to, const char *format, ...)
{
    va_list args;
    int len;

    if (stream_fails(to))
        return -1;
    va_start(args, format);
    len = vfprintf(to, format, args);
    va_end(args);
    return len;
}

/* ---- threads ---- */

WRAP(int, pthread_create,
     (pthread_t * thread, const pthread_attr_t *how, void *(*run)(void *),
      void *with),
     (thread, how, run, with), fails(EAGAIN), EAGAIN)
WRAP(int, pthread_mutex_init,
     (pthread_mutex_t * mutex, const pthread_mutexattr_t *how), (mutex, how),
     fails(ENOMEM), ENOMEM)
WRAP(int, pthread_cond_init,
     (pthread_cond_t * condition, const pthread_condattr_t *how),
     (condition, how), fails(ENOMEM), ENOMEM)

/* ---- SQLite ---- */

WRAP(int, sqlite3_step, (sqlite3_stmt * statement), (statement), fails(EIO),
     SQLITE_IOERR)
WRAP(int, sqlite3_prepare_v2,
     (sqlite3 * db, const char *sql, int size, sqlite3_stmt **statement,
      const char **rest),
     (db, sql, size, statement, rest), fails(EIO),
     (*statement = NULL, SQLITE_IOERR))
WRAP(int, sqlite3_prepare_v3,
     (sqlite3 * db, const char *sql, int size, unsigned flags,
      sqlite3_stmt **statement, const char **rest),
     (db, sql, size, flags, statement, rest), fails(EIO),
     (*statement = NULL, SQLITE_IOERR))
WRAP(int, sqlite3_exec,
     (sqlite3 * db, const char *sql, int (*row)(void *, int, char **, char **),
      void *with, char **message),
     (db, sql, row, with, message), fails(EIO), SQLITE_IOERR)
WRAP(int, sqlite3_bind_int64,
     (sqlite3_stmt * statement, int at, sqlite3_int64 value),
     (statement, at, value), fails(ENOMEM), SQLITE_NOMEM)
WRAP(int, sqlite3_bind_null, (sqlite3_stmt * statement, int at),
     (statement, at), fails(ENOMEM), SQLITE_NOMEM)
WRAP(int, sqlite3_bind_double, (sqlite3_stmt * statement, int at, double value),
     (statement, at, value), fails(ENOMEM), SQLITE_NOMEM)
int __real_sqlite3_bind_text(sqlite3_stmt *statement, int at, const char *text,
                             int size, void (*free_it)(void *));
int __wrap_sqlite3_bind_text(sqlite3_stmt *statement, int at, const char *text,
                             int size, void (*free_it)(void *));
int __wrap_sqlite3_bind_text(sqlite3_stmt *statement, int at, const char *text,
                             int size, void (*free_it)(void *))
{
    if (!fails(ENOMEM))
        return __real_sqlite3_bind_text(statement, at, text, size, free_it);
    if (free_it != SQLITE_STATIC && free_it != SQLITE_TRANSIENT)
        free_it((void *)(uintptr_t)text); /* SQLite's to free, also then */
    return SQLITE_NOMEM;
}

#else

typedef int failing_calls_need_the_linker;

#endif
