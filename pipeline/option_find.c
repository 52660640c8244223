/* Rows of the option table (option.c) by what names them. */
#include "command_line.h"
#include "nearest.h"
#include "option.h"

#include <strings.h>

static const char *const section_texts[] = {
    [OPTION_DATABASE] = "[database]",  [OPTION_IMPORT] = "[import]",
    [OPTION_MATCH] = "[match]",        [OPTION_SOURCE] = "[source:NAME]",
    [OPTION_REPORT] = "[report:NAME]", [OPTION_COMMAND] = "the command line",
};

const char *option_section_text(enum option_section section)
{
    return section_texts[section];
}

const struct option_row *option_find(enum option_section section,
                                     struct slice key)
{
    for (size_t i = 0; i < option_count; i++)
        if (option_rows[i].section == section && option_rows[i].key &&
            slice_is(key, option_rows[i].key))
            return &option_rows[i];
    return NULL;
}

const char *option_nearest(enum option_section section, const char *key)
{
    struct nearest nearest;

    nearest_begin(&nearest, key);
    for (size_t i = 0; i < option_count; i++)
        if (option_rows[i].section == section && option_rows[i].key)
            nearest_try(&nearest, option_rows[i].key);
    return nearest.best;
}

const struct choice *choice_find(const struct choice *choices, const char *text)
{
    for (; choices && choices->text; choices++)
        if (strcasecmp(choices->text, text) == 0)
            return choices;
    return NULL;
}

const char *choice_text(const struct choice *choices, int value)
{
    for (; choices->text; choices++)
        if (choices->value == value)
            return choices->text;
    return "";
}

/* A column row's key is "column." and the field's name. */
const char *csv_field_name(enum csv_field field)
{
    for (size_t i = 0; i < option_count; i++)
        if (option_rows[i].type == OPTION_COLUMN &&
            option_rows[i].field == (int)field)
            return option_rows[i].key + strlen("column.");
    return "";
}
