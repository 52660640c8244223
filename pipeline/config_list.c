/* See config_list.h. */
#include "config_list.h"

#define LIST_MAX 10000 /* items; more is no config any more */

static const char *skip_blanks(const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

/* From after the opening quote; returns what follows the closing one, or NULL
 * if there is none. `to` has room for all of it. */
static const char *read_quoted(const char *at, char *to)
{
    for (; *at; at++) {
        if (*at == '"' && *++at != '"') {
            *to = '\0';
            return at;
        }
        *to++ = *at;
    }
    return NULL;
}

static const char *read_bare(const char *at, const char *stops, char *to)
{
    size_t len = strcspn(at, stops);
    struct slice item = slice_trim((struct slice){at, len});

    memcpy(to, item.at, item.len);
    to[item.len] = '\0';
    return at + len;
}

static int add_item(const struct value_place *place, struct string_list *list,
                    size_t *room, char *item)
{
    char **grown =
        list_grow(place->arena, list->at, list->count, room, sizeof *grown);

    if (!grown)
        return error_memory(place->error);
    list->at = grown;
    list->at[list->count++] = item;
    return 0;
}

/* One item from `at` on; *end is the comma or the NUL behind it. */
static int read_item(const struct value_place *place, const char *key,
                     const char *at, bool commas, char *to, const char **end)
{
    at = skip_blanks(at);
    if (*at != '"') {
        at = read_bare(at, commas ? ",\";" : "\";", to);
        if (*at == ';')
            return place_error(place,
                               "%s: a value with ; is written in quotes "
                               "(a comment stands on a line of its own)",
                               key);
        if (*at == '"')
            return place_error(place, "%s: a quote inside an unquoted value",
                               key);
    } else {
        at = read_quoted(at + 1, to);
        if (!at)
            return place_error(place, "%s: a quote that is not closed", key);
        at = skip_blanks(at);
        if (*at && !(commas && *at == ','))
            return place_error(place,
                               "%s: text after a closing quote: "
                               "\"%.100s\"",
                               key, at);
    }
    *end = at;
    return 0;
}

static int read_items(const struct value_place *place, const char *key,
                      const char *text, bool commas, struct string_list *list)
{
    /* An item is no longer than its text and the comma that becomes its NUL. */
    char *item = arena_alloc(place->arena, 2 * strlen(text) + 2);
    size_t room = 0;

    *list = (struct string_list){0};
    if (!item)
        return error_memory(place->error);
    for (;;) {
        if (read_item(place, key, text, commas, item, &text) != 0)
            return -1;
        if (commas && !*item)
            return place_error(place, "%s: an empty item in the list", key);
        if (list->count == LIST_MAX)
            return place_error(place, "%s: more than %d items", key, LIST_MAX);
        if (add_item(place, list, &room, item) != 0)
            return -1;
        if (!*text)
            return 0;
        text++;
        item += strlen(item) + 1;
    }
}

int config_list(const struct value_place *place, const char *key,
                const char *text, struct string_list *list)
{
    text = skip_blanks(text);
    *list = (struct string_list){0};
    if (!*text || strcmp(text, "\"\"") == 0)
        return 0;
    return read_items(place, key, text, true, list);
}

int config_unquote(const struct value_place *place, const char *key,
                   const char *text, struct string_list *one)
{
    return read_items(place, key, text, false, one);
}
