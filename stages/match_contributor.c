/*
 * Which author a contributor is: the rules for authors, in the config's order,
 * each by the keys of the heading. What they need of the rows is asked for in
 * resolve.c for a whole batch; here it is looked at.
 */
#include "author_facts.h"
#include "match.h"
#include "name_script.h"
#include "pairs.h"
#include "resolve_author.h"

/* What the rules have to go by. */
struct search {
    struct resolver *resolver;
    const struct contributor *contributor;
    struct hit *hits; /* of the name's key, by id; without those whose ids say
                         that they are others */
    size_t count;
    size_t
        own; /* of them, the first: those that the name's key gave; the others
                    are what people decided */
    bool ready; /* hits are there */
};

int author_by_ref(struct resolver *resolver,
                  const struct contributor *contributor, int64_t *id)
{
    struct probe *slot;

    *id = 0;
    if (key_is_none(contributor->ref_key))
        return 0;
    slot = working_slot(&resolver->set, KEYS_AUTHOR, contributor->ref_key);
    if (!slot)
        return -1;
    if (slot->hits.count > 0)
        *id = slot->hits.at[0].id;
    return 0;
}

/* Keys of that kind, but not this one: a merged author has several of them. */
static bool has_only_others(const struct author_row *author, int32_t kind,
                            int64_t fact, struct key wanted)
{
    bool others = false;

    for (size_t i = 0; i < author->keys.count; i++) {
        const struct key_row *key = &author->keys.at[i];

        if (key->state == ROW_REMOVED || key->kind != kind || key->fact != fact)
            continue;
        if (key_equal(key->key, wanted))
            return false;
        others = true;
    }
    return others;
}

/* Has the author another id where the heading has one: of the source's own, or of
 * the same authority file? Two ids are two authors, whatever their names. */
static bool has_other_id(const struct search *search,
                         const struct author_row *author)
{
    const struct contributor *contributor = search->contributor;
    const struct contributor_more *more = contributor->more;

    if (!key_is_none(contributor->ref_key) &&
        has_only_others(author, search->resolver->stage->job->import.ids_kind,
                        0, contributor->ref_key))
        return true;
    for (size_t i = 0; more && i < more->authorities.count; i++)
        if (has_only_others(author, KEY_AUTHORITY,
                            more->authorities.at[i].scheme,
                            more->authorities.at[i].key))
            return true;
    return false;
}

bool match_looks_at_rows(const struct contributor *contributor)
{
    return !key_is_none(contributor->ref_key) ||
           (contributor->more && contributor->more->authorities.count);
}

/* Those of a name's authors whose ids are not others, in memory of their own. */
static int without_others(struct search *search, struct probe *slot,
                          struct hit **hits, size_t *count)
{
    struct resolver *resolver = search->resolver;

    *count = 0;
    *hits =
        arena_alloc(&resolver->scratch, (slot->hits.count + 1) * sizeof **hits);
    if (!*hits)
        return error_memory(resolver->set.from.error);
    for (size_t i = 0; i < slot->hits.count; i++) {
        const struct author_row *author =
            working_author(&resolver->set, slot->hits.at[i].id);

        if (!author)
            return -1;
        if (!has_other_id(search, author))
            (*hits)[(*count)++] = slot->hits.at[i];
    }
    return 0;
}

static int hits_of(struct search *search, struct key key, struct hit **hits,
                   size_t *count)
{
    struct probe *slot;

    *hits = NULL;
    *count = 0;
    if (key_is_none(key))
        return 0;
    slot = working_slot(&search->resolver->set, KEYS_AUTHOR, key);
    if (!slot)
        return -1;
    if (match_looks_at_rows(search->contributor))
        return without_others(search, slot, hits, count);
    *hits = slot->hits.at;
    *count = slot->hits.count;
    return 0;
}

