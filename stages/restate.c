/* See restate.h. */
#include "restate.h"

#include "author_books.h"
#include "claims.h"
#include "decisions.h"
#include "join_royalty.h"
#include "link_index.h"
#include "merge.h"
#include "rekey_ids.h"

static bool is_decided(const struct resolver *resolver, int64_t id, bool book)
{
    const struct decisions *decisions = resolver->stage->job->decisions;

    for (size_t i = 0; decisions && i < decisions->list.count; i++)
        if (decisions->list.at[i].id == id &&
            (decisions->list.at[i].book != NULL) == book)
            return true;
    for (size_t i = 0; decisions && !book && i < decisions->divided.count; i++)
        if (decisions->divided.at[i].first == id ||
            decisions->divided.at[i].second == id)
            return true;
    return false;
}

/* All records of its book but the one in hand, asked for once. Rows that join name
 * authors and numbers as they find them: they say nothing of years or names. */
static const struct claims *other_claims(struct resolver *resolver)
{
    struct store *store = resolver->set.from.store;
    struct claims *claims;
    size_t kept = 0;

    if (resolver->others)
        return resolver->others;
    claims = arena_zero(&resolver->scratch, sizeof *claims);
    if (!claims) {
        error_memory(resolver->set.from.error);
        return NULL;
    }
    if (store->type->want_sources_of_book(store, resolver->set.from.error) ||
        claims_of_book(resolver, resolver->restated->book_id,
                       resolver->restated, claims) != 0)
        return NULL;
    for (size_t i = 0; i < claims->rows.count; i++)
        if (!join_is_rule(claims->rows.at[i]->rule))
            claims->rows.at[kept++] = claims->rows.at[i];
    claims->rows.count = kept;
    resolver->others = claims;
    return claims;
}

/* ---- books ---- */

static bool is_number(int32_t kind)
{
    return kind == KEY_ISBN || kind == KEY_ISSN || kind == KEY_LCCN ||
           kind == KEY_OCLC;
}

static bool record_gives(const struct biblio *biblio, const struct key_row *key)
{
    if (key->kind == KEY_TITLE)
        return key_equal(biblio->title_key, key->key);
    if (key->kind == KEY_ISBN)
        for (size_t i = 0; i < biblio->isbns.count; i++)
            if (key_equal(biblio->isbn_keys[i], key->key))
                return true;
    for (size_t i = 0; i < biblio->numbers.count; i++)
        if (biblio->numbers.at[i].kind == key->kind &&
            key_equal(biblio->numbers.at[i].key, key->key))
            return true;
    return false;
}

/* title: the row's own. */
static bool is_surplus(struct resolver *resolver, const struct biblio *biblio,
                       const struct book_row *book, const struct key_row *key,
                       struct key title)
{
    if (key->state == ROW_REMOVED || record_gives(biblio, key))
        return false;
    if (key->kind == KEY_TITLE)
        return !key_equal(key->key, title);
    return is_number(key->kind) &&
           !key_equal(rekey_number(resolver, book, key->kind), key->key);
}

int restate_keys(struct resolver *resolver, const struct biblio *biblio,
                 struct book_row *book)
{
    struct key title;

    if (!resolver->restated || resolver->restated->book_id != book->id)
        return 0;
    if (book_title_key(resolver, book, &title) != 0)
        return -1;
    for (size_t i = book->keys.count; i-- > 0;) {
        const struct key_row key = book->keys.at[i];
        const struct claims *others;

        if (!is_surplus(resolver, biblio, book, &key, title))
            continue;
        others = other_claims(resolver);
        if (!others)
            return -1;
        if (others->rows.count || is_decided(resolver, book->id, true))
            return 0;
        if (working_unkey_book(&resolver->set, book, key.kind, key.key) != 0)
            return -1;
    }
    return resolver->scratch.failed ? error_memory(resolver->set.from.error)
                                    : 0;
}

/* ---- authors ---- */

static bool has_own_id(const struct author_row *author)
{
    for (size_t i = 0; i < author->keys.count; i++)
        if (author->keys.at[i].kind >= KEY_KIND_IDS &&
            author->keys.at[i].state != ROW_REMOVED)
            return true;
    return false;
}

/* The books that the batch in hand linked an author to. */
struct linked {
    LIST(int64_t) books;
};

