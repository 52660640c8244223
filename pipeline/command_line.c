/*
 * See command_line.h. getopt_long runs twice: over what stands before the
 * command, where only the common options may be, and over what follows it.
 */
#include "command_line.h"

#include "config_value.h"
#include "log.h"
#include "nearest.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LONG_BASE 1000 /* getopt's value of a long option: this and its row */
#define PARAMETERS_MAX 100

int command_line_init(struct command_line *line, struct error *error)
{
    *line = (struct command_line){0};
    return config_init(&line->invocation.config, error);
}

void command_line_clear(struct command_line *line)
{
    config_clear(&line->invocation.config);
}

/* getopt's two forms of the table; letters has room for 2 a row and 3 more. */
static void getopt_tables(char *letters, struct option *longs)
{
    for (size_t i = 0; i < option_count; i++) {
        const struct option_row *row = &option_rows[i];

        if (!row->name)
            continue;
        *longs++ = (struct option){
            .name = row->name,
            .has_arg = row->argument ? required_argument : no_argument,
            .val = LONG_BASE + (int)i,
        };
        if (row->letter)
            *letters++ = row->letter;
        if (row->letter && row->argument)
            *letters++ = ':';
    }
    *letters = '\0';
    *longs = (struct option){0};
}

static const struct option_row *row_of(int value)
{
    if (value >= LONG_BASE && (size_t)(value - LONG_BASE) < option_count)
        return &option_rows[value - LONG_BASE];
    for (size_t i = 0; i < option_count; i++)
        if (option_rows[i].letter && option_rows[i].letter == value)
            return &option_rows[i];
    return NULL;
}

static int unknown_option(const char *written, struct error *error)
{
    struct nearest nearest;
    char name[64];

    if (strncmp(written, "--", 2) != 0)
        return error_set(error, ERROR_USAGE, "unknown option \"%.100s\"",
                         written);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(written + 2, "="),
             written + 2);
    nearest_begin(&nearest, name);
    for (size_t i = 0; i < option_count; i++)
        if (option_rows[i].name)
            nearest_try(&nearest, option_rows[i].name);
    return error_set(error, ERROR_USAGE, "unknown option \"--%s\"%s%s%s", name,
                     nearest.best ? "; did you mean \"--" : "",
                     nearest.best ? nearest.best : "",
                     nearest.best ? "\"?" : "");
}

/* What getopt_long did not like: '?' or ':'. */
static int wrong_option(int result, char **argv, struct error *error)
{
    const struct option_row *row = row_of(optopt);
    char letter[] = {'-', (char)optopt, '\0'};

    if (result == ':' && row)
        return error_set(error, ERROR_USAGE, "--%s needs a value: %s",
                         row->name, row->argument);
    if (row)
        return error_set(error, ERROR_USAGE, "--%s takes no value", row->name);
    return unknown_option(optopt ? letter : argv[optind - 1], error);
}

/* A number if it is written as one, so that SQL compares it as one. */
static struct value parameter_value(const char *text)
{
    struct value value = {.kind = VALUE_TEXT, .text = slice_of(text)};
    const char *digits = *text == '-' ? text + 1 : text;
    size_t whole = strspn(digits, "0123456789");
    bool plain = whole && whole < 19 && (whole == 1 || *digits != '0');

    if (plain && !digits[whole]) {
        value.kind = VALUE_INTEGER;
        value.integer = strtoll(text, NULL, 10);
    } else if (plain && digits[whole] == '.' && digits[whole + 1] &&
               !digits[whole + 1 + strspn(digits + whole + 1, "0123456789")]) {
        value.kind = VALUE_REAL;
        value.real = strtod(text, NULL);
    }
    return value;
}

static bool is_name(const char *from, const char *to)
{
    if (from == to || isdigit((unsigned char)*from))
        return false;
    while (from < to && (isalnum((unsigned char)*from) || *from == '_'))
        from++;
    return from == to;
}

static int add_parameter(struct invocation *invocation, const char *text,
                         struct error *error)
{
    struct arena *arena = &invocation->config.arena;
    const char *sign = strchr(text, '=');
    struct parameter *at = invocation->parameters;
    const char *name;

    if (!sign || !is_name(text, sign))
        return error_set(error, ERROR_USAGE,
                         "--parameter: expected "
                         "NAME=VALUE, found \"%.100s\"",
                         text);
    if (invocation->parameter_count == PARAMETERS_MAX)
        return error_set(error, ERROR_USAGE, "more than %d parameters",
                         PARAMETERS_MAX);
    if (!at)
        at = arena_alloc(arena, PARAMETERS_MAX * sizeof *at);
    name = arena_copy(arena, slice_between(text, sign)).at;
    if (!at || !name)
        return error_memory(error);
    invocation->parameters = at;
    at[invocation->parameter_count++] = (struct parameter){
        .name = name,
        .value = parameter_value(sign + 1),
    };
    return 0;
}

