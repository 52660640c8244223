/*
 * Works: which books are editions of one. A book is an edition of the work whose
 * uniform title (MARC 130, 240), or whose title without subtitle, and whose first
 * author it has. Books that have one of these keys in common are one work.
 *
 * books.work_id numbers works: it is the id of the book that began the work, NULL in
 * that book itself. The number stays when that book goes, or goes elsewhere, so that
 * nothing needs to be done to the others; ids are never given twice. A book that is
 * a work of its own while others still have its id as their number draws one from
 * the sequence of ids.
 *
 * A collective title (Works, Poems, Selections) names no work.
 *
 * Keys are in works.c, which books they bring together in work_join.c. Everything
 * returns 0, or -1 with the error filled.
 */
#ifndef BIBLOAD_WORKS_H
#define BIBLOAD_WORKS_H

#include "resolve.h"

/* The work keys of titles and first author, each once; none where a key would be
 * `title`, the title key, which finds the work just as well. */
void work_keys_of(const struct keys_context *context,
                  const struct slice field[BOOK_FIELDS],
                  struct slice first_author, struct key title,
                  struct key keys[WORK_KEYS]);

/* A new book's work, if there is one: by what the record says. After match_book,
 * before its keys are added. */
int work_join(struct resolver *resolver, const struct biblio *biblio,
              struct book_row *book);

/* The work keys of what the row now says; others go. If they are others than
 * before, or the title key is (retitled), the book looks for its work again. */
int work_rekey(struct resolver *resolver, struct book_row *book, bool retitled);

/* The same, and nothing about its work: *gained and *lost say what it has now or had
 * (they are left as they are otherwise), keys what it has, the title key last. */
int work_keys_renew(struct resolver *resolver, struct book_row *book,
                    struct key keys[WORK_KEYS + 1], bool *gained, bool *lost);

/* The work that has one of the row's keys, for a book whose number is lost. */
int work_find(struct resolver *resolver, struct book_row *book);

/* The book has other keys than before: it goes to the work of the books that have
 * one of them; where these are several works, they become one. Without such a book
 * it stays where it is, or, if it lost a key, is a work of its own. */
int work_seek(struct resolver *resolver, struct book_row *book,
              const struct key keys[WORK_KEYS + 1], bool lost);

#endif
