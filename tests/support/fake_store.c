/* See fake_store.h. */
#include "fake_store.h"

#include <check.h>

#define KEYS_MAX 4096

static struct fake_store *fake(struct store *store)
{
    return (struct fake_store *)store;
}

static bool has(const struct fake_store *store, int64_t id)
{
    for (size_t i = 0; i < store->ids.count; i++)
        if (store->ids.at[i] == id)
            return true;
    return false;
}

static int failing(const struct fake_store *store, struct error *error)
{
    return store->failing ? error_set(error, ERROR_STORE, "told to fail") : 0;
}

/* What store.h promises to callers, it asks of them: ascending, no repeats. */
static int ask(struct fake_store *store, const int64_t *ids, size_t count,
               struct error *error)
{
    store->fetches++;
    store->rows += count;
    for (size_t i = 1; i < count; i++)
        ck_assert_int_lt(ids[i - 1], ids[i]);
    return failing(store, error);
}

#define FETCH(name, type)                                                  \
    static int name(struct store *store, const int64_t *ids, size_t count, \
                    struct type *rows, struct arena *arena,                \
                    struct error *error)                                   \
    {                                                                      \
        (void)arena;                                                       \
        if (ask(fake(store), ids, count, error) != 0)                      \
            return -1;                                                     \
        for (size_t i = 0; i < count; i++) {                               \
            memset(&rows[i], 0, sizeof rows[i]);                           \
            rows[i].id = has(fake(store), ids[i]) ? ids[i] : 0;            \
        }                                                                  \
        return 0;                                                          \
    }

FETCH(fetch_books, book_row)
FETCH(fetch_authors, author_row)
FETCH(fetch_sources, source_row)

static void answer(struct fake_store *store, struct probe *probe,
                   struct arena *arena)
{
    probe->hits.at = arena_zero(arena, KEYS_MAX * sizeof *probe->hits.at);
    probe->hits.room = KEYS_MAX;
    ck_assert_ptr_nonnull(probe->hits.at);
    for (size_t i = 0; i < store->key_count; i++)
        if (store->keys[i].table == probe->table &&
            key_equal(store->keys[i].key, probe->key))
            probe->hits.at[probe->hits.count++] = store->keys[i].hit;
}

/* Answers from the last probe on, and turns them round, as a store may. */
static int lookup(struct store *store, struct probe **probes, size_t count,
                  struct arena *arena, struct error *error)
{
    fake(store)->lookups++;
    fake(store)->probes += count;
    for (size_t i = 0; i < count; i++)
        answer(fake(store), probes[i], arena);
    for (size_t i = 0; i < count / 2; i++) {
        struct probe *other = probes[i];

        probes[i] = probes[count - 1 - i];
        probes[count - 1 - i] = other;
    }
    return failing(fake(store), error);
}

static const struct store_type fake_type = {
    .name = "fake",
    .lookup = lookup,
    .fetch_books = fetch_books,
    .fetch_authors = fetch_authors,
    .fetch_sources = fetch_sources,
};

void fake_store_init(struct fake_store *store)
{
    *store = (struct fake_store){.head = {.type = &fake_type, .path = "fake"}};
    arena_init(&store->arena, 65536);
    store->keys = arena_alloc(&store->arena, KEYS_MAX * sizeof *store->keys);
    ck_assert_ptr_nonnull(store->keys);
}

void fake_store_clear(struct fake_store *store)
{
    arena_clear(&store->arena);
}

void fake_store_has(struct fake_store *store, int64_t id)
{
    int64_t *added = list_push(&store->arena, &store->ids);

    ck_assert_ptr_nonnull(added);
    *added = id;
}

void fake_store_has_key(struct fake_store *store, enum key_table table,
                        struct key key, int64_t id, int64_t fact)
{
    ck_assert_uint_lt(store->key_count, KEYS_MAX);
    store->keys[store->key_count++] = (struct fake_key){
        .table = table, .key = key, .hit = {.id = id, .fact = fact}};
}
