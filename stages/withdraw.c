/* See withdraw.h. */
#include "withdraw.h"

#include "claims.h"
#include "join_royalty.h"
#include "link_index.h"
#include "merge.h"
#include "numbers.h"
#include "referrers.h"
#include "withdraw_limit.h"
#include "works.h"

static int ledger(struct resolver *resolver, const char *subject,
                  const char *event, const char *why, int64_t book_id,
                  struct ledger_row **row)
{
    uint64_t record = resolver->record ? resolver->record->ordinal : 0;

    *row = working_ledger(&resolver->set, record, subject, event);
    if (!*row)
        return -1;
    (*row)->rule = why;
    (*row)->book_id = book_id;
    return 0;
}

/* prune takes authors that a line of the ledger tells of: a source brought them. */
static int note_link(struct resolver *resolver, const struct link_row *link,
                     const char *why)
{
    struct ledger_row *row;

    if (ledger(resolver, "link", "unlinked", why, link->book_id, &row) != 0)
        return -1;
    row->author_id = link->author_id;
    resolver->counts->links.deleted++;
    return 0;
}

/* ---- what holds ---- */

static bool link_is_held(const struct link_row *link,
                         const struct source_row *row)
{
    return link->stated || link->edited.len ||
           !claims_hold(row->authors, link->author_id);
}

static int book_is_held(struct resolver *resolver, const struct book_row *book,
                        const struct source_row *row,
                        const struct claims *others, bool *held)
{
    *held =
        others->rows.count || book->edited.len || strcmp(row->rule, "new") != 0;
    for (size_t i = 0; i < book->links.count && !*held; i++)
        *held = book->links.at[i].state != ROW_REMOVED &&
                link_is_held(&book->links.at[i], row);
    return *held || book->state == ROW_NEW
               ? 0
               : book_is_referred(resolver, book->id, held);
}

/* ---- a book that goes ---- */

static int remove_book(struct resolver *resolver, struct book_row *book,
                       const char *why)
{
    struct ledger_row *row;

    if (ledger(resolver, "book", "deleted", why, book->id, &row) != 0)
        return -1;
    row->field = book_field_column(BOOK_TITLE);
    row->before = book->field[BOOK_TITLE];
    resolver->counts->books.deleted++;
    for (size_t i = 0; i < book->links.count; i++)
        if (book->links.at[i].state != ROW_REMOVED &&
            note_link(resolver, &book->links.at[i], why) != 0)
            return -1;
    return working_remove_book(&resolver->set, book);
}

/* ---- a book that stays ---- */

static int remove_link(struct resolver *resolver, struct book_row *book,
                       size_t at, const char *why)
{
    struct link_row *link = &book->links.at[at];

    if (note_link(resolver, link, why) != 0 ||
        working_change_book(&resolver->set, book) != 0)
        return -1;
    link_index_forget(book);
    if (link->state != ROW_NEW) {
        link->state = ROW_REMOVED;
        return 0;
    }
    /* never written: forget it */
    book->links.count--;
    memmove(link, link + 1, (book->links.count - at) * sizeof *link);
    return 0;
}

static int remove_links(struct resolver *resolver, struct book_row *book,
                        const struct source_row *row,
                        const struct claims *others, const char *why)
{
    for (size_t i = book->links.count; i-- > 0;) {
        const struct link_row *link = &book->links.at[i];

        if (link->state == ROW_REMOVED || link_is_held(link, row) ||
            claims_name(others, link->author_id))
            continue;
        if (remove_link(resolver, book, i, why) != 0)
            return -1;
    }
    return 0;
}

/* With the links the first author may have gone, who is in the title key. */
static int mend_title_key(struct resolver *resolver, struct book_row *book,
                          struct key before)
{
    struct key after;
    int32_t year = 0;

    if (book_title_key(resolver, book, &after) != 0)
        return -1;
    if (key_equal(before, after))
        return 0;
    (void)number_year(book->field[BOOK_YEAR], &year);
    if (working_unkey_book(&resolver->set, book, KEY_TITLE, before) != 0 ||
        working_key_book(&resolver->set, book, KEY_TITLE, after, year) != 0)
        return -1;
    return work_rekey(resolver, book, true);
}

/* So that somebody still may replace the book's fields, and the last record to go
 * takes the book along. A row that joins never made a book. */
static int hand_over(struct resolver *resolver, const struct source_row *row,
                     const struct claims *others)
{
    struct source_row *oldest = NULL;

    if (strcmp(row->rule, "new") != 0)
        return 0;
    for (size_t i = 0; i < others->rows.count; i++) {
        struct source_row *other = others->rows.at[i];

        if (!join_is_rule(other->rule) && (!oldest || other->id < oldest->id))
            oldest = other;
    }
    if (!oldest)
        return 0;
    if (working_change_source(&resolver->set, oldest) != 0)
        return -1;
    oldest->rule = row->rule;
    return 0;
}

static int leave_book(struct resolver *resolver, struct book_row *book,
                      const struct source_row *row, const struct claims *others,
                      const char *why)
{
    struct ledger_row *line;
    struct key before;

    if (book_title_key(resolver, book, &before) != 0 ||
        ledger(resolver, "book", "withdrawn", why, book->id, &line) != 0)
        return -1;
    line->field = book_field_column(BOOK_TITLE);
    line->before = book->field[BOOK_TITLE];
    links_sort(book);
    if (remove_links(resolver, book, row, others, why) != 0 ||
        hand_over(resolver, row, others) != 0)
        return -1;
    return mend_title_key(resolver, book, before);
}

/* ---- the record ---- */

static int withdraw_book(struct resolver *resolver, struct book_row *book,
                         const struct source_row *row, const char *why)
{
    struct store *store = resolver->set.from.store;
    struct claims others;
    bool held;

    if (store->type->want_sources_of_book(store, resolver->set.from.error) ||
        claims_of_book(resolver, book->id, row, &others) != 0 ||
        book_is_held(resolver, book, row, &others, &held) != 0)
        return -1;
    return held ? leave_book(resolver, book, row, &others, why)
                : remove_book(resolver, book, why);
}

int withdraw_source(struct resolver *resolver, struct source_row *row,
                    const char *why)
{
    struct book_row *book = NULL;

    if (row->book_id) {
        book = working_book(&resolver->set, row->book_id);
        if (!book)
            return -1;
    }
    if (book && book->id && withdraw_book(resolver, book, row, why) != 0)
        return -1;
    return working_remove_source(&resolver->set, row);
}

/* The slot's list shrinks as its records go. */
static int withdraw_all(struct resolver *resolver, const struct probe *slot)
{
    while (slot->hits.count) {
        struct source_row *row =
            working_source(&resolver->set, slot->hits.at[0].id);
        size_t before = slot->hits.count;

        if (!row || withdraw_allowed(resolver) != 0 ||
            withdraw_source(resolver, row, WITHDRAWN_MARKED) != 0)
            return -1;
        if (slot->hits.count == before)
            return error_set(resolver->set.from.error, ERROR_STORE,
                             "source record %lld is not under its own key",
                             (long long)row->id);
        resolver->deleted = true;
    }
    return 0;
}

int resolve_withdrawn(struct resolver *resolver, struct biblio *biblio)
{
    const struct job *job = resolver->stage->job;

    if (job->source->deletes == DELETES_IGNORE || !biblio->own_id.len) {
        record_skip(resolver->record, DELETED_RECORD, biblio->own_id);
        return 0;
    }
    return withdraw_all(resolver, resolver->look->ident);
}
