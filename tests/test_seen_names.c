/* The memory of names that were seen. */
#include "../stages/seen_names.h"

#include <check.h>
#include <stdio.h>

Suite *seen_names_suite(void);

static bool add(struct seen_names *seen, int64_t author_id, struct slice name)
{
    return seen_names_add(seen, author_id, seen_names_hash(seen->secret, name));
}

START_TEST(remembers)
{
    struct seen_names seen = {.secret = 4711};

    ck_assert(!add(&seen, 1, SLICE("Jane Austen")));
    ck_assert(add(&seen, 1, SLICE("Jane Austen")));
    ck_assert(!add(&seen, 2, SLICE("Jane Austen")));
    ck_assert(!add(&seen, 1, SLICE("JANE AUSTEN")));
    ck_assert(!add(&seen, 1, SLICE_NONE));
    ck_assert(add(&seen, 1, SLICE_NONE));
    seen_names_clear(&seen);
    ck_assert(!add(&seen, 1, SLICE("Jane Austen")));
    seen_names_clear(&seen);
}
END_TEST

/* It forgets rather than grow without end. */
START_TEST(is_bounded)
{
    struct seen_names seen = {0};
    char name[24];

    for (int i = 0; i < (int)SEEN_NAMES_MAX + 1000; i++) {
        int len = snprintf(name, sizeof name, "Author %d", i);

        (void)add(&seen, 1, (struct slice){name, (size_t)len});
        ck_assert_uint_le(seen.room, 2 * SEEN_NAMES_MAX);
        ck_assert_uint_lt(seen.used, seen.room);
    }
    ck_assert(!add(&seen, 1, SLICE("Author 1")));
    seen_names_clear(&seen);
}
END_TEST

Suite *seen_names_suite(void)
{
    Suite *suite = suite_create("seen_names");
    TCase *tests = tcase_create("seen_names");

    tcase_add_test(tests, remembers);
    tcase_add_test(tests, is_bounded);
    suite_add_tcase(suite, tests);
    return suite;
}
