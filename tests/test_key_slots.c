/* Which rows have a key: the store's answer, with the batch's changes over it. */
#include "../stages/key_slots.h"

#include "support/fake_store.h"

#include <check.h>

Suite *key_slots_suite(void);

static struct fake_store store;
static struct arena arena;
static struct error error;
static struct row_source from;
static struct key_slots slots;

static void setup(void)
{
    fake_store_init(&store);
    arena_init(&arena, 65536);
    error = (struct error){.kind = ERROR_NONE};
    from = (struct row_source){&store.head, &arena, &error};
    slots = (struct key_slots){.count = 0};
}

static void teardown(void)
{
    arena_clear(&arena);
    fake_store_clear(&store);
}

/* Low halves that meet in a table of any size: probing is tried too. */
static struct key key_of(uint64_t number)
{
    return (struct key){.high = number, .low = number << 40 | 7};
}

/* "id:fact id:fact" */
static const char *hits_of(enum key_table table, uint64_t number)
{
    struct probe *slot = key_slots_get(&slots, &from, table, key_of(number));
    struct slice text = arena_copy(&arena, SLICE(""));

    ck_assert_ptr_nonnull(slot);
    for (size_t i = 0; i < slot->hits.count; i++)
        text = arena_printf(&arena, "%.*s%s%lld:%lld", SLICE_ARG(text),
                            i ? " " : "", (long long)slot->hits.at[i].id,
                            (long long)slot->hits.at[i].fact);
    return text.at;
}

START_TEST(test_asked_at_once)
{
    fake_store_has_key(&store, KEYS_BOOK, key_of(1), 10, 1815);
    fake_store_has_key(&store, KEYS_BOOK, key_of(1), 12, 0);
    fake_store_has_key(&store, KEYS_AUTHOR, key_of(1), 77, 5);
    fake_store_has_key(&store, KEYS_RECORD, key_of(2), 99, 0);
    for (int twice = 0; twice < 2; twice++)
        for (uint64_t number = 1; number <= 3; number++)
            for (int table = KEYS_RECORD; table <= KEYS_AUTHOR; table++)
                ck_assert_int_eq(key_slots_want(&slots, &from,
                                                (enum key_table)table,
                                                key_of(number)),
                                 0);
    ck_assert_int_eq(
        key_slots_want(&slots, &from, KEYS_BOOK, (struct key){0, 0}), 0);
    ck_assert_int_eq(key_slots_load(&slots, &from), 0);
    ck_assert_uint_eq(store.probes, 9); /* each once, the none key never */
    ck_assert_str_eq(hits_of(KEYS_BOOK, 1), "10:1815 12:0");
    ck_assert_str_eq(hits_of(KEYS_AUTHOR, 1), "77:5");
    ck_assert_str_eq(hits_of(KEYS_RECORD, 1), "");
    ck_assert_str_eq(hits_of(KEYS_RECORD, 2), "99:0");
    ck_assert_uint_eq(store.lookups, 1);
}
END_TEST

static const struct change {
    const char *what;
    int64_t id, fact; /* fact -1: remove */
    const char *after;
} changes[] = {
    {"a row behind", 30, 1, "10:0 20:0 30:1"},
    {"a row in front", 5, 2, "5:2 10:0 20:0 30:1"},
    {"a row between", 15, 3, "5:2 10:0 15:3 20:0 30:1"},
    {"another fact, no second hit", 20, 9, "5:2 10:0 15:3 20:9 30:1"},
    {"the first goes", 5, -1, "10:0 15:3 20:9 30:1"},
    {"the last goes", 30, -1, "10:0 15:3 20:9"},
    {"one that is not there goes", 11, -1, "10:0 15:3 20:9"},
    {"one that went comes back, in its place", 5, 4, "5:4 10:0 15:3 20:9"},
};

START_TEST(test_changes)
{
    fake_store_has_key(&store, KEYS_BOOK, key_of(1), 10, 0);
    fake_store_has_key(&store, KEYS_BOOK, key_of(1), 20, 0);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const struct change *change = &changes[i];
        int result = change->fact < 0
                         ? key_slots_remove(&slots, &from, KEYS_BOOK, key_of(1),
                                            change->id)
                         : key_slots_add(&slots, &from, KEYS_BOOK, key_of(1),
                                         change->id, change->fact);

        ck_assert_int_eq(result, 0);
        ck_assert_msg(strcmp(hits_of(KEYS_BOOK, 1), change->after) == 0,
                      "%s: %s", change->what, hits_of(KEYS_BOOK, 1));
    }
    ck_assert_uint_eq(store.lookups, 1);
}
END_TEST

START_TEST(test_growth)
{
    for (uint64_t number = 1; number <= 3000; number++)
        ck_assert_int_eq(key_slots_add(&slots, &from, KEYS_AUTHOR,
                                       key_of(number), (int64_t)number, 0),
                         0);
    for (uint64_t number = 1; number <= 3000; number++)
        ck_assert_int_eq(
            key_slots_get(&slots, &from, KEYS_AUTHOR, key_of(number))
                ->hits.at[0]
                .id,
            (int64_t)number);
}
END_TEST

START_TEST(test_failure)
{
    store.failing = true;
    ck_assert_ptr_null(key_slots_get(&slots, &from, KEYS_BOOK, key_of(1)));
    ck_assert_int_eq(error.kind, ERROR_STORE);
    ck_assert_int_eq(key_slots_add(&slots, &from, KEYS_BOOK, key_of(2), 1, 0),
                     -1);
    ck_assert_int_eq(key_slots_remove(&slots, &from, KEYS_BOOK, key_of(2), 1),
                     -1);
}
END_TEST

Suite *key_slots_suite(void)
{
    Suite *suite = suite_create("key_slots");
    TCase *tests = tcase_create("slots");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_asked_at_once);
    tcase_add_test(tests, test_changes);
    tcase_add_test(tests, test_growth);
    tcase_add_test(tests, test_failure);
    suite_add_tcase(suite, tests);
    return suite;
}
