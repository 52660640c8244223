/* Rows by id: fetched together, each once, and kept where they are. */
#include "../stages/row_table.h"

#include "support/fake_store.h"

#include <check.h>

Suite *row_table_suite(void);

static struct fake_store store;
static struct arena arena;
static struct error error;
static struct row_source from;
static struct row_table table;

static int fetch(struct store *of, const int64_t *ids, size_t count, void *rows,
                 struct arena *into, struct error *why)
{
    return of->type->fetch_books(of, ids, count, rows, into, why);
}

static void setup(void)
{
    fake_store_init(&store);
    arena_init(&arena, 4096);
    error = (struct error){.kind = ERROR_NONE};
    from = (struct row_source){&store.head, &arena, &error};
    table =
        (struct row_table){.row_size = sizeof(struct book_row), .fetch = fetch};
}

static void teardown(void)
{
    arena_clear(&arena);
    fake_store_clear(&store);
}

static struct book_row *get(int64_t id)
{
    struct book_row *row = row_table_get(&table, &from, id);

    ck_assert_ptr_nonnull(row);
    return row;
}

START_TEST(test_fetched_at_once)
{
    static const int64_t ids[] = {70, 3, 70, 9, 3, 12345678901};

    fake_store_has(&store, 3);
    fake_store_has(&store, 70);
    fake_store_has(&store, 12345678901);
    for (size_t i = 0; i < 6; i++)
        ck_assert_int_eq(row_table_want(&table, &from, ids[i]), 0);
    ck_assert_int_eq(row_table_load(&table, &from), 0);
    ck_assert_uint_eq(store.fetches, 1);
    ck_assert_uint_eq(store.rows, 4);
    ck_assert_int_eq(get(3)->id, 3);
    ck_assert_int_eq(get(9)->id, 0); /* the store has none */
    ck_assert_int_eq(get(12345678901)->id, 12345678901);
    ck_assert_uint_eq(store.fetches, 1);
}
END_TEST

START_TEST(test_not_wanted_in_time)
{
    fake_store_has(&store, 5);
    ck_assert_int_eq(get(5)->id, 5);
    ck_assert_ptr_eq(get(5), get(5));
    ck_assert_uint_eq(store.fetches, 1);
    ck_assert_int_eq(row_table_load(&table, &from), 0);
    ck_assert_uint_eq(store.fetches, 1); /* nothing wanted: nothing asked */
}
END_TEST

START_TEST(test_put_is_not_fetched)
{
    struct book_row *row = row_table_put(&table, &from, 8);

    ck_assert_ptr_nonnull(row);
    ck_assert_int_eq(row->id, 0);
    row->id = 8;
    ck_assert_ptr_eq(get(8), row);
    ck_assert_uint_eq(store.fetches, 0);
}
END_TEST

/* The table grows past several doublings; rows do not move. */
START_TEST(test_growth)
{
    struct book_row *first = row_table_put(&table, &from, 1);

    for (int64_t id = 2; id <= 5000; id++) {
        struct book_row *row = row_table_put(&table, &from, id);

        ck_assert_ptr_nonnull(row);
        row->id = id;
    }
    ck_assert_ptr_eq(get(1), first);
    for (int64_t id = 2; id <= 5000; id++)
        ck_assert_int_eq(get(id)->id, id);
}
END_TEST

START_TEST(test_failure)
{
    store.failing = true;
    ck_assert_ptr_null(row_table_get(&table, &from, 1));
    ck_assert_int_eq(error.kind, ERROR_STORE);
}
END_TEST

Suite *row_table_suite(void)
{
    Suite *suite = suite_create("row_table");
    TCase *tests = tcase_create("rows");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_fetched_at_once);
    tcase_add_test(tests, test_not_wanted_in_time);
    tcase_add_test(tests, test_put_is_not_fetched);
    tcase_add_test(tests, test_growth);
    tcase_add_test(tests, test_failure);
    suite_add_tcase(suite, tests);
    return suite;
}
