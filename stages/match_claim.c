/*
 * Authors whom the record in hand named before, when it is restated: see match.h.
 * Each contributor of a record means another author: who is meant by one of them is
 * not taken for a second.
 */
#include "match.h"
#include "restate.h"

/* By a contributor of the record in hand; so far, or when all of them were looked
 * at. */
static bool is_taken(const struct resolver *resolver, int64_t id)
{
    const size_t *by = row_table_known(&resolver->taken, id);

    return by && *by != resolver->contributor;
}

int64_t match_claimed(const struct resolver *resolver,
                      const struct author_facts *facts, const struct hit *hits,
                      size_t count)
{
    enum author_relation best = AUTHOR_DIFFERS;
    int64_t id = 0;

    for (size_t i = 0; i < count; i++) {
        enum author_relation relation =
            author_relation(*facts, author_facts_unpack(hits[i].fact));

        if (relation <= best ||
            !claimed_holds(&resolver->claimed, hits[i].id) ||
            is_taken(resolver, hits[i].id))
            continue;
        best = relation;
        id = hits[i].id;
    }
    return id;
}

int match_corrected(struct resolver *resolver, const struct author_facts *facts,
                    const struct hit *hits, size_t count, int64_t *id)
{
    bool alone = false;
    int64_t only = 0;

    *id = 0;
    if (resolver->look_only || !resolver->restated)
        return 0;
    for (size_t i = 0; i < count; i++) {
        struct author_facts other = author_facts_unpack(hits[i].fact);

        if (other.variant || hits[i].id == only ||
            author_relation(*facts, other) == AUTHOR_OF_OTHER_KIND ||
            !claimed_holds(&resolver->claimed, hits[i].id) ||
            is_taken(resolver, hits[i].id))
            continue;
        if (only)
            return 0;
        only = hits[i].id;
    }
    if (only && restates_author(resolver, only, &alone) != 0)
        return -1;
    if (alone)
        *id = only;
    return 0;
}
