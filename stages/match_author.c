/* See match.h. */
#include "match.h"

static bool same_kind(struct author_facts a, struct author_facts b)
{
    return a.kind == NAME_UNKNOWN || b.kind == NAME_UNKNOWN || a.kind == b.kind;
}

static bool is_dated(struct author_facts a)
{
    return a.birth != 0 || a.death != 0;
}

static bool years_differ(int16_t a, int16_t b)
{
    return a != 0 && b != 0 && a != b;
}

static bool dates_disagree(struct author_facts a, struct author_facts b)
{
    return years_differ(a.birth, b.birth) || years_differ(a.death, b.death);
}

bool author_facts_differ(struct author_facts a, struct author_facts b)
{
    return !same_kind(a, b) || dates_disagree(a, b);
}

bool author_facts_share_year(struct author_facts a, struct author_facts b)
{
    return (a.birth != 0 && a.birth == b.birth) ||
           (a.death != 0 && a.death == b.death);
}

/* Both undated, or a year in common and none that differs. */
static bool dates_agree(struct author_facts a, struct author_facts b)
{
    if (!is_dated(a) && !is_dated(b))
        return true;
    return !dates_disagree(a, b) && author_facts_share_year(a, b);
}

int64_t match_author(const struct author_facts *facts, const struct hit *hits,
                     size_t count, const char **rule)
{
    size_t candidates = 0;
    int64_t only = 0;

    for (size_t i = 0; i < count; i++) {
        struct author_facts other = author_facts_unpack(hits[i].fact);

        if (!same_kind(*facts, other))
            continue;
        if (dates_agree(*facts, other)) {
            *rule = is_dated(*facts) ? "name-dates" : "name";
            return hits[i].id;
        }
        candidates++;
        only = dates_disagree(*facts, other) ? 0 : hits[i].id;
    }
    if (candidates != 1 || only == 0)
        return 0;
    *rule = "name-undated";
    return only;
}
