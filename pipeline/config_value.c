/*
 * See config_value.h. Text that is a list is cut in config_list.c, and lists of
 * choices are in config_choice.c; here is one function for each other type of
 * the option table.
 */
#include "config_value.h"

#include "config_choice.h"
#include "config_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* What every setter needs. */
struct assignment {
    const struct value_place *place;
    const struct option_row *row;
    const char *key;
    void *at; /* the member */
};

int place_error(const struct value_place *place, const char *format, ...)
{
    char text[700];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!place->file)
        return error_set(place->error, ERROR_USAGE, "%s", text);
    if (!place->line)
        return error_set(place->error, ERROR_USAGE, "%s: %s", place->file,
                         text);
    return error_set(place->error, ERROR_USAGE, "%s:%u: %s", place->file,
                     place->line, text);
}

static int bad_value(const struct assignment *to, const char *text,
                     const char *expected)
{
    return place_error(to->place, "%s: expected %s, found \"%.200s\"", to->key,
                       expected, text);
}

static int set_string(const struct assignment *to, struct slice text)
{
    const char *copy = arena_copy(to->place->arena, text).at;

    if (!copy)
        return error_memory(to->place->error);
    memcpy(to->at, &copy, sizeof copy);
    return 0;
}

static int set_text(const struct assignment *to, const char *text)
{
    if (!*text)
        return bad_value(to, text, "a text that is not empty");
    return set_string(to, slice_of(text));
}

/* An absolute path and "-" are what they are. */
static struct slice join(const struct value_place *place, const char *path)
{
    bool as_is = *path == '/' || strcmp(path, "-") == 0 || !place->folder;

    return arena_printf(place->arena, "%s%s", as_is ? "" : place->folder, path);
}

static int set_path(const struct assignment *to, const char *text)
{
    struct slice path;

    if (!*text)
        return bad_value(to, text, "a path");
    path = join(to->place, text);
    return path.at ? set_string(to, path) : error_memory(to->place->error);
}

/* Only a path is relative to anything: sqlite:books.db is one too. */
static int set_url(const struct assignment *to, const char *text)
{
    static const char scheme[] = "sqlite:";
    size_t skip =
        strncmp(text, scheme, strlen(scheme)) == 0 ? strlen(scheme) : 0;
    struct slice path;

    if (!text[skip])
        return bad_value(to, text, "a path or a URL");
    if (strstr(text, "://") || strcmp(text + skip, ":memory:") == 0)
        return set_string(to, slice_of(text));
    path = join(to->place, text + skip);
    if (path.at && skip)
        path = arena_printf(to->place->arena, "%s%s", scheme, path.at);
    return path.at ? set_string(to, path) : error_memory(to->place->error);
}

static int set_list(const struct assignment *to, const char *text)
{
    struct string_list list = {0};

    if (!choice_find(to->row->choices, text) &&
        config_list(to->place, to->key, text, &list) != 0)
        return -1;
    memcpy(to->at, &list, sizeof list);
    return 0;
}

static int set_paths(const struct assignment *to, const char *text)
{
    struct string_list list;

    if (config_list(to->place, to->key, text, &list) != 0)
        return -1;
    for (size_t i = 0; i < list.count; i++) {
        /* arena_printf's memory is writable; slices are const for readers. */
        list.at[i] = (char *)join(to->place, list.at[i]).at;
        if (!list.at[i])
            return error_memory(to->place->error);
    }
    memcpy(to->at, &list, sizeof list);
    return 0;
}

static int set_choice(const struct assignment *to, const char *text)
{
    const struct choice *choice = choice_find(to->row->choices, text);

    if (!choice)
        return config_unknown_choice(to->place, to->row, to->key, text);
    _Static_assert(sizeof(enum format) == sizeof(int), "enums are ints");
    memcpy(to->at, &choice->value, sizeof choice->value);
    return 0;
}

