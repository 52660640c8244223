/* See pairs.h. */
#include "pairs.h"

#include "csv_cells.h"
#include "text.h"

#include "../pipeline/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define FILE_BYTES (64 << 20)

/* One file after the other. */
struct files {
    struct pairs_reading head;
    struct csv_cells cells;
};

int pairs_line_bad(struct pairs_reading *reading, const char *what,
                   struct slice found)
{
    return error_set(reading->error, ERROR_USAGE, "%s: line %u: %s: %.*s",
                     reading->path, reading->line, what, SLICE_ARG(found));
}

/* ---- lines ---- */

static const struct {
    const char *word;
    int (*read)(struct pairs_reading *reading, struct slice text,
                struct pair_sides *sides);
} subjects[] = {
    {"author", pairs_read_author},
    {"book", pairs_read_book},
};
#define SUBJECTS (sizeof subjects / sizeof *subjects)

static int add(struct pairs_reading *reading, const struct pair_side *is,
               const struct pair_side *other)
{
    struct pairs *pairs = reading->pairs;
    uint32_t place = (uint32_t)pairs->list.count;
    struct pair *pair = list_push(&pairs->arena, &pairs->list);

    if (!pair)
        return error_memory(reading->error);
    *pair = (struct pair){*is, *other, reading->verdict, reading->line, place};
    pairs->books += is->book;
    return 0;
}

/* By whatever each of the two is known. */
static int add_sides(struct pairs_reading *reading,
                     const struct pair_sides sides[2])
{
    for (size_t i = 0; i < sides[0].count; i++)
        for (size_t j = 0; j < sides[1].count; j++)
            if (add(reading, &sides[0].at[i], &sides[1].at[j]) ||
                add(reading, &sides[1].at[j], &sides[0].at[i]))
                return -1;
    return 0;
}

/* An id and a name may be two rows of one name; else one is not a pair. */
static bool are_one(const struct pair_sides sides[2])
{
    const struct pair_side *one = &sides[0].at[0], *two = &sides[1].at[0];

    return (one->id == 0) == (two->id == 0) && pairs_sides_equal(one, two);
}

static int read_pair(struct pairs_reading *reading, size_t subject,
                     const csv_cell_list *cells)
{
    struct pair_sides sides[2];

    for (size_t i = 0; i < 2; i++) {
        struct slice cell = slice_trim(cells->at[i + 1]);

        if (subjects[subject].read(reading, cell, &sides[i]))
            return -1;
        if (sides[i].count)
            continue;
        if (!reading->pairs->silent)
            log_line(LOG_WARNING, "%s: line %u: no %s has this id yet: %.*s",
                     reading->path, reading->line, subjects[subject].word,
                     SLICE_ARG(cell));
        return 0;
    }
    if (are_one(sides))
        return pairs_line_bad(reading, "expected two that differ, found",
                              slice_trim(cells->at[1]));
    if (reading->pairs->lines++ == PAIRS_MAX)
        return pairs_line_bad(reading, "there are too many lines",
                              SLICE("200,000"));
    return add_sides(reading, sides);
}

static int read_line(struct files *files, struct slice line)
{
    struct pairs_reading *reading = &files->head;
    csv_cell_list cells = {0};
    size_t count = 0, subject = 0;
    enum csv_cells_result result;

    if (!text_is_utf8(line) || memchr(line.at, '\0', line.len))
        return pairs_line_bad(reading, "expected UTF-8", SLICE_NONE);
    result = csv_cells_split(&files->cells, &reading->scratch, line, false, 0,
                             &cells, &count);
    if (result == CSV_CELLS_MEMORY || reading->scratch.failed)
        return error_memory(reading->error);
    while (result == CSV_CELLS_GOOD && count == 3 && subject < SUBJECTS &&
           !slice_is(slice_trim(cells.at[0]), subjects[subject].word))
        subject++;
    if (result != CSV_CELLS_GOOD || count != 3 || subject == SUBJECTS)
        return pairs_line_bad(reading, "expected author,A,B or book,A,B, found",
                              line);
    if (read_pair(reading, subject, &cells))
        return -1;
    return reading->scratch.failed ? error_memory(reading->error) : 0;
}

static bool says_nothing(struct slice line)
{
    line = slice_trim(line);
    return !line.len || line.at[0] == '#';
}

static int read_lines(struct files *files, FILE *file)
{
    struct pairs_reading *reading = &files->head;
    char *text = NULL;
    size_t room = 0;
    ssize_t len;
    int result = 0;

    while (result == 0 && (len = getline(&text, &room, file)) >= 0) {
        struct slice line = {text, (size_t)len};

        reading->line++;
        while (line.len && strchr("\r\n", line.at[line.len - 1]))
            line.len--;
        if (reading->line == 1 && line.len >= 3 &&
            memcmp(line.at, "\xef\xbb\xbf", 3) == 0)
            line.at += 3, line.len -= 3;
        arena_reset(&reading->scratch);
        if (!says_nothing(line))
            result = read_line(files, line);
    }
    /* getline says out of memory as it says the end */
    if (result == 0 && !feof(file))
        result = error_system(reading->error, ERROR_INPUT, errno,
                              "can't read %s", reading->path);
    free(text);
    return result;
}

static int read_file(struct files *files, const char *path,
                     enum verdict_of_pair verdict)
{
    struct pairs_reading *reading = &files->head;
    struct stat status;
    FILE *file;
    int result;

    if (!path || strcmp(path, "-") == 0)
        return 0;
    reading->path = path;
    reading->verdict = verdict;
    reading->line = 0;
    file = fopen(path, "re");
    if (!file)
        return error_system(reading->error, ERROR_USAGE, errno, "can't read %s",
                            path);
    if (fstat(fileno(file), &status) != 0)
        result = error_system(reading->error, ERROR_USAGE, errno,
                              "can't read %s", path);
    else if (!S_ISREG(status.st_mode) || status.st_size > FILE_BYTES)
        result = error_set(reading->error, ERROR_USAGE,
                           "%s: expected a file of at most %d MB", path,
                           FILE_BYTES >> 20);
    else
        result = read_lines(files, file);
    fclose(file);
    return result;
}

/* What is one and two at once is neither. */
static int check(const struct pairs *pairs, const struct config *config,
                 struct error *error)
{
    const struct pair *same, *different;

    if (!pairs_contradiction(pairs, &same, &different))
        return 0;
    return error_set(error, ERROR_USAGE,
                     "%s: line %u says that two are one, and %s: line %u that "
                     "the same two are not; take one of the lines away",
                     config->same, same->line, config->different,
                     different->line);
}

int pairs_read(struct pairs *pairs, struct store *store,
               const struct config *config, struct error *error)
{
    struct files files = {
        .head = {
            .pairs = pairs, .store = store, .config = config, .error = error}};
    int result = -1;

    arena_init(&pairs->arena, 16384);
    arena_init(&files.head.scratch, 16384);
    if (csv_cells_init(&files.cells, ',', false) != 0) {
        error_memory(error);
        goto out;
    }
    if (read_file(&files, config->same, PAIR_SAME) == 0 &&
        read_file(&files, config->different, PAIR_DIFFERENT) == 0 &&
        pairs_index(pairs, error) == 0)
        result = check(pairs, config, error);
    csv_cells_clear(&files.cells);
out:
    arena_clear(&files.head.scratch);
    return result;
}

void pairs_clear(struct pairs *pairs)
{
    arena_clear(&pairs->arena);
    *pairs = (struct pairs){.list = {0}};
}
