/* How much a batch may hold, whatever the settings are. */
#include "../pipeline/chain.h"
#include "../pipeline/sizes.h"

#include <check.h>

Suite *sizes_suite(void);

#define MB ((uint64_t)1 << 20)

static const struct {
    uint64_t memory_limit;
    uint32_t batch_records;
    uint64_t record_bytes, records_at_most, bytes_at_most;
} rows[] = {
    {256 * MB, 20000, 16 * MB, 1000, MB / 2},
    {256 * MB, 7, 16 * MB, 7, MB / 2},
    {256 * MB, 1, 16 * MB, 1, MB / 2},
    {64 * MB, 20000, 4 * MB, 1000, MB / 2},
    {16 * MB, 20000, MB, 1000, MB / 4},
    {(uint64_t)64 << 30, 1000000, 16 * MB, 1000, MB / 2},
};

/* Every batch of every number of threads in a quarter of the memory. */
START_TEST(test_sizes)
{
    for (unsigned threads = 1; threads <= 18; threads++) {
        const struct config config = {.memory_limit = rows[_i].memory_limit,
                                      .batch_records = rows[_i].batch_records};
        struct job job = {.config = &config};

        sizes_set(&job, threads);
        ck_assert_uint_eq(job.record_bytes, rows[_i].record_bytes);
        ck_assert_uint_ge(job.batch_records, 1);
        ck_assert_uint_le(job.batch_records, rows[_i].records_at_most);
        ck_assert_uint_ge(job.batch_bytes, 1);
        ck_assert_uint_le(job.batch_bytes, rows[_i].bytes_at_most);
        ck_assert_uint_ge(job.batches, CHAIN_BATCHES(chain_workers(threads)));
        ck_assert_uint_le((job.batches + 1) * job.batch_bytes * 3,
                          config.memory_limit / 4);
        ck_assert_uint_lt(sizes_store(&config), config.memory_limit);
    }
}
END_TEST

/* With memory for it there are more than are being worked on; never more than help. */
START_TEST(test_batches)
{
    struct config config = {.memory_limit = 256 * MB, .batch_records = 20000};
    struct job job = {.config = &config};

    sizes_set(&job, 3);
    ck_assert_uint_eq(job.batches, 18);
    config.memory_limit = 16 * MB;
    sizes_set(&job, 3);
    ck_assert_uint_eq(job.batches, 6);
    config.memory_limit = (uint64_t)64 << 30;
    sizes_set(&job, 3);
    ck_assert_uint_eq(job.batches, 18);
}
END_TEST

/* Into empty tables, fewer in a batch, but never more than was set. */
START_TEST(test_first_load)
{
    struct config config = {.memory_limit = 256 * MB, .batch_records = 20000};
    struct store store = {.first_load = false};
    struct job job = {.config = &config, .store = &store};

    sizes_set(&job, 3);
    sizes_set_first(&job);
    ck_assert_uint_eq(job.batch_records, 1000);
    store.first_load = true;
    sizes_set_first(&job);
    ck_assert_uint_eq(job.batch_records, 256);
    job.batch_records = 7;
    sizes_set_first(&job);
    ck_assert_uint_eq(job.batch_records, 7);
}
END_TEST

START_TEST(test_threads)
{
    struct config config = {.threads = 7};

    ck_assert_uint_eq(sizes_threads(&config), 7);
    config.threads = 0; /* auto */
    ck_assert_uint_ge(sizes_threads(&config), 1);
}
END_TEST

Suite *sizes_suite(void)
{
    Suite *suite = suite_create("sizes");
    TCase *tests = tcase_create("sizes");

    tcase_add_loop_test(tests, test_sizes, 0,
                        (int)(sizeof rows / sizeof *rows));
    tcase_add_test(tests, test_batches);
    tcase_add_test(tests, test_first_load);
    tcase_add_test(tests, test_threads);
    suite_add_tcase(suite, tests);
    return suite;
}
