/*
 * Pairs of authors and of books that people wrote down in files: [match] same and
 * different. A line names two:
 *
 *     author,A,B   each a name, a name with dates ("Jane Austen|1775-1817"), an id in
 *                  an authority file (viaf:102333412) or a number (the id in the
 *                  database)
 *     book,A,B     each an ISBN (isbn:9780141439587), an own id (SOURCE:001), a title
 *                  with its first author and perhaps a year ("Emma|Jane Austen|1815")
 *                  or a number
 *
 * What begins with # is a comment.
 *
 *     pairs_read ( pairs_of | pairs_told | pairs_begin pairs_next* )* pairs_clear
 *
 * A heading is one of a pair when it has the name, and the years in common or, like
 * the pair's, no dates. A record is, when it has the ISBN, the id, or the title and
 * the year; a title without a year is any year's, but for the one that the other of
 * the pair has.
 *
 * However many pairs one name has, each question is a look at an index, which holds
 * a hash for every year by which a side can be met (pairs_index.c).
 */
#ifndef BIBLOAD_PAIRS_H
#define BIBLOAD_PAIRS_H

#include "../pipeline/biblio.h"
#include "../pipeline/config.h"
#include "../pipeline/store.h"

#define PAIRS_MAX 200000 /* lines */

enum verdict_of_pair { PAIR_SAME, PAIR_DIFFERENT };

/* An author or a book, in a pair; or one that is looked for. */
struct pair_side {
    struct key key;            /* of the name; of the ISBN, own id or title */
    struct author_facts facts; /* of an author */
    int32_t year;              /* of a title; 0: any, or nobody knows */
    int64_t id;                /* in the database; 0: none is known */
    bool book;
};
/* Each pair twice, so that either side finds the other. */
struct pair {
    struct pair_side is, other;
    enum verdict_of_pair verdict;
    unsigned line;
    uint32_t place; /* in the order of the files */
};

struct pair_entry {
    uint64_t hash;
    uint32_t at; /* in the list */
};

struct pairs {
    struct arena arena;
    LIST(struct pair) list;        /* by the key of `is`, then as they come */
    LIST(struct pair_entry) index; /* by hash, then as they come */
    uint32_t *starts; /* of entries whose hashes are one, shifted */
    unsigned shift;
    size_t lines; /* that name two */
    size_t books; /* pairs of them in the list */
    bool silent;  /* set before reading: nothing is said of ids */
};

/* Both files of the config; ERROR_USAGE names file and line. An id that nobody has
 * yet is said, and its line means nothing. */
int pairs_read(struct pairs *pairs, struct store *store,
               const struct config *config, struct error *error);
/* Those of a key; pairs may be NULL. */
const struct pair *pairs_of(const struct pairs *pairs, struct key key,
                            size_t *count);
/* Is a pair of that verdict written down for the two? pairs may be NULL. */
bool pairs_told(const struct pairs *pairs, enum verdict_of_pair verdict,
                const struct pair_side *one, const struct pair_side *two);

/* The pairs of that verdict of which this is one side, as they come in the files;
 * one that can be met by two years may come twice. */
struct pair_search {
    const struct pairs *pairs;
    struct pair_side one;
    enum verdict_of_pair verdict;
    size_t at, slot;
    uint64_t hash;
};
void pairs_begin(struct pair_search *search, const struct pairs *pairs,
                 enum verdict_of_pair verdict, const struct pair_side *one);
const struct pair *pairs_next(struct pair_search *search);

void pairs_clear(struct pairs *pairs);

/* ---- what the files of this module share ---- */

struct pairs_reading {
    struct pairs *pairs;
    struct store *store;
    const struct config *config;
    struct arena scratch; /* of a line */
    const char *path;
    enum verdict_of_pair verdict;
    unsigned line;
    struct error *error;
};

/* A book that is named by its id is known by several keys. */
#define PAIR_SIDES_MAX 2
struct pair_sides {
    struct pair_side at[PAIR_SIDES_MAX];
    size_t count; /* 0: nobody has the id yet */
};

int pairs_line_bad(struct pairs_reading *reading, const char *what,
                   struct slice found);
/* pairs_author.c, pairs_book.c: what a cell names. */
int pairs_read_author(struct pairs_reading *reading, struct slice text,
                      struct pair_sides *sides);
int pairs_read_book(struct pairs_reading *reading, struct slice text,
                    struct pair_sides *sides);
bool pairs_is_number(struct slice text);

/* pairs_index.c: sorts the list and makes the index. */
int pairs_index(struct pairs *pairs, struct error *error);
/* Do two sides, as written, mean the same? */
bool pairs_sides_equal(const struct pair_side *a, const struct pair_side *b);
/* The first pair that is written down as one and as two; false: there is none. */
bool pairs_contradiction(const struct pairs *pairs, const struct pair **same,
                         const struct pair **different);

#endif
