/* See progress_text.h. */
#include "progress_text.h"

#include "thousands.h"
#include "visible.h"

#include <inttypes.h>
#include <stdio.h>

#define BAR_LEAST 10
#define BAR_MOST 40
#define NAME_MOST 24
#define RATE_MOST 1000000000000

/* What can be worked out of a state. */
struct figures {
    int percent; /* -1: unknown */
    char done[THOUSANDS_BYTES + 16];
    char rate[THOUSANDS_BYTES + 16];
    char rejects[THOUSANDS_BYTES + 16];
    char left[32]; /* "" if it can't be told */
};

static void write_left(char *to, size_t room, double seconds)
{
    uint64_t whole = seconds < 360000 ? (uint64_t)(seconds + 0.5) : 360000;

    if (whole >= 3600)
        snprintf(to, room, "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64 " left",
                 whole / 3600, whole / 60 % 60, whole % 60);
    else
        snprintf(to, room, "%" PRIu64 ":%02" PRIu64 " left", whole / 60,
                 whole % 60);
}

static struct figures figures_of(const struct progress_state *state,
                                 double seconds)
{
    struct figures figures = {.percent = -1};
    char number[THOUSANDS_BYTES];
    double rate = seconds > 0 ? (double)state->records / seconds : 0;
    double part;

    thousands(number, state->records);
    snprintf(figures.done, sizeof figures.done, "%s records", number);
    thousands(number, rate < RATE_MOST ? (uint64_t)rate : RATE_MOST);
    snprintf(figures.rate, sizeof figures.rate, "%s rec/s", number);
    thousands(number, state->rejects);
    snprintf(figures.rejects, sizeof figures.rejects, "%s reject%s", number,
             state->rejects == 1 ? "" : "s");
    if (!state->size)
        return figures;
    part = state->done < state->size ? (double)state->done / (double)state->size
                                     : 1;
    figures.percent = (int)(part * 100);
    if (part > 0 && seconds > 0)
        write_left(figures.left, sizeof figures.left, seconds / part - seconds);
    return figures;
}

/* The file's name without folders; a forged one can't drive the terminal. */
static struct slice short_name(char *to, size_t room, const char *file,
                               size_t columns)
{
    const char *slash = file ? strrchr(file, '/') : NULL;
    size_t len = visible_text(to, room,
                              slice_of(slash && slash[1] ? slash + 1
                                       : file            ? file
                                                         : ""));

    return visible_cut((struct slice){to, len}, columns);
}

/* Puts a part behind two blanks if it fits. */
static bool add_part(char *text, size_t *width, size_t columns,
                     const char *part)
{
    size_t len = strlen(text), gap = len ? 2 : 0;

    if (!*part || *width + gap + strlen(part) > columns)
        return false;
    snprintf(text + len, PROGRESS_BYTES - len, "%s%s", gap ? "  " : "", part);
    *width += gap + strlen(part);
    return true;
}

static void draw(char bar[BAR_MOST + 3], int percent, size_t cells)
{
    size_t full = percent < 0 ? 0 : cells * (size_t)percent / 100;

    bar[0] = '[';
    memset(bar + 1, '#', full);
    memset(bar + 1 + full, '.', cells - full);
    bar[cells + 1] = ']';
    bar[cells + 2] = '\0';
}

/* Columns that parts take which are wanted more than a wide bar. */
static size_t wanted(const struct figures *figures)
{
    return strlen(figures->rate) + strlen(figures->rejects) +
           strlen(figures->left) + 6;
}

void progress_bar(char text[PROGRESS_BYTES], const struct progress_state *state,
                  double seconds, size_t columns)
{
    struct figures figures = figures_of(state, seconds);
    char name[512], percent[16] = "", bar[BAR_MOST + 3];
    size_t name_room = columns / 4 < NAME_MOST ? columns / 4 : NAME_MOST;
    struct slice shown = short_name(name, sizeof name, state->file, name_room);
    size_t width = visible_width(shown), rest;

    snprintf(text, PROGRESS_BYTES, "%.*s", SLICE_ARG(shown));
    if (figures.percent >= 0)
        snprintf(percent, sizeof percent, "%3d%%", figures.percent);
    add_part(text, &width, columns, percent);
    rest = width + wanted(&figures) + 4 < columns
               ? columns - width - wanted(&figures) - 4
               : 0;
    if (figures.percent >= 0 && rest >= BAR_LEAST) {
        draw(bar, figures.percent, rest < BAR_MOST ? rest : BAR_MOST);
        add_part(text, &width, columns, bar);
    }
    if (figures.percent < 0)
        add_part(text, &width, columns, figures.done);
    /* Of what does not fit, the time left is missed most. */
    if (width + 2 + strlen(figures.rate) + 2 + strlen(figures.left) <= columns)
        add_part(text, &width, columns, figures.rate);
    if (width + 2 + strlen(figures.rejects) + 2 + strlen(figures.left) <=
        columns)
        add_part(text, &width, columns, figures.rejects);
    add_part(text, &width, columns, figures.left);
}

void progress_line(char text[PROGRESS_BYTES],
                   const struct progress_state *state, double seconds)
{
    struct figures figures = figures_of(state, seconds);
    char name[512], percent[16] = "";
    struct slice shown = short_name(name, sizeof name, state->file, 400);

    if (figures.percent >= 0)
        snprintf(percent, sizeof percent, "%d%%, ", figures.percent);
    snprintf(text, PROGRESS_BYTES, "%.*s: %s%s, %s, %s%s%s", SLICE_ARG(shown),
             percent, figures.done, figures.rate, figures.rejects,
             *figures.left ? ", " : "", figures.left);
}
