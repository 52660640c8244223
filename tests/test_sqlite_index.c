/* How the indexes of a first load are built: on how many threads, and that the
 * connection is afterwards what it was. What is in them, verify looks at
 * (tests/cli/import_sorted.sh). */
#include "../stages/sqlite_index.h"
#include "support/sqlite_fixture.h"

Suite *sqlite_index_suite(void);

static struct sqlite_fixture fixture;

static void setup(void)
{
    sqlite_fixture_setup(&fixture);
    sqlite_fixture_open(&fixture, STORE_WRITE, 1 << 24);
}

static void teardown(void)
{
    sqlite_fixture_teardown(&fixture);
}

/* What was set while an index was made. */
struct seen {
    sqlite3 *db;
    int indexes, threads;
};

static int look(void *context, int action, const char *a, const char *b,
                const char *c, const char *d)
{
    struct seen *seen = context;

    (void)a, (void)b, (void)c, (void)d;
    if (action == SQLITE_CREATE_INDEX) {
        seen->indexes++;
        seen->threads =
            sqlite3_limit(seen->db, SQLITE_LIMIT_WORKER_THREADS, -1);
    }
    return SQLITE_OK;
}

static int64_t cache_of(struct sqlite_store *store)
{
    int64_t cache = 0;

    ck_assert_int_eq(
        sqlite_ask(store, "PRAGMA cache_size", NULL, 0, &cache, &fixture.error),
        0);
    return cache;
}

static const struct {
    unsigned threads;
    int beside;
} rows[] = {{0, 0}, {1, 0}, {2, 1}, {3, 2}, {4, 2}, {64, 2}};

START_TEST(sorts_beside)
{
    struct sqlite_store *store = sqlite_store_of(fixture.store);
    struct seen seen = {.db = store->db};
    int64_t cache = cache_of(store);

    fixture.store->threads = rows[_i].threads;
    sqlite3_set_authorizer(store->db, look, &seen);
    ck_assert_int_eq(sqlite_index_build(store, NULL, &fixture.error), 0);
    sqlite3_set_authorizer(store->db, NULL, NULL);
    ck_assert_int_gt(seen.indexes, 10);
    ck_assert_int_eq(seen.threads, rows[_i].beside);
    ck_assert_int_eq(sqlite3_limit(store->db, SQLITE_LIMIT_WORKER_THREADS, -1),
                     0);
    ck_assert_int_eq(cache_of(store), cache);
}
END_TEST

START_TEST(puts_back_when_it_fails)
{
    struct sqlite_store *store = sqlite_store_of(fixture.store);
    int64_t cache = cache_of(store);

    fixture.store->threads = 4;
    ck_assert_int_eq(
        sqlite_execute(store, "PRAGMA query_only = 1", &fixture.error), 0);
    ck_assert_int_eq(sqlite_index_build(store, NULL, &fixture.error), -1);
    ck_assert_int_eq(sqlite3_limit(store->db, SQLITE_LIMIT_WORKER_THREADS, -1),
                     0);
    ck_assert_int_eq(cache_of(store), cache);
}
END_TEST

Suite *sqlite_index_suite(void)
{
    Suite *suite = suite_create("sqlite_index");
    TCase *tests = tcase_create("build");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, sorts_beside, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, puts_back_when_it_fails);
    suite_add_tcase(suite, tests);
    return suite;
}
