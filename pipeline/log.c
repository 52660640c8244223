/*
 * See log.h. A line is put together first and written by one call, so that
 * lines of several threads, or of several processes on one log, do not mix.
 */
#include "log.h"

#include "progress.h"
#include "visible.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>

#define MESSAGE_BYTES 4096 /* longer ones are cut, and say so */

static pthread_mutex_t log_lock = PTHREAD_MUTEX_INITIALIZER;
static enum log_level shown = LOG_NOTE;

static const char *const prefixes[] = {
    [LOG_ERROR] = "bibload: error: ",
    [LOG_WARNING] = "bibload: warning: ",
    [LOG_NOTE] = "",
    [LOG_DETAIL] = "",
};

void log_set_level(enum log_level level)
{
    pthread_mutex_lock(&log_lock);
    shown = level;
    pthread_mutex_unlock(&log_lock);
}

static void write_line(enum log_level level, struct slice message, bool cut)
{
    static char line[4 * MESSAGE_BYTES + 64]; /* under log_lock */
    size_t len = (size_t)snprintf(line, sizeof line, "%s", prefixes[level]);

    len += visible_text(line + len, sizeof line - len - 8, message);
    len += (size_t)snprintf(line + len, sizeof line - len, "%s\n",
                            cut ? "..." : "");
    progress_hide();
    /* Nobody is left to tell if standard error is gone. */
    (void)!fwrite(line, 1, len, stderr);
}

void log_line(enum log_level level, const char *format, ...)
{
    char message[MESSAGE_BYTES];
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (len < 0)
        return;
    pthread_mutex_lock(&log_lock);
    if (level <= shown)
        write_line(level, slice_of(message), (size_t)len >= sizeof message);
    pthread_mutex_unlock(&log_lock);
}
