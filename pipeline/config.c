/*
 * See config.h. Reading a file is in config_read.c, sections and keys are in
 * config_section.c, values in config_value.c.
 */
#include "config.h"

#include "config_section.h"

#define CONFIG_BLOCK 4096

int config_init(struct config *config, struct error *error)
{
    struct value_place place = {.folder = "", .error = error};

    *config = (struct config){0};
    arena_init(&config->arena, CONFIG_BLOCK);
    place.arena = &config->arena;
    if (config_defaults(&place, OPTION_DATABASE, config) != 0)
        return -1;
    if (config_defaults(&place, OPTION_IMPORT, config) != 0)
        return -1;
    return config_defaults(&place, OPTION_MATCH, config);
}

void config_clear(struct config *config)
{
    arena_clear(&config->arena);
    *config = (struct config){0};
}

int config_set(struct config *config, const char *section, const char *key,
               const char *value, struct error *error)
{
    struct value_place place = {
        .folder = "", .arena = &config->arena, .error = error};
    const struct option_row *row;
    struct section found;
    bool added;

    if (config_section(config, &place, slice_of(section), &found, &added) != 0)
        return -1;
    if (config_key(&place, &found, key, &row) != 0)
        return -1;
    return config_value(&place, row, key, value, found.target);
}

const struct source_config *config_source(const struct config *config,
                                          const char *name)
{
    for (size_t i = 0; i < config->sources.count; i++)
        if (strcmp(config->sources.at[i].name, name) == 0)
            return &config->sources.at[i];
    return NULL;
}

const struct source_config *config_default_source(struct config *config,
                                                  struct error *error)
{
    struct value_place place = {
        .folder = "", .arena = &config->arena, .error = error};
    struct section section;
    bool added;

    if (config_section(config, &place, SLICE("source:default"), &section,
                       &added) != 0)
        return NULL;
    return section.target;
}

static const struct column_setting *find_column(
    const struct source_config *source, enum csv_field field)
{
    for (size_t i = 0; i < source->columns.count; i++)
        if (source->columns.at[i].field == field)
            return &source->columns.at[i];
    return NULL;
}

/* A field that means nothing without another one of the same source. */
static const struct pair {
    enum csv_field field, needs;
} pairs[] = {
    {CSV_ROYALTIES, CSV_AUTHORS},
    {CSV_ROLES, CSV_AUTHORS},
    {CSV_AUTHOR_GIVEN, CSV_AUTHOR_FAMILY},
};

static int check_source(const struct config *config,
                        const struct source_config *source, struct error *error)
{
    struct value_place place = {.file = config->path, .error = error};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct column_setting *column =
            find_column(source, pairs[i].field);

        if (!column || find_column(source, pairs[i].needs))
            continue;
        place.line = column->line;
        return place_error(&place, "column.%s needs column.%s in [source:%s]",
                           csv_field_name(pairs[i].field),
                           csv_field_name(pairs[i].needs), source->name);
    }
    return 0;
}

static int check_report(const struct config *config,
                        const struct report_config *report, struct error *error)
{
    struct value_place place = {
        .file = config->path, .line = report->line, .error = error};

    if (strcmp(report->output, "-") == 0)
        return 0;
    for (const struct report_config *other = config->reports.at; other < report;
         other++)
        if (strcmp(other->output, report->output) == 0 &&
            strcmp(other->format, report->format) == 0)
            return place_error(&place,
                               "[report:%s] would overwrite what "
                               "[report:%s] writes to %s",
                               report->name, other->name, report->output);
    return 0;
}

int config_check(struct config *config, struct error *error)
{
    for (size_t i = 0; i < config->sources.count; i++)
        if (check_source(config, &config->sources.at[i], error) != 0)
            return -1;
    for (size_t i = 0; i < config->reports.count; i++)
        if (check_report(config, &config->reports.at[i], error) != 0)
            return -1;
    return 0;
}
