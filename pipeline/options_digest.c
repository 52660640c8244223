/* See options_digest.h. */
#include "options_digest.h"

#include "key.h"
#include "sizes.h"
#include "stored.h"

static struct slice rules_text(struct arena *arena, struct slice text,
                               const struct rule_list *rules)
{
    text = arena_printf(arena, "%.*s|", SLICE_ARG(text));
    for (size_t i = 0; i < rules->count; i++)
        text = arena_printf(arena, "%.*s%d,", SLICE_ARG(text), rules->at[i]);
    return text;
}

static struct slice words_text(struct arena *arena, struct slice text,
                               char mark, const struct string_list *words)
{
    for (size_t i = 0; i < words->count; i++)
        text = arena_printf(arena, "%.*s|%c%s", SLICE_ARG(text), mark,
                            words->at[i]);
    return text;
}

/* What a list of pairs holds counts, not its name. It has been read: that it can't
 * be read now is a failure of the moment, which must not make other options. The
 * caller looks at the error. */
static struct slice list_text(struct arena *arena, struct slice text,
                              const char *path, struct error *error)
{
    char digest[33] = "";
    uint64_t bytes;

    if (strcmp(path, "-") != 0)
        (void)stored_digest_of(path, UINT64_MAX, digest, &bytes, error);
    return arena_printf(arena, "%.*s|%s", SLICE_ARG(text), digest);
}

const char *options_digest(struct arena *arena, const struct config *config,
                           const struct source_config *source,
                           struct error *error)
{
    static const unsigned char unkeyed[SECRET_BYTES] = {0};
    struct slice text = arena_printf(
        arena, "%d %d %d %d %d %s|%s|%d %d %d %d %d %d %d %s", source->format,
        source->encoding, source->escape, source->entities, source->header,
        source->author_separator ? source->author_separator : "auto",
        source->title_separator ? source->title_separator : "",
        source->name_order, source->royalty_mode, source->on_match,
        source->on_update, source->delimiter, source->mode, source->deletes,
        source->ids ? source->ids : source->name);
    char *hex = arena_alloc(arena, KEY_DIGITS + 1);

    for (size_t i = 0; i < source->columns.count; i++) {
        const struct column_setting *column = &source->columns.at[i];

        for (size_t j = 0; j < column->count; j++)
            text =
                arena_printf(arena, "%.*s|%d.%u=%s", SLICE_ARG(text),
                             column->field, column->number, column->names[j]);
    }
    text = words_text(arena, text, '!', &source->not_a_name);
    text = words_text(arena, text, '+', &source->extra);
    text = words_text(arena, text, '=', &source->types);
    text = arena_printf(arena, "%.*s|%llu", SLICE_ARG(text),
                        (unsigned long long)sizes_record(config));
    text = rules_text(arena, text, &config->book_rules);
    text = rules_text(arena, text, &config->author_rules);
    text = list_text(arena, text, config->same, error);
    text = list_text(arena, text, config->different, error);
    if (!hex || arena->failed)
        error_memory(error);
    if (error_is_set(error))
        return NULL;
    key_write(key_hash(unkeyed, text), hex);
    return hex;
}
