/*
 * Which work a book is an edition of. See works.h.
 *
 * All books that have one key are in one work, so a look at the first of them is
 * enough. Where a book has keys of several works, the smallest ones take the number
 * of the largest: an edition that moves is in a work at least twice as large
 * afterwards, so it moves a few times at most, however many books come.
 */
#include "works.h"

#include "match.h"

#include <stdlib.h>

static int64_t work_of(const struct book_row *book)
{
    return book->work_id ? book->work_id : book->id;
}

/* What the record in hand made is no change. */
static int set_work(struct resolver *resolver, struct book_row *book,
                    int64_t work)
{
    struct arena *arena = &resolver->scratch;
    int64_t work_id = work == book->id ? 0 : work;
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

/* ---- the works of a book's keys ---- */

struct works {
    int64_t at[WORK_KEYS + 1]; /* each once, in the order of the keys */
    size_t count;
};

/* That of the first book with the key, but for this one. */
static int add_work(struct resolver *resolver, struct key key, int64_t but,
                    struct works *works)
{
    const struct book_row *book = NULL;
    const struct probe *slot;

    if (key_is_none(key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_BOOK, key);
    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count && i < CANDIDATES_MAX; i++) {
        if (slot->hits.at[i].id == but)
            continue;
        book = working_book(&resolver->set, slot->hits.at[i].id);
        if (!book)
            return -1;
        if (book->id)
            break;
    }
    if (!book || !book->id)
        return 0;
    for (size_t i = 0; i < works->count; i++)
        if (works->at[i] == work_of(book))
            return 0;
    works->at[works->count++] = work_of(book);
    return 0;
}

/* ---- the editions of a work ---- */

struct row_list {
    LIST(struct book_row *) rows;
};

static int add_row(struct resolver *resolver, struct row_list *list,
                   struct book_row *book)
{
    struct book_row **added = list_push(&resolver->scratch, &list->rows);

    if (!added)
        return error_memory(resolver->set.from.error);
    *added = book;
    return 0;
}

/* As the database and the batch in hand have them. */
struct editions {
    int64_t work, after;
    struct row_list books; /* once they are whole: by id */
    bool begun, whole;
};

static bool is_edition(const struct book_row *book, int64_t work)
{
    return book->id && book->state != ROW_REMOVED && work_of(book) == work;
}

static int add_edition(struct resolver *resolver, struct editions *editions,
                       struct book_row *book)
{
    if (!book)
        return -1;
    return is_edition(book, editions->work)
               ? add_row(resolver, &editions->books, book)
               : 0;
}

static int compare_books(const void *a, const void *b)
{
    const struct book_row *x = *(struct book_row *const *)a;
    const struct book_row *y = *(struct book_row *const *)b;

    return x->id < y->id ? -1 : x->id > y->id;
}

/* Those of the batch in hand; each once. */
static int finish(struct resolver *resolver, struct editions *editions)
{
    const struct changes *changes = resolver->set.changes;
    size_t kept = 0;

    editions->whole = true;
    for (size_t i = 0; i < changes->books.count; i++)
        if (add_edition(resolver, editions, changes->books.at[i]) != 0)
            return -1;
    if (!editions->books.rows.count)
        return 0;
    qsort(editions->books.rows.at, editions->books.rows.count,
          sizeof *editions->books.rows.at, compare_books);
    for (size_t i = 1; i < editions->books.rows.count; i++)
        if (editions->books.rows.at[i] != editions->books.rows.at[kept])
            editions->books.rows.at[++kept] = editions->books.rows.at[i];
    editions->books.rows.count = kept + 1;
    return 0;
}

/* A page more: at first the book that the number is of, at last the batch's. */
static int read_on(struct resolver *resolver, struct editions *editions)
{
    struct store *store = resolver->set.from.store;
    int64_t ids[EDITIONS_PAGE];
    size_t count;

    if (!editions->begun) {
        editions->begun = true;
        if (add_edition(resolver, editions,
                        working_book(&resolver->set, editions->work)) != 0)
            return -1;
    }
    if (store->type->fetch_editions(store, editions->work, editions->after, ids,
                                    &count, resolver->set.from.error) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (add_edition(resolver, editions,
                        working_book(&resolver->set, ids[i])) != 0)
            return -1;
    if (count == EDITIONS_PAGE) {
        editions->after = ids[count - 1];
        return 0;
    }
    return finish(resolver, editions);
}

/* ---- works that are one ---- */

/* The other has `limit` editions at least, if it is not whole. */
static bool is_smaller(const struct editions *one, const struct editions *other,
                       size_t limit)
{
    if (!one->whole)
        return false;
    if (!other->whole)
        return one->books.rows.count < limit;
    return one->books.rows.count != other->books.rows.count
               ? one->books.rows.count < other->books.rows.count
               : one->work > other->work;
}

/* The smaller one goes into the other, *work; of two equal ones, the later. Of the
 * larger one not much more is read than the smaller one has. */
static int unite(struct resolver *resolver, int64_t *work, int64_t with)
{
    struct editions two[2] = {{.work = *work}, {.work = with}};
    size_t limit = EDITIONS_PAGE, from;

    for (;; limit *= 2) {
        for (size_t i = 0; i < 2; i++)
            while (!two[i].whole && two[i].books.rows.count < limit)
                if (read_on(resolver, &two[i]) != 0)
                    return -1;
        if (is_smaller(&two[0], &two[1], limit) ||
            is_smaller(&two[1], &two[0], limit))
            break;
    }
    from = is_smaller(&two[0], &two[1], limit) ? 0 : 1;
    *work = two[1 - from].work;
    for (size_t i = 0; i < two[from].books.rows.count; i++)
        if (set_work(resolver, two[from].books.rows.at[i], *work) != 0)
            return -1;
    return 0;
}

static int unite_all(struct resolver *resolver, const struct works *works,
                     int64_t *work)
{
    *work = works->at[0];
    for (size_t i = 1; i < works->count; i++)
        if (unite(resolver, work, works->at[i]) != 0)
            return -1;
    return 0;
}

int work_join(struct resolver *resolver, const struct biblio *biblio,
              struct book_row *book)
{
    struct works works = {.count = 0};
    int64_t work;

    for (size_t i = 0; i < WORK_KEYS; i++)
        if (add_work(resolver, biblio->work_keys[i], book->id, &works) != 0)
            return -1;
    if (add_work(resolver, biblio->title_key, book->id, &works) != 0)
        return -1;
    if (!works.count)
        return 0;
    return unite_all(resolver, &works, &work) != 0
               ? -1
               : set_work(resolver, book, work);
}

/* ---- a book that is alone ---- */

/* Does another book have the number? What the database never had isn't in it. */
static int is_shared(struct resolver *resolver, const struct book_row *book,
                     int64_t work, bool *shared)
{
    struct editions editions = {.work = work};

    *shared = false;
    if (book->id == work && book->state == ROW_NEW &&
        finish(resolver, &editions) != 0)
        return -1;
    for (size_t i = 0; i < editions.books.rows.count; i++)
        *shared |= editions.books.rows.at[i] != book;
    while (!editions.whole && !*shared) {
        if (read_on(resolver, &editions) != 0)
            return -1;
        for (size_t i = 0; i < editions.books.rows.count; i++)
            *shared |= editions.books.rows.at[i] != book;
    }
    return 0;
}

/* The number of its own work: its id, if no others have that. */
static int be_alone(struct resolver *resolver, struct book_row *book)
{
    int64_t work = book->id;
    bool shared;

    if (is_shared(resolver, book, work_of(book), &shared) != 0)
        return -1;
    if (!shared)
        return 0;
    if (book->work_id && is_shared(resolver, book, work, &shared) != 0)
        return -1;
    if (shared)
        work = working_draw_work(&resolver->set);
    return work ? set_work(resolver, book, work) : -1;
}

/* ---- a book that goes to another work ---- */

static bool is_among(const struct row_list *list, const struct book_row *book)
{
    for (size_t i = 0; i < list->rows.count; i++)
        if (list->rows.at[i] == book)
            return true;
    return false;
}

/* The other editions of the work that have the key. */
static int reach_by(struct resolver *resolver, struct key key, int64_t work,
                    struct row_list *reached)
{
    const struct probe *slot = working_slot(&resolver->set, KEYS_BOOK, key);

    if (!slot)
        return -1;
    for (size_t i = 0;
         i < slot->hits.count && reached->rows.count <= CANDIDATES_MAX; i++) {
        struct book_row *book =
            working_book(&resolver->set, slot->hits.at[i].id);

        if (!book)
            return -1;
        if (is_edition(book, work) && !is_among(reached, book) &&
            add_row(resolver, reached, book) != 0)
            return -1;
    }
    return 0;
}

/* Editions of its work that have a key in common with the book, or with one of
 * these; itself first. More than CANDIDATES_MAX: there are further ones. */
static int reach(struct resolver *resolver, struct book_row *book,
                 struct row_list *reached)
{
    *reached = (struct row_list){.rows = {0}};
    if (add_row(resolver, reached, book) != 0)
        return -1;
    for (size_t i = 0;
         i < reached->rows.count && reached->rows.count <= CANDIDATES_MAX; i++)
        for (size_t j = 0; j < reached->rows.at[i]->keys.count; j++) {
            const struct key_row *row = &reached->rows.at[i]->keys.at[j];

            if (row->state != ROW_REMOVED &&
                (row->kind == KEY_WORK || row->kind == KEY_TITLE) &&
                reach_by(resolver, row->key, work_of(book), reached) != 0)
                return -1;
        }
    return 0;
}

/* Those come along, and the works of its keys are one. */
static int move(struct resolver *resolver, struct row_list *along,
                const struct works *works)
{
    int64_t work;

    if (unite_all(resolver, works, &work) != 0)
        return -1;
    for (size_t i = 0; i < along->rows.count; i++)
        if (set_work(resolver, along->rows.at[i], work) != 0)
            return -1;
    return 0;
}

static bool take_out(struct works *works, int64_t work)
{
    size_t kept = 0;

    for (size_t i = 0; i < works->count; i++)
        if (works->at[i] != work)
            works->at[kept++] = works->at[i];
    if (kept == works->count)
        return false;
    works->count = kept;
    return true;
}

int work_seek(struct resolver *resolver, struct book_row *book,
              const struct key keys[WORK_KEYS + 1], bool lost)
{
    struct works works = {.count = 0}, others;
    struct row_list along = {.rows = {0}};

    for (size_t i = 0; i < WORK_KEYS + 1; i++)
        if (add_work(resolver, keys[i], book->id, &works) != 0)
            return -1;
    if (!works.count)
        return lost ? be_alone(resolver, book) : 0;
    others = works;
    /* the key that it lost may be what held its work together */
    if (lost && works.count > 1 && take_out(&others, work_of(book))) {
        if (reach(resolver, book, &along) != 0)
            return -1;
        if (along.rows.count <= CANDIDATES_MAX)
            return move(resolver, &along, &others);
    }
    along.rows.count = 0;
    return add_row(resolver, &along, book) != 0
               ? -1
               : move(resolver, &along, &works);
}
