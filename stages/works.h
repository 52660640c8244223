/*
 * Works: which books are editions of one. A book is an edition of the work whose
 * uniform title (MARC 130, 240), or whose title without subtitle, and whose first
 * author it has. books.work_id names the first of a work's books that came; it is
 * NULL in that one, and lower than the id of each of the others.
 *
 * A collective title (Works, Poems, Selections) names no work.
 *
 * Keys are in works.c, which books they bring together in work_join.c. Everything
 * returns 0, or -1 with the error filled.
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

/* The work keys of what the row now says; others go. If they are others than
 * before, or the title key is (retitled), the book looks for its work again. */
int work_rekey(struct resolver *resolver, struct book_row *book, bool retitled);

/* The book has other keys than before: it goes to the work of the first other book
 * that has one of them, in this order. Its editions that share a key with it come
 * along; the others get another first one. Without such a book it stays where it
 * is, or, if it lost a key, is a work of its own. */
int work_seek(struct resolver *resolver, struct book_row *book,
              const struct key keys[WORK_KEYS + 1], bool lost);

/* The book goes: if it was its work's first, the first of the others is. */
int work_leave(struct resolver *resolver, struct book_row *book);

#endif
