/* Batches and their pool: a pool is the back-pressure, so it must wait. */
#include "../pipeline/batch.h"

#include <check.h>
#include <errno.h>
#include <stdatomic.h>
#include <unistd.h>

Suite *batch_suite(void);

START_TEST(test_kind_text)
{
    const char *text = batch_kind_text((enum batch_kind)_i);

    ck_assert_ptr_nonnull(text);
    ck_assert_uint_gt(strlen(text), 0);
}
END_TEST

START_TEST(test_add)
{
    struct batch_pool pool;
    struct batch *batch;

    ck_assert_int_eq(batch_pool_init(&pool, 1, 256), 0);
    batch = batch_take(&pool);
    for (uint64_t i = 0; i < 1000; i++) {
        struct record *record = batch_add(batch);

        ck_assert_ptr_nonnull(record);
        ck_assert_ptr_eq(record->arena, &batch->arena);
        ck_assert_uint_eq(record->ordinal, 0);
        ck_assert_int_eq(record->state, RECORD_GOOD);
        record->ordinal = i + 1;
    }
    ck_assert_uint_eq(batch->records.count, 1000);
    ck_assert_uint_eq(batch->records.at[999].ordinal, 1000);
    batch_release(&pool, batch);
    batch_pool_clear(&pool);
}
END_TEST

/* A batch comes back empty, and without the last holder's marks. */
START_TEST(test_release_empties)
{
    struct batch_pool pool;
    struct batch *batch;

    ck_assert_int_eq(batch_pool_init(&pool, 1, 256), 0);
    batch = batch_take(&pool);
    ck_assert_ptr_nonnull(batch_add(batch));
    batch->kind = BATCH_KEYED;
    batch->sequence = 7;
    batch->last = true;
    batch->after.offset = 7;
    batch->arena.failed = true;
    batch_release(&pool, batch);
    ck_assert_ptr_eq(batch_take(&pool), batch);
    ck_assert_uint_eq(batch->records.count, 0);
    ck_assert_int_eq(batch->kind, BATCH_NONE);
    ck_assert_uint_eq(batch->sequence, 0);
    ck_assert(!batch->last && !batch->arena.failed);
    ck_assert_uint_eq(batch->after.offset, 0);
    ck_assert_uint_eq(batch->arena.used, 0);
    batch_release(&pool, batch);
    batch_pool_clear(&pool);
}
END_TEST

START_TEST(test_all_are_different)
{
    struct batch_pool pool;
    struct batch *taken[4];

    ck_assert_int_eq(batch_pool_init(&pool, 4, 256), 0);
    for (int i = 0; i < 4; i++) {
        taken[i] = batch_take(&pool);
        ck_assert_ptr_nonnull(taken[i]);
        for (int j = 0; j < i; j++)
            ck_assert_ptr_ne(taken[i], taken[j]);
    }
    ck_assert_ptr_null(pool.idle);
    for (int i = 0; i < 4; i++)
        batch_release(&pool, taken[i]);
    batch_pool_clear(&pool);
}
END_TEST

struct waiter {
    struct batch_pool *pool;
    struct batch *got;
    atomic_bool began;
};

static void *wait_for_batch(void *context)
{
    struct waiter *waiter = context;

    atomic_store(&waiter->began, true);
    waiter->got = batch_take(waiter->pool);
    return NULL;
}

static pthread_t start(struct waiter *waiter)
{
    pthread_t thread;

    ck_assert_int_eq(pthread_create(&thread, NULL, wait_for_batch, waiter), 0);
    while (!atomic_load(&waiter->began))
        sched_yield();
    return thread;
}

START_TEST(test_take_waits_for_release)
{
    struct batch_pool pool;
    struct waiter waiter = {.pool = &pool};
    struct batch *batch;
    pthread_t thread;

    ck_assert_int_eq(batch_pool_init(&pool, 1, 256), 0);
    batch = batch_take(&pool);
    thread = start(&waiter);
    batch_release(&pool, batch);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    ck_assert_ptr_eq(waiter.got, batch);
    batch_pool_clear(&pool);
}
END_TEST

