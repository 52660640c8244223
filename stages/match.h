/*
 * The rules by which a record meets a row that is there. docs/ARCHITECTURE.md
 * tells them for people.
 */
#ifndef BIBLOAD_MATCH_H
#define BIBLOAD_MATCH_H

#include "resolve.h"

/* What is known of two authors of one name, or one and a heading. */
enum author_relation {
    AUTHOR_OF_OTHER_KIND, /* a person and a corporate body; a kind that nobody
                             said meets any */
    AUTHOR_DIFFERS, /* years differ, of life or of activity; or, where none
                             is shared, titles or fuller forms do */
    AUTHOR_MAYBE,   /* one says what the other does not */
    AUTHOR_EQUAL,   /* neither has years of life, and all else is equal */
    AUTHOR_SAME,    /* a year in common and none that differs */
};
enum author_relation author_relation(struct author_facts a,
                                     struct author_facts b);

/* Do years of activity of one, and years of the other, speak of two people? */
bool author_activity_excludes(struct author_facts a, struct author_facts b);

/* Which of the authors that have a name's key (hits, by id) is meant by a heading
 * with these facts; 0: none of them.
 *
 *     name-dates    the first that is the same
 *     name          the first that is equal
 *     name-undated  the only one of that name and kind, who may be it: never merging a
 *                   dated with an undated name is what users of catalogues
 *                   complain of first, merging two people the second
 *
 * Names that are only variants of an author's don't count. */
int64_t match_author(enum author_rule rule, const struct author_facts *facts,
                     const struct hit *hits, size_t count);

/* The author of a contributor by the first of the config's rules that finds one.
 * look_only: nothing is noted either. */
struct author_match {
    int64_t id; /* 0: none */
    enum author_rule rule;
    bool sure;           /* by an id, or by the name with a year in common */
    const int64_t *fact; /* of the key of the name, if the author has it as his
                            main one; else NULL */
    /* Authors of the name's key, by id, but for those whose ids say that they are
     * others. */
    const struct hit *namesakes;
    size_t namesake_count;
};
int match_contributor(struct resolver *resolver,
                      const struct contributor *contributor,
                      struct author_match *match);

/* A heading with ids is told from namesakes by theirs, which are in their rows; else
 * the facts in the keys do. For who asks for rows beforehand. */
bool match_looks_at_rows(const struct contributor *contributor);

/* Of the authors of a name (hits) whom the restated record named before, and whom no
 * other of its contributors means: who agrees best, if nothing speaks against him,
 * 0: nobody (match_claim.c). */
int64_t match_claimed(const struct resolver *resolver,
                      const struct author_facts *facts, const struct hit *hits,
                      size_t count);
/* The only one of them who is left, if he is the record's alone: it corrects what
 * speaks against him. */
int match_corrected(struct resolver *resolver, const struct author_facts *facts,
                    const struct hit *hits, size_t count, int64_t *id);

/* What people decided (match_decided.c): authors of other rows of the name, which
 * became one of these, appended to the hits in memory of their own; instead of
 * nobody, or of *id, the author parted from it whom the record named before;
 * whether an id in an authority file came to its author so; the book that a merged
 * one became. */
int match_decided_hits(struct resolver *resolver, struct key key,
                       struct hit **hits, size_t *count);
int match_decided_claim(struct resolver *resolver,
                        const struct contributor *contributor, int64_t *id);
bool match_decided_authority(struct resolver *resolver, struct key key,
                             int64_t id, const struct author_facts *facts);
int match_decided_book(struct resolver *resolver, const struct biblio *biblio,
                       struct book_row **book);

/* What people wrote down (match_pairs.c): that the heading is another than this
 * author; whom the other of a pair that is one would meet, of the first CANDIDATES_MAX
 * pairs, 0: nobody. */
int match_pairs_forbid(struct resolver *resolver,
                       const struct contributor *contributor, int64_t id,
                       bool *forbidden);
int match_pairs_partner(struct resolver *resolver,
                        const struct contributor *contributor, int64_t *id);

/* Likewise of books (match_pairs_book.c): that the record is another than this one;
 * that it is this one; the book that the other of a pair would meet, NULL: none. */
int match_pairs_apart(struct resolver *resolver, const struct biblio *biblio,
                      const struct book_row *book, bool *apart);
int match_pairs_together(struct resolver *resolver, const struct biblio *biblio,
                         const struct book_row *book, bool *together);
int match_pairs_book(struct resolver *resolver, const struct biblio *biblio,
                     struct book_row **book);

/* A record that calls the first author what a merged one was called: its book is
 * found by the title with either name. */
int match_decided_titles(struct resolver *resolver, const struct biblio *biblio,
                         struct book_row *book);

/* By $0 and $1: the first author with one of the ids, unless years or kinds differ,
 * which is noted. *id stays 0 if there is none. */
int match_by_authority(struct resolver *resolver,
                       const struct contributor *contributor, int64_t *id);

/* More books than this of one title, author and year (each with another publisher,
 * or each with an own id) are not looked at: "exactly one fits" is not worth the
 * time, and the record is a new book. */
#define CANDIDATES_MAX 100

/* May a book with this year be meant by a record with that one? */
static inline bool years_may_meet(int64_t a, int64_t b)
{
    return a == b || a == 0 || b == 0;
}

/*
 * The book of a record by the first of the config's rules that finds one; *book
 * NULL: none. *rule is its name, or "new".
 *
 *     id           own id, 003 and 001 or book_ref, within its namespace
 *     isbn, lccn,  a shared number, with titles that agree roughly, materials that
 *     oclc         do not disagree, and no two sets of ISBNs without one in common
 *     title        title, subtitle, first author and year (a missing year meets
 *                  any), if exactly one such book fits: not both sides have ISBNs
 *                  or own ids, material and publisher do not disagree
 *
 * Books that nearly fitted are in resolver->near.
 */
int match_book(struct resolver *resolver, const struct biblio *biblio,
               struct book_row **book, const char **rule);

/* The rules in files of their own; *book stays NULL if they find none. */
int match_by_isbn(struct resolver *resolver, const struct biblio *biblio,
                  struct book_row **book);
int match_by_lccn(struct resolver *resolver, const struct biblio *biblio,
                  struct book_row **book);
int match_by_oclc(struct resolver *resolver, const struct biblio *biblio,
                  struct book_row **book);
int match_by_title(struct resolver *resolver, const struct biblio *biblio,
                   struct book_row **book);

bool book_has_key_of_kind(const struct book_row *book, int32_t kind);
/* Two valid sets of ISBNs without one in common are two books. */
bool book_isbns_are_others(const struct biblio *biblio,
                           const struct book_row *book);
/* Both state the field, and not the same in comparison form. */
bool book_field_disagrees(struct resolver *resolver,
                          const struct biblio *biblio,
                          const struct book_row *book, enum book_field field);

#endif
