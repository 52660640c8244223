/*
 * Open addressing by the low half of the key, which is a hash already; nobody
 * without the secret can make them meet.
 */
#include "key_slots.h"

static size_t find(const struct key_slots *slots, enum key_table table,
                   struct key key)
{
    size_t at = (size_t)key.low & (slots->room - 1);

    while (slots->slots[at] && !(slots->slots[at]->table == table &&
                                 key_equal(slots->slots[at]->key, key)))
        at = (at + 1) & (slots->room - 1);
    return at;
}

static int grow(struct key_slots *slots, const struct row_source *from)
{
    struct key_slots grown = *slots;

    grown.room = slots->room ? slots->room * 2 : 1024;
    grown.slots = arena_zero(from->arena, grown.room * sizeof *grown.slots);
    if (!grown.slots)
        return error_memory(from->error);
    for (size_t i = 0; i < slots->room; i++)
        if (slots->slots[i])
            grown.slots[find(&grown, slots->slots[i]->table,
                             slots->slots[i]->key)] = slots->slots[i];
    *slots = grown;
    return 0;
}

/* The slot of a key, made (and wanted) if it is not there. */
static struct slot *slot_of(struct key_slots *slots,
                            const struct row_source *from, enum key_table table,
                            struct key key)
{
    struct slot *slot, **wanted;
    size_t at;

    if (slots->count * 3 >= slots->room * 2 && grow(slots, from) != 0)
        return NULL;
    at = find(slots, table, key);
    if (slots->slots[at])
        return slots->slots[at];
    slot = arena_zero(from->arena, sizeof *slot);
    wanted = slot ? list_push(from->arena, &slots->wanted) : NULL;
    if (!wanted) {
        error_memory(from->error);
        return NULL;
    }
    slot->key = key;
    slot->table = table;
    slots->slots[at] = *wanted = slot;
    slots->count++;
    return slot;
}

int key_slots_want(struct key_slots *slots, const struct row_source *from,
                   enum key_table table, struct key key)
{
    if (key_is_none(key))
        return 0;
    return slot_of(slots, from, table, key) ? 0 : -1;
}

/* probe.hits stays in the arena: a slot takes it over. */
static void answer(struct slot *slot, const struct probe *probe)
{
    slot->loaded = true;
    slot->hits.at = probe->hits;
    slot->hits.count = slot->hits.room = probe->hit_count;
}

int key_slots_load(struct key_slots *slots, const struct row_source *from)
{
    size_t count = slots->wanted.count;
    struct probe *probes;

    if (count == 0)
        return 0;
    probes = arena_zero(from->arena, count * sizeof *probes);
    if (!probes)
        return error_memory(from->error);
    for (size_t i = 0; i < count; i++) {
        probes[i].table = slots->wanted.at[i]->table;
        probes[i].key = slots->wanted.at[i]->key;
    }
    if (from->store->type->lookup(from->store, probes, count, from->arena,
                                  from->error) != 0)
        return -1;
    /* The store may have put them into another order. */
    for (size_t i = 0; i < count; i++)
        answer(slots->slots[find(slots, probes[i].table, probes[i].key)],
               &probes[i]);
    slots->wanted.count = 0;
    return 0;
}

struct slot *key_slots_get(struct key_slots *slots,
                           const struct row_source *from, enum key_table table,
                           struct key key)
{
    struct slot *slot = slot_of(slots, from, table, key);

    if (slot && !slot->loaded && key_slots_load(slots, from) != 0)
        return NULL;
    return slot;
}

int key_slots_add(struct key_slots *slots, const struct row_source *from,
                  enum key_table table, struct key key, int64_t id,
                  int64_t fact)
{
    struct slot *slot = key_slots_get(slots, from, table, key);
    size_t at;

    if (!slot)
        return -1;
    for (at = slot->hits.count; at > 0 && slot->hits.at[at - 1].id >= id; at--)
        if (slot->hits.at[at - 1].id == id) {
            slot->hits.at[at - 1].fact = fact;
            return 0;
        }
    if (!list_push(from->arena, &slot->hits))
        return error_memory(from->error);
    memmove(slot->hits.at + at + 1, slot->hits.at + at,
            (slot->hits.count - 1 - at) * sizeof *slot->hits.at);
    slot->hits.at[at] = (struct hit){.id = id, .fact = fact};
    return 0;
}

int key_slots_remove(struct key_slots *slots, const struct row_source *from,
                     enum key_table table, struct key key, int64_t id)
{
    struct slot *slot = key_slots_get(slots, from, table, key);
    size_t kept = 0;

    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count; i++)
        if (slot->hits.at[i].id != id)
            slot->hits.at[kept++] = slot->hits.at[i];
    slot->hits.count = kept;
    return 0;
}
