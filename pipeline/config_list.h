/*
 * Quotes and commas in values of the config.
 *
 *     value = item { "," item }
 *     item  = '"' { any but '"' | '""' } '"' | text without comma, quote or ";"
 *
 * Blanks around an item are not part of it unless they are inside quotes. An
 * unquoted ";" is refused, because a reader may take it for a comment. A comma
 * cuts lists alone.
 */
#ifndef BIBLOAD_CONFIG_LIST_H
#define BIBLOAD_CONFIG_LIST_H

#include "config_value.h"

/* The items; an empty value has none. */
int config_list(const struct value_place *place, const char *key,
                const char *text, struct string_list *list);
/* The whole value as one item. */
int config_unquote(const struct value_place *place, const char *key,
                   const char *text, struct string_list *one);

#endif
