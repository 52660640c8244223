/*
 * Goes through `touched` in pieces: authors first, then books (title keys need
 * their first author's name), then links. What a trigger noted twice is done once,
 * because giving a row the keys it has changes nothing.
 *
 * INSERT OR REPLACE of a row that was there is an insertion to the triggers, and what
 * the row said before is gone. Its keys tell of the old form; whatever the new one
 * states counts as edited by hand, and what it leaves empty as not said.
 */
#include "rekey.h"

#include "author_books.h"
#include "keys.h"
#include "merge.h"
#include "numbers.h"
#include "rekey_ids.h"
#include "resolve_author.h"
#include "working_set.h"
#include "works.h"

#define PIECE 2000 /* rows of touched decided and written together */

struct rekey {
    struct resolver resolver; /* its set, keys and scratch; no record */
    struct job *job;
    struct error *error;
};

/* The column among those edited by hand, once. */
static struct slice add_word(struct arena *arena, struct slice words,
                             struct slice word)
{
    struct slice name = arena_copy(arena, word);

    if (words.len == 0 || !name.at)
        return name;
    if (edited_by_hand(words, name.at))
        return words;
    return arena_printf(arena, "%.*s %.*s", SLICE_ARG(words), SLICE_ARG(word));
}

/* A column of a row counts as edited by hand, and the ledger says so. */
static int note_edit(struct rekey *rekey, const char *subject,
                     const struct touched *touched, struct slice column,
                     struct slice *edited)
{
    struct ledger_row *row =
        working_ledger(&rekey->resolver.set, 0, subject, "edited");

    if (!row)
        return -1;
    *edited = add_word(&rekey->resolver.scratch, *edited, column);
    row->book_id = touched->book_id;
    row->author_id = touched->author_id;
    row->field = arena_copy(&rekey->resolver.scratch, column).at;
    return 0;
}

/* The column that was changed, or those that a replaced row states. */
static int note_edits(struct rekey *rekey, const char *subject,
                      const struct touched *touched, const struct slice *field,
                      size_t fields, struct slice *edited)
{
    bool is_book = touched->kind == 'b';

    if (touched->event == 'u' && touched->field.len)
        return note_edit(rekey, subject, touched, touched->field, edited);
    for (size_t i = 0; touched->replaced && i < fields; i++) {
        const char *column = is_book
                                 ? book_field_column((enum book_field)i)
                                 : author_field_column((enum author_field)i);

        if (field[i].len &&
            note_edit(rekey, subject, touched, slice_of(column), edited) != 0)
            return -1;
    }
    return 0;
}

/* ---- authors ---- */

static void drop_name_keys(struct author_row *author, struct key keep)
{
    for (size_t i = 0; i < author->keys.count; i++)
        if (author->keys.at[i].kind == KEY_NAME &&
            !key_equal(author->keys.at[i].key, keep))
            author->keys.at[i].state = ROW_REMOVED;
}

static bool has_name_key(const struct author_row *author, struct key key)
{
    for (size_t i = 0; i < author->keys.count; i++)
        if (author->keys.at[i].kind == KEY_NAME &&
            author->keys.at[i].state != ROW_REMOVED &&
            key_equal(author->keys.at[i].key, key))
            return true;
    return false;
}

/* *renamed: title keys of the author's books hold another name. */
static int rekey_author(struct rekey *rekey, const struct touched *touched,
                        bool *renamed)
{
    struct working_set *set = &rekey->resolver.set;
    struct author_row *author = working_author(set, touched->author_id);
    struct key key;

    if (!author)
        return -1;
    if (author->id == 0)
        return 0;
    if (working_change_author(set, author) != 0)
        return -1;
    if (note_edits(rekey, "author", touched, author->field, AUTHOR_FIELDS,
                   &author->edited) != 0)
        return -1;
    key = key_of_name(&rekey->resolver.keys, author->field[AUTHOR_NAME]);
    *renamed = touched->event == 'u'
                   ? slice_is(touched->field, "name")
                   : touched->replaced && !has_name_key(author, key);
    drop_name_keys(author, key);
    if (author_set_name_key(&rekey->resolver, author, key) != 0)
        return -1;
    return rekey_authorities(&rekey->resolver, author, touched);
}

/* ---- books ---- */

/* *had: the key to keep is among them. */
static int drop_titles(struct rekey *rekey, struct book_row *book,
                       struct key keep, bool *had)
{
    *had = false;
    for (size_t i = book->keys.count; i-- > 0;) {
        const struct key_row row = book->keys.at[i];

        if (row.kind != KEY_TITLE || row.state == ROW_REMOVED)
            continue;
        if (key_equal(row.key, keep))
            *had = true;
        else if (working_unkey_book(&rekey->resolver.set, book, KEY_TITLE,
                                    row.key) != 0)
            return -1;
    }
    return 0;
}

static int rekey_title(struct rekey *rekey, struct book_row *book)
{
    struct key key;
    int32_t year = 0;
    bool had;

    (void)number_year(book->field[BOOK_YEAR], &year);
    if (book_title_key(&rekey->resolver, book, &key) != 0 ||
        drop_titles(rekey, book, key, &had) != 0 ||
        working_key_book(&rekey->resolver.set, book, KEY_TITLE, key, year) != 0)
        return -1;
    return work_rekey(&rekey->resolver, book, !had);
}