static int apply_value(struct command_line *line, const struct option_row *row,
                       const char *value, void *target, struct error *error)
{
    struct value_place place = {.arena = &line->invocation.config.arena,
                                .error = error};
    char name[64];

    snprintf(name, sizeof name, "--%s", row->name);
    return config_value(&place, row, name, value, target);
}

static int apply_option(struct command_line *line, const struct option_row *row,
                        const char *value, struct error *error)
{
    unsigned groups = line->command ? line->command->options : 0;

    if (row->groups && !(row->groups & groups))
        return line->command
                   ? error_set(error, ERROR_USAGE, "%s has no option --%s",
                               line->command->name, row->name)
                   : error_set(error, ERROR_USAGE,
                               "--%s stands behind the command", row->name);
    if (row->type == OPTION_FLAG) {
        *(bool *)((char *)line + row->offset) = true;
        return 0;
    }
    if (row->type == OPTION_PARAMETER)
        return add_parameter(&line->invocation, value, error);
    if (row->section == OPTION_COMMAND)
        return apply_value(line, row, value, line, error);
    if (line->late_count == LATE_MAX)
        return error_set(error, ERROR_USAGE, "--%s is given too often",
                         row->name);
    line->late[line->late_count].row = row;
    line->late[line->late_count++].value = value;
    return 0;
}

/* order "+": up to the first operand; "": all, operands are moved behind. */
static int parse_part(struct command_line *line, const char *order, int argc,
                      char **argv, struct error *error)
{
    /* ":" makes getopt tell a missing value from an unknown option. */
    char letters[2 * OPTION_ROWS_MAX + 4];
    int begun = snprintf(letters, sizeof letters, "%s:", order), result;
    struct option longs[OPTION_ROWS_MAX + 1];

    getopt_tables(letters + begun, longs);
    opterr = 0;
    optind = 0; /* glibc: begin anew */
    while ((result = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        const struct option_row *row = row_of(result);

        if (!row)
            return wrong_option(result, argv, error);
        if (apply_option(line, row, optarg, error) != 0)
            return -1;
    }
    return 0;
}

static int unknown_command(const char *name, struct error *error)
{
    struct nearest nearest;

    nearest_begin(&nearest, name);
    for (size_t i = 0; command_list[i]; i++)
        nearest_try(&nearest, command_list[i]->name);
    return error_set(error, ERROR_USAGE, "unknown command \"%.100s\"%s%s%s",
                     name, nearest.best ? "; did you mean \"" : "",
                     nearest.best ? nearest.best : "",
                     nearest.best ? "\"?" : "; bibload --help lists them");
}

int command_line_parse(struct command_line *line, int argc, char **argv,
                       struct error *error)
{
    if (parse_part(line, "+", argc, argv, error) != 0)
        return -1;
    argc -= optind;
    argv += optind;
    if (argc <= 0)
        return line->help || line->version
                   ? 0
                   : error_set(error, ERROR_USAGE,
                               "no command; bibload --help lists them");
    line->command = command_find(argv[0]);
    if (!line->command)
        return unknown_command(argv[0], error);
    if (parse_part(line, "", argc, argv, error) != 0)
        return -1;
    line->invocation.operands = argv + optind;
    line->invocation.operand_count = argc - optind;
    if (line->invocation.quiet && line->invocation.verbose)
        return error_set(error, ERROR_USAGE,
                         "--quiet and --verbose exclude each other");
    return 0;
}

/* NULL: none of the two is there. One that can't be read is there. */
static const char *search_config(void)
{
    static const char *const names[] = {"./bibload.ini", "./config.ini"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (access(names[i], F_OK) == 0 || errno != ENOENT)
            return names[i];
    return NULL;
}

int command_line_config(struct command_line *line, struct error *error)
{
    struct invocation *invocation = &line->invocation;
    const char *path = line->config_path ? line->config_path : search_config();

    log_set_level(invocation->quiet     ? LOG_WARNING
                  : invocation->verbose ? LOG_DETAIL
                                        : LOG_NOTE);
    if (invocation->quiet && invocation->progress == PROGRESS_AUTO)
        invocation->progress = PROGRESS_NEVER;
    if (!line->config_path)
        log_line(LOG_NOTE, "config: %s", path ? path : "none, all defaults");
    if (path && config_read(&invocation->config, path, error) != 0)
        return -1;
    for (size_t i = 0; i < line->late_count; i++)
        if (apply_value(line, line->late[i].row, line->late[i].value,
                        &invocation->config, error) != 0)
            return -1;
    return config_check(&invocation->config, error);
}
