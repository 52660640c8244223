/*
 * The words that generated books are made of. Lists end with NULL; their order
 * and length are part of the generated files.
 */
#ifndef BIBLOAD_BENCH_WORDS_H
#define BIBLOAD_BENCH_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct random;

extern const char *const word_adjectives[],
    *const word_nouns[],
        *const word_places[],
            *const word_subjects[],
                *const word_publishers[],
                    *const word_cities[],
                        *const word_given_names[],
                            *const word_onsets[],
                                *const word_vowels[],
                                    *const word_endings[],
                                        *const word_languages[];

size_t word_count(const char *const *list);
const char *word_pick(const char *const *list, struct random *random);
/* The word at number modulo the list's length; *number is divided by it: the
 * digits of a number in a mixed base. */
const char *word_digit(const char *const *list, uint64_t *number);

#endif
