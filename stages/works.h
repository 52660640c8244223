/*
 * Works: which books are editions of one. A book is an edition of the work whose
 * uniform title (MARC 130, 240), or whose title without subtitle, and whose first
 * author it has. books.work_id names the first of a work's books that came; it is
 * NULL in that one.
 *
 * A collective title (Works, Poems, Selections) names no work.
 */
#ifndef BIBLOAD_WORKS_H
#define BIBLOAD_WORKS_H

#include "resolve.h"

/* The work keys of titles and first author, each once; none where a key would be the
 * title key, which finds the work just as well. */
void work_keys_of(const struct keys_context *context,
                  const struct slice field[BOOK_FIELDS],
                  struct slice first_author, struct key keys[WORK_KEYS]);

/* A new book's work, if there is one: by what the record says. After match_book,
 * before its keys are added. */
int work_join(struct resolver *resolver, const struct biblio *biblio,
              struct book_row *book);

/* The work keys of what the row now says; others go. */
int work_rekey(struct resolver *resolver, struct book_row *book);

#endif
