/*
 * Which work a book is an edition of. See works.h.
 *
 * A work has no row of its own: its first book stands for it. So a work's first
 * book can't go, or go elsewhere, without another one taking its place; and a book
 * that came before a work's first one and joins the work becomes the first.
 */
#include "works.h"

#include "match.h"

#include <stdlib.h>

/* The first book with the key, but for this one; *book stays as it is without one. */
static int first_book(struct resolver *resolver, struct key key, int64_t but,
                      struct book_row **book)
{
    struct slot *slot;

    if (*book || key_is_none(key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_BOOK, key);
    if (!slot)
        return -1;
    for (size_t i = 0; !*book && i < slot->hits.count && i < CANDIDATES_MAX;
         i++) {
        struct book_row *row;

        if (slot->hits.at[i].id == but)
            continue;
        row = working_book(&resolver->set, slot->hits.at[i].id);
        if (!row)
            return -1;
        if (row->id)
            *book = row;
    }
    return 0;
}

static int64_t work_of(const struct book_row *book)
{
    return book->work_id ? book->work_id : book->id;
}

int work_join(struct resolver *resolver, const struct biblio *biblio,
              struct book_row *book)
{
    struct book_row *other = NULL;

    for (size_t i = 0; i < WORK_KEYS; i++)
        if (first_book(resolver, biblio->work_keys[i], book->id, &other) != 0)
            return -1;
    if (first_book(resolver, biblio->title_key, book->id, &other) != 0)
        return -1;
    if (other)
        book->work_id = work_of(other);
    return 0;
}

/* ---- the editions of a work ---- */

struct editions {
    LIST(struct book_row *) books; /* by id, without the work's first */
};

static int compare_books(const void *a, const void *b)
{
    const struct book_row *x = *(struct book_row *const *)a;
    const struct book_row *y = *(struct book_row *const *)b;

    return x->id < y->id ? -1 : x->id > y->id;
}

static int add(struct resolver *resolver, struct editions *editions,
               struct book_row *book)
{
    struct book_row **added = list_push(&resolver->scratch, &editions->books);

    if (!added)
        return error_memory(resolver->set.from.error);
    *added = book;
    return 0;
}

/* Those of the database; what it never had can't be named in it. */
static int add_stored(struct resolver *resolver, const struct book_row *first,
                      struct editions *editions)
{
    struct store *store = resolver->set.from.store;
    int64_t *ids;
    size_t count;

    if (first->state == ROW_NEW)
        return 0;
    if (store->type->fetch_editions(store, first->id, &ids, &count,
                                    &resolver->scratch,
                                    resolver->set.from.error) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct book_row *book = working_book(&resolver->set, ids[i]);

        if (!book || (book->id && book->work_id == first->id &&
                      add(resolver, editions, book) != 0))
            return -1;
    }
    return 0;
}

/* As the database and the batch in hand have them. */
static int editions_of(struct resolver *resolver, const struct book_row *first,
                       struct editions *editions)
{
    const struct changes *changes = resolver->set.changes;
    size_t kept = 0;

    *editions = (struct editions){0};
    if (add_stored(resolver, first, editions) != 0)
        return -1;
    for (size_t i = 0; i < changes->books.count; i++)
        if (changes->books.at[i]->work_id == first->id &&
            add(resolver, editions, changes->books.at[i]) != 0)
            return -1;
    if (!editions->books.count)
        return 0;
    qsort(editions->books.at, editions->books.count, sizeof *editions->books.at,
          compare_books);
    for (size_t i = 1; i < editions->books.count; i++)
        if (editions->books.at[i] != editions->books.at[kept])
            editions->books.at[++kept] = editions->books.at[i];
    editions->books.count = kept + 1;
    return 0;
}

/* work_id 0: the book is its work's first. What the record in hand made is no
 * change. */
static int set_work(struct resolver *resolver, struct book_row *book,
                    int64_t work_id)
{
    struct arena *arena = &resolver->scratch;
    struct ledger_row *row;

    if (book->work_id == work_id)
        return 0;
    if (!resolver->record || book->id <= resolver->books_before) {
        row = working_ledger(&resolver->set,
                             resolver->record ? resolver->record->ordinal : 0,
                             "book", "changed");
        if (!row)
            return -1;
        row->book_id = book->id;
        row->field = "work_id";
        if (book->work_id)
            row->before = arena_number(arena, book->work_id);
        if (work_id)
            row->after = arena_number(arena, work_id);
        resolver->changed = true;
    }
    if (working_change_book(&resolver->set, book) != 0)
        return -1;
    book->work_id = work_id;
    return 0;
}

/* A work of what is left of one: its first is the first of them. */
static int be_a_work(struct resolver *resolver, struct book_row **books,
                     size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (set_work(resolver, books[i], i ? books[0]->id : 0) != 0)
            return -1;
    return 0;
}

int work_leave(struct resolver *resolver, struct book_row *book)
{
    struct editions editions;

    if (book->work_id)
        return 0;
    if (editions_of(resolver, book, &editions) != 0)
        return -1;
    return be_a_work(resolver, editions.books.at, editions.books.count);
}

/* ---- a book that goes to another work ---- */

static bool shares_key(const struct book_row *book,
                       const struct key keys[WORK_KEYS + 1])
{
    for (size_t i = 0; i < book->keys.count; i++) {
        const struct key_row *row = &book->keys.at[i];

        if (row->state == ROW_REMOVED ||
            (row->kind != KEY_WORK && row->kind != KEY_TITLE))
            continue;
        for (size_t j = 0; j < WORK_KEYS + 1; j++)
            if (key_equal(row->key, keys[j]))
                return true;
    }
    return false;
}

/* Leaves its work; which of the editions that it was the first of come along. */
static int part(struct resolver *resolver, struct book_row *book,
                const struct key keys[WORK_KEYS + 1], struct editions *along)
{
    struct editions all, rest = {0};

    *along = (struct editions){0};
    if (book->work_id)
        return 0;
    if (editions_of(resolver, book, &all) != 0)
        return -1;
    for (size_t i = 0; i < all.books.count; i++)
        if (add(resolver, shares_key(all.books.at[i], keys) ? along : &rest,
                all.books.at[i]) != 0)
            return -1;
    return be_a_work(resolver, rest.books.at, rest.books.count);
}

/* The book came before the work's first: it is the first from now on. */
static int come_first(struct resolver *resolver, struct book_row *book,
                      int64_t work)
{
    struct book_row *first = working_book(&resolver->set, work);
    struct editions editions;

    if (!first || editions_of(resolver, first, &editions) != 0 ||
        set_work(resolver, first, book->id) != 0)
        return -1;
    for (size_t i = 0; i < editions.books.count; i++)
        if (editions.books.at[i] != book &&
            set_work(resolver, editions.books.at[i], book->id) != 0)
            return -1;
    return set_work(resolver, book, 0);
}

int work_seek(struct resolver *resolver, struct book_row *book,
              const struct key keys[WORK_KEYS + 1], bool lost)
{
    struct book_row *other = NULL;
    struct editions along;
    int64_t work;

    for (size_t i = 0; i < WORK_KEYS + 1; i++)
        if (first_book(resolver, keys[i], book->id, &other) != 0)
            return -1;
    work = other ? work_of(other) : 0;
    if (work == work_of(book) || (!other && !lost))
        return 0;
    if (part(resolver, book, keys, &along) != 0)
        return -1;
    if (work > book->id)
        return come_first(resolver, book, work);
    for (size_t i = 0; work && i < along.books.count; i++)
        if (set_work(resolver, along.books.at[i], work) != 0)
            return -1;
    return set_work(resolver, book, work);
}
