/*
 * Values of the config: from text to the C type of their row in the option
 * table, with every check that one value allows.
 */
#ifndef BIBLOAD_CONFIG_VALUE_H
#define BIBLOAD_CONFIG_VALUE_H

#include "config.h"
#include "option.h"

/* Where a value was written, for messages and relative paths. */
struct value_place {
    const char *file; /* NULL: not in a config: no quotes, paths as they are */
    unsigned line;
    const char *folder; /* "" for the current one, else ends with "/" */
    struct arena *arena;
    struct error *error;
};

/* Sets the member of `target` (the struct of row->section). key is as written:
 * it may have a column's number. 0, or -1 with ERROR_USAGE. */
int config_value(const struct value_place *place, const struct option_row *row,
                 const char *key, const char *text, void *target);

/* "config.ini:12: " before a message that names the place; always -1. */
int place_error(const struct value_place *place, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
