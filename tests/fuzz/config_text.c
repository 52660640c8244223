/* See config_text.h. */
#include "config_text.h"

#include "../../pipeline/option.h"

static void put_string(struct fuzz_text *text, const char *string)
{
    fuzz_put(text, SLICE(" "));
    fuzz_put(text, string ? slice_of(string) : SLICE("(none)"));
}

static void put_strings(struct fuzz_text *text, const struct string_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        put_string(text, list->at[i]);
}

static void put_limit(struct fuzz_text *text, const struct limit *limit)
{
    fuzz_must(limit->number == LIMIT_NONE || !limit->percent ||
                  limit->number <= 100,
              "a percentage is one");
    fuzz_put_number(text, limit->number);
    fuzz_put_number(text, limit->percent);
}

static void put_rules(struct fuzz_text *text, const struct rule_list *rules)
{
    fuzz_must(rules->count <= RULES_MAX, "rules have room");
    for (size_t i = 0; i < rules->count; i++)
        fuzz_put_number(text, (uint64_t)rules->at[i]);
}

static void put_choice(struct fuzz_text *text, const struct option_row *row,
                       int value)
{
    const char *choice = choice_text(row->choices, value);

    fuzz_must(choice, "a choice is one of them");
    put_string(text, choice);
}

static void put_number(struct fuzz_text *text, const struct option_row *row,
                       uint64_t value)
{
    bool chosen = row->choices && choice_text(row->choices, (int)value);

    fuzz_must(chosen || (value >= row->least && value <= row->most),
              "a number is within its limits");
    fuzz_put_number(text, value);
}

static void put_value(struct fuzz_text *text, const struct option_row *row,
                      const void *target)
{
    const void *at = (const char *)target + row->offset;

    fuzz_put(text, SLICE("\n"));
    fuzz_put(text, slice_of(row->key));
    switch (row->type) {
    case OPTION_TEXT:
    case OPTION_PATH:
    case OPTION_URL:
    case OPTION_WORD:
    case OPTION_SEPARATOR:
        put_string(text, *(const char *const *)at);
        break;
    case OPTION_PATHS:
    case OPTION_LIST:
    case OPTION_WORDS:
        put_strings(text, at);
        break;
    case OPTION_CHOICE:
        put_choice(text, row, *(const int *)at);
        break;
    case OPTION_RULES:
        put_rules(text, at);
        break;
    case OPTION_NUMBER:
        put_number(text, row, *(const uint32_t *)at);
        break;
    case OPTION_SIZE:
        put_number(text, row, *(const uint64_t *)at);
        break;
    case OPTION_LIMIT:
        put_limit(text, at);
        break;
    case OPTION_DELIMITER:
        fuzz_put(text, (struct slice){at, 1});
        break;
    case OPTION_COLUMN:
    case OPTION_FLAG:
    case OPTION_PARAMETER:
        break;
    }
}

static void put_section(struct fuzz_text *text, enum option_section section,
                        const char *name, const void *target)
{
    fuzz_put(text, SLICE("\n--"));
    put_string(text, name);
    for (size_t i = 0; i < option_count; i++)
        if (option_rows[i].section == section && option_rows[i].key)
            put_value(text, &option_rows[i], target);
}

static void put_columns(struct fuzz_text *text,
                        const struct source_config *source)
{
    for (size_t i = 0; i < source->columns.count; i++) {
        const struct column_setting *column = &source->columns.at[i];

        fuzz_put(text, SLICE("\ncolumn"));
        put_string(text, csv_field_name(column->field));
        fuzz_put_number(text, column->number);
        for (size_t k = 0; k < column->count; k++)
            put_string(text, column->names[k]);
    }
}

void config_text(struct fuzz_text *text, const struct config *config)
{
    put_section(text, OPTION_DATABASE, "database", config);
    put_section(text, OPTION_IMPORT, "import", config);
    put_section(text, OPTION_MATCH, "match", config);
    for (size_t i = 0; i < config->sources.count; i++) {
        const struct source_config *source = &config->sources.at[i];

        put_section(text, OPTION_SOURCE, source->name, source);
        put_columns(text, source);
    }
    for (size_t i = 0; i < config->reports.count; i++)
        put_section(text, OPTION_REPORT, config->reports.at[i].name,
                    &config->reports.at[i]);
}
