/* Headings of authors that people wrote down as one, or as two: see pairs.h. */
#include "author_facts.h"
#include "match.h"
#include "pairs.h"

/* Is it this one of a pair? Who says more, or less, may be anybody. */
static bool is_side(struct author_facts facts, const struct pair_side *side)
{
    return author_relation(facts, side->facts) >= AUTHOR_EQUAL;
}

static bool has_name(const struct author_row *author, struct key name)
{
    for (size_t i = 0; i < author->keys.count; i++)
        if (author->keys.at[i].state != ROW_REMOVED &&
            author->keys.at[i].kind == KEY_NAME &&
            key_equal(author->keys.at[i].key, name))
            return true;
    return false;
}

int match_pairs_forbid(struct resolver *resolver,
                       const struct contributor *contributor, int64_t id,
                       bool *forbidden)
{
    size_t count;
    const struct pair *pair =
        pairs_of(resolver->stage->job->pairs, contributor->name_key, &count);

    *forbidden = false;
    for (; count > 0; count--, pair++) {
        const struct author_row *author;

        if (pair->verdict != PAIR_DIFFERENT ||
            !is_side(contributor->facts, &pair->is))
            continue;
        author = working_author(&resolver->set, id);
        if (!author)
            return -1;
        if (author->id == 0)
            return 0;
        *forbidden |=
            pair->other.id == id ||
            (has_name(author, pair->other.name) &&
             is_side(author_facts_read(&resolver->scratch, author->field),
                     &pair->other));
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
    struct slot *slot;

    if (side->id) {
        author = working_author(&resolver->set, side->id);
        if (author && author->id)
            *id = side->id;
        return author ? 0 : -1;
    }
    slot = working_slot(&resolver->set, KEYS_AUTHOR, side->name);
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
    size_t count;
    const struct pair *pair =
        pairs_of(resolver->stage->job->pairs, contributor->name_key, &count);

    for (*id = 0; count > 0 && !*id; count--, pair++)
        if (pair->verdict == PAIR_SAME &&
            is_side(contributor->facts, &pair->is) &&
            meet(resolver, &pair->other, id) != 0)
            return -1;
    return 0;
}
