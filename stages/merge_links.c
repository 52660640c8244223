/*
 * Links of a book: who is on it, in which order, with which royalty. See merge.h.
 *
 * Orders: a new link takes its own order if it is free, else the next after the
 * highest. When a source restates its record, the orders it gives win, and links
 * of others that stood there move behind.
 */
#include "merge.h"

#include "claims.h"
#include "link_index.h"
#include "numbers.h"
#include "restate.h"

#include <stdlib.h>

struct link_row *book_link(struct book_row *book, int64_t author_id)
{
    struct link_row *link = link_of(book, author_id);

    return link && link->state != ROW_REMOVED ? link : NULL;
}

static int ledger_link(struct resolver *resolver, const struct link_row *link,
                       const char *event, const char *field,
                       struct slice before, struct slice after)
{
    struct ledger_row *row = working_ledger(
        &resolver->set, resolver->record->ordinal, "link", event);

    if (!row)
        return -1;
    row->book_id = link->book_id;
    row->author_id = link->author_id;
    row->field = field;
    row->before = before;
    row->after = after;
    return 0;
}

static struct slice number_text(struct resolver *resolver, int32_t number)
{
    return arena_number(&resolver->scratch, number);
}

/* What the record in hand told of the link, to be added to. */
static struct link_row *told(const struct resolver *resolver,
                             struct link_row *link)
{
    if (link->told_by != resolver->record->ordinal) {
        link->told_by = resolver->record->ordinal;
        link->told_linked = link->told_changed = false;
    }
    return link;
}

/* A link's column gets another value: noted, marked and counted. A link that the
 * record in hand made is no change; one that an earlier record of the batch made
 * is: how records are cut into batches must not show. */
static int link_changes(struct resolver *resolver, struct book_row *book,
                        struct link_row *link, const char *field,
                        struct slice before, struct slice after)
{
    if (link->book_id > resolver->books_before ||
        told(resolver, link)->told_linked)
        return 0;
    if (!link->told_changed)
        resolver->counts->links.updated++;
    link->told_changed = true;
    if (link->state == ROW_CLEAN)
        link->state = ROW_CHANGED;
    resolver->changed = true;
    if (ledger_link(resolver, link, "changed", field, before, after) != 0)
        return -1;
    return working_change_book(&resolver->set, book);
}

static int set_order(struct resolver *resolver, struct book_row *book,
                     struct link_row *link, int32_t order)
{
    if (link->order == order)
        return 0;
    if (link_changes(resolver, book, link, "publication_order",
                     link->order ? number_text(resolver, link->order)
                                 : SLICE_NONE,
                     number_text(resolver, order)) != 0)
        return -1;
    link_place(book, link, order, &resolver->set.from);
    return 0;
}

static int set_role(struct resolver *resolver, struct book_row *book,
                    struct link_row *link, struct slice role,
                    enum merge_policy policy)
{
    bool may =
        link->role.len == 0 ? policy != MERGE_KEEP : policy == MERGE_REPLACE;

    if (role.len == 0 || slice_equal(role, link->role) || !may ||
        edited_by_hand(link->edited, "role"))
        return 0;
    if (link_changes(resolver, book, link, "role", link->role, role) != 0)
        return -1;
    link->role = role;
    return 0;
}

enum royalty_mode_stored link_mode_of(const struct resolver *resolver)
{
    return resolver->stage->job->source->royalty_mode == ROYALTY_SHARE
               ? LINK_SHARE
               : LINK_RATE;
}

static struct slice mode_text(enum royalty_mode_stored mode)
{
    return mode == LINK_SHARE ? SLICE("share") : SLICE("rate");
}

