/*
 * See sqlite_keymap.h. Open addressing with linear probing, in some segments for
 * each table of keys, chosen by the key's first bits: a segment grows alone, so
 * growing costs little room and no pause. A large one lies in huge pages, where
 * the system has them: nearly every access would otherwise wait for its page's
 * address as well. A slot is 32 bits of the key (its tag)
 * above 32 bits of payload:
 *
 *     0                    the slot is free
 *     id                   one row; of an author the place of its entry
 *     MANY | place         a chain of nodes: the head counts, newest first
 */
#include "sqlite_keymap.h"

#include <stdlib.h>
#include <sys/mman.h>

#define TABLES 3
#define SEGMENT_BITS 3
#define SEGMENTS (1 << SEGMENT_BITS)
#define SEGMENT_SLOTS 1024
#define HUGE_PAGE ((size_t)2 << 20)
#define CACHE_LINE ((size_t)64)
#define MANY 0x80000000u
#define PAYLOAD_MAX 0x7fffffff

struct segment {
    uint64_t *slots;
    uint32_t room, used;
};

struct node {
    uint32_t payload; /* of a head: how many follow */
    uint32_t next;    /* place + 1; 0: the end */
};

struct author_entry {
    struct key key;
    int64_t id; /* 0: removed */
    int64_t fact;
};

struct keymap {
    uint64_t budget, taken;
    struct segment segments[TABLES][SEGMENTS];
    struct node *nodes;
    size_t node_count, node_room;
    struct author_entry *authors; /* from place 1: payload 0 is a free slot */
    size_t author_count, author_room;
};

static struct segment *segment_of(const struct keymap *map,
                                  enum key_table table, struct key key)
{
    return (struct segment *)&map
        ->segments[table][key.high >> (64 - SEGMENT_BITS)];
}

/* Scales the tag to the segment's size, which need not be a power of two. */
static uint32_t home_of(const struct segment *segment, uint32_t tag)
{
    return (uint32_t)((uint64_t)tag * segment->room >> 32);
}

void keymap_prefetch(const struct keymap *map, enum key_table table,
                     struct key key)
{
    const struct segment *segment = segment_of(map, table, key);

    __builtin_prefetch(&segment->slots[home_of(segment, (uint32_t)key.high)]);
}

void keymap_prefetch_author(const struct keymap *map, struct key key)
{
    const struct segment *segment = segment_of(map, KEYS_AUTHOR, key);
    uint32_t payload =
        (uint32_t)segment->slots[home_of(segment, (uint32_t)key.high)];

    if (payload && !(payload & MANY))
        __builtin_prefetch(&map->authors[payload]);
}

/* The tag's slot, or the free one where it would be. */
static uint64_t *slot_of(const struct segment *segment, uint32_t tag)
{
    uint32_t at = home_of(segment, tag);

    while (segment->slots[at] && (uint32_t)(segment->slots[at] >> 32) != tag)
        if (++at == segment->room)
            at = 0;
    return &segment->slots[at];
}

static bool take(struct keymap *map, uint64_t bytes)
{
    if (bytes > map->budget - map->taken)
        return false;
    map->taken += bytes;
    return true;
}

static size_t alignment_of(uint64_t bytes)
{
    return bytes >= HUGE_PAGE ? HUGE_PAGE : CACHE_LINE;
}

/* As many slots as fill its pages, or lines of the cache. */
static uint32_t room_for(uint64_t slots)
{
    uint64_t bytes = slots * sizeof(uint64_t), unit = alignment_of(bytes);

    bytes = (bytes + unit - 1) / unit * unit;
    return (uint32_t)(bytes / sizeof(uint64_t));
}

/* Written at once: a page that is read before it is written costs two faults, and
 * the second one stops all threads for a moment. */
static uint64_t *slots_new(uint32_t room)
{
    size_t bytes = room * sizeof(uint64_t);
    uint64_t *slots = aligned_alloc(alignment_of(bytes), bytes);

    if (!slots)
        return NULL;
    if (bytes >= HUGE_PAGE)
        (void)madvise(slots, bytes, MADV_HUGEPAGE); /* only faster with it */
    memset(slots, 0, bytes);
    return slots;
}

