/*
 * Messages to standard error, one line each. Text from data may hold anything:
 * control characters are shown as \xNN, so that nobody forges a line or drives
 * the terminal.
 */
#ifndef BIBLOAD_LOG_H
#define BIBLOAD_LOG_H

enum log_level { LOG_ERROR, LOG_WARNING, LOG_NOTE, LOG_DETAIL };

/* What is shown: LOG_NOTE unless --quiet (LOG_WARNING) or --verbose (LOG_DETAIL). */
void log_set_level(enum log_level level);

/* "bibload: error: ..." for LOG_ERROR, "bibload: warning: ..." for LOG_WARNING,
 * the bare text otherwise. Clears a progress bar first. */
void log_line(enum log_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