/* 50 as a rate and 50 as a share are not the same. */
static void warn_royalty(struct resolver *resolver, const struct link_row *link,
                         int32_t royalty, enum royalty_mode_stored mode)
{
    if (link->royalty != royalty)
        record_warn(resolver->record, LINK_CONFLICT, SLICE("royalty"),
                    number_royalty_text(&resolver->scratch, link->royalty),
                    number_royalty_text(&resolver->scratch, royalty));
    else
        record_warn(resolver->record, LINK_CONFLICT, SLICE("royalty_mode"),
                    mode_text(link->mode), mode_text(mode));
}

static int set_mode(struct resolver *resolver, struct book_row *book,
                    struct link_row *link, enum royalty_mode_stored mode)
{
    if (link->stated && link->mode != mode &&
        link_changes(resolver, book, link, "royalty_mode",
                     mode_text(link->mode), mode_text(mode)) != 0)
        return -1;
    link->mode = mode;
    return 0;
}

static int set_royalty(struct resolver *resolver, struct book_row *book,
                       struct link_row *link, int32_t royalty,
                       enum merge_policy policy)
{
    enum royalty_mode_stored mode = link_mode_of(resolver);

    if (royalty == ROYALTY_NONE ||
        (link->stated && link->royalty == royalty && link->mode == mode))
        return 0;
    if (link->stated && (policy != MERGE_REPLACE ||
                         edited_by_hand(link->edited, "royalty_percentage") ||
                         edited_by_hand(link->edited, "royalty_mode"))) {
        warn_royalty(resolver, link, royalty, mode);
        return 0;
    }
    if (policy == MERGE_KEEP)
        return 0;
    if ((!link->stated || link->royalty != royalty) &&
        link_changes(resolver, book, link, "royalty_percentage",
                     link->stated ? number_royalty_text(&resolver->scratch,
                                                        link->royalty)
                                  : SLICE_NONE,
                     number_royalty_text(&resolver->scratch, royalty)) != 0)
        return -1;
    if (set_mode(resolver, book, link, mode) != 0)
        return -1;
    link->royalty = royalty;
    link->stated = true;
    return 0;
}

static struct link_row *add_link(struct resolver *resolver,
                                 struct book_row *book, int64_t author_id)
{
    struct link_row *link = link_of(book, author_id);

    if (link) /* removed by this batch: comes back */
        *link = (struct link_row){
            .book_id = book->id, .author_id = author_id, .state = ROW_CHANGED};
    else
        link = links_add(book, author_id, &resolver->set.from);
    if (!link)
        return NULL;
    if (restate_note_link(resolver, author_id, book->id) != 0)
        return NULL;
    resolver->counts->links.new_++;
    if (book->id > resolver->books_before)
        return link;
    resolver->changed = true;
    told(resolver, link)->told_linked = true;
    if (ledger_link(resolver, link, "linked", NULL, SLICE_NONE, SLICE_NONE) ||
        working_change_book(&resolver->set, book) != 0)
        return NULL;
    return link;
}

/* A place for a link that has none, or whose source says it stands elsewhere. */
static int place_link(struct resolver *resolver, struct book_row *book,
                      struct link_row *link, const struct contributor *from,
                      int32_t order, struct link_policy policy)
{
    struct link_row *there = order ? link_at(book, order) : NULL;

    if (policy.links == MERGE_KEEP ||
        edited_by_hand(link->edited, "publication_order") ||
        (link->order && (order == 0 || policy.order != MERGE_REPLACE)))
        return 0;
    if (there == link)
        return 0;
    if (order && !there)
        return set_order(resolver, book, link, order);
    if (there && policy.order == MERGE_REPLACE && policy.moves &&
        !edited_by_hand(there->edited, "publication_order")) {
        /* restated: the other moves behind */
        if (set_order(resolver, book, there, links_next_order(book)) != 0)
            return -1;
        return set_order(resolver, book, link, order);
    }
    if (from->order)
        record_warn(resolver->record, ORDER_TAKEN, SLICE("order"), SLICE_NONE,
                    number_text(resolver, from->order));
    return link->order
               ? 0
               : set_order(resolver, book, link, links_next_order(book));
}

