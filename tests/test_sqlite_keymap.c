/* The key map of a first load: hits, chains, growth, and its two ends. */
#include "../stages/sqlite_keymap.h"

#include <check.h>
#include <stdlib.h>

Suite *sqlite_keymap_suite(void);

static struct hit hits[KEYMAP_SAME];

/* Spread like a hash; equal numbers are equal keys. */
static struct key key_of(uint64_t n)
{
    uint64_t x = n * 0x9e3779b97f4a7c15;

    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    return (struct key){x ^ x >> 27, n};
}

/* Keys that share tag and segment, so that only the whole key tells them apart. */
static struct key like(uint64_t low)
{
    return (struct key){0x1234567890abcdef, low};
}

static const struct {
    struct key added[4];
    int64_t ids[4];
    size_t count;
    struct key asked;
    size_t authors, books; /* hits: final for authors, candidates for books */
} rows[] = {
    {{{1, 1}}, {5}, 1, {1, 1}, 1, 1},
    {{{1, 1}}, {5}, 1, {1ull << 32 | 2, 1}, 0, 0},
    /* same tag, another key: a candidate that must be compared */
    {{{1, 1}}, {5}, 1, {1, 2}, 0, 1},
    {{{1, 1}, {1, 1}, {1, 1}}, {9, 7, 8}, 3, {1, 1}, 3, 3},
    {{{1, 1}, {1, 2}, {1, 1}}, {9, 7, 8}, 3, {1, 1}, 2, 3},
    /* a key row that was written twice */
    {{{1, 1}, {1, 1}}, {5, 5}, 2, {1, 1}, 1, 1},
    /* a tag of zero is a tag */
    {{{0, 1}}, {5}, 1, {0, 1}, 1, 1},
};

START_TEST(finds)
{
    struct keymap *map = keymap_create(4 << 20);

    ck_assert_ptr_nonnull(map);
    for (size_t i = 0; i < rows[_i].count; i++) {
        ck_assert(keymap_add(map, KEYS_AUTHOR, rows[_i].added[i],
                             rows[_i].ids[i], 40));
        ck_assert(
            keymap_add(map, KEYS_BOOK, rows[_i].added[i], rows[_i].ids[i], 0));
    }
    ck_assert_uint_eq(keymap_find(map, KEYS_RECORD, rows[_i].asked, hits), 0);
    ck_assert_uint_eq(keymap_find(map, KEYS_BOOK, rows[_i].asked, hits),
                      rows[_i].books);
    ck_assert_uint_eq(keymap_find(map, KEYS_AUTHOR, rows[_i].asked, hits),
                      rows[_i].authors);
    for (size_t i = 0; i < rows[_i].authors; i++) {
        ck_assert_int_eq(hits[i].fact, 40);
        ck_assert(i == 0 || hits[i - 1].id < hits[i].id);
    }
    keymap_free(map);
}
END_TEST

START_TEST(removes_author)
{
    struct keymap *map = keymap_create(4 << 20);

    for (int64_t id = 1; id <= 3; id++)
        ck_assert(keymap_add(map, KEYS_AUTHOR, like(1), id, id));
    keymap_remove(map, like(1), 2);
    keymap_remove(map, like(2), 1); /* not there */
    ck_assert_uint_eq(keymap_find(map, KEYS_AUTHOR, like(1), hits), 2);
    ck_assert_int_eq(hits[0].id, 1);
    ck_assert_int_eq(hits[1].id, 3);
    ck_assert(keymap_add(map, KEYS_AUTHOR, like(1), 2, 20));
    ck_assert_uint_eq(keymap_find(map, KEYS_AUTHOR, like(1), hits), 3);
    ck_assert_int_eq(hits[1].fact, 20);
    keymap_free(map);
}
END_TEST

/* An assertion for each of many keys would take longer than the map. */
static bool add_key(struct keymap *map, int64_t n)
{
    return keymap_add(map, KEYS_RECORD, key_of((uint64_t)n), n, 0) &&
           (n % 4 || keymap_add(map, KEYS_AUTHOR, key_of((uint64_t)n), n, -n));
}

static bool has_key(const struct keymap *map, int64_t n)
{
    size_t count = keymap_find(map, KEYS_RECORD, key_of((uint64_t)n), hits);
    bool found = false;

    for (size_t i = 0; i < count; i++)
        found = found || hits[i].id == n;
    count = keymap_find(map, KEYS_AUTHOR, key_of((uint64_t)n), hits);
    return found && count == (n % 4 == 0) &&
           (!count || (hits[0].id == n && hits[0].fact == -n));
}

START_TEST(grows)
{
    struct keymap *map = keymap_create(64 << 20);
    int64_t added = 0, found = 0;

    for (int64_t n = 1; n <= 200000; n++)
        added += add_key(map, n);
    for (int64_t n = 1; n <= 200000; n++)
        found += has_key(map, n);
    ck_assert_int_eq(added, 200000);
    ck_assert_int_eq(found, 200000);
    keymap_free(map);
}
END_TEST

START_TEST(stays_in_budget)
{
    struct keymap *map = keymap_create(1 << 20);
    int64_t n = 0;

    while (keymap_add(map, KEYS_BOOK, key_of((uint64_t)n), n + 1, 0))
        n++;
    ck_assert_int_gt(n, 20000);
    ck_assert_int_lt(n, (1 << 20) / 8);
    /* full is no reason to forget what it has */
    ck_assert_uint_ge(keymap_find(map, KEYS_BOOK, key_of(7), hits), 1);
    keymap_free(map);
    ck_assert_ptr_null(keymap_create(1000));
}
END_TEST

START_TEST(gives_up_on_one_key)
{
    struct keymap *map = keymap_create(4 << 20);
    int64_t n = 0;

    while (keymap_add(map, KEYS_BOOK, like(1), n + 1, 0))
        n++;
    ck_assert_int_eq(n, KEYMAP_SAME);
    ck_assert_uint_eq(keymap_find(map, KEYS_BOOK, like(1), hits), KEYMAP_SAME);
    ck_assert_int_eq(hits[0].id, 1);
    keymap_free(map);
}
END_TEST

START_TEST(refuses_wide_ids)
{
    struct keymap *map = keymap_create(4 << 20);

    ck_assert(!keymap_add(map, KEYS_BOOK, like(1), 0x80000000, 0));
    ck_assert(keymap_add(map, KEYS_BOOK, like(1), 0x7fffffff, 0));
    ck_assert_uint_eq(keymap_find(map, KEYS_BOOK, like(1), hits), 1);
    ck_assert_int_eq(hits[0].id, 0x7fffffff);
    keymap_free(map);
}
END_TEST

Suite *sqlite_keymap_suite(void)
{
    Suite *suite = suite_create("sqlite_keymap");
    TCase *tests = tcase_create("keymap");

    tcase_add_loop_test(tests, finds, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, removes_author);
    tcase_add_test(tests, grows);
    tcase_add_test(tests, stays_in_budget);
    tcase_add_test(tests, gives_up_on_one_key);
    tcase_add_test(tests, refuses_wide_ids);
    suite_add_tcase(suite, tests);
    return suite;
}
