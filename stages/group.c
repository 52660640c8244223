/* See group.h. */
#include "group.h"

static struct key group_key(struct resolver *resolver,
                            const struct biblio *biblio)
{
    struct slice text = arena_printf(&resolver->scratch, "%.*s%c%.*s%c%d%c%.*s",
                                     SLICE_ARG(biblio->field[BOOK_TITLE]), 0,
                                     SLICE_ARG(biblio->field[BOOK_SUBTITLE]), 0,
                                     (int)biblio->year, 0,
                                     SLICE_ARG(biblio->field[BOOK_PUBLISHER]));

    return key_hash(resolver->set.from.store->secret, text);
}

static bool groups(const struct biblio *biblio)
{
    return biblio->link_row && biblio->own_id.len == 0 &&
           biblio->isbns.count == 0;
}

/* A row whose author nobody knows takes no place. */
static int32_t order_of(const struct biblio *biblio)
{
    return biblio->contributors.count ? biblio->contributors.at[0].order : 0;
}

static bool order_seen(const struct group *group, int32_t order)
{
    return order > 0 && order < GROUP_MAX &&
           (group->orders[order / 8] >> order % 8 & 1);
}

/* The book that this row goes on with; 0 if it begins another. */
int64_t group_book(struct resolver *resolver, const struct biblio *biblio)
{
    struct group *group = &resolver->group;

    if (!groups(biblio) || group->book_id == 0 ||
        !key_equal(group->key, group_key(resolver, biblio)) ||
        order_seen(group, order_of(biblio)))
        return 0;
    if (group->rows >= GROUP_MAX) {
        record_warn(resolver->record, GROUP_TOO_LONG, SLICE("title"),
                    SLICE_NONE, biblio->field[BOOK_TITLE]);
        return 0;
    }
    return group->book_id;
}

void group_note(struct resolver *resolver, const struct biblio *biblio,
                int64_t book_id)
{
    struct group *group = &resolver->group;
    int32_t order = order_of(biblio);

    if (!groups(biblio)) {
        group->book_id = 0;
        return;
    }
    if (group->book_id != book_id || order_seen(group, order)) {
        memset(group, 0, sizeof *group);
        group->book_id = book_id;
    }
    group->key = group_key(resolver, biblio);
    group->rows++;
    if (order > 0 && order < GROUP_MAX)
        group->orders[order / 8] |= (unsigned char)(1 << order % 8);
}
