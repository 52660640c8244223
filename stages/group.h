/*
 * Consecutive link rows of one book that has neither an ISBN nor an id: equal title,
 * subtitle, year and publisher, and no order twice.
 */
#ifndef BIBLOAD_GROUP_H
#define BIBLOAD_GROUP_H

#include "resolve.h"

/* The book that this row goes on with; 0 if it begins another. */
int64_t group_book(struct resolver *resolver, const struct biblio *biblio);
/* The row's book; one that is in no group ends it. */
void group_note(struct resolver *resolver, const struct biblio *biblio,
                int64_t book_id);

#endif