/* Who found none is not woken for the first that comes back to a large pool. */
START_TEST(test_take_waits_for_enough)
{
    struct batch_pool pool;
    struct batch *taken[8];
    struct waiter waiter = {.pool = &pool};
    pthread_t thread;

    ck_assert_int_eq(batch_pool_init(&pool, 8, 256), 0);
    for (int i = 0; i < 8; i++)
        taken[i] = batch_take(&pool);
    thread = start(&waiter);
    batch_release(&pool, taken[0]);
    usleep(20000);
    ck_assert_int_eq(pthread_tryjoin_np(thread, NULL), EBUSY);
    batch_release(&pool, taken[1]);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    ck_assert_ptr_nonnull(waiter.got);
    ck_assert_ptr_nonnull(batch_take(&pool)); /* the other, without waiting */
    batch_pool_clear(&pool);
}
END_TEST

START_TEST(test_close_wakes_everybody)
{
    struct batch_pool pool;
    struct waiter waiters[3];
    pthread_t threads[3];

    ck_assert_int_eq(batch_pool_init(&pool, 1, 256), 0);
    ck_assert_ptr_nonnull(batch_take(&pool));
    for (int i = 0; i < 3; i++) {
        waiters[i] = (struct waiter){.pool = &pool};
        threads[i] = start(&waiters[i]);
    }
    batch_pool_close(&pool);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
        ck_assert_ptr_null(waiters[i].got);
    }
    ck_assert_ptr_null(batch_take(&pool));
    batch_pool_clear(&pool);
}
END_TEST

static void *wait_alone(void *context)
{
    struct waiter *waiter = context;

    atomic_store(&waiter->began, true);
    return batch_alone(waiter->pool, 1) ? waiter : NULL;
}

static pthread_t start_alone(struct waiter *waiter)
{
    pthread_t thread;

    ck_assert_int_eq(pthread_create(&thread, NULL, wait_alone, waiter), 0);
    while (!atomic_load(&waiter->began))
        sched_yield();
    return thread;
}

/* Who keeps one waits for the other two, and no longer than the pool is open. */
START_TEST(test_alone)
{
    struct batch_pool pool;
    struct waiter waiter = {.pool = &pool};
    struct batch *taken[3];
    pthread_t thread;
    void *alone;

    ck_assert_int_eq(batch_pool_init(&pool, 3, 256), 0);
    ck_assert(batch_alone(&pool, 0));
    for (int i = 0; i < 3; i++)
        taken[i] = batch_take(&pool);
    thread = start_alone(&waiter);
    batch_release(&pool, taken[0]);
    batch_release(&pool, taken[1]);
    ck_assert_int_eq(pthread_join(thread, &alone), 0);
    ck_assert_ptr_nonnull(alone);
    ck_assert_ptr_nonnull(batch_take(&pool));
    waiter = (struct waiter){.pool = &pool};
    thread = start_alone(&waiter);
    batch_pool_close(&pool);
    ck_assert_int_eq(pthread_join(thread, &alone), 0);
    ck_assert_ptr_null(alone);
    batch_pool_clear(&pool);
}
END_TEST

/* Many hands on few batches: each has one holder at a time. */
static void *take_and_release(void *context)
{
    struct batch_pool *pool = context;

    for (int i = 0; i < 5000; i++) {
        struct batch *batch = batch_take(pool);

        if (!batch || batch->records.count || !batch_add(batch))
            return pool;
        batch_release(pool, batch);
    }
    return NULL;
}

START_TEST(test_many_hands)
{
    struct batch_pool pool;
    pthread_t threads[4];
    void *failed;

    ck_assert_int_eq(batch_pool_init(&pool, 2, 1024), 0);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(
            pthread_create(&threads[i], NULL, take_and_release, &pool), 0);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(pthread_join(threads[i], &failed), 0);
        ck_assert_ptr_null(failed);
    }
    batch_pool_clear(&pool);
}
END_TEST

Suite *batch_suite(void)
{
    Suite *suite = suite_create("batch");
    TCase *tests = tcase_create("batch");

    tcase_add_loop_test(tests, test_kind_text, BATCH_NONE, BATCH_RESOLVED + 1);
    tcase_add_test(tests, test_add);
    tcase_add_test(tests, test_release_empties);
    tcase_add_test(tests, test_all_are_different);
    tcase_add_test(tests, test_take_waits_for_release);
    tcase_add_test(tests, test_take_waits_for_enough);
    tcase_add_test(tests, test_close_wakes_everybody);
    tcase_add_test(tests, test_alone);
    tcase_add_test(tests, test_many_hands);
    suite_add_tcase(suite, tests);
    return suite;
}