static bool segment_grow(struct keymap *map, struct segment *segment)
{
    struct segment grown = {.used = segment->used};
    uint64_t bytes;

    if (segment->room > UINT32_MAX / 2)
        return false;
    grown.room = segment->room ? room_for((uint64_t)segment->room / 2 * 3)
                               : SEGMENT_SLOTS;
    bytes = (uint64_t)grown.room * sizeof *grown.slots;
    if (!take(map, bytes))
        return false;
    grown.slots = slots_new(grown.room);
    if (!grown.slots)
        return false;
    for (uint32_t i = 0; i < segment->room; i++)
        if (segment->slots[i])
            *slot_of(&grown, (uint32_t)(segment->slots[i] >> 32)) =
                segment->slots[i];
    map->taken -= (uint64_t)segment->room * sizeof *segment->slots;
    free(segment->slots);
    *segment = grown;
    return true;
}

/* Room for one more in an array that doubles; while it moves, both count. */
static void *array_grow(struct keymap *map, void *at, size_t count,
                        size_t *room, size_t element)
{
    size_t wanted = *room ? *room * 2 : 256;
    void *grown;

    if (count < *room)
        return at;
    if (wanted > PAYLOAD_MAX || !take(map, wanted * element))
        return NULL;
    grown = realloc(at, wanted * element);
    if (!grown)
        return NULL;
    map->taken -= *room * element;
    *room = wanted;
    return grown;
}

struct keymap *keymap_create(uint64_t budget)
{
    struct keymap *map;

    if (budget < 2 * sizeof *map)
        return NULL;
    map = calloc(1, sizeof *map);
    if (!map)
        return NULL;
    map->budget = budget;
    map->taken = sizeof *map;
    for (int table = 0; table < TABLES; table++)
        for (int i = 0; i < SEGMENTS; i++)
            if (!segment_grow(map, &map->segments[table][i])) {
                keymap_free(map);
                return NULL;
            }
    return map;
}

void keymap_free(struct keymap *map)
{
    if (!map)
        return;
    for (int table = 0; table < TABLES; table++)
        for (int i = 0; i < SEGMENTS; i++)
            free(map->segments[table][i].slots);
    free(map->nodes);
    free(map->authors);
    free(map);
}

/* A node's place, or UINT32_MAX. */
static uint32_t node_add(struct keymap *map, uint32_t payload, uint32_t next)
{
    struct node *nodes = array_grow(map, map->nodes, map->node_count,
                                    &map->node_room, sizeof *map->nodes);

    if (!nodes)
        return UINT32_MAX;
    map->nodes = nodes;
    map->nodes[map->node_count] = (struct node){payload, next};
    return (uint32_t)map->node_count++;
}

/* A second row with the tag turns the slot into a chain of two. */
static bool chain_begin(struct keymap *map, uint64_t *slot)
{
    uint32_t first = node_add(map, (uint32_t)*slot, 0);
    uint32_t head = first == UINT32_MAX ? first : node_add(map, 1, first + 1);

    if (head == UINT32_MAX)
        return false;
    *slot = (*slot & 0xffffffff00000000) | MANY | head;
    return true;
}

static bool chain_add(struct keymap *map, uint64_t *slot, uint32_t payload)
{
    uint32_t head, added;

    if (!((uint32_t)*slot & MANY) && !chain_begin(map, slot))
        return false;
    head = (uint32_t)*slot & ~MANY;
    if (map->nodes[head].payload == KEYMAP_SAME)
        return false;
    added = node_add(map, payload, map->nodes[head].next);
    if (added == UINT32_MAX)
        return false;
    map->nodes[head].next = added + 1;
    map->nodes[head].payload++;
    return true;
}

