/* See config_choice.h. */
#include "config_choice.h"

#include "config_list.h"
#include "nearest.h"

#include <stdio.h>

int config_unknown_choice(const struct value_place *place,
                          const struct option_row *row, const char *key,
                          const char *text)
{
    struct nearest nearest;
    char known[240] = "";
    size_t len = 0;

    nearest_begin(&nearest, text);
    for (const struct choice *c = row->choices; c->text; c++) {
        nearest_try(&nearest, c->text);
        if (len < sizeof known)
            len += (size_t)snprintf(known + len, sizeof known - len, "%s%s",
                                    len ? ", " : "", c->text);
    }
    return place_error(
        place, "%s: expected one of %s, found \"%.200s\"%s%s%s", key, known,
        text, nearest.best ? "; did you mean \"" : "",
        nearest.best ? nearest.best : "", nearest.best ? "\"?" : "");
}

static int no_value(const struct value_place *place, const char *key,
                    const char *text, const char *expected)
{
    return place_error(place, "%s: expected %s, found \"%.200s\"", key,
                       expected, text);
}

int config_rules(const struct value_place *place, const struct option_row *row,
                 const char *key, const char *text, struct rule_list *rules)
{
    struct rule_list found = {.count = 0};
    struct string_list words;

    if (config_list(place, key, text, &words) != 0)
        return -1;
    for (size_t i = 0; i < words.count; i++) {
        const struct choice *choice = choice_find(row->choices, words.at[i]);

        if (!choice)
            return config_unknown_choice(place, row, key, words.at[i]);
        for (size_t j = 0; j < found.count; j++)
            if (found.at[j] == choice->value)
                return place_error(place, "%s: \"%s\" is there twice", key,
                                   choice->text);
        found.at[found.count++] = choice->value;
    }
    if (!found.count)
        return no_value(place, key, text, "at least one rule");
    *rules = found;
    return 0;
}

int config_words(const struct value_place *place, const struct option_row *row,
                 const char *key, const char *text, struct string_list *words)
{
    const char *all = row->choices->text;
    struct string_list found;

    if (config_list(place, key, text, &found) != 0)
        return -1;
    for (size_t i = 0; i < found.count; i++) {
        const struct choice *choice = choice_find(row->choices, found.at[i]);

        if (!choice)
            return config_unknown_choice(place, row, key, found.at[i]);
        if (choice == row->choices && found.count > 1)
            return place_error(place, "%s: \"%s\" stands alone", key, all);
        /* As the choice has it: letters of any case were accepted. The copy is
         * writable; slices are const for readers. */
        found.at[i] =
            (char *)arena_copy(place->arena, slice_of(choice->text)).at;
        if (!found.at[i])
            return error_memory(place->error);
    }
    if (!found.count)
        return no_value(place, key, text, "at least one word");
    if (choice_find(row->choices, found.at[0]) == row->choices)
        found.count = 0;
    *words = found;
    return 0;
}
