/*
 * Reads config.ini through inih. inih cuts long lines and long section names in
 * silence, stops at a NUL and doesn't tell of a section without keys, so every
 * line passes through a reader of our own first, which also counts it:
 *
 *     ini_parse_stream: ( next_line take_pair? )*
 *
 * Both note a failure in the state and stop inih.
 */
#include "config_section.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>

#define LINE_BYTES 65536
#define SECTION_BYTES 49 /* inih cuts a longer name */
#define FILE_BYTES (1024 * 1024)
#define COLUMNS_MAX 10000

struct reading {
    struct config *config;
    FILE *file;
    struct value_place place;
    size_t bytes;
    bool in_section;
    struct section section;
    unsigned plain_line[OPTION_MATCH + 1]; /* of [database] and so on; 0: not
                                              yet */
    bool given[OPTION_ROWS_MAX];           /* keys of this section */
};

/* The byte's place in the line is unknown to people; the line will do. */
static int take_byte(struct reading *reading, int c)
{
    if (c == '\0')
        return place_error(&reading->place, "a NUL byte");
    if (++reading->bytes > FILE_BYTES)
        return place_error(&reading->place, "a config of more than %d bytes",
                           FILE_BYTES);
    return 0;
}

static int enter_section(struct reading *reading, struct slice text)
{
    struct section *section = &reading->section;
    unsigned *line, first;
    bool added;

    if (text.len > SECTION_BYTES)
        return place_error(&reading->place,
                           "a section name of %zu bytes: %d "
                           "at most",
                           text.len, SECTION_BYTES);
    if (config_section(reading->config, &reading->place, text, section,
                       &added) != 0)
        return -1;
    memset(reading->given, 0, sizeof reading->given);
    reading->in_section = true;
    if (added)
        return 0;
    if (section->kind == OPTION_SOURCE) {
        first = ((struct source_config *)section->target)->line;
    } else if (section->kind == OPTION_REPORT) {
        first = ((struct report_config *)section->target)->line;
    } else {
        line = &reading->plain_line[section->kind];
        first = *line;
        if (!first) {
            *line = reading->place.line;
            return 0;
        }
    }
    return place_error(&reading->place, "[%.*s] is there already, on line %u",
                       SLICE_ARG(text), first);
}

/* A line that begins a section; any other is inih's to understand. */
static int look_at_line(struct reading *reading, struct slice line)
{
    const char *end;

    while (line.len && strchr(" \t\r\n", line.at[line.len - 1]))
        line.len--;
    line = slice_trim(line);
    if (!line.len || line.at[0] != '[')
        return 0;
    end = memchr(line.at, ']', line.len);
    if (!end)
        return place_error(&reading->place, "a section without \"]\"");
    if (end + 1 != line.at + line.len)
        return place_error(&reading->place, "text after \"]\"");
    return enter_section(reading, slice_trim(slice_between(line.at + 1, end)));
}

/* fgets for inih, a whole line each time: room is LINE_BYTES. */
static char *next_line(char *at, int room, void *stream)
{
    static const char mark[] = "\xef\xbb\xbf";
    struct reading *reading = stream;
    size_t len = 0, skip = 0;
    int c;

    if (error_is_set(reading->place.error))
        return NULL;
    reading->place.line++;
    while ((c = getc(reading->file)) != EOF) {
        if (take_byte(reading, c) != 0)
            return NULL;
        if (len + 2 >= (size_t)room) {
            place_error(&reading->place, "a line of more than %d bytes",
                        room - 2);
            return NULL;
        }
        at[len++] = (char)c;
        if (c == '\n')
            break;
    }
    if (ferror(reading->file)) {
        error_system(reading->place.error, ERROR_USAGE, errno, "%s",
                     reading->place.file);
        return NULL;
    }
    if (!len)
        return NULL;
    at[len] = '\0';
    if (reading->place.line == 1 && strncmp(at, mark, strlen(mark)) == 0)
        skip = strlen(mark);
    memset(at, ' ', skip);
    if (look_at_line(reading, (struct slice){at + skip, len - skip}) != 0)
        return NULL;
    return at;
}

static bool column_is_given(const struct source_config *source,
                            const struct column_setting *last)
{
    for (const struct column_setting *column = source->columns.at;
         column < last; column++)
        if (column->field == last->field && column->number == last->number)
            return true;
    return false;
}

static int not_twice(struct reading *reading, const struct option_row *row,
                     const char *key)
{
    const struct source_config *source = reading->section.target;
    bool twice;

    if (row->type == OPTION_COLUMN) {
        if (source->columns.count > COLUMNS_MAX)
            return place_error(&reading->place, "more than %d columns",
                               COLUMNS_MAX);
        twice = column_is_given(source,
                                &source->columns.at[source->columns.count - 1]);
    } else {
        twice = reading->given[row - option_rows];
        reading->given[row - option_rows] = true;
    }
    return twice ? place_error(&reading->place,
                               "%s is there already in this "
                               "section",
                               key)
                 : 0;
}

static int take_pair(void *user, const char *section, const char *key,
                     const char *value)
{
    struct reading *reading = user;
    const struct option_row *row;

    (void)section; /* cut at 49 bytes: next_line has seen the whole of it */
    if (error_is_set(reading->place.error))
        return 0;
    if (!reading->in_section) {
        place_error(&reading->place,
                    "\"%.100s\" stands before the first "
                    "[section]",
                    key);
        return 0;
    }
    if (config_key(&reading->place, &reading->section, key, &row) != 0 ||
        config_value(&reading->place, row, key, value,
                     reading->section.target) != 0 ||
        not_twice(reading, row, key) != 0)
        return 0;
    return 1;
}

static void set_up_inih(void)
{
    ini_allow_inline_comments = false;
    ini_allow_multiline = false;
    ini_allow_no_value = false;
    ini_stop_on_first_error = true;
    ini_use_stack = false;
    ini_allow_realloc = true;
    ini_initial_alloc = LINE_BYTES;
    ini_max_line = LINE_BYTES;
}

/* "etc/" of "etc/config.ini"; "" of "config.ini". */
static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    return arena_copy(arena, slash ? slice_between(path, slash + 1) : SLICE(""))
        .at;
}

static int read_lines(struct reading *reading)
{
    int result = ini_parse_stream(next_line, reading, take_pair, reading);

    if (error_is_set(reading->place.error))
        return -1;
    if (result == -2)
        return error_memory(reading->place.error);
    if (result != 0)
        return place_error(&reading->place, "expected [section], key = value, "
                                            "or # comment");
    return 0;
}

int config_read_stream(struct config *config, FILE *file, const char *path,
                       struct error *error)
{
    struct reading reading = {.config = config, .file = file};

    config->path = arena_copy(&config->arena, slice_of(path)).at;
    reading.place = (struct value_place){
        .file = config->path,
        .folder = folder_of(&config->arena, path),
        .arena = &config->arena,
        .error = error,
    };
    if (!config->path || !reading.place.folder)
        return error_memory(error);
    /* A default path is relative to the config as well. */
    if (config_defaults(&reading.place, OPTION_DATABASE, config) != 0)
        return -1;
    set_up_inih();
    return read_lines(&reading);
}

int config_read(struct config *config, const char *path, struct error *error)
{
    FILE *file = fopen(path, "re");
    int result;

    if (!file)
        return error_system(error, ERROR_USAGE, errno, "%s", path);
    result = config_read_stream(config, file, path, error);
    fclose(file);
    return result;
}
