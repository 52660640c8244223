/*
 * The links of a book by author and by place. Most books have a few, which are
 * looked at one by one; a book with many gets an index, lest a record with tens of
 * thousands of authors take the square of them.
 *
 *     ( link_index_want ( link_of | link_at | links_next_order | links_add |
 *       link_place | link_remove )* )*
 *
 * The index lives in the arena of the batch, as the book does. Who takes a link out
 * of the list, or changes its place or state in another way, forgets the index.
 * When memory is short, the arena says so and links are looked at one by one.
 */
#ifndef BIBLOAD_LINK_INDEX_H
#define BIBLOAD_LINK_INDEX_H

#include "row_table.h"

#define LINK_INDEX_LEAST 64 /* links; fewer are looked at one by one */

/* Makes the index of a book that is to have so many links, if they are many. */
void link_index_want(struct book_row *book, size_t links,
                     const struct row_source *from);
static inline void link_index_forget(struct book_row *book)
{
    book->link_index = NULL;
}

/* By author, as they are fetched: links that the batch in hand added stand behind
 * the others. What goes through them and tells of each does so in an order that
 * does not depend on batches. Forgets the index. */
void links_sort(struct book_row *book);

/* The link to an author, also one that was removed; NULL: there is none. */
struct link_row *link_of(struct book_row *book, int64_t author_id);
/* The first link, of those that were not removed, that has the place (not 0). */
struct link_row *link_at(struct book_row *book, int32_t order);
/* Behind the last one. */
int32_t links_next_order(struct book_row *book);

/* A new link without a place; NULL: the error is filled. */
struct link_row *links_add(struct book_row *book, int64_t author_id,
                           const struct row_source *from);
void link_place(struct book_row *book, struct link_row *link, int32_t order,
                const struct row_source *from);
void link_remove(struct book_row *book, struct link_row *link);

#endif
