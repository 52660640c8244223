/*
 * A store in memory for what stands right above it: it has the rows and keys that
 * a test says, counts what it is asked, and fails when told to.
 *
 *     fake_store_init (fake_store_has*)... fake_store_clear
 */
#ifndef BIBLOAD_TESTS_FAKE_STORE_H
#define BIBLOAD_TESTS_FAKE_STORE_H

#include "../../pipeline/store.h"

struct fake_store {
    struct store head; /* first: a struct store * is a struct fake_store * */
    struct arena arena;
    LIST(int64_t) ids; /* of rows: books, authors and sources alike */
    struct fake_key {
        enum key_table table;
        struct key key;
        struct hit hit;
    } * keys;
    size_t key_count;
    unsigned lookups, fetches; /* calls */
    size_t probes, rows;       /* asked for in them */
    bool failing;
};

void fake_store_init(struct fake_store *store);
void fake_store_clear(struct fake_store *store);
void fake_store_has(struct fake_store *store, int64_t id);
/* Of one key the ids have to come ascending. */
void fake_store_has_key(struct fake_store *store, enum key_table table,
                        struct key key, int64_t id, int64_t fact);

#endif