/* Without those whom people wrote down as different. */
static int without_forbidden(struct search *search)
{
    const struct resolver *resolver = search->resolver;
    struct hit *kept;
    size_t pairs, count = 0, own = 0;

    (void)pairs_of(resolver->stage->job->pairs, search->contributor->name_key,
                   &pairs);
    if (!pairs || !search->count)
        return 0;
    kept =
        arena_alloc(&search->resolver->scratch, search->count * sizeof *kept);
    if (!kept)
        return error_memory(resolver->set.from.error);
    for (size_t i = 0; i < search->count; i++) {
        bool forbidden;

        if (match_pairs_forbid(search->resolver, search->contributor,
                               search->hits[i].id, &forbidden) != 0)
            return -1;
        if (forbidden)
            continue;
        own += i < search->own;
        kept[count++] = search->hits[i];
    }
    search->hits = kept;
    search->count = count;
    search->own = own;
    return 0;
}

static int look_at_name(struct search *search)
{
    if (search->ready)
        return 0;
    search->ready = true;
    if (hits_of(search, search->contributor->name_key, &search->hits,
                &search->count) != 0)
        return -1;
    search->own = search->count;
    if (match_decided_hits(search->resolver, search->contributor->name_key,
                           &search->hits, &search->count) != 0)
        return -1;
    return without_forbidden(search);
}

/* A record that says again what it said goes on naming whom it named, if nothing
 * speaks against it: what came since between may not turn it to a namesake. */
static int by_claim(struct search *search, int64_t *id)
{
    if (!search->resolver->claimed.text.len)
        return 0;
    if (look_at_name(search) != 0)
        return -1;
    *id = match_claimed(search->resolver, &search->contributor->facts,
                        search->hits, search->count);
    return 0;
}

static int by_correction(struct search *search, int64_t *id)
{
    if (!search->resolver->claimed.text.len)
        return 0;
    if (look_at_name(search) != 0)
        return -1;
    return match_corrected(search->resolver, &search->contributor->facts,
                           search->hits, search->own, id);
}

/* Authors with a name that is a variant on one side. A fuller form is a common
 * name: it is only believed with the years; a name in another script names one
 * person, or few. */
static void look_at_variants(const struct search *search,
                             const struct hit *hits, size_t count,
                             struct slice name, bool all,
                             enum author_relation least, int64_t *only,
                             bool *several)
{
    const char *script = name_script(name);

    if (!script || strcmp(script, "Latn") == 0)
        least = AUTHOR_SAME;

    for (size_t i = 0; i < count; i++) {
        struct author_facts facts = author_facts_unpack(hits[i].fact);

        if ((!all && !facts.variant) ||
            author_relation(search->contributor->facts, facts) < least)
            continue;
        *several |= *only != 0 && *only != hits[i].id;
        *only = hits[i].id;
    }
}

static int by_variant(struct search *search, enum author_relation least,
                      int64_t *id)
{
    const struct contributor *contributor = search->contributor;
    const struct contributor_more *more = contributor->more;
    int64_t only = 0;
    bool several = false;

    if (look_at_name(search) != 0)
        return -1;
    look_at_variants(search, search->hits, search->count,
                     contributor->field[AUTHOR_NAME], false, least, &only,
                     &several);
    for (size_t i = 0; more && i < more->variants.count; i++) {
        struct hit *hits;
        size_t count;

        if (hits_of(search, more->variants.at[i].key, &hits, &count) != 0 ||
            match_decided_hits(search->resolver, more->variants.at[i].key,
                               &hits, &count) != 0)
            return -1;
        look_at_variants(search, hits, count, more->variants.at[i].name, true,
                         least, &only, &several);
    }
    *id = several ? 0 : only;
    return 0;
}

static bool same_words(struct arena *arena, struct slice a, struct slice b)
{
    return slice_equal(compare_form(arena, a), compare_form(arena, b));
}

/* Equal tags are nearly always equal words; here it is made sure. */
static int words_agree(const struct search *search, int64_t *id)
{
    struct resolver *resolver = search->resolver;
    const struct contributor *contributor = search->contributor;
    const struct author_row *author;

    if (!contributor->facts.titles && !contributor->facts.fuller)
        return 0;
    author = working_author(&resolver->set, *id);
    if (!author)
        return -1;
    if (!same_words(&resolver->scratch, author->field[AUTHOR_TITLES],
                    contributor->field[AUTHOR_TITLES]) ||
        !same_words(&resolver->scratch, author->field[AUTHOR_FULLER_NAME],
                    contributor->field[AUTHOR_FULLER_NAME]))
        *id = 0;
    return 0;
}

