/*
 * See repair.h: keys made anew from the rows, by the functions that imports use.
 * Other records' keys of a row stay: titles, ISBNs and forms of names that the row
 * does not say can't be judged by it.
 *
 * A book keeps its work, for lost keys say nothing about it; only one that had no
 * key at all, and never was in a work, or whose number is none, looks for it.
 */
#include "author_forms.h"
#include "find_ids.h"
#include "merge.h"
#include "numbers.h"
#include "rekey_ids.h"
#include "repair.h"
#include "resolve_author.h"
#include "works.h"

#define PIECE 2000 /* rows mended and written together */

struct mending {
    struct repair *repair;
    struct resolver resolver; /* its set, keys and scratch; no record */
    int (*row)(struct mending *mending, int64_t id);
    LIST(int64_t) unkeyed; /* books that had no key of a title */
};

static int mend_piece(struct mending *mending, const int64_t *ids, size_t count,
                      struct error *error)
{
    struct store *store = mending->repair->store;
    struct changes changes = {0};
    const struct write_set set = {.changes = &changes,
                                  .import_id = mending->repair->batch};

    arena_reset(&mending->resolver.scratch);
    working_set_init(&mending->resolver.set, store, &mending->resolver.scratch,
                     &changes, error);
    for (size_t i = 0; i < count; i++)
        if (mending->row(mending, ids[i]) != 0)
            return -1;
    if (mending->resolver.scratch.failed)
        return error_memory(error);
    return store->type->write(store, &set, error);
}

static int mend_rows(struct mending *mending, const int64_t *ids, size_t count,
                     struct error *error)
{
    int result = 0;

    arena_init(&mending->resolver.scratch, 1 << 20);
    mending->resolver.keys =
        (struct keys_context){.secret = mending->repair->store->secret,
                              .arena = &mending->resolver.scratch};
    for (size_t at = 0; at < count && result == 0; at += PIECE)
        result = mend_piece(mending, ids + at,
                            count - at < PIECE ? count - at : PIECE, error);
    arena_clear(&mending->resolver.scratch);
    return result;
}

/* ---- authors ---- */

static int mend_author(struct mending *mending, int64_t id)
{
    struct resolver *resolver = &mending->resolver;
    struct author_row *author = working_author(&resolver->set, id);
    struct key key;

    if (!author)
        return -1;
    if (author->id == 0)
        return 0;
    if (working_change_author(&resolver->set, author) != 0)
        return -1;
    key = key_of_name(&resolver->keys, author->field[AUTHOR_NAME]);
    for (size_t i = 0; i < author->keys.count; i++)
        if (author->keys.at[i].kind == KEY_NAME &&
            !key_equal(author->keys.at[i].key, key))
            author->keys.at[i].state = ROW_REMOVED;
    if (author_set_name_key(resolver, author, key) != 0)
        return -1;
    return rekey_authorities(resolver, author, NULL);
}

int repair_author_keys(struct repair *repair, const struct verdict *verdict,
                       struct error *error)
{
    struct mending mending = {.repair = repair, .row = mend_author};

    return mend_rows(&mending, verdict->rows.at, verdict->rows.count, error);
}

/* ---- books ---- */

static bool is_keyed(const struct book_row *book)
{
    for (size_t i = 0; i < book->keys.count; i++)
        if (book->keys.at[i].kind == KEY_TITLE ||
            book->keys.at[i].kind == KEY_WORK)
            return true;
    return false;
}

static int keep_unkeyed(struct mending *mending, int64_t id)
{
    int64_t *kept = list_push(mending->repair->arena, &mending->unkeyed);

    if (!kept)
        return error_memory(mending->resolver.set.from.error);
    *kept = id;
    return 0;
}

static int mend_book(struct mending *mending, int64_t id)
{
    struct resolver *resolver = &mending->resolver;
    struct book_row *book = working_book(&resolver->set, id);
    struct key key, keys[WORK_KEYS + 1];
    bool gained = false, lost = false;
    int32_t year = 0;

    if (!book)
        return -1;
    if (book->id == 0)
        return 0;
    if (!is_keyed(book) && !book->work_id && keep_unkeyed(mending, id) != 0)
        return -1;
    (void)number_year(book->field[BOOK_YEAR], &year);
    if (working_change_book(&resolver->set, book) != 0 ||
        rekey_numbers(resolver, book, NULL) != 0 ||
        book_title_key(resolver, book, &key) != 0 ||
        working_key_book(&resolver->set, book, KEY_TITLE, key, year) != 0)
        return -1;
    return work_keys_renew(resolver, book, keys, &gained, &lost);
}

static int find_work(struct mending *mending, int64_t id)
{
    struct book_row *book = working_book(&mending->resolver.set, id);

    if (!book)
        return -1;
    return book->id ? work_find(&mending->resolver, book) : 0;
}

static int find_works(struct repair *repair, const int64_t *ids, size_t count,
                      struct error *error)
{
    struct mending mending = {.repair = repair, .row = find_work};

    if (count == 0)
        return 0;
    return repair_batch(repair, error) ? -1
                                       : mend_rows(&mending, ids, count, error);
}

int repair_book_keys(struct repair *repair, const struct verdict *verdict,
                     struct error *error)
{
    struct mending mending = {.repair = repair, .row = mend_book};

    if (mend_rows(&mending, verdict->rows.at, verdict->rows.count, error))
        return -1;
    return find_works(repair, mending.unkeyed.at, mending.unkeyed.count, error);
}

/* ---- numbers of works ---- */

struct ids {
    struct arena *arena;
    LIST(int64_t) list;
};

static int id_row(void *context, const struct value *values, size_t count,
                  struct error *error)
{
    struct ids *ids = context;
    int64_t *id = list_push(ids->arena, &ids->list);

    (void)count;
    if (!id)
        return error_memory(error);
    *id = values[0].integer;
    return 0;
}

#define NO_WORK " FROM books WHERE " WORK_IS_NONE

static const char *const forget_numbers[] = {
    "INSERT INTO ledger (import_id, subject, book_id, event, rule, field,"
    " before) SELECT :batch, 'book', id, 'changed', 'repair', 'work_id',"
    " work_id" NO_WORK " ORDER BY id",
    "UPDATE books SET work_id = NULL WHERE id IN (SELECT id" NO_WORK ")",
    NULL,
};

int repair_works(struct repair *repair, const struct verdict *verdict,
                 struct error *error)
{
    struct ids ids = {.arena = repair->arena};
    const struct result_sink sink = {&ids, check_no_columns, id_row};

    (void)verdict;
    if (repair->store->type->query(repair->store, "SELECT id" NO_WORK, NULL, 0,
                                   &sink, error) ||
        repair_batch(repair, error) ||
        repair_run(repair, forget_numbers, error))
        return -1;
    return find_works(repair, ids.list.at, ids.list.count, error);
}
