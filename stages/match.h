/*
 * The rules by which a record meets a row that is there. docs/ARCHITECTURE.md
 * tells them for people.
 */
#ifndef BIBLOAD_MATCH_H
#define BIBLOAD_MATCH_H

#include "resolve.h"

/* Which of the authors that have a name's key is meant by a heading with these
 * facts; 0: none of them. *rule is "name" or "name-dates" when dates agree or
 * neither side has any, "name-undated" when only one side has dates and there is
 * exactly one author of that name. Different kinds are different authors; a kind
 * that nobody said meets any.
 * The rule is our own: a name without dates is no proof of identity, and never
 * merging it is what users of catalogues complain of first. */
int64_t match_author(const struct author_facts *facts, const struct hit *hits,
                     size_t count, const char **rule);

/* What proves that two are not one: another kind, birth or death. */
bool author_facts_differ(struct author_facts a, struct author_facts b);
/* Were they born, or did they die, in one year that both state? */
bool author_facts_share_year(struct author_facts a, struct author_facts b);

/* More books than this of one title, author and year (each with another publisher,
 * or each with an own id) are not looked at: "exactly one fits" is not worth the
 * time, and the record is a new book. */
#define CANDIDATES_MAX 100

/* May a book with this year be meant by a record with that one? */
static inline bool years_may_meet(int64_t a, int64_t b)
{
    return a == b || a == 0 || b == 0;
}

/* The book of a record by the first rule that applies: own id, shared valid ISBN
 * with agreeing titles, title with first author and year. *book NULL: none. */
int match_book(struct resolver *resolver, const struct biblio *biblio,
               struct book_row **book, const char **rule);

#endif
