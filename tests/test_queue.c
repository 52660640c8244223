/* The queue between two sections: order, waiting, and how it ends. */
#include "../pipeline/queue.h"

#include <check.h>
#include <sched.h>

Suite *queue_suite(void);

#define MANY 200

static struct queue queue;
static struct batch batches[MANY];

static void setup_one_writer(void)
{
    queue_init(&queue, 1);
    for (uint64_t i = 0; i < MANY; i++)
        batches[i] = (struct batch){.sequence = i};
}

static void teardown(void)
{
    queue_clear(&queue);
}

START_TEST(test_in_order_of_arrival)
{
    queue_push(&queue, &batches[2]);
    queue_push(&queue, &batches[0]);
    ck_assert_ptr_eq(queue_pop(&queue), &batches[2]);
    queue_push(&queue, &batches[1]);
    ck_assert_ptr_eq(queue_pop(&queue), &batches[0]);
    ck_assert_ptr_eq(queue_pop(&queue), &batches[1]);
}
END_TEST

/* First, middle and last may be wanted; the rest stays linked. */
START_TEST(test_in_order_of_sequence)
{
    static const int arrivals[] = {3, 1, 0, 4, 2};

    for (size_t i = 0; i < 5; i++)
        queue_push(&queue, &batches[arrivals[i]]);
    for (uint64_t i = 0; i < 5; i++)
        ck_assert_ptr_eq(queue_pop_next(&queue, i), &batches[i]);
    queue_push(&queue, &batches[5]);
    ck_assert_ptr_eq(queue_pop(&queue), &batches[5]);
}
END_TEST

START_TEST(test_ends_when_writers_are_done)
{
    queue_push(&queue, &batches[0]);
    queue_writer_done(&queue);
    ck_assert_ptr_eq(queue_pop(&queue), &batches[0]);
    ck_assert_ptr_null(queue_pop(&queue));
    ck_assert_ptr_null(queue_pop_next(&queue, 1));
}
END_TEST

/* A sequence that never comes, because its writer gave up, must not be waited
 * for. */
START_TEST(test_a_hole_in_the_sequence_ends)
{
    queue_push(&queue, &batches[1]);
    queue_writer_done(&queue);
    ck_assert_ptr_null(queue_pop_next(&queue, 0));
}
END_TEST

START_TEST(test_close_takes_all)
{
    queue_push(&queue, &batches[0]);
    queue_close(&queue);
    ck_assert_ptr_null(queue_pop(&queue));
    ck_assert_ptr_null(queue_pop_next(&queue, 0));
}
END_TEST

/* ---- with threads ---- */

static void *push_odd(void *unused)
{
    (void)unused;
    for (int i = MANY - 1; i > 0; i -= 2) {
        queue_push(&queue, &batches[i]);
        sched_yield();
    }
    queue_writer_done(&queue);
    return NULL;
}

static void *push_even(void *unused)
{
    (void)unused;
    for (int i = 0; i < MANY; i += 2)
        queue_push(&queue, &batches[i]);
    queue_writer_done(&queue);
    return NULL;
}

START_TEST(test_two_writers_meet_in_order)
{
    pthread_t writers[2];

    queue_clear(&queue);
    queue_init(&queue, 2);
    ck_assert_int_eq(pthread_create(&writers[0], NULL, push_odd, NULL), 0);
    ck_assert_int_eq(pthread_create(&writers[1], NULL, push_even, NULL), 0);
    for (uint64_t i = 0; i < MANY; i++)
        ck_assert_ptr_eq(queue_pop_next(&queue, i), &batches[i]);
    ck_assert_ptr_null(queue_pop_next(&queue, MANY));
    pthread_join(writers[0], NULL);
    pthread_join(writers[1], NULL);
}
END_TEST

static void *pop_one(void *popped)
{
    *(struct batch **)popped = queue_pop(&queue);
    return NULL;
}

START_TEST(test_close_wakes_who_waits)
{
    struct batch *popped[3] = {&batches[0], &batches[0], &batches[0]};
    pthread_t readers[3];

    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(pthread_create(&readers[i], NULL, pop_one, &popped[i]),
                         0);
    sched_yield();
    queue_close(&queue);
    for (int i = 0; i < 3; i++) {
        pthread_join(readers[i], NULL);
        ck_assert_ptr_null(popped[i]);
    }
}
END_TEST

Suite *queue_suite(void)
{
    Suite *suite = suite_create("queue");
    TCase *tests = tcase_create("queue");

    tcase_add_checked_fixture(tests, setup_one_writer, teardown);
    tcase_add_test(tests, test_in_order_of_arrival);
    tcase_add_test(tests, test_in_order_of_sequence);
    tcase_add_test(tests, test_ends_when_writers_are_done);
    tcase_add_test(tests, test_a_hole_in_the_sequence_ends);
    tcase_add_test(tests, test_close_takes_all);
    tcase_add_test(tests, test_two_writers_meet_in_order);
    tcase_add_test(tests, test_close_wakes_who_waits);
    suite_add_tcase(suite, tests);
    return suite;
}
