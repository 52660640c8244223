/*
 * Open addressing by the low half of the key, which is a hash already; nobody
 * without the secret can make them meet.
 */
#include "key_slots.h"

#define ROOM_AT_FIRST 2048 /* for the keys of a usual batch */

static struct slot_entry *find(const struct key_slots *slots,
                               enum key_table table, struct key key)
{
    size_t at = (size_t)key.low & (slots->room - 1);
    const struct slot_entry *entry = &slots->entries[at];

    while (entry->slot &&
           !(entry->tag == key.low && entry->slot->key.high == key.high &&
             entry->slot->table == table)) {
        at = (at + 1) & (slots->room - 1);
        entry = &slots->entries[at];
    }
    return (struct slot_entry *)entry;
}

static int grow(struct key_slots *slots, const struct row_source *from)
{
    struct key_slots grown = *slots;

    grown.room = slots->room ? slots->room * 2 : ROOM_AT_FIRST;
    grown.entries = arena_zero(from->arena, grown.room * sizeof *grown.entries);
    if (!grown.entries)
        return error_memory(from->error);
    for (size_t i = 0; i < slots->room; i++) {
        const struct probe *slot = slots->entries[i].slot;

        if (slot)
            *find(&grown, slot->table, slot->key) = slots->entries[i];
    }
    *slots = grown;
    return 0;
}

/* Made (and wanted) if it is not there. */
struct probe *key_slots_slot(struct key_slots *slots,
                             const struct row_source *from,
                             enum key_table table, struct key key)
{
    struct probe *slot, **wanted;
    struct slot_entry *entry;

    if (slots->count * 3 >= slots->room * 2 && grow(slots, from) != 0)
        return NULL;
    entry = find(slots, table, key);
    if (entry->slot)
        return entry->slot;
    slot = arena_zero(from->arena, sizeof *slot);
    wanted = slot ? list_push(from->arena, &slots->wanted) : NULL;
    if (!wanted) {
        error_memory(from->error);
        return NULL;
    }
    slot->key = key;
    slot->table = table;
    *entry = (struct slot_entry){key.low, slot};
    *wanted = slot;
    slots->count++;
    return slot;
}

int key_slots_want(struct key_slots *slots, const struct row_source *from,
                   enum key_table table, struct key key)
{
    if (key_is_none(key))
        return 0;
    return key_slots_slot(slots, from, table, key) ? 0 : -1;
}

int key_slots_load(struct key_slots *slots, const struct row_source *from)
{
    size_t count = slots->wanted.count;

    if (count == 0)
        return 0;
    if (from->store->type->lookup(from->store, slots->wanted.at, count,
                                  from->arena, from->error) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        slots->wanted.at[i]->answered = true;
    slots->wanted.count = 0;
    return 0;
}

struct probe *key_slots_get(struct key_slots *slots,
                            const struct row_source *from, enum key_table table,
                            struct key key)
{
    struct probe *slot = key_slots_slot(slots, from, table, key);

    if (slot && !slot->answered && key_slots_load(slots, from) != 0)
        return NULL;
    return slot;
}

int key_slots_add(struct key_slots *slots, const struct row_source *from,
                  enum key_table table, struct key key, int64_t id,
                  int64_t fact)
{
    struct probe *slot = key_slots_get(slots, from, table, key);
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
    struct probe *slot = key_slots_get(slots, from, table, key);
    size_t kept = 0;

    if (!slot)
        return -1;
    for (size_t i = 0; i < slot->hits.count; i++)
        if (slot->hits.at[i].id != id)
            slot->hits.at[kept++] = slot->hits.at[i];
    slot->hits.count = kept;
    return 0;
}