/* The batch knows them all: one that is not there has none. */
static int fetch_none(struct store *store, const int64_t *ids, size_t count,
                      void *rows, struct arena *arena, struct error *error)
{
    (void)store, (void)ids, (void)count, (void)rows, (void)arena, (void)error;
    return 0;
}

void restate_begin(struct resolver *resolver)
{
    resolver->linked = (struct row_table){.row_size = sizeof(struct linked),
                                          .fetch = fetch_none};
}

int restate_note_link(struct resolver *resolver, int64_t author_id,
                      int64_t book_id)
{
    struct linked *linked;
    int64_t *book;

    if (resolver->set.from.store->first_load)
        return 0;
    linked = row_table_get(&resolver->linked, &resolver->set.from, author_id);
    if (!linked)
        return -1;
    book = list_push(&resolver->scratch, &linked->books);
    if (!book)
        return error_memory(resolver->set.from.error);
    *book = book_id;
    return 0;
}

/* As the batch left it: another book that is linked to the author. */
static int is_other_book(struct resolver *resolver, int64_t book_id,
                         int64_t author_id, bool *others)
{
    struct book_row *book;
    const struct link_row *link;

    if (book_id == resolver->restated->book_id)
        return 0;
    book = working_book(&resolver->set, book_id);
    if (!book)
        return -1;
    link = book->id ? link_of(book, author_id) : NULL;
    *others |= link && link->state != ROW_REMOVED;
    return 0;
}

/* Who has many books nearly always has another one among the first of them. */
#define FEW_BOOKS 4

static int has_other_books(struct resolver *resolver, int64_t author_id,
                           bool *others)
{
    const struct linked *linked =
        row_table_get(&resolver->linked, &resolver->set.from, author_id);

    if (!linked)
        return -1;
    for (size_t i = 0; i < linked->books.count && !*others; i++)
        if (is_other_book(resolver, linked->books.at[i], author_id, others) !=
            0)
            return -1;
    for (size_t limit = FEW_BOOKS; !*others; limit = SIZE_MAX) {
        struct book_ids books = {.arena = &resolver->scratch};

        if (author_books_some(resolver->set.from.store, author_id, limit,
                              &books, resolver->set.from.error) != 0)
            return -1;
        for (size_t i = 0; i < books.ids.count && !*others; i++)
            if (is_other_book(resolver, books.ids.at[i], author_id, others) !=
                0)
                return -1;
        if (books.ids.count < limit)
            return 0;
    }
    return 0;
}

static int take_flag(void *context, const struct value *values, size_t count,
                     struct error *error)
{
    (void)count, (void)error;
    *(bool *)context = values[0].integer != 0;
    return 0;
}

/* A row that no import made, or that an authors' file names, is not one record's. */
static int is_others_row(struct resolver *resolver, int64_t author_id,
                         bool *others)
{
    const struct changes *changes = resolver->set.changes;
    struct store *store = resolver->set.from.store;
    const struct result_sink sink = {.context = others, .row = take_flag};
    const struct parameter author = {
        .name = "author",
        .value = {.kind = VALUE_INTEGER, .integer = author_id}};

    for (size_t i = 0; i < changes->sources.count; i++)
        if (changes->sources.at[i]->author_id == author_id) {
            *others = true;
            return 0;
        }
    return store->type->query(
        store,
        "SELECT EXISTS (SELECT 1 FROM source_records WHERE author_id = :author)"
        " OR NOT EXISTS (SELECT 1 FROM inserted WHERE subject = 'author'"
        " AND :author BETWEEN first_id AND last_id)",
        &author, 1, &sink, resolver->set.from.error);
}

int restates_author(struct resolver *resolver, int64_t author_id, bool *alone)
{
    const struct author_row *author;
    const struct claims *claims;
    bool others = false;

    *alone = false;
    if (!resolver->restated || !claimed_holds(&resolver->claimed, author_id))
        return 0;
    author = working_author(&resolver->set, author_id);
    if (!author)
        return -1;
    if (author->id == 0 || has_own_id(author) ||
        is_decided(resolver, author_id, false))
        return 0;
    if (has_other_books(resolver, author_id, &others) != 0)
        return -1;
    if (others)
        return 0;
    claims = other_claims(resolver);
    if (!claims)
        return -1;
    if (claims_name(claims, author_id))
        return 0;
    if (is_others_row(resolver, author_id, &others) != 0)
        return -1;
    *alone = !others;
    return 0;
}
