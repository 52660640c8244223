/* See options_digest.h. */
#include "options_digest.h"

#include "key.h"

static struct slice rules_text(struct arena *arena, struct slice text,
                               const struct rule_list *rules)
{
    text = arena_printf(arena, "%.*s|", SLICE_ARG(text));
    for (size_t i = 0; i < rules->count; i++)
        text = arena_printf(arena, "%.*s%d,", SLICE_ARG(text), rules->at[i]);
    return text;
}

const char *options_digest(struct arena *arena, const struct config *config,
                           const struct source_config *source)
{
    static const unsigned char unkeyed[SECRET_BYTES] = {0};
    struct slice text = arena_printf(
        arena, "%d %d %d %d %s|%s|%d %d %d %d %d", source->encoding,
        source->escape, source->entities, source->header,
        source->author_separator ? source->author_separator : "auto",
        source->title_separator ? source->title_separator : "",
        source->name_order, source->royalty_mode, source->on_match,
        source->on_update, source->delimiter);
    struct key key;

    for (size_t i = 0; i < source->columns.count; i++) {
        const struct column_setting *column = &source->columns.at[i];

        for (size_t j = 0; j < column->count; j++)
            text =
                arena_printf(arena, "%.*s|%d.%u=%s", SLICE_ARG(text),
                             column->field, column->number, column->names[j]);
    }
    for (size_t i = 0; i < source->not_a_name.count; i++)
        text = arena_printf(arena, "%.*s|!%s", SLICE_ARG(text),
                            source->not_a_name.at[i]);
    for (size_t i = 0; i < source->extra.count; i++)
        text = arena_printf(arena, "%.*s|+%s", SLICE_ARG(text),
                            source->extra.at[i]);
    text = rules_text(arena, text, &config->book_rules);
    text = rules_text(arena, text, &config->author_rules);
    key = key_hash(unkeyed, text);
    return arena_printf(arena, "%016llx%016llx", (unsigned long long)key.high,
                        (unsigned long long)key.low)
        .at;
}
