/* See link_index.h: two tables of numbers, which lead to places in the list. */
#include "link_index.h"

#include <stdlib.h>

struct link_index {
    struct row_table authors; /* rows: size_t, the link's place in the list */
    struct row_table orders;  /* rows: struct place */
    int32_t highest;          /* of the orders that links have; -1: look */
    size_t links;             /* in the list, when it was last looked at */
};

/* Links with an order that were not removed. Other programs give one twice. */
struct place {
    size_t first, count; /* first: the lowest place in the list */
};

/* NULL also if the list is another than the one it was made of. */
static struct link_index *index_of(const struct book_row *book)
{
    return book->link_index && book->link_index->links == book->links.count
               ? book->link_index
               : NULL;
}

static bool has_order(const struct link_row *link, int32_t order)
{
    return link->order == order && link->state != ROW_REMOVED;
}

static void forget_if_short(struct book_row *book,
                            const struct row_source *from)
{
    if (from->arena->failed)
        link_index_forget(book);
}

/* ---- orders ---- */

static void add_order(struct book_row *book, struct link_index *index,
                      const struct link_row *link,
                      const struct row_source *from)
{
    size_t at = (size_t)(link - book->links.at);
    struct place *place;

    if (!link->order || link->state == ROW_REMOVED)
        return;
    place = row_table_known(&index->orders, link->order);
    if (!place)
        place = row_table_put(&index->orders, from, link->order);
    if (!place)
        return;
    if (!place->count++ || at < place->first)
        place->first = at;
    if (index->highest >= 0 && link->order > index->highest)
        index->highest = link->order;
}

/* Before the link gets another order or is removed. */
static void drop_order(struct book_row *book, struct link_index *index,
                       const struct link_row *link)
{
    size_t at = (size_t)(link - book->links.at);
    struct place *place = link->order && link->state != ROW_REMOVED
                              ? row_table_known(&index->orders, link->order)
                              : NULL;

    if (!place)
        return;
    if (link->order == index->highest)
        index->highest = -1;
    if (--place->count == 0 || place->first != at)
        return;
    while (!has_order(&book->links.at[++place->first], link->order))
        ;
}

/* ---- the index ---- */

void link_index_want(struct book_row *book, size_t links,
                     const struct row_source *from)
{
    struct link_index *index;

    if (links < LINK_INDEX_LEAST || index_of(book))
        return;
    index = arena_zero(from->arena, sizeof *index);
    if (!index)
        return;
    index->authors.row_size = sizeof(size_t);
    index->orders.row_size = sizeof(struct place);
    index->links = book->links.count;
    for (size_t i = 0; i < book->links.count; i++) {
        const struct link_row *link = &book->links.at[i];
        size_t *at = row_table_known(&index->authors, link->author_id);

        if (!at && (at = row_table_put(&index->authors, from, link->author_id)))
            *at = i;
        add_order(book, index, link, from);
    }
    book->link_index = index;
    forget_if_short(book, from);
}

struct link_row *link_of(struct book_row *book, int64_t author_id)
{
    struct link_index *index = index_of(book);

    if (index) {
        const size_t *at = row_table_known(&index->authors, author_id);

        return at ? &book->links.at[*at] : NULL;
    }
    for (size_t i = 0; i < book->links.count; i++)
        if (book->links.at[i].author_id == author_id)
            return &book->links.at[i];
    return NULL;
}

struct link_row *link_at(struct book_row *book, int32_t order)
{
    struct link_index *index = index_of(book);

    if (index) {
        const struct place *place = row_table_known(&index->orders, order);

        return place && place->count ? &book->links.at[place->first] : NULL;
    }
    for (size_t i = 0; i < book->links.count; i++)
        if (has_order(&book->links.at[i], order))
            return &book->links.at[i];
    return NULL;
}

int32_t links_next_order(struct book_row *book)
{
    struct link_index *index = index_of(book);
    int32_t highest = 0;

    if (index && index->highest >= 0)
        return index->highest + 1;
    for (size_t i = 0; i < book->links.count; i++)
        if (book->links.at[i].state != ROW_REMOVED &&
            book->links.at[i].order > highest)
            highest = book->links.at[i].order;
    if (index)
        index->highest = highest;
    return highest + 1;
}

struct link_row *links_add(struct book_row *book, int64_t author_id,
                           const struct row_source *from)
{
    struct link_index *index = index_of(book);
    struct link_row *link = list_push(from->arena, &book->links);
    size_t *at;

    if (!link) {
        error_memory(from->error);
        return NULL;
    }
    *link = (struct link_row){
        .book_id = book->id, .author_id = author_id, .state = ROW_NEW};
    if (!index)
        return link;
    at = row_table_put(&index->authors, from, author_id);
    if (at)
        *at = index->links++;
    forget_if_short(book, from);
    return link;
}

void link_place(struct book_row *book, struct link_row *link, int32_t order,
                const struct row_source *from)
{
    struct link_index *index = index_of(book);

    if (index)
        drop_order(book, index, link);
    link->order = order;
    if (index)
        add_order(book, index, link, from);
    forget_if_short(book, from);
}

void link_remove(struct book_row *book, struct link_row *link)
{
    struct link_index *index = index_of(book);

    if (index)
        drop_order(book, index, link);
    link->state = ROW_REMOVED;
}

static int compare_authors(const void *a, const void *b)
{
    int64_t x = ((const struct link_row *)a)->author_id;
    int64_t y = ((const struct link_row *)b)->author_id;

    return x < y ? -1 : x > y;
}

void links_sort(struct book_row *book)
{
    if (book->links.count)
        qsort(book->links.at, book->links.count, sizeof *book->links.at,
              compare_authors);
    link_index_forget(book);
}