static int set_word(const struct assignment *to, const char *text)
{
    const struct choice *choice = choice_find(to->row->choices, text);

    if (!choice)
        return config_unknown_choice(to->place, to->row, to->key, text);
    memcpy(to->at, &choice->text, sizeof choice->text);
    return 0;
}

/* Digits, from at; *end is what follows them. False: none, or over 64 bits. */
static bool read_digits(const char *at, uint64_t *number, const char **end)
{
    *number = 0;
    *end = at;
    for (; **end >= '0' && **end <= '9'; ++*end)
        if (__builtin_mul_overflow(*number, 10u, number) ||
            __builtin_add_overflow(*number, (unsigned)(**end - '0'), number))
            return false;
    return *end > at;
}

static int set_number(const struct assignment *to, const char *text)
{
    const struct option_row *row = to->row;
    const struct choice *choice = choice_find(row->choices, text);
    uint64_t number;
    uint32_t narrow;
    const char *end;
    char expected[80];

    if (choice) {
        narrow = (uint32_t)choice->value;
    } else if (!read_digits(text, &number, &end) || *end ||
               number < row->least || number > row->most) {
        snprintf(expected, sizeof expected, "%s%sa number from %llu to %llu",
                 row->choices ? row->choices->text : "",
                 row->choices ? " or " : "", (unsigned long long)row->least,
                 (unsigned long long)row->most);
        return bad_value(to, text, expected);
    } else {
        narrow = (uint32_t)number;
    }
    memcpy(to->at, &narrow, sizeof narrow);
    return 0;
}

static int set_size(const struct assignment *to, const char *text)
{
    static const char units[] = "KMGT";
    uint64_t size;
    const char *end, *unit;

    if (!read_digits(text, &size, &end))
        return bad_value(to, text, "a size such as 256M or 1G");
    unit = memchr(units, *end & ~0x20, sizeof units - 1);
    if (*end && (!unit || end[1]))
        return bad_value(to, text, "a size such as 256M or 1G");
    if (unit && __builtin_mul_overflow(
                    size, UINT64_C(1) << (10 * (unit - units + 1)), &size))
        return bad_value(to, text, "a size within 64 bits");
    if (size < to->row->least)
        return place_error(to->place, "%s: %s is too little: at least %lluM",
                           to->key, text,
                           (unsigned long long)(to->row->least >> 20));
    if (size > to->row->most)
        return place_error(to->place, "%s: %s is too much: at most %lluT",
                           to->key, text,
                           (unsigned long long)(to->row->most >> 40));
    memcpy(to->at, &size, sizeof size);
    return 0;
}

static int set_limit(const struct assignment *to, const char *text)
{
    struct limit limit = {.number = LIMIT_NONE};
    const char *end;

    if (choice_find(to->row->choices, text)) {
        memcpy(to->at, &limit, sizeof limit);
        return 0;
    }
    if (!read_digits(text, &limit.number, &end))
        return bad_value(to, text, "a number or a percentage such as 25%");
    limit.percent = strcmp(end, "%") == 0;
    if ((*end && !limit.percent) || (limit.percent && limit.number > 100))
        return bad_value(to, text, "a number, or a percentage from 0% to 100%");
    memcpy(to->at, &limit, sizeof limit);
    return 0;
}

