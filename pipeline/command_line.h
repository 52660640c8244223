/*
 * The command line: which command, its options, its operands.
 *
 *     command_line_init command_line_parse command_line_config?
 *         ... command_line_clear
 *
 * command_line_config reads the config and puts on it what the command line
 * says about the same keys.
 */
#ifndef BIBLOAD_COMMAND_LINE_H
#define BIBLOAD_COMMAND_LINE_H

#include "command.h"
#include "option.h"

#define LATE_MAX 8

struct command_line {
    const struct command *command; /* NULL: none named */
    struct invocation invocation;
    const char *config_path; /* NULL: the default search */
    bool help, version;
    /* Config keys given as options, in order; they wait for the config. */
    struct {
        const struct option_row *row;
        const char *value;
    } late[LATE_MAX];
    size_t late_count;
};

int command_line_init(struct command_line *line, struct error *error);
/* argv is permuted, operands to its end, and lives as long as the line. */
int command_line_parse(struct command_line *line, int argc, char **argv,
                       struct error *error);
/* Says which config it took, on standard error. */
int command_line_config(struct command_line *line, struct error *error);
void command_line_clear(struct command_line *line);

/* NULL if there is none of that name. */
const struct command *command_find(const char *name);

/* command_usage.c: --help of bibload, or of a command, to standard output. */
void command_print_help(const struct command *command);

/* The message of a failure, with what running again would do. Only main, and
 * run between its sources, call it. */
void command_print_error(const struct error *error);

#endif
