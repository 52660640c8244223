/*
 * See progress.h. progress_show belongs to one thread; progress_hide may be
 * called by any, so what is on the screen is under a lock. Nothing here calls
 * log_line while it holds that lock: log_line takes it itself.
 */
#include "progress.h"

#include "log.h"
#include "progress_text.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define BAR_INTERVAL 0.1
#define LINE_INTERVAL 60.0

enum progress_form { FORM_NONE, FORM_BAR, FORM_LINES };

static pthread_mutex_t screen_lock = PTHREAD_MUTEX_INITIALIZER;
static bool bar_is_shown; /* under screen_lock */

static enum progress_form form;
static double began, next_show;

static double now(void)
{
    struct timespec time;

    if (clock_gettime(CLOCK_MONOTONIC, &time) != 0)
        return 0;
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ALWAYS draws a bar into a file too: somebody asked for it. */
static enum progress_form choose_form(enum progress_when when)
{
    const char *terminal = getenv("TERM");
    bool dumb = !terminal || strcmp(terminal, "dumb") == 0;

    if (when == PROGRESS_NEVER)
        return FORM_NONE;
    if (dumb || (when == PROGRESS_AUTO && !isatty(STDERR_FILENO)))
        return FORM_LINES;
    return FORM_BAR;
}

/* Asked each time: windows are resized. */
static size_t terminal_width(void)
{
    struct winsize size = {0};
    const char *columns = getenv("COLUMNS");
    long width = 0;

    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width <= 0 && columns)
        width = strtol(columns, NULL, 10);
    if (width <= 0)
        return 80;
    return width < PROGRESS_BYTES / 8 ? (size_t)width : PROGRESS_BYTES / 8;
}

void progress_begin(enum progress_when when)
{
    form = choose_form(when);
    began = now();
    next_show = form == FORM_LINES ? began + 10 : began;
}

/* After 10, 30, 60, 120, ... seconds. */
static double line_after(double seconds)
{
    if (seconds < 30)
        return 30;
    if (seconds < 60)
        return 60;
    return ((double)(long)(seconds / LINE_INTERVAL) + 1) * LINE_INTERVAL;
}

static void draw_bar(const struct progress_state *state, double seconds)
{
    char text[PROGRESS_BYTES];
    size_t columns = terminal_width();

    /* The last column stays free: some terminals wrap when it is written. */
    progress_bar(text, state, seconds, columns > 1 ? columns - 1 : 1);
    pthread_mutex_lock(&screen_lock);
    fprintf(stderr, "\r%s\033[K", text);
    fflush(stderr);
    bar_is_shown = true;
    pthread_mutex_unlock(&screen_lock);
}

void progress_show(const struct progress_state *state)
{
    char text[PROGRESS_BYTES];
    double time, seconds;

    if (form == FORM_NONE)
        return;
    time = now();
    if (time < next_show)
        return;
    seconds = time - began;
    if (form == FORM_BAR) {
        draw_bar(state, seconds);
        next_show = time + BAR_INTERVAL;
    } else {
        progress_line(text, state, seconds);
        log_line(LOG_NOTE, "%s", text);
        next_show = began + line_after(seconds);
    }
}

void progress_hide(void)
{
    pthread_mutex_lock(&screen_lock);
    if (bar_is_shown) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
        bar_is_shown = false;
    }
    pthread_mutex_unlock(&screen_lock);
}

void progress_end(void)
{
    progress_hide();
    form = FORM_NONE;
}
