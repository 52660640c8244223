/* See restate.h. */
#include "restate.h"

#include "author_books.h"
#include "claims.h"
#include "decisions.h"
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

/* All records of the book but the one in hand. */
static int other_claims(struct resolver *resolver, int64_t book_id,
                        struct claims *others)
{
    struct store *store = resolver->set.from.store;

    if (store->type->want_sources_of_book(store, resolver->set.from.error))
        return -1;
    return claims_of_book(resolver, book_id, resolver->restated, others);
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
    struct claims others;
    bool asked = false;
    struct key title;

    if (!resolver->restated || resolver->restated->book_id != book->id)
        return 0;
    if (book_title_key(resolver, book, &title) != 0)
        return -1;
    for (size_t i = book->keys.count; i-- > 0;) {
        const struct key_row key = book->keys.at[i];

        if (!is_surplus(resolver, biblio, book, &key, title))
            continue;
        if (!asked && other_claims(resolver, book->id, &others) != 0)
            return -1;
        asked = true;
        if (others.rows.count || is_decided(resolver, book->id, true))
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
    int64_t book_id;
    bool several;
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

    if (resolver->set.from.store->first_load)
        return 0;
    linked = row_table_get(&resolver->linked, &resolver->set.from, author_id);
    if (!linked)
        return -1;
    linked->several |= linked->book_id && linked->book_id != book_id;
    linked->book_id = book_id;
    return 0;
}

static int has_other_books(struct resolver *resolver, int64_t author_id,
                           bool *others)
{
    int64_t book_id = resolver->restated->book_id;
    const struct linked *linked =
        row_table_get(&resolver->linked, &resolver->set.from, author_id);

    if (!linked)
        return -1;
    *others =
        linked->several || (linked->book_id && linked->book_id != book_id);
    return *others ? 0
                   : author_has_other_book(resolver->set.from.store, author_id,
                                           book_id, others,
                                           resolver->set.from.error);
}

int restates_author(struct resolver *resolver, int64_t author_id, bool *alone)
{
    const struct author_row *author;
    struct claims claims;
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
    if (has_other_books(resolver, author_id, &others) != 0 ||
        other_claims(resolver, resolver->restated->book_id, &claims) != 0)
        return -1;
    *alone = !others && !claims_name(&claims, author_id);
    return 0;
}
