/*
 * A row that joins: it names a book and an author that are there. With an
 * author_ref it makes the link (the third of three files); with a name it finds
 * the author among the book's and says royalty, order or role of that pair.
 */
#include "merge.h"

/* Books with one of the row's keys, each once; at most two are told apart. */
static int books_of(struct resolver *resolver, const struct biblio *biblio,
                    struct book_row *found[2], size_t *count)
{
    size_t keys = key_is_none(biblio->own_key) ? biblio->isbns.count : 1;

    *count = 0;
    for (size_t i = 0; i < keys; i++) {
        struct key key = key_is_none(biblio->own_key) ? biblio->isbn_keys[i]
                                                      : biblio->own_key;
        struct slot *slot = working_slot(&resolver->set, KEYS_BOOK, key);

        if (!slot)
            return -1;
        for (size_t j = 0; j < slot->hits.count && *count < 2; j++) {
            struct book_row *book =
                working_book(&resolver->set, slot->hits.at[j].id);

            if (!book)
                return -1;
            if (book->id && (*count == 0 || found[0] != book))
                found[(*count)++] = book;
        }
    }
    return 0;
}

static struct slice book_named(const struct biblio *biblio)
{
    if (biblio->own_id.len)
        return biblio->own_id;
    if (biblio->field[BOOK_ISBN].len)
        return biblio->field[BOOK_ISBN];
    return biblio->isbn_texts.count ? biblio->isbn_texts.at[0] : SLICE_NONE;
}

static int authors_of(struct resolver *resolver, struct book_row *book,
                      const struct contributor *from, int64_t *id,
                      size_t *count)
{
    bool by_ref = !key_is_none(from->ref_key);
    struct key key = by_ref ? from->ref_key : from->name_key;
    struct slot *slot;

    *count = 0;
    if (key_is_none(key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_AUTHOR, key);
    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count; i++)
        if (by_ref || book_link(book, slot->hits.at[i].id)) {
            *id = slot->hits.at[i].id;
            ++*count;
        }
    return 0;
}

static int find_pair(struct resolver *resolver, const struct biblio *biblio,
                     const struct contributor *from, struct book_row **book,
                     int64_t *author)
{
    struct book_row *books[2];
    struct slice name = from->ref.len ? from->ref : from->field[AUTHOR_NAME];
    size_t count;

    if (books_of(resolver, biblio, books, &count) != 0)
        return -1;
    if (count != 1) {
        record_reject(resolver->record,
                      count ? JOIN_SEVERAL_BOOKS : JOIN_NO_BOOK,
                      biblio->own_id.len ? SLICE("book_ref") : SLICE("isbn"),
                      SLICE_NONE, book_named(biblio));
        return 0;
    }
    *book = books[0];
    if (authors_of(resolver, *book, from, author, &count) != 0)
        return -1;
    if (count != 1)
        record_reject(resolver->record,
                      count ? JOIN_SEVERAL_AUTHORS : JOIN_NO_AUTHOR,
                      from->ref.len ? SLICE("author_ref") : SLICE("author"),
                      (*book)->field[BOOK_TITLE], name);
    return 0;
}

int resolve_join(struct resolver *resolver, struct biblio *biblio)
{
    const struct source_config *source = resolver->stage->job->source;
    enum merge_policy policy;
    struct source_row *same, *prior;
    struct key before, after;
    const struct contributor *from;
    struct book_row *book = NULL;
    int64_t author = 0;

    if (source_unchanged(resolver, &same) != 0 ||
        source_prior(resolver, &prior) != 0)
        return -1;
    if (same)
        return 0;
    if (biblio->contributors.count == 0) {
        record_reject(resolver->record, JOIN_NO_AUTHOR, SLICE("author"),
                      SLICE_NONE, SLICE_NONE);
        return 0;
    }
    from = &biblio->contributors.at[0];
    if (find_pair(resolver, biblio, from, &book, &author) != 0)
        return -1;
    if (resolver->record->state != RECORD_GOOD)
        return 0;
    policy = prior ? source->on_update : source->on_match;
    if (book_title_key(resolver, book, &before) != 0 ||
        merge_link(resolver, book, from, author, from->order,
                   (struct link_policy){policy, policy, prior != NULL}) != 0 ||
        book_title_key(resolver, book, &after) != 0)
        return -1;
    if (!key_equal(before, after) && merge_keys(resolver, biblio, book, before))
        return -1;
    return source_keep(resolver, biblio, prior, book->id, 0, "join", &author,
                       1);
}
