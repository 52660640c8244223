/*
 * Finding pairs. A side can be met by its key alone (an author without dates, a book
 * whose year does not matter) or by its key and a year: of birth, of death, of the
 * title. For each of these the index has an entry for the side and one for the two
 * sides together, so that of 100,000 pairs of one name no two are looked at that are
 * not of the same people.
 */
#include "match.h"
#include "pairs.h"

#include <stdlib.h>

/* ---- by what a side can be met ---- */

#define SLOTS_MAX 2
#define SLOT_BIRTH 0x10000
#define SLOT_DEATH 0x20000
#define SLOT_YEAR 0x30000
#define SLOT_ID 0x40000

struct slots {
    int32_t at[SLOTS_MAX];
    size_t count;
};

/* wanted: of one that is looked for, whose title may stand without its year in a
 * pair. */
static struct slots slots_of(const struct pair_side *side, bool wanted)
{
    struct slots slots = {.count = 0};

    if (side->book) {
        if (side->year)
            slots.at[slots.count++] = SLOT_YEAR + side->year;
        if (!side->year || wanted)
            slots.at[slots.count++] = 0;
        return slots;
    }
    if (side->facts.birth)
        slots.at[slots.count++] = SLOT_BIRTH + side->facts.birth;
    if (side->facts.death)
        slots.at[slots.count++] = SLOT_DEATH + side->facts.death;
    if (!slots.count)
        slots.at[slots.count++] = 0;
    return slots;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static uint64_t hash_side(enum verdict_of_pair verdict, struct key key,
                          int32_t slot)
{
    return mix(mix(mix(verdict + 1, key.high), key.low), (uint32_t)slot);
}

static uint64_t hash_two(uint64_t one, struct key key, int32_t slot)
{
    return mix(mix(mix(one, key.high), key.low), (uint32_t)slot);
}

static uint64_t hash_id(uint64_t one, int64_t id)
{
    return mix(mix(one, SLOT_ID), (uint64_t)id);
}

/* ---- is it this one? ---- */

/* Of two ids the ids decide; else who says more, or less, may be anybody. */
static bool is_side(const struct pair_side *wanted,
                    const struct pair_side *side, const struct pair_side *other)
{
    if (side->id && wanted->id)
        return side->id == wanted->id;
    if (!key_equal(wanted->key, side->key))
        return false;
    if (!side->book)
        return author_relation(wanted->facts, side->facts) >= AUTHOR_EQUAL;
    if (side->year)
        return side->year == wanted->year;
    return !(other->year && other->year == wanted->year &&
             key_equal(other->key, side->key));
}

bool pairs_sides_equal(const struct pair_side *a, const struct pair_side *b)
{
    if (a->id && b->id)
        return a->id == b->id;
    if (!key_equal(a->key, b->key))
        return false;
    return a->book ? a->year == b->year
                   : author_relation(a->facts, b->facts) >= AUTHOR_EQUAL;
}

/* ---- making ---- */

static int by_key(const void *a, const void *b)
{
    const struct pair *first = a, *second = b;
    int order = key_compare(first->is.key, second->is.key);

    return order ? order
                 : (first->place > second->place) -
                       (first->place < second->place);
}

static int by_hash(const void *a, const void *b)
{
    const struct pair_entry *first = a, *second = b;

    if (first->hash != second->hash)
        return first->hash < second->hash ? -1 : 1;
    return (first->at > second->at) - (first->at < second->at);
}

static int add(struct pairs *pairs, uint64_t hash, size_t at,
               struct error *error)
{
    struct pair_entry *entry = list_push(&pairs->arena, &pairs->index);

