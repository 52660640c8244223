/*
 * The words that CSV headers use for our fields. One table; where a file has
 * several columns for a field, the table's order is the order of preference.
 */
#ifndef BIBLOAD_CSV_WORDS_H
#define BIBLOAD_CSV_WORDS_H

#include "../pipeline/config.h"

struct csv_word {
    enum csv_field field;
    unsigned number; /* of author_2; 0: without a number */
    unsigned rank;   /* the lower, the better */
};

/* False: no word of ours. Case, blanks, underscores, hyphens don't matter. */
bool csv_word_find(struct slice header, struct csv_word *word);

/* A header's text in the form in which two are compared: lower case, blanks,
 * underscores and hyphens one blank, none at the ends. {NULL, 0} and
 * arena.failed when memory is short. */
struct slice csv_word_form(struct arena *arena, struct slice header);

#endif
