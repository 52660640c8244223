/* See pairs.h. */
#include "pairs.h"

#include "author_facts.h"
#include "csv_cells.h"
#include "find_ids.h"
#include "keys.h"
#include "text.h"

#include "../pipeline/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define FILE_BYTES (64 << 20)

struct reading {
    struct pairs *pairs;
    struct store *store;
    struct csv_cells cells;
    struct arena scratch;
    const char *path;
    enum verdict_of_pair verdict;
    unsigned line;
    struct error *error;
};

static int line_bad(struct reading *reading, const char *what,
                    struct slice found)
{
    return error_set(reading->error, ERROR_USAGE, "%s: line %u: %s: %.*s",
                     reading->path, reading->line, what, SLICE_ARG(found));
}

/* ---- a side ---- */

static struct keys_context context_of(struct reading *reading)
{
    return (struct keys_context){.secret = reading->store->secret,
                                 .arena = &reading->scratch};
}

static void side_of_name(struct reading *reading, struct slice name,
                         struct slice dates, struct pair_side *side)
{
    const struct keys_context context = context_of(reading);
    struct slice field[AUTHOR_FIELDS] = {
        [AUTHOR_NAME] = name, [AUTHOR_DATES] = dates};

    side->name = key_of_name(&context, name);
    side->facts = author_facts_read(&reading->scratch, field);
}

struct author_sink {
    struct reading *reading;
    struct pair_side *side;
};

static int no_columns(void *context, const char *const *names, size_t count,
                      struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static int author_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    struct author_sink *sink = context;

    (void)count, (void)error;
    sink->side->id = values[0].integer;
    side_of_name(sink->reading, values[1].text, values[2].text, sink->side);
    return 0;
}

static int side_of_row(struct reading *reading, const char *sql,
                       const struct parameter *parameters, size_t count,
                       struct pair_side *side)
{
    struct author_sink context = {reading, side};
    const struct result_sink sink = {&context, no_columns, author_row};

    return reading->store->type->query(reading->store, sql, parameters, count,
                                       &sink, reading->error);
}

static int side_of_number(struct reading *reading, struct slice text,
                          struct pair_side *side)
{
    struct parameter id = {"id", {.kind = VALUE_TEXT, .text = text}};

    return side_of_row(reading,
                       "SELECT id, name, dates FROM authors"
                       " WHERE id = CAST(:id AS INTEGER)",
                       &id, 1, side);
}

static int side_of_authority(struct reading *reading, struct slice text,
                             struct pair_side *side)
{
    const struct keys_context context = context_of(reading);
    struct key key = key_of_authority(&context, text);
    const struct parameter parameters[] = {
        find_number("high", (int64_t)key.high),
        find_number("low", (int64_t)key.low),
        find_number("kind", KEY_AUTHORITY),
    };

    return side_of_row(reading,
                       "SELECT a.id, a.name, a.dates FROM author_keys AS k"
                       " JOIN authors AS a ON a.id = k.author_id"
                       " WHERE k.hash_high = :high AND k.hash_low = :low"
                       " AND k.kind = :kind",
                       parameters, 3, side);
}

static bool is_number(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.len > 0 && text.len <= 18;
}

/* viaf:102333412: a word, a colon, and no blank. */
static bool is_authority(struct slice text)
{
    return memchr(text.at, ':', text.len) && !memchr(text.at, ' ', text.len);
}

static int read_side(struct reading *reading, struct slice text,
                     struct pair_side *side)
{
    const char *bar;

    *side = (struct pair_side){.id = 0};
    text = slice_trim(text);
    if (!text.len)
        return line_bad(reading, "expected two authors, found", text);
    if (is_number(text))
        return side_of_number(reading, text, side);
    if (is_authority(text))
        return side_of_authority(reading, text, side);
    bar = memchr(text.at, '|', text.len);
    side_of_name(reading, bar ? slice_trim(slice_between(text.at, bar)) : text,
                 bar ? slice_between(bar + 1, text.at + text.len) : SLICE_NONE,
                 side);
    if (key_is_none(side->name))
        return line_bad(reading, "expected a name, found", text);
    return 0;
}

/* ---- lines ---- */

static int add(struct reading *reading, struct pair_side is,
               struct pair_side other)
{
    struct pair *pair =
        list_push(&reading->pairs->arena, &reading->pairs->list);

