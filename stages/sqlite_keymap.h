/*
 * The keys that a first load has written, in memory: most keys of a first load
 * are new, and this says so without reading the database, which has no index on
 * hashes yet.
 *
 *     create ( keymap_add | keymap_remove | keymap_find )* free
 *
 * For records and books it keeps 35 bits of a key and the id, 8 bytes an entry:
 * an id it gives is a candidate, and whoever asks must compare the whole key
 * with the stored one. For authors, whose keys nearly always hit, it keeps the
 * whole key and the facts: those answers are final.
 *
 * It never takes more than its budget: keymap_add then returns false, as it does
 * when one key has KEYMAP_SAME rows (walking them would be quadratic, an index
 * is not). The map is incomplete from then on: free it and use the indexes.
 */
#ifndef BIBLOAD_SQLITE_KEYMAP_H
#define BIBLOAD_SQLITE_KEYMAP_H

#include "../pipeline/store.h"

#define KEYMAP_SAME 2000

struct keymap;

/* NULL: no memory, or a budget that is too small for an empty one. */
struct keymap *keymap_create(uint64_t budget);
void keymap_free(struct keymap *map);

/* fact is kept for KEYS_AUTHOR only. */
bool keymap_add(struct keymap *map, enum key_table table, struct key key,
                int64_t id, int64_t fact);
/* An author's key only; the others are found out by comparing. */
void keymap_remove(struct keymap *map, struct key key, int64_t author_id);

/* Begins to bring into the processor's cache what keymap_find and keymap_add of
 * this key will touch: called some keys ahead, it hides the wait for memory. */
void keymap_prefetch(const struct keymap *map, enum key_table table,
                     struct key key);
/* The author's row that is likely to be found, once the key was prefetched. */
void keymap_prefetch_author(const struct keymap *map, struct key key);

/* The rows that may have the key, by id and without repeats: their number, at
 * most KEYMAP_SAME, which hits must have room for. */
size_t keymap_find(const struct keymap *map, enum key_table table,
                   struct key key, struct hit *hits);

#endif