static bool slot_add(struct keymap *map, enum key_table table, struct key key,
                     uint32_t payload)
{
    struct segment *segment = segment_of(map, table, key);
    uint32_t tag = (uint32_t)key.high;
    uint64_t *slot = slot_of(segment, tag);

    if (*slot)
        return chain_add(map, slot, payload);
    if (segment->used >= segment->room / 4 * 3) {
        if (!segment_grow(map, segment))
            return false;
        slot = slot_of(segment, tag);
    }
    *slot = (uint64_t)tag << 32 | payload;
    segment->used++;
    return true;
}

/* Payloads of a key's tag, newest first. */
struct walk {
    uint32_t payload;
    uint32_t next;
};

static bool walk_on(const struct keymap *map, struct walk *walk)
{
    if (!walk->next)
        return false;
    walk->payload = map->nodes[walk->next - 1].payload;
    walk->next = map->nodes[walk->next - 1].next;
    return true;
}

static bool walk_begin(const struct keymap *map, enum key_table table,
                       struct key key, struct walk *walk)
{
    uint32_t payload =
        (uint32_t)*slot_of(segment_of(map, table, key), (uint32_t)key.high);

    *walk = (struct walk){.payload = payload};
    if (!(payload & MANY))
        return payload != 0;
    walk->next = map->nodes[payload & ~MANY].next;
    return walk_on(map, walk);
}

static struct author_entry *author_find(const struct keymap *map,
                                        struct key key, int64_t id)
{
    struct walk walk;

    for (bool more = walk_begin(map, KEYS_AUTHOR, key, &walk); more;
         more = walk_on(map, &walk)) {
        struct author_entry *entry = &map->authors[walk.payload];

        if (entry->id == id && key_equal(entry->key, key))
            return entry;
    }
    return NULL;
}

static bool author_add(struct keymap *map, struct key key, int64_t id,
                       int64_t fact)
{
    struct author_entry *authors;

    if (author_find(map, key, id)) /* a key row that is there already */
        return true;
    if (!map->author_count)
        map->author_count = 1;
    authors = array_grow(map, map->authors, map->author_count,
                         &map->author_room, sizeof *map->authors);
    if (!authors)
        return false;
    map->authors = authors;
    map->authors[map->author_count] = (struct author_entry){key, id, fact};
    return slot_add(map, KEYS_AUTHOR, key, (uint32_t)map->author_count++);
}

bool keymap_add(struct keymap *map, enum key_table table, struct key key,
                int64_t id, int64_t fact)
{
    if (table == KEYS_AUTHOR)
        return author_add(map, key, id, fact);
    return id > 0 && id <= PAYLOAD_MAX &&
           slot_add(map, table, key, (uint32_t)id);
}

void keymap_remove(struct keymap *map, struct key key, int64_t author_id)
{
    struct author_entry *entry = author_find(map, key, author_id);

    if (entry)
        entry->id = 0;
}

static int compare_hits(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;

    return x->id < y->id ? -1 : x->id > y->id;
}

/* By id, each once: a key row that was written twice is in the map twice. */
static size_t order_hits(struct hit *hits, size_t count)
{
    size_t kept = 1;

    if (count < 2)
        return count;
    qsort(hits, count, sizeof *hits, compare_hits);
    for (size_t i = 1; i < count; i++)
        if (hits[i].id != hits[kept - 1].id)
            hits[kept++] = hits[i];
    return kept;
}

size_t keymap_find(const struct keymap *map, enum key_table table,
                   struct key key, struct hit *hits)
{
    struct walk walk;
    size_t count = 0;

    for (bool more = walk_begin(map, table, key, &walk); more;
         more = walk_on(map, &walk)) {
        if (table != KEYS_AUTHOR) {
            hits[count++] = (struct hit){.id = walk.payload};
        } else {
            const struct author_entry *entry = &map->authors[walk.payload];

            if (entry->id && key_equal(entry->key, key))
                hits[count++] = (struct hit){entry->id, entry->fact};
        }
    }
    return order_hits(hits, count);
}
