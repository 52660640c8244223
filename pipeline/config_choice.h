/*
 * Values that are some of an option row's choices: a word that is none of them is
 * an error that names the nearest.
 */
#ifndef BIBLOAD_CONFIG_CHOICE_H
#define BIBLOAD_CONFIG_CHOICE_H

#include "config_value.h"

/* Fills the error; returns -1. */
int config_unknown_choice(const struct value_place *place,
                          const struct option_row *row, const char *key,
                          const char *text);

/* OPTION_RULES: each at most once, in the order they stand. */
int config_rules(const struct value_place *place, const struct option_row *row,
                 const char *key, const char *text, struct rule_list *rules);

/* OPTION_WORDS: the choices' own texts; the first choice, which must stand alone,
 * is the empty list. */
int config_words(const struct value_place *place, const struct option_row *row,
                 const char *key, const char *text, struct string_list *words);

#endif