/* Letters and digits are refused: as a delimiter they are a slip. */
static bool may_delimit(char c)
{
    bool letter =
        (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');

    return c > 0 && c != 0x7f && c != ' ' && c != '"' && c != '\r' &&
           c != '\n' && !letter;
}

/* "\x1F": what can't be seen in a config. 0: it is none. */
static char escaped(const char *text)
{
    long code;

    /* strtol would also take blanks and signs. */
    if (strncmp(text, "\\x", 2) != 0 || strlen(text) != 4 ||
        strspn(text + 2, "0123456789abcdefABCDEF") != 2)
        return '\0';
    code = strtol(text + 2, NULL, 16);
    return code > 0x7f ? '\0' : (char)code;
}

static int set_delimiter(const struct assignment *to, const char *text)
{
    char c = strlen(text) == 1 ? *text : escaped(text);

    if (strcasecmp(text, "auto") == 0)
        c = '\0';
    else if (strcasecmp(text, "tab") == 0 || strcmp(text, "\\t") == 0 ||
             strcmp(text, "\t") == 0)
        c = '\t';
    else if (!may_delimit(c))
        return bad_value(to, text,
                         "auto, tab, or one character such as \";\" or \\x1F");
    *(char *)to->at = c;
    return 0;
}

static int set_separator(const struct assignment *to, const char *text)
{
    static const char *const automatic = NULL;

    if (choice_find(to->row->choices, text) && strcasecmp(text, "auto") == 0) {
        memcpy(to->at, &automatic, sizeof automatic);
        return 0;
    }
    if (strcasecmp(text, "none") == 0)
        return set_string(to, SLICE(""));
    return set_text(to, text);
}

static int set_column(const struct assignment *to, const char *text,
                      struct source_config *source)
{
    struct column_setting column =
                              {
                                  .field = (enum csv_field)to->row->field,
                                  .line = to->place->line,
                              },
                          *added;
    const char *number = to->key + strlen(to->row->key);
    struct string_list names;
    uint64_t wide = 0;
    const char *end;

    if (*number &&
        (!read_digits(number + 1, &wide, &end) || *end || !wide || wide > 1000))
        return place_error(to->place,
                           "%s: expected a number from 1 to 1000 "
                           "after %s.",
                           to->key, to->row->key);
    if (config_list(to->place, to->key, text, &names) != 0)
        return -1;
    if (!names.count)
        return bad_value(to, text, "a column's name");
    column.number = (unsigned)wide;
    column.names = names.at;
    column.count = names.count;
    added = list_push(to->place->arena, &source->columns);
    if (!added)
        return error_memory(to->place->error);
    *added = column;
    return 0;
}

/* What was quoted stands for itself; unquoted text may not hide a comment. */
static const char *plain_text(const struct value_place *place, const char *key,
                              const char *text)
{
    struct string_list one = {0};

    if (!place->file)
        return text;
    if (config_unquote(place, key, text, &one) != 0)
        return NULL;
    return one.at[0];
}

static int set_scalar(const struct assignment *to, const char *text)
{
    switch (to->row->type) {
    case OPTION_TEXT:
        return set_text(to, text);
    case OPTION_PATH:
        return set_path(to, text);
    case OPTION_URL:
        return set_url(to, text);
    case OPTION_CHOICE:
        return set_choice(to, text);
    case OPTION_WORD:
        return set_word(to, text);
    case OPTION_NUMBER:
        return set_number(to, text);
    case OPTION_SIZE:
        return set_size(to, text);
    case OPTION_LIMIT:
        return set_limit(to, text);
    case OPTION_DELIMITER:
        return set_delimiter(to, text);
    case OPTION_SEPARATOR:
        return set_separator(to, text);
    default:
        return place_error(to->place, "%s takes no value", to->key);
    }
}

int config_value(const struct value_place *place, const struct option_row *row,
                 const char *key, const char *text, void *target)
{
    struct assignment to = {place, row, key, (char *)target + row->offset};
    const char *plain;

    switch (row->type) {
    case OPTION_LIST:
        return set_list(&to, text);
    case OPTION_PATHS:
        return set_paths(&to, text);
    case OPTION_RULES:
        return config_rules(place, row, key, text, to.at);
    case OPTION_WORDS:
        return config_words(place, row, key, text, to.at);
    case OPTION_COLUMN:
        return set_column(&to, text, target);
    default:
        plain = plain_text(place, key, text);
        return plain ? set_scalar(&to, plain) : -1;
    }
}
