/*
 * Sections of the config, as the file and config_set both need them.
 */
#ifndef BIBLOAD_CONFIG_SECTION_H
#define BIBLOAD_CONFIG_SECTION_H

#include "config_value.h"

struct section {
    enum option_section kind;
    void *target; /* what the kind's rows set; moves when a section is added */
};

/* Finds the section of that text ("import", "source:trade"), and adds a source
 * or a report that is not there yet, at its defaults. *added tells. */
int config_section(struct config *config, const struct value_place *place,
                   struct slice text, struct section *section, bool *added);

/* The row of a key, "column.author.2" included. Unknown: -1, and the message
 * has the nearest known key. */
int config_key(const struct value_place *place, const struct section *section,
               const char *key, const struct option_row **row);

/* Every default of a section; paths are joined with the place's folder. */
int config_defaults(const struct value_place *place, enum option_section kind,
                    void *target);

#endif
