/*
 * A row that joins: it names a book that is there, and its authors. With an
 * author_ref it makes the link (the third of three files); with a name it finds
 * the author among the book's and says royalty, order or role of that pair. Of
 * several authors in a row each has to be found, or nobody gets anything.
 */
#include "join_author.h"
#include "join_royalty.h"

/* Books with one of the row's keys, each once; at most two are told apart. */
static int books_of(struct resolver *resolver, const struct biblio *biblio,
                    struct book_row *found[2], size_t *count)
{
    size_t keys = key_is_none(biblio->own_key) ? biblio->isbns.count : 1;

    *count = 0;
    for (size_t i = 0; i < keys; i++) {
        struct key key = key_is_none(biblio->own_key) ? biblio->isbn_keys[i]
                                                      : biblio->own_key;
        struct probe *slot = working_slot(&resolver->set, KEYS_BOOK, key);

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

/* The payee, for who reads the reject: the ISBN alone doesn't say who waits. */
static struct slice book_wanted(struct resolver *resolver,
                                const struct contributor *from)
{
    struct slice name =
        from->field[AUTHOR_NAME].len ? from->field[AUTHOR_NAME] : from->ref;

    return arena_printf(resolver->record->arena, "a book of %.*s",
                        SLICE_ARG(name));
}

static int find_book(struct resolver *resolver, const struct biblio *biblio,
                     const struct contributor *from, struct book_row **book)
{
    struct book_row *books[2];
    size_t count;

    if (books_of(resolver, biblio, books, &count) != 0)
        return -1;
    if (count == 1)
        *book = books[0];
    else
        record_reject(resolver->record,
                      count ? JOIN_SEVERAL_BOOKS : JOIN_NO_BOOK,
                      biblio->own_id.len ? SLICE("book_ref") : SLICE("isbn"),
                      book_wanted(resolver, from), book_named(biblio));
    return 0;
}

/* One of the row's authors among those of the book; a reject shows in the record. */
static int find_author(struct resolver *resolver,
                       const struct contributor *from, struct book_row *book,
                       struct join_author *author)
{
    bool ref_only = from->ref.len && !from->field[AUTHOR_NAME].len;

    if (join_author_find(resolver, book, from, author) != 0)
        return -1;
    if (author->count != 1)
        record_reject(resolver->record,
                      author->count ? JOIN_SEVERAL_AUTHORS : JOIN_NO_AUTHOR,
                      ref_only ? SLICE("author_ref") : SLICE("author"),
                      book->field[BOOK_TITLE],
                      ref_only ? from->ref : from->field[AUTHOR_NAME]);
    return 0;
}

/* All of them before anything changes: the row joins whole or not at all. */
static int find_authors(struct resolver *resolver, const struct biblio *biblio,
                        struct book_row *book, struct join_author *authors)
{
    for (size_t i = 0; i < biblio->contributors.count; i++) {
        if (find_author(resolver, &biblio->contributors.at[i], book,
                        &authors[i]) != 0)
            return -1;
        if (authors[i].count != 1)
            return 0;
    }
    return 0;
}

/* People may want to look at who was taken for whom. */
static int ledger_initials(struct resolver *resolver,
                           const struct contributor *from, int64_t book,
                           int64_t author)
{
    struct ledger_row *row = working_ledger(
        &resolver->set, resolver->record->ordinal, "link", "matched");

    if (!row)
        return -1;
    row->book_id = book;
    row->author_id = author;
    row->rule = "initials";
    row->field = author_field_column(AUTHOR_NAME);
    row->after = from->field[AUTHOR_NAME];
    return 0;
}

/* What the row's earlier authors said was just put there. */
static bool named_before(const struct join_author *authors, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (authors[i].id == authors[at].id)
            return true;
    return false;
}

/* A row in the making: what it said before, whether it states royalties, and
 * whether its links now have one that is not its own. */
struct joining {
    struct book_row *book;
    struct source_row *prior;
    bool states, other;
};

static int join_link(struct resolver *resolver, struct joining *joining,
                     const struct contributor *from, int64_t author, bool again)
{
    const struct source_config *source = resolver->stage->job->source;
    enum merge_policy policy =
        joining->prior ? source->on_update : source->on_match;
    enum merge_policy royalty =
        again && policy == MERGE_REPLACE ? MERGE_FILL : policy;
    const struct link_row *link = book_link(joining->book, author);
    bool stated = link && link->stated;
    bool differs = stated && join_royalty_differs(resolver, link, from);

    if (differs && !again &&
        join_royalty_policy(resolver, link, &joining->prior, &royalty) != 0)
        return -1;
    if (merge_link(resolver, joining->book, from, author, from->order,
                   (struct link_policy){.links = policy,
                                        .royalty = royalty,
                                        .order = policy,
                                        .moves = joining->prior != NULL}) != 0)
        return -1;
    if (from->royalty == ROYALTY_NONE)
        return 0;
    link = book_link(joining->book, author);
    joining->states = true;
    if (stated && !differs)
        joining->other |=
            !again && !(joining->prior && join_holds_royalty(joining->prior));
    else
        joining->other |= !link || !link->stated ||
                          join_royalty_differs(resolver, link, from);
    return 0;
}

static int join_links(struct resolver *resolver, const struct biblio *biblio,
                      struct joining *joining,
                      const struct join_author *authors)
{
    for (size_t i = 0; i < biblio->contributors.count; i++) {
        const struct contributor *from = &biblio->contributors.at[i];

        if (authors[i].by_initials &&
            ledger_initials(resolver, from, joining->book->id, authors[i].id))
            return -1;
        if (join_link(resolver, joining, from, authors[i].id,
                      named_before(authors, i)) != 0)
            return -1;
    }
    return 0;
}

static int keep(struct resolver *resolver, const struct biblio *biblio,
                const struct joining *joining,
                const struct join_author *authors)
{
    const char *rule =
        joining->states && !joining->other ? JOIN_HOLDS : JOIN_OTHER;
    struct source_row *prior = joining->prior;
    size_t count = biblio->contributors.count;
    int64_t *ids = arena_alloc(&resolver->scratch, count * sizeof *ids);

    if (!ids)
        return error_memory(resolver->set.from.error);
    for (size_t i = 0; i < count; i++)
        ids[i] = authors[i].id;
    if (prior && join_is_rule(prior->rule))
        prior->rule = rule;
    return source_keep(resolver, biblio, prior, joining->book->id, 0, rule, ids,
                       count);
}

static int join(struct resolver *resolver, const struct biblio *biblio,
                struct source_row *prior)
{
    struct joining joining = {.prior = prior};
    struct join_author *authors;
    struct key before, after;

    authors = arena_zero(&resolver->scratch,
                         biblio->contributors.count * sizeof *authors);
    if (!authors)
        return error_memory(resolver->set.from.error);
    if (find_book(resolver, biblio, &biblio->contributors.at[0],
                  &joining.book) != 0)
        return -1;
    if (!joining.book)
        return 0;
    if (find_authors(resolver, biblio, joining.book, authors) != 0)
        return -1;
    if (resolver->record->state != RECORD_GOOD)
        return 0;
    if (book_title_key(resolver, joining.book, &before) != 0 ||
        join_links(resolver, biblio, &joining, authors) != 0 ||
        book_title_key(resolver, joining.book, &after) != 0)
        return -1;
    if (!key_equal(before, after) &&
        merge_keys(resolver, biblio, joining.book, before) != 0)
        return -1;
    return keep(resolver, biblio, &joining, authors);
}

int resolve_join(struct resolver *resolver, struct biblio *biblio)
{
    struct source_row *same, *prior;

    if (source_unchanged(resolver, &same) != 0 ||
        source_prior(resolver, &prior) != 0)
        return -1;
    /* Its book was deleted since: what it says is nowhere, so it is asked again. */
    if (same && same->book_id)
        return 0;
    if (biblio->contributors.count == 0) {
        record_reject(resolver->record, JOIN_NO_AUTHOR, SLICE("author"),
                      SLICE_NONE, SLICE_NONE);
        return 0;
    }
    return join(resolver, biblio, prior);
}
