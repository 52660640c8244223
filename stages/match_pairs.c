/* Headings of authors that people wrote down as one, or as two: see pairs.h. */
#include "author_facts.h"
#include "match.h"
#include "pairs.h"

static struct pair_side side_of(const struct contributor *contributor)
{
    return (struct pair_side){.key = contributor->name_key,
                              .facts = contributor->facts};
}

int match_pairs_forbid(struct resolver *resolver,
                       const struct contributor *contributor, int64_t id,
                       bool *forbidden)
{
    const struct pairs *pairs = resolver->stage->job->pairs;
    const struct pair_side heading = side_of(contributor);
    struct pair_search search;
    const struct author_row *author;
    struct pair_side row;

    *forbidden = false;
    pairs_begin(&search, pairs, PAIR_DIFFERENT, &heading);
    if (!pairs_next(&search))
        return 0;
    author = working_author(&resolver->set, id);
    if (!author)
        return -1;
    row = (struct pair_side){
        .facts = author_facts_read(&resolver->scratch, author->field),
        .id = author->id};
    for (size_t i = 0; author->id && i < author->keys.count; i++) {
        if (author->keys.at[i].state == ROW_REMOVED ||
            author->keys.at[i].kind != KEY_NAME)
            continue;
        row.key = author->keys.at[i].key;
        *forbidden |= pairs_told(pairs, PAIR_DIFFERENT, &heading, &row);
    }
    return 0;
}

/* Whom the other of a pair would meet by its name. */
static int meet(struct resolver *resolver, const struct pair_side *side,
                int64_t *id)
{
    static const enum author_rule rules[] = {
        AUTHOR_BY_NAME_DATES, AUTHOR_BY_NAME, AUTHOR_BY_NAME_UNDATED};
    const struct author_row *author;
    struct probe *slot;

    if (side->id) {
        author = working_author(&resolver->set, side->id);
        if (author && author->id)
            *id = side->id;
        return author ? 0 : -1;
    }
    slot = working_slot(&resolver->set, KEYS_AUTHOR, side->key);
    if (!slot)
        return -1;
    for (size_t i = 0; i < sizeof rules / sizeof *rules && !*id; i++)
        *id = match_author(rules[i], &side->facts, slot->hits.at,
                           slot->hits.count);
    return 0;
}

int match_pairs_partner(struct resolver *resolver,
                        const struct contributor *contributor, int64_t *id)
{
    const struct pair_side heading = side_of(contributor);
    struct pair_search search;
    const struct pair *pair;
    size_t tried = 0;

    *id = 0;
    pairs_begin(&search, resolver->stage->job->pairs, PAIR_SAME, &heading);
    while (!*id && tried++ < CANDIDATES_MAX && (pair = pairs_next(&search)))
        if (meet(resolver, &pair->other, id) != 0)
            return -1;
    return 0;
}