static int by_name(struct search *search, enum author_rule rule, int64_t *id)
{
    if (look_at_name(search) != 0)
        return -1;
    *id = match_author(rule, &search->contributor->facts, search->hits,
                       search->count);
    if (*id && rule == AUTHOR_BY_NAME)
        return words_agree(search, id);
    if (*id == 0 && rule == AUTHOR_BY_NAME_DATES &&
        (search->contributor->facts.birth || search->contributor->facts.death))
        return by_variant(search, AUTHOR_SAME, id);
    return 0;
}

static int try_rule(struct search *search, enum author_rule rule, int64_t *id)
{
    switch (rule) {
    case AUTHOR_BY_ID:
        return author_by_ref(search->resolver, search->contributor, id);
    case AUTHOR_BY_AUTHORITY:
        return match_by_authority(search->resolver, search->contributor, id);
    case AUTHOR_BY_VARIANT:
        return by_variant(search, AUTHOR_MAYBE, id);
    default:
        return by_name(search, rule, id);
    }
}

/* What the key said of the author, if it was the name's key that led to him. */
static const int64_t *fact_of(const struct search *search, int64_t id)
{
    for (size_t i = 0; i < search->own; i++)
        if (search->hits[i].id == id &&
            !author_facts_unpack(search->hits[i].fact).variant)
            return &search->hits[i].fact;
    return NULL;
}

/* What people wrote down as different does not meet by a rule; by its own id it
 * does. */
static int allow(const struct search *search, struct author_match *match)
{
    bool forbidden = false;

    if (match->id && match->rule != AUTHOR_BY_ID &&
        match_pairs_forbid(search->resolver, search->contributor, match->id,
                           &forbidden) != 0)
        return -1;
    if (forbidden)
        match->id = 0;
    return 0;
}

/* They know who is meant; the others find somebody who may be. */
static bool is_sure(enum author_rule rule)
{
    return rule == AUTHOR_BY_ID || rule == AUTHOR_BY_AUTHORITY ||
           rule == AUTHOR_BY_NAME_DATES;
}

/* In the config's order, with the claim before the first that is not sure. */
static int by_rules(struct search *search, struct author_match *match)
{
    const struct rule_list *rules =
        &search->resolver->stage->job->config->author_rules;
    bool claimed = false;

    for (size_t i = 0; !match->id; i++) {
        bool end = i == rules->count;

        if (!claimed && (end || !is_sure((enum author_rule)rules->at[i]))) {
            claimed = true;
            match->rule = AUTHOR_BY_NAME;
            if (by_claim(search, &match->id) != 0)
                return -1;
            if (match->id)
                return 0;
        }
        if (end)
            return 0;
        match->rule = (enum author_rule)rules->at[i];
        if (try_rule(search, match->rule, &match->id) != 0 ||
            allow(search, match) != 0)
            return -1;
    }
    return 0;
}

/* Whom the other of a pair of the lists would meet; then whom the record corrects. */
static int by_last_resort(struct search *search, struct author_match *match)
{
    match->rule = AUTHOR_BY_VARIANT;
    if (match_pairs_partner(search->resolver, search->contributor,
                            &match->id) != 0 ||
        allow(search, match) != 0)
        return -1;
    if (match->id)
        return 0;
    match->rule = AUTHOR_BY_NAME;
    return by_correction(search, &match->id) != 0 ? -1 : allow(search, match);
}

int match_contributor(struct resolver *resolver,
                      const struct contributor *contributor,
                      struct author_match *match)
{
    struct search search = {.resolver = resolver, .contributor = contributor};

    *match = (struct author_match){.id = 0};
    if (by_rules(&search, match) != 0 ||
        (!match->id && by_last_resort(&search, match) != 0))
        return -1;
    if (match->rule != AUTHOR_BY_ID &&
        match_decided_claim(resolver, contributor, &match->id) != 0)
        return -1;
    if (match->rule != AUTHOR_BY_ID && look_at_name(&search) != 0)
        return -1;
    match->sure = match->id && is_sure(match->rule);
    match->fact = match->id ? fact_of(&search, match->id) : NULL;
    match->namesakes = search.hits;
    match->namesake_count = search.count;
    return 0;
}