int merge_link(struct resolver *resolver, struct book_row *book,
               const struct contributor *contributor, int64_t author,
               int32_t order, struct link_policy policy)
{
    struct link_row *link = book_link(book, author);

    if (!link) {
        if (policy.links == MERGE_KEEP)
            return 0;
        link = add_link(resolver, book, author);
    }
    if (!link || place_link(resolver, book, link, contributor, order, policy) ||
        set_role(resolver, book, link, contributor->role, policy.links) != 0)
        return -1;
    return set_royalty(resolver, book, link, contributor->royalty,
                       policy.royalty);
}

/* ---- links that a restated record no longer gives ---- */

static bool states_royalties(const struct biblio *biblio)
{
    for (size_t i = 0; i < biblio->contributors.count; i++)
        if (biblio->contributors.at[i].royalty != ROYALTY_NONE)
            return true;
    return false;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

/* To be searched; NULL: out of memory. */
static int64_t *sorted_ids(struct arena *arena, const int64_t *ids,
                           size_t count)
{
    int64_t *sorted = arena_alloc(arena, (count + 1) * sizeof *sorted);

    if (!sorted)
        return NULL;
    memcpy(sorted, ids, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_ids);
    return sorted;
}

static int drop_links(struct resolver *resolver, const struct biblio *biblio,
                      struct book_row *book, const int64_t *authors,
                      const struct source_row *prior)
{
    bool own_royalties = states_royalties(biblio);
    size_t count = biblio->contributors.count;
    int64_t *named = sorted_ids(&resolver->scratch, authors, count);
    struct claims others;
    bool asked = false;

    if (!named)
        return error_memory(resolver->set.from.error);
    for (size_t i = 0; i < book->links.count; i++) {
        struct link_row *link = &book->links.at[i];

        if (link->state == ROW_REMOVED || link->edited.len ||
            !claimed_holds(&resolver->claimed, link->author_id) ||
            bsearch(&link->author_id, named, count, sizeof *named,
                    compare_ids) ||
            (link->stated && !own_royalties))
            continue;
        if (!asked && claims_of_book(resolver, book->id, prior, &others) != 0)
            return -1;
        asked = true;
        if (claims_name(&others, link->author_id))
            continue;
        if (ledger_link(resolver, link, "unlinked", NULL, SLICE_NONE,
                        SLICE_NONE) != 0 ||
            working_change_book(&resolver->set, book) != 0)
            return -1;
        link_remove(book, link);
        resolver->counts->links.deleted++;
        resolver->changed = true;
    }
    return 0;
}

/* Of two authors of a record who state one place, the first has it. */
static bool place_is_said(const struct biblio *biblio, const int64_t *authors,
                          size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (authors[i] && biblio->contributors.at[i].order ==
                              biblio->contributors.at[at].order)
            return true;
    return false;
}

int merge_links(struct resolver *resolver, const struct biblio *biblio,
                struct book_row *book, const int64_t *authors,
                const struct source_row *prior, struct link_policy policy)
{
    bool drops = prior && policy.links == MERGE_REPLACE && !biblio->link_row;
    int32_t position = 0;

    if (drops)
        links_sort(book);
    link_index_want(book, book->links.count + biblio->contributors.count,
                    &resolver->set.from);
    if (drops && drop_links(resolver, biblio, book, authors, prior) != 0)
        return -1;
    for (size_t i = 0; i < biblio->contributors.count; i++) {
        const struct contributor *from = &biblio->contributors.at[i];

        if (authors[i] == 0)
            continue;
        position++;
        policy.moves = from->order == 0   ? true
                       : biblio->link_row ? prior != NULL
                                          : !place_is_said(biblio, authors, i);
        if (merge_link(resolver, book, from, authors[i],
                       from->order        ? from->order
                       : biblio->link_row ? 0
                                          : position,
                       policy) != 0)
            return -1;
    }
    return 0;
}
