/* See match.h. */
#include "match.h"

static bool is_dated(struct author_facts a)
{
    return a.birth != 0 || a.death != 0;
}

/* Both are stated, and not the same. */
static bool differ(int a, int b)
{
    return a != 0 && b != 0 && a != b;
}

static bool agree(int a, int b)
{
    return a != 0 && a == b;
}

#define LIFE_MAX 110 /* years between the first work and the last */

/* Nobody is active before birth, after death, or for longer than a life. */
static bool excludes(struct author_facts active, struct author_facts life)
{
    if (!active.active_from)
        return false;
    if (life.birth && (active.active_to < life.birth ||
                       active.active_from > life.birth + LIFE_MAX))
        return true;
    if (life.death && (active.active_from > life.death ||
                       active.active_to < life.death - LIFE_MAX))
        return true;
    return life.active_from && active.active_from > life.active_to + LIFE_MAX;
}

bool author_activity_excludes(struct author_facts a, struct author_facts b)
{
    return excludes(a, b) || excludes(b, a);
}

#define AGE_MAX 120 /* years between birth and death */

/* One side says a birth and the other a death that can't be one person's. */
static bool are_two_lives(struct author_facts born, struct author_facts died)
{
    return born.birth != 0 && died.birth == 0 && died.death != 0 &&
           (died.death < born.birth || died.death - born.birth > AGE_MAX);
}

enum author_relation author_relation(struct author_facts a,
                                     struct author_facts b)
{
    if (differ(a.kind, b.kind))
        return AUTHOR_OF_OTHER_KIND;
    if (differ(a.birth, b.birth) || differ(a.death, b.death) ||
        are_two_lives(a, b) || are_two_lives(b, a) ||
        author_activity_excludes(a, b))
        return AUTHOR_DIFFERS;
    if (agree(a.birth, b.birth) || agree(a.death, b.death))
        return AUTHOR_SAME;
    if (differ(a.titles, b.titles) || differ(a.fuller, b.fuller))
        return AUTHOR_DIFFERS;
    if (!is_dated(a) && !is_dated(b) && a.active_from == b.active_from &&
        a.active_to == b.active_to && a.titles == b.titles &&
        a.fuller == b.fuller)
        return AUTHOR_EQUAL;
    return AUTHOR_MAYBE;
}

/* Of main names: the first in that relation; hits come by id. */
static int64_t first_in(enum author_relation wanted,
                        const struct author_facts *facts,
                        const struct hit *hits, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct author_facts other = author_facts_unpack(hits[i].fact);

        if (!other.variant && author_relation(*facts, other) == wanted)
            return hits[i].id;
    }
    return 0;
}

/* The only author of the name and kind, if nothing says it is somebody else. */
static int64_t only_one(const struct author_facts *facts,
                        const struct hit *hits, size_t count)
{
    enum author_relation relation = AUTHOR_OF_OTHER_KIND;
    size_t candidates = 0;
    int64_t only = 0;

    for (size_t i = 0; i < count; i++) {
        struct author_facts other = author_facts_unpack(hits[i].fact);

        if (other.variant ||
            author_relation(*facts, other) == AUTHOR_OF_OTHER_KIND)
            continue;
        /* an author whom people merged may be told of twice */
        if (hits[i].id == only) {
            if (author_relation(*facts, other) > relation)
                relation = author_relation(*facts, other);
            continue;
        }
        relation = author_relation(*facts, other);
        only = hits[i].id;
        candidates++;
    }
    return candidates == 1 && relation == AUTHOR_MAYBE ? only : 0;
}

int64_t match_author(enum author_rule rule, const struct author_facts *facts,
                     const struct hit *hits, size_t count)
{
    switch (rule) {
    case AUTHOR_BY_NAME_DATES:
        return first_in(AUTHOR_SAME, facts, hits, count);
    case AUTHOR_BY_NAME:
        return first_in(AUTHOR_EQUAL, facts, hits, count);
    case AUTHOR_BY_NAME_UNDATED:
        return only_one(facts, hits, count);
    default:
        return 0;
    }
}
