/* See config_section.h. */
#include "config_section.h"

#include "nearest.h"

int config_defaults(const struct value_place *place, enum option_section kind,
                    void *target)
{
    struct value_place as_is = *place;

    /* Defaults are written without the quotes that a file may need. */
    as_is.file = NULL;
    for (size_t i = 0; i < option_count; i++) {
        const struct option_row *row = &option_rows[i];

        if (row->section == kind && row->fallback &&
            config_value(&as_is, row, row->key, row->fallback, target) != 0)
            return -1;
    }
    return 0;
}

/* Names go into tables, file names and SOURCE:ID, so they are plain. */
static bool name_is_plain(struct slice name)
{
    static const char marks[] = "_-.";

    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool letter = (c >= '0' && c <= '9') || c >= 0x80 ||
                      ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');

        if (!letter && !(i > 0 && c && strchr(marks, c)))
            return false;
    }
    return name.len > 0;
}

static int unknown_section(const struct value_place *place, struct slice text)
{
    static const char *const known[] = {"database", "import", "match",
                                        "source:NAME", "report:NAME"};
    static const char *const words[] = {"database", "import", "match", "source",
                                        "report"};
    const char *colon = memchr(text.at, ':', text.len);
    const char *word, *best = NULL;
    struct nearest nearest;

    word =
        arena_copy(place->arena, colon ? slice_between(text.at, colon) : text)
            .at;
    if (!word)
        return error_memory(place->error);
    nearest_begin(&nearest, word);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        nearest_try(&nearest, words[i]);
        if (nearest.best == words[i])
            best = known[i];
    }
    return place_error(place, "unknown section [%.*s]%s%s%s", SLICE_ARG(text),
                       best ? "; did you mean [" : "", best ? best : "",
                       best ? "]?" : "");
}

static int add_source(struct config *config, const struct value_place *place,
                      const char *name, void **target)
{
    struct source_config *source = list_push(&config->arena, &config->sources);

    if (!source)
        return error_memory(place->error);
    *source = (struct source_config){.name = name, .line = place->line};
    *target = source;
    return config_defaults(place, OPTION_SOURCE, source);
}

static int add_report(struct config *config, const struct value_place *place,
                      const char *name, void **target)
{
    struct report_config *report = list_push(&config->arena, &config->reports);

    if (!report)
        return error_memory(place->error);
    *report = (struct report_config){.name = name, .line = place->line};
    *target = report;
    return config_defaults(place, OPTION_REPORT, report);
}

static void *find_named(const struct config *config, enum option_section kind,
                        struct slice name)
{
    if (kind == OPTION_SOURCE)
        for (size_t i = 0; i < config->sources.count; i++)
            if (slice_is(name, config->sources.at[i].name))
                return &config->sources.at[i];
    if (kind == OPTION_REPORT)
        for (size_t i = 0; i < config->reports.count; i++)
            if (slice_is(name, config->reports.at[i].name))
                return &config->reports.at[i];
    return NULL;
}

static int named_section(struct config *config, const struct value_place *place,
                         struct slice name, struct section *section,
                         bool *added)
{
    const char *copy;

    if (!name_is_plain(name))
        return place_error(place,
                           "\"%.*s\" is no name for a section: letters, "
                           "digits, and inside it _ - .",
                           SLICE_ARG(name));
    section->target = find_named(config, section->kind, name);
    if (section->target)
        return 0;
    copy = arena_copy(&config->arena, name).at;
    if (!copy)
        return error_memory(place->error);
    *added = true;
    return section->kind == OPTION_SOURCE
               ? add_source(config, place, copy, &section->target)
               : add_report(config, place, copy, &section->target);
}

int config_section(struct config *config, const struct value_place *place,
                   struct slice text, struct section *section, bool *added)
{
    static const struct slice source = SLICE("source:");
    static const struct slice report = SLICE("report:");
    static const char *const plain[] = {[OPTION_DATABASE] = "database",
                                        [OPTION_IMPORT] = "import",
                                        [OPTION_MATCH] = "match"};

    *added = false;
    section->target = config;
    for (int kind = OPTION_DATABASE; kind <= OPTION_MATCH; kind++)
        if (slice_is(text, plain[kind])) {
            section->kind = (enum option_section)kind;
            return 0;
        }
    if (text.len >= source.len && !memcmp(text.at, source.at, source.len))
        section->kind = OPTION_SOURCE;
    else if (text.len >= report.len && !memcmp(text.at, report.at, report.len))
        section->kind = OPTION_REPORT;
    else
        return unknown_section(place, text);
    /* Both prefixes are of one length. */
    return named_section(
        config, place,
        slice_trim((struct slice){text.at + source.len, text.len - source.len}),
        section, added);
}

/* Columns that a book has once can't be numbered. */
static bool may_be_numbered(int field)
{
    switch (field) {
    case CSV_AUTHOR:
    case CSV_AUTHOR_FAMILY:
    case CSV_AUTHOR_GIVEN:
    case CSV_AUTHOR_REF:
    case CSV_DATES:
    case CSV_ROLE:
    case CSV_ORDER:
    case CSV_ROYALTY:
        return true;
    default:
        return false;
    }
}

static int unknown_key(const struct value_place *place,
                       const struct section *section, const char *key)
{
    const char *near = option_nearest(section->kind, key);

    for (int kind = OPTION_DATABASE; !near && kind <= OPTION_REPORT; kind++)
        if (option_find((enum option_section)kind, slice_of(key)))
            return place_error(place,
                               "unknown key \"%s\" in %s; it belongs "
                               "to %s",
                               key, option_section_text(section->kind),
                               option_section_text((enum option_section)kind));
    return place_error(place, "unknown key \"%.100s\" in %s%s%s%s", key,
                       option_section_text(section->kind),
                       near ? "; did you mean \"" : "", near ? near : "",
                       near ? "\"?" : "");
}

int config_key(const struct value_place *place, const struct section *section,
               const char *key, const struct option_row **row)
{
    const char *dot = strrchr(key, '.');
    bool numbered = dot && dot[1] >= '0' && dot[1] <= '9';

    *row = option_find(section->kind,
                       numbered ? slice_between(key, dot) : slice_of(key));
    if (!*row)
        return unknown_key(place, section, key);
    if (numbered && !may_be_numbered((*row)->field))
        return place_error(place, "%s can't be numbered: a book has it once",
                           (*row)->key);
    return 0;
}