static int rekey_book(struct rekey *rekey, const struct touched *touched)
{
    struct working_set *set = &rekey->resolver.set;
    struct book_row *book = working_book(set, touched->book_id);

    if (!book)
        return -1;
    if (book->id == 0)
        return 0;
    if (working_change_book(set, book) != 0)
        return -1;
    if (touched->kind == 'b' &&
        (note_edits(rekey, "book", touched, book->field, BOOK_FIELDS,
                    &book->edited) != 0 ||
         rekey_numbers(&rekey->resolver, book, touched) != 0))
        return -1;
    if (rekey_title(rekey, book) != 0)
        return -1;
    return touched->kind == 'b' && touched->replaced && !book->work_id
               ? work_find(&rekey->resolver, book)
               : 0;
}

/* ---- links ---- */

/* What a link that took another's place states. */
static int note_link(struct rekey *rekey, const struct touched *touched,
                     struct link_row *link)
{
    const struct {
        const char *column;
        bool stated;
    } columns[] = {
        {"royalty_percentage", link->stated},
        {"publication_order", link->order != 0},
        {"role", link->role.len != 0},
        {"royalty_mode", link->mode != LINK_RATE},
    };

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (columns[i].stated &&
            note_edit(rekey, "link", touched, slice_of(columns[i].column),
                      &link->edited) != 0)
            return -1;
    return 0;
}

/* A royalty that another program wrote is a stated one. */
static int rekey_link(struct rekey *rekey, const struct touched *touched)
{
    struct book_row *book =
        working_book(&rekey->resolver.set, touched->book_id);
    struct link_row *link;

    if (!book)
        return -1;
    link = book->id ? book_link(book, touched->author_id) : NULL;
    if (link && touched->event != 'd') {
        link->stated |= link->royalty != 0 ||
                        slice_is(touched->field, "royalty_percentage");
        /* else there is nothing to write: NULLs of a new link stay */
        if (link->stated || touched->event == 'u' || touched->replaced)
            link->state = ROW_CHANGED;
        if (touched->event == 'u' &&
            note_edit(rekey, "link", touched, touched->field, &link->edited) !=
                0)
            return -1;
        if (touched->replaced && note_link(rekey, touched, link) != 0)
            return -1;
    }
    return rekey_book(rekey, touched);
}

/* ---- books of an author whose name changed ---- */

static int rekey_books_of(struct rekey *rekey, const struct touched *touched)
{
    struct book_ids books = {.arena = &rekey->resolver.scratch};

    if (author_books(rekey->job->store, touched->author_id, &books,
                     rekey->error) != 0)
        return -1;
    for (size_t i = 0; i < books.ids.count; i++) {
        struct touched book = {.kind = 'k', .book_id = books.ids.at[i]};

        if (rekey_book(rekey, &book) != 0)
            return -1;
    }
    return 0;
}

/* ---- all of them ---- */

static int rekey_one(struct rekey *rekey, const struct touched *touched)
{
    bool renamed = false;

    switch (touched->kind) {
    case 'a':
        if (rekey_author(rekey, touched, &renamed) != 0)
            return -1;
        return renamed ? rekey_books_of(rekey, touched) : 0;
    case 'b':
        return rekey_book(rekey, touched);
    default:
        return rekey_link(rekey, touched);
    }
}

static int rekey_piece(struct rekey *rekey, const struct touched *rows,
                       size_t count)
{
    struct store *store = rekey->job->store;
    struct changes changes = {0};
    struct write_set set = {.changes = &changes,
                            .import_id = rekey->job->import.id};

    arena_reset(&rekey->resolver.scratch);
    working_set_init(&rekey->resolver.set, store, &rekey->resolver.scratch,
                     &changes, rekey->error);
    for (size_t i = 0; i < count; i++)
        if (rekey_one(rekey, &rows[i]) != 0)
            return -1;
    if (rekey->resolver.scratch.failed)
        return error_memory(rekey->error);
    return store->type->write(store, &set, rekey->error);
}

static int rekey_all(struct rekey *rekey, const struct touched *rows,
                     size_t count)
{
    struct store *store = rekey->job->store;

    for (size_t at = 0; at < count; at += PIECE)
        if (rekey_piece(rekey, rows + at,
                        count - at < PIECE ? count - at : PIECE) != 0)
            return -1;
    if (store->type->forget_touched(store, rekey->error) != 0)
        return -1;
    return store->type->commit(store, &rekey->job->import, NULL, rekey->error);
}

int rekey_touched(struct job *job, struct error *error)
{
    struct rekey rekey = {.job = job, .error = error};
    struct touched *rows;
    struct arena arena;
    size_t count;
    int result = -1;

    arena_init(&arena, 65536);
    arena_init(&rekey.resolver.scratch, 1 << 20);
    rekey.resolver.keys = (struct keys_context){
        .secret = job->store->secret,
        .source = slice_of(job->import.source),
        .ids = slice_of(job->ids),
        .arena = &rekey.resolver.scratch,
    };
    if (job->store->type->begin(job->store, error) != 0 ||
        job->store->type->fetch_touched(job->store, &rows, &count, &arena,
                                        error) != 0)
        goto out;
    result = count ? rekey_all(&rekey, rows, count) : 0;
out:
    arena_clear(&rekey.resolver.scratch);
    arena_clear(&arena);
    return result;
}