    if (!entry)
        return error_memory(error);
    *entry = (struct pair_entry){hash, (uint32_t)at};
    return 0;
}

static int add_pair(struct pairs *pairs, size_t at, struct error *error)
{
    const struct pair *pair = &pairs->list.at[at];
    struct slots one = slots_of(&pair->is, false);
    struct slots two = slots_of(&pair->other, false);

    for (size_t i = 0; i < one.count; i++) {
        uint64_t hash = hash_side(pair->verdict, pair->is.key, one.at[i]);

        if (add(pairs, hash, at, error) ||
            (pair->other.id &&
             add(pairs, hash_id(hash, pair->other.id), at, error)))
            return -1;
        for (size_t j = 0; j < two.count; j++)
            if (add(pairs, hash_two(hash, pair->other.key, two.at[j]), at,
                    error))
                return -1;
    }
    return 0;
}

/* Hashes are spread evenly: where those that begin with the same bits start is
 * nearly where each of them is. */
static int add_starts(struct pairs *pairs, struct error *error)
{
    unsigned bits = 1;
    size_t at = 0;

    while (bits < 24 && (size_t)1 << bits < pairs->index.count)
        bits++;
    pairs->shift = 64 - bits;
    pairs->starts =
        arena_alloc(&pairs->arena, ((size_t)1 << bits) * sizeof *pairs->starts);
    if (!pairs->starts)
        return error_memory(error);
    for (size_t i = 0; i < (size_t)1 << bits; i++) {
        while (at < pairs->index.count &&
               pairs->index.at[at].hash >> pairs->shift < i)
            at++;
        pairs->starts[i] = (uint32_t)at;
    }
    return 0;
}

int pairs_index(struct pairs *pairs, struct error *error)
{
    if (!pairs->list.count)
        return 0;
    qsort(pairs->list.at, pairs->list.count, sizeof *pairs->list.at, by_key);
    for (size_t i = 0; i < pairs->list.count; i++)
        if (add_pair(pairs, i, error))
            return -1;
    qsort(pairs->index.at, pairs->index.count, sizeof *pairs->index.at,
          by_hash);
    return add_starts(pairs, error);
}

/* ---- asking ---- */

/* The first entry with the hash, or behind it. */
static size_t first_of(const struct pairs *pairs, uint64_t hash)
{
    size_t at = pairs->starts[hash >> pairs->shift];

    while (at < pairs->index.count && pairs->index.at[at].hash < hash)
        at++;
    return at;
}

/* The first pair whose key is not before this one; `past`: that is behind it. */
static size_t bound(const struct pairs *pairs, struct key key, bool past)
{
    size_t low = 0, high = pairs->list.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = key_compare(pairs->list.at[middle].is.key, key);

        if (order < 0 || (past && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct pair *pairs_of(const struct pairs *pairs, struct key key,
                            size_t *count)
{
    size_t first = pairs ? bound(pairs, key, false) : 0;

    *count = pairs ? bound(pairs, key, true) - first : 0;
    return *count ? &pairs->list.at[first] : NULL;
}

static bool told_by(const struct pairs *pairs, uint64_t hash,
                    const struct pair_side *one, const struct pair_side *two)
{
    for (size_t i = first_of(pairs, hash);
         i < pairs->index.count && pairs->index.at[i].hash == hash; i++) {
        const struct pair *pair = &pairs->list.at[pairs->index.at[i].at];

        if (is_side(one, &pair->is, &pair->other) &&
            is_side(two, &pair->other, &pair->is))
            return true;
    }
    return false;
}

bool pairs_told(const struct pairs *pairs, enum verdict_of_pair verdict,
                const struct pair_side *one, const struct pair_side *two)
{
    struct slots ones = slots_of(one, true), twos = slots_of(two, true);

    if (!pairs || !pairs->index.count)
        return false;
    for (size_t i = 0; i < ones.count; i++) {
        uint64_t hash = hash_side(verdict, one->key, ones.at[i]);

        if (two->id && told_by(pairs, hash_id(hash, two->id), one, two))
            return true;
        for (size_t j = 0; j < twos.count; j++)
            if (told_by(pairs, hash_two(hash, two->key, twos.at[j]), one, two))
                return true;
    }
    return false;
}

void pairs_begin(struct pair_search *search, const struct pairs *pairs,
                 enum verdict_of_pair verdict, const struct pair_side *one)
{
    *search =
        (struct pair_search){.pairs = pairs, .one = *one, .verdict = verdict};
}

const struct pair *pairs_next(struct pair_search *search)
{
    const struct pairs *pairs = search->pairs;
    struct slots slots = slots_of(&search->one, true);

    if (!pairs || !pairs->index.count)
        return NULL;
    for (;;) {
        const struct pair *pair;

        if (search->slot == 0 || search->at >= pairs->index.count ||
            pairs->index.at[search->at].hash != search->hash) {
            if (search->slot == slots.count)
                return NULL;
            search->hash = hash_side(search->verdict, search->one.key,
                                     slots.at[search->slot++]);
            search->at = first_of(pairs, search->hash);
            continue;
        }
        pair = &pairs->list.at[pairs->index.at[search->at++].at];
        if (is_side(&search->one, &pair->is, &pair->other))
            return pair;
    }
}

/* ---- what can't be true ---- */

/* The same two, or two that are among those of the other pair: a title of any year
 * says it of each. */
static bool is_against(const struct pair *same, const struct pair *different)
{
    if (pairs_sides_equal(&same->is, &different->is) &&
        pairs_sides_equal(&same->other, &different->other))
        return true;
    return is_side(&same->is, &different->is, &different->other) &&
           is_side(&same->other, &different->other, &different->is);
}

static const struct pair *against(const struct pairs *pairs,
                                  const struct pair *same, uint64_t hash)
{
    for (size_t i = first_of(pairs, hash);
         i < pairs->index.count && pairs->index.at[i].hash == hash; i++) {
        const struct pair *pair = &pairs->list.at[pairs->index.at[i].at];

        if (is_against(same, pair))
            return pair;
    }
    return NULL;
}

static const struct pair *opposite(const struct pairs *pairs,
                                   const struct pair *same)
{
    struct slots one = slots_of(&same->is, true);
    struct slots two = slots_of(&same->other, true);
    const struct pair *found = NULL;

    for (size_t i = 0; i < one.count && !found; i++) {
        uint64_t hash = hash_side(PAIR_DIFFERENT, same->is.key, one.at[i]);

        for (size_t j = 0; j < two.count && !found; j++)
            found = against(pairs, same,
                            hash_two(hash, same->other.key, two.at[j]));
    }
    return found;
}

bool pairs_contradiction(const struct pairs *pairs, const struct pair **same,
                         const struct pair **different)
{
    *same = *different = NULL;
    for (size_t i = 0; i < pairs->list.count; i++) {
        const struct pair *pair = &pairs->list.at[i], *other;

        if (pair->verdict != PAIR_SAME ||
            (*same && (*same)->place < pair->place))
            continue;
        other = opposite(pairs, pair);
        if (other)
            *same = pair, *different = other;
    }
    return *same != NULL;
}
