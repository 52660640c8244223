/*
 * Which rows have which keys: as the store answered, and as the records of the
 * batch in hand changed it since.
 *
 *     ( want* load | get | add | remove )*
 */
#ifndef BIBLOAD_KEY_SLOTS_H
#define BIBLOAD_KEY_SLOTS_H

#include "row_table.h"

struct key_slots {
    struct slot_entry {
        uint64_t tag;       /* the low half of the key */
        struct probe *slot; /* NULL: free; stays where it is */
    } * entries;            /* open addressing */
    size_t count, room;
    LIST(struct probe *) wanted; /* not answered yet */
};

/* The key's, which need not be answered yet. */
struct probe *key_slots_slot(struct key_slots *slots,
                             const struct row_source *from,
                             enum key_table table, struct key key);
int key_slots_want(struct key_slots *slots, const struct row_source *from,
                   enum key_table table, struct key key);
/* Asks the store for everything wanted, at once. */
int key_slots_load(struct key_slots *slots, const struct row_source *from);
struct probe *key_slots_get(struct key_slots *slots,
                            const struct row_source *from, enum key_table table,
                            struct key key);
/* Puts a row among those of a key, in the order of ids, or changes its fact. */
int key_slots_add(struct key_slots *slots, const struct row_source *from,
                  enum key_table table, struct key key, int64_t id,
                  int64_t fact);
int key_slots_remove(struct key_slots *slots, const struct row_source *from,
                     enum key_table table, struct key key, int64_t id);

#endif
