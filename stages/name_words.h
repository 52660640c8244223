/*
 * The words in names that are not the name: suffixes, titles, particles, and
 * words that show that a name is not a person's. Lists are short on purpose: a
 * word that is missing leaves a name as it was written, a word too many turns
 * it wrongly.
 */
#ifndef BIBLOAD_NAME_WORDS_H
#define BIBLOAD_NAME_WORDS_H

#include "../pipeline/slice.h"

enum name_suffix {
    SUFFIX_NONE,
    SUFFIX_COMMA,   /* Jr., Ph.D.: written after a comma */
    SUFFIX_NUMERAL, /* III: written without one */
    SUFFIX_FIRM,    /* Inc., Ltd.: no person */
};
enum name_suffix name_suffix_of(struct slice word);

/* Sir, Dame, Lord, Lady: said before the forename. */
bool name_is_honorific(struct slice part);

/* "King of England", "the Elder", "Saint": stands after a forename and turns
 * nothing round. */
bool name_is_title(struct slice part);

/* van, von, de: stands before a family name and is filed after the
 * forenames. Lower case only: who writes it with a capital files it as part
 * of the name. */
bool name_is_preposition(struct slice word);
/* la, du, della, and Van, De, Saint: filed with the family name. */
bool name_is_family_particle(struct slice word);

/* Better Homes *and* Gardens, University *of* ..., Acme *Press*. */
bool name_is_corporate_word(struct slice word);

/* Without small letters, and with at least two capitals. */
bool name_in_capitals(struct slice name);

/* The next word, up to a blank; *text goes behind it. Empty at the end. */
struct slice name_next_word(struct slice *text);

#endif
