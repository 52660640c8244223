/*
 * Two ways to write one person's name: "J. Austen" and "Austen, Jane", "J.-P.
 * Sartre" and "Sartre, Jean-Paul", "G. Garcia Marquez" and "García Márquez,
 * Gabriel". A name so met is no proof of identity: ask only among the few people
 * who can be meant, the contributors of one book, and take the answer only if one
 * of them agrees.
 *
 * Names are compared in the comparison form of keys.h, word by word. The family
 * name has to be equal. Where it begins is known only of a filed name, so the longer
 * family name of the two decides: "Gogh, Vincent van" meets "van Gogh, V.". Of the
 * given names the first must be compatible, and the others of the shorter must be
 * compatible, in order, with others of the longer: J is compatible with Jane, Jane
 * is not with John, and a middle name may be missing. A fuller form in parentheses
 * (MARC 21 X00 $q), where it spells the initials out, has to be compatible too. Jr.
 * and III, if both have one, have to be the same; other suffixes and titles say
 * nothing.
 *
 * Chinese, Japanese and Korean names have no initials: they agree when they are
 * equal, family name first, with or without a comma or blanks. A family name first
 * in other letters needs its comma: nobody can tell Mao Zedong from Jane Austen.
 */
#ifndef BIBLOAD_INITIALS_H
#define BIBLOAD_INITIALS_H

#include "../pipeline/arena.h"

#define INITIALS_WORDS_MAX 16 /* longer names are no person's */

struct initials_words {
    struct slice at[INITIALS_WORDS_MAX];
    size_t count;
};

struct initials_name {
    struct initials_words family, given;
    struct initials_words fuller; /* none: not stated, or no fuller form */
    const char *generation;       /* JR, SR, II, ...; NULL: none */
    bool east_asian;
};

/* Takes a filed name apart ("Austen, Jane"), into the arena. False: the rule says
 * nothing about such a name (one word, a title or a firm behind the comma), or
 * arena.failed. */
bool initials_read(struct arena *arena, struct slice sort_name,
                   struct initials_name *name);

/* May they be one person? It makes no difference which comes first. */
bool initials_agree(const struct initials_name *a,
                    const struct initials_name *b);

#endif