    if (!pair)
        return error_memory(reading->error);
    *pair = (struct pair){is, other, reading->verdict, reading->line};
    return 0;
}

static int read_pair(struct reading *reading, const csv_cell_list *cells)
{
    struct pair_side sides[2];

    for (size_t i = 0; i < 2; i++) {
        if (read_side(reading, cells->at[i + 1], &sides[i]))
            return -1;
        if (key_is_none(sides[i].name)) {
            log_line(LOG_WARNING,
                     "%s: line %u: no author has this id yet: %.*s",
                     reading->path, reading->line,
                     SLICE_ARG(slice_trim(cells->at[i + 1])));
            return 0;
        }
    }
    if (reading->pairs->list.count >= 2 * PAIRS_MAX)
        return line_bad(reading, "there are too many lines", SLICE("200,000"));
    return add(reading, sides[0], sides[1]) || add(reading, sides[1], sides[0])
               ? -1
               : 0;
}

static int read_line(struct reading *reading, struct slice line)
{
    csv_cell_list cells = {0};
    size_t count = 0;
    enum csv_cells_result result;

    if (!text_is_utf8(line) || memchr(line.at, '\0', line.len))
        return line_bad(reading, "expected UTF-8", SLICE_NONE);
    result = csv_cells_split(&reading->cells, &reading->scratch, line, false, 0,
                             &cells, &count);
    if (result == CSV_CELLS_MEMORY || reading->scratch.failed)
        return error_memory(reading->error);
    if (result != CSV_CELLS_GOOD || count != 3 ||
        !slice_is(slice_trim(cells.at[0]), "author"))
        return line_bad(reading, "expected author,A,B, found", line);
    return read_pair(reading, &cells);
}

static bool says_nothing(struct slice line)
{
    line = slice_trim(line);
    return !line.len || line.at[0] == '#';
}

static int read_lines(struct reading *reading, FILE *file)
{
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
            result = read_line(reading, line);
    }
    /* getline says out of memory as it says the end */
    if (result == 0 && !feof(file))
        result = error_system(reading->error, ERROR_INPUT, errno,
                              "can't read %s", reading->path);
    free(text);
    return result;
}

static int read_file(struct reading *reading, const char *path,
                     enum verdict_of_pair verdict)
{
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
    if (fstat(fileno(file), &status) || !S_ISREG(status.st_mode) ||
        status.st_size > FILE_BYTES) {
        fclose(file);
        return error_set(reading->error, ERROR_USAGE,
                         "%s: expected a file of at most %d MB", path,
                         FILE_BYTES >> 20);
    }
    result = read_lines(reading, file);
    fclose(file);
    return result;
}

static int by_name(const void *a, const void *b)
{
    const struct pair *first = a, *second = b;
    int order = key_compare(first->is.name, second->is.name);

    return order ? order
                 : (first->line > second->line) - (first->line < second->line);
}

int pairs_read(struct pairs *pairs, struct store *store,
               const struct config *config, struct error *error)
{
    struct reading reading = {.pairs = pairs, .store = store, .error = error};
    int result = -1;

    arena_init(&pairs->arena, 16384);
    arena_init(&reading.scratch, 16384);
    if (csv_cells_init(&reading.cells, ',', false) != 0) {
        error_memory(error);
        goto out;
    }
    result = read_file(&reading, config->same, PAIR_SAME) ||
                     read_file(&reading, config->different, PAIR_DIFFERENT)
                 ? -1
                 : 0;
    csv_cells_clear(&reading.cells);
    if (pairs->list.count)
        qsort(pairs->list.at, pairs->list.count, sizeof *pairs->list.at,
              by_name);
out:
    arena_clear(&reading.scratch);
    return result;
}

const struct pair *pairs_of(const struct pairs *pairs, struct key name,
                            size_t *count)
{
    size_t low = 0, high = pairs ? pairs->list.count : 0, first;

    *count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (key_compare(pairs->list.at[middle].is.name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    first = low;
    while (pairs && low < pairs->list.count &&
           key_equal(pairs->list.at[low].is.name, name))
        low++, ++*count;
    return *count ? &pairs->list.at[first] : NULL;
}

void pairs_clear(struct pairs *pairs)
{
    arena_clear(&pairs->arena);
    *pairs = (struct pairs){.list = {0}};
}
