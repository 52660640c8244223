/*
 * --help, from the tables of commands and options. Text is wrapped to 79
 * columns, so that help fits everywhere without asking the terminal.
 */
#include "command_line.h"

#include <stdio.h>

#define WIDTH 79
#define INDENT 30 /* where the text of an option begins */

/* Words of text from column `column` on, later lines from `indent` on. */
static void print_wrapped(const char *text, int column, int indent)
{
    while (*text) {
        int len = (int)strcspn(text, " \n");

        if (column > indent && column + 1 + len > WIDTH) {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        printf("%.*s", len, text);
        column += len;
        text += len;
        if (*text == '\n') {
            printf("\n%*s", indent, "");
            column = indent;
        }
        if (*text)
            text++;
    }
    putchar('\n');
}

static void print_option(const struct option_row *row)
{
    char left[64];
    int len;

    len = row->letter ? snprintf(left, sizeof left, "  -%c, ", row->letter)
                      : snprintf(left, sizeof left, "      ");
    len +=
        snprintf(left + len, sizeof left - (size_t)len, "--%s%s%s", row->name,
                 row->argument ? " " : "", row->argument ? row->argument : "");
    printf("%s", left);
    if (len + 2 > INDENT) {
        putchar('\n');
        len = 0;
    }
    printf("%*s", INDENT - len, "");
    print_wrapped(row->help, INDENT, INDENT);
}

/* own: the options that this command has and not every one. */
static void print_options(const char *title, unsigned groups, bool own)
{
    bool titled = false;

    for (size_t i = 0; i < option_count; i++) {
        const struct option_row *row = &option_rows[i];

        if (!row->name || (row->groups != 0) != own ||
            (own && !(row->groups & groups)))
            continue;
        if (!titled)
            printf("\n%s:\n", title);
        titled = true;
        print_option(row);
    }
}

static void print_commands(void)
{
    puts(
        "Usage: bibload COMMAND [OPTIONS] [OPERANDS]\n"
        "\n"
        "Imports bibliographic data (CSV, MARC-XML, ISO 2709) into a database of\n"
        "books, authors and the links between them, and reports on it.\n"
        "\n"
        "Commands:");
    for (size_t i = 0; command_list[i]; i++) {
        printf("  %-10s", command_list[i]->name);
        print_wrapped(command_list[i]->summary, 12, 12);
    }
    print_options("Common options", 0, false);
    puts("\nbibload COMMAND --help tells more of a command.\n"
         "\n"
         "Exit status: 0 all loaded; 1 loaded, with rejects; 2 wrong usage or\n"
         "config; 3 failed; 4 another import holds the database.");
}

void command_print_help(const struct command *command)
{
    int len;

    if (!command) {
        print_commands();
        return;
    }
    len = printf("Usage: bibload %s [OPTIONS]%s", command->name,
                 *command->operands ? " " : "");
    print_wrapped(command->operands, len, len);
    putchar('\n');
    print_wrapped(command->summary, 0, 0);
    if (command->help && *command->help) {
        putchar('\n');
        print_wrapped(command->help, 0, 0);
    }
    print_options("Options", command->options, true);
    print_options("Common options", 0, false);
}
