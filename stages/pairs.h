/*
 * Pairs of authors that people wrote down in files: [match] same and different. A
 * line names two: author,A,B. Each is a name, a name with dates ("Jane
 * Austen|1775-1817"), an id in an authority file (viaf:102333412) or a number (the
 * id in the database). What begins with # is a comment.
 *
 *     pairs_read* ( pairs_forbid | pairs_partner )* pairs_clear
 *
 * A heading is one of a pair when it has the name, and the years in common or, like
 * the pair's, no dates.
 */
#ifndef BIBLOAD_PAIRS_H
#define BIBLOAD_PAIRS_H

#include "../pipeline/config.h"
#include "../pipeline/store.h"

#define PAIRS_MAX 200000 /* lines */

enum verdict_of_pair { PAIR_SAME, PAIR_DIFFERENT };

struct pair_side {
    struct key name;
    struct author_facts facts;
    int64_t id; /* 0: named by its name */
};
/* Each pair twice, so that either side finds the other. */
struct pair {
    struct pair_side is, other;
    enum verdict_of_pair verdict;
    unsigned line;
};

struct pairs {
    struct arena arena;
    LIST(struct pair) list; /* by the name of `is` */
};

/* Both files of the config; ERROR_USAGE names file and line. An id that no author
 * has yet is said, and its line means nothing. */
int pairs_read(struct pairs *pairs, struct store *store,
               const struct config *config, struct error *error);
/* Those of a name; pairs may be NULL. */
const struct pair *pairs_of(const struct pairs *pairs, struct key name,
                            size_t *count);
void pairs_clear(struct pairs *pairs);

#endif
