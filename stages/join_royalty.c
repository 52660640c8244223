/* See join_royalty.h. */
#include "join_royalty.h"

bool join_is_rule(const char *rule)
{
    return strcmp(rule, JOIN_HOLDS) == 0 || strcmp(rule, JOIN_OTHER) == 0;
}

bool join_holds_royalty(const struct source_row *row)
{
    return strcmp(row->rule, JOIN_OTHER) != 0;
}

bool join_royalty_differs(const struct resolver *resolver,
                          const struct link_row *link,
                          const struct contributor *from)
{
    return from->royalty != ROYALTY_NONE &&
           (link->royalty != from->royalty ||
            link->mode != link_mode_of(resolver));
}

/* Records of this source that stated the royalty: of this import, of earlier. */
struct holders {
    struct source_row *now, *before;
};

static void look_at(const struct resolver *resolver,
                    const struct link_row *link, const struct source_row *prior,
                    struct source_row *row, struct holders *holders)
{
    const struct import_row *import = &resolver->stage->job->import;

    if (row == prior || row->source_id != import->source_id ||
        row->book_id != link->book_id || !join_holds_royalty(row) ||
        !claims_hold(row->authors, link->author_id))
        return;
    if (row->import_id != import->id)
        holders->before = row;
    else if (join_is_rule(row->rule))
        holders->now = row;
}

static int find_holders(struct resolver *resolver, const struct link_row *link,
                        const struct source_row *prior, struct holders *holders)
{
    struct store *store = resolver->set.from.store;
    struct changes *changes = resolver->set.changes;
    struct source_row *rows;
    size_t count;

    *holders = (struct holders){NULL, NULL};
    if (store->type->fetch_sources_of_book(store, link->book_id, &rows, &count,
                                           &resolver->scratch,
                                           resolver->set.from.error) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct source_row *row = working_source(&resolver->set, rows[i].id);

        if (!row)
            return -1;
        if (row->id)
            look_at(resolver, link, prior, row, holders);
    }
    for (size_t i = 0; i < changes->sources.count; i++)
        look_at(resolver, link, prior, changes->sources.at[i], holders);
    return 0;
}

int join_royalty_policy(struct resolver *resolver, const struct link_row *link,
                        struct source_row **prior, enum merge_policy *policy)
{
    const struct source_config *source = resolver->stage->job->source;
    struct holders holders;

    if (find_holders(resolver, link, *prior, &holders) != 0)
        return -1;
    *policy = source->on_match;
    /* In a first load the import is alone, and its own rows are not looked up. */
    if (holders.now || resolver->set.from.store->first_load) {
        *policy = MERGE_FILL;
        return 0;
    }
    if (!*prior && holders.before && join_is_rule(holders.before->rule))
        *prior = holders.before;
    if (holders.before || (*prior && join_holds_royalty(*prior)))
        *policy = source->on_update;
    return 0;
}
