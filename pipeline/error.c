/* See error.h: the first error wins, and every filled error has a text. */
#include "error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

static void error_fill(struct error *error, enum error_kind kind,
                       const char *format, va_list args)
{
    error->kind = kind;
    error->again = kind == ERROR_DISK || kind == ERROR_INTERRUPTED ||
                   kind == ERROR_MEMORY || kind == ERROR_LOCKED;
    vsnprintf(error->text, sizeof error->text, format, args);
}

int error_set(struct error *error, enum error_kind kind, const char *format,
              ...)
{
    va_list args;

    if (error_is_set(error))
        return -1;
    va_start(args, format);
    error_fill(error, kind, format, args);
    va_end(args);
    return -1;
}

int error_memory(struct error *error)
{
    return error_set(error, ERROR_MEMORY, "out of memory");
}

/* The place is wrong, not the disk: it is as wrong the next time. */
static bool is_misplaced(int number)
{
    return number == ENAMETOOLONG || number == ENOENT || number == ENOTDIR ||
           number == EISDIR || number == ELOOP;
}

int error_system(struct error *error, enum error_kind kind, int number,
                 const char *format, ...)
{
    bool disk = number == ENOSPC || number == EDQUOT || number == EIO ||
                number == EROFS;
    va_list args;
    size_t len;

    if (error_is_set(error))
        return -1;
    va_start(args, format);
    error_fill(error,
               disk               ? ERROR_DISK
               : number == ENOMEM ? ERROR_MEMORY
               : number == EINTR  ? ERROR_INTERRUPTED
                                  : kind,
               format, args);
    va_end(args);
    error->again = error->again && !is_misplaced(number);
    len = strlen(error->text);
    snprintf(error->text + len, sizeof error->text - len, ": %s",
             strerror(number));
    return -1;
}

int error_exit_status(const struct error *error)
{
    switch (error->kind) {
    case ERROR_NONE:
        return 0;
    case ERROR_USAGE:
        return 2;
    case ERROR_LOCKED:
        return 4;
    default:
        return 3;
    }
}
