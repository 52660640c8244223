/*
 * The option table: one row for every key of the config and every option of the
 * command line. The parsers, --help, the "did you mean" of a wrong name and the
 * comments in config.ini all come from it.
 */
#ifndef BIBLOAD_OPTION_H
#define BIBLOAD_OPTION_H

#include "slice.h"

#include <stdint.h>

/* Where a row's value goes: `offset` is into the struct named here. */
enum option_section {
    OPTION_DATABASE, /* [database]: struct config */
    OPTION_IMPORT,   /* [import]: struct config */
    OPTION_MATCH,    /* [match]: struct config */
    OPTION_SOURCE,   /* [source:NAME]: struct source_config */
    OPTION_REPORT,   /* [report:NAME]: struct report_config */
    OPTION_COMMAND,  /* command line alone: struct command_line */
};

/* What text a value may be, and the C type it becomes. */
enum option_type {
    OPTION_TEXT,   /* const char *: not empty */
    OPTION_PATH,   /* const char *: joined with the config's folder; - stays */
    OPTION_URL,    /* const char *: as a path, unless it has a scheme */
    OPTION_PATHS,  /* struct string_list of paths */
    OPTION_LIST,   /* struct string_list; a choice stands for no item */
    OPTION_CHOICE, /* an enum: one of choices */
    OPTION_RULES,  /* struct rule_list: some of choices, each once */
    OPTION_WORDS,  /* struct string_list: texts of choices; the first of them
                       stands for the empty list */
    OPTION_WORD,   /* const char *: the text of one of choices */
    OPTION_NUMBER, /* uint32_t: a choice, or least .. most */
    OPTION_SIZE,   /* uint64_t: bytes, K M G T are powers of 1024 */
    OPTION_LIMIT,  /* struct limit: a number, or a percentage */
    OPTION_DELIMITER, /* char: auto (0), tab, or the character */
    OPTION_SEPARATOR, /* const char *: auto (NULL), none (""), or text */
    OPTION_COLUMN,    /* column.FIELD, .N: `field` tells which */
    OPTION_FLAG,      /* bool: takes no value */
    OPTION_PARAMETER, /* NAME=VALUE, may be repeated */
};

struct choice {
    const char *text; /* NULL: the end */
    int value;
};

struct option_row {
    enum option_section section;
    enum option_type type;
    size_t offset;
    const char *key; /* in the config; NULL: command line only */
    const struct choice *choices;
    uint64_t least, most;
    int field;            /* OPTION_COLUMN: enum csv_field */
    const char *fallback; /* the default as one would write it; NULL: none */
    const char *help;     /* without a final stop */
    /* the command line */
    const char *name;     /* long name; NULL: config only */
    char letter;          /* 0: none */
    const char *argument; /* what --help calls the value; NULL: takes none */
    unsigned groups;      /* enum option_group; 0: every command has it */
};

#define OPTION_ROWS_MAX 80
extern const struct option_row option_rows[];
extern const size_t option_count;

extern const struct choice material_choices[]; /* the first is all of them */

/* NULL if the section has no such key. */
const struct option_row *option_find(enum option_section section,
                                     struct slice key);
/* The key of the section that is spelled most like this one, or NULL. */
const char *option_nearest(enum option_section section, const char *key);
/* How a section is written: "[source:NAME]". */
const char *option_section_text(enum option_section section);
/* The choice of that text, in any case of letters; NULL: none. */
const struct choice *choice_find(const struct choice *choices,
                                 const char *text);
const char *choice_text(const struct choice *choices, int value);

#endif
