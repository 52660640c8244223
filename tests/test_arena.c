/* The arena: alignment, reuse, large blocks, lists, and what it refuses. */
#include "../pipeline/arena.h"

#include <check.h>

Suite *arena_suite(void);

START_TEST(test_alignment)
{
    struct arena arena;

    arena_init(&arena, 128);
    for (size_t size = 0; size < 300; size++) {
        char *at = arena_alloc(&arena, size);

        ck_assert_ptr_nonnull(at);
        ck_assert_uint_eq((uintptr_t)at % 16, 0);
        memset(at, 0xff, size);
    }
    ck_assert(!arena.failed);
    arena_clear(&arena);
    ck_assert_ptr_null(arena.first);
}
END_TEST

/* Nothing handed out in one round overlaps, whatever the sizes. */
START_TEST(test_no_overlap)
{
    static const size_t sizes[] = {1, 100, 16, 5000, 63, 64, 65, 0, 200, 7};
    enum { COUNT = 200 };
    unsigned char *at[COUNT];
    struct arena arena;

    arena_init(&arena, 256);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < COUNT; i++) {
            at[i] = arena_alloc(&arena, sizes[i % 10]);
            memset(at[i], i, sizes[i % 10]);
        }
        for (int i = 0; i < COUNT; i++)
            for (size_t j = 0; j < sizes[i % 10]; j++)
                ck_assert_int_eq(at[i][j], i);
        arena_reset(&arena);
    }
    arena_clear(&arena);
}
END_TEST

START_TEST(test_reset_keeps_blocks)
{
    struct arena arena;
    void *first;

    arena_init(&arena, 1024);
    first = arena_alloc(&arena, 10);
    arena_alloc(&arena, 100000); /* given back by reset */
    arena_alloc(&arena, 10);
    ck_assert_uint_gt(arena.used, 100000);
    arena_reset(&arena);
    ck_assert_uint_eq(arena.used, 0);
    ck_assert_ptr_eq(arena_alloc(&arena, 10), first);
    arena_clear(&arena);
}
END_TEST

START_TEST(test_zero)
{
    struct arena arena;
    char *at;

    arena_init(&arena, 64);
    memset(arena_alloc(&arena, 64), 0xff, 64);
    arena_reset(&arena);
    at = arena_zero(&arena, 64);
    for (int i = 0; i < 64; i++)
        ck_assert_int_eq(at[i], 0);
    arena_clear(&arena);
}
END_TEST

static const struct refused_row {
    const char *why;
    size_t size;
} refused_rows[] = {
    {"rounding up would overflow", SIZE_MAX},
    {"rounding up would just overflow", SIZE_MAX - 15},
    {"the block's head would overflow", SIZE_MAX - 31},
    {"no machine has it", SIZE_MAX / 2 - 64},
};

START_TEST(test_refused)
{
    struct arena arena;

    arena_init(&arena, 64);
    ck_assert_msg(arena_alloc(&arena, refused_rows[_i].size) == NULL, "%s",
                  refused_rows[_i].why);
    ck_assert(arena.failed);
    ck_assert_ptr_nonnull(arena_alloc(&arena, 1)); /* still of use */
    ck_assert(arena.failed);
    arena_reset(&arena);
    ck_assert(!arena.failed);
    arena_clear(&arena);
}
END_TEST

START_TEST(test_copy)
{
    struct arena arena;
    struct slice copy;

    arena_init(&arena, 64);
    copy = arena_copy(&arena, SLICE("a\0b"));
    ck_assert_uint_eq(copy.len, 3);
    ck_assert_int_eq(memcmp(copy.at, "a\0b", 4), 0);
    copy = arena_copy(&arena, SLICE_NONE);
    ck_assert_uint_eq(copy.len, 0);
    ck_assert_str_eq(copy.at, "");
    copy = arena_copy(&arena, (struct slice){"", SIZE_MAX});
    ck_assert_ptr_null(copy.at);
    arena_clear(&arena);
}
END_TEST

START_TEST(test_join)
{
    static const struct {
        struct slice a, b;
        const char *joined;
    } rows[] = {
        {SLICE("DLC"), SLICE("ocm1"), "DLC ocm1"},
        {SLICE(""), SLICE("ocm1"), "ocm1"},
        {SLICE("DLC"), SLICE(""), "DLC"},
        {SLICE(""), SLICE(""), ""},
    };
    struct arena arena;

    arena_init(&arena, 64);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct slice joined = arena_join(&arena, rows[i].a, " ", rows[i].b);

        ck_assert_msg(slice_is(joined, rows[i].joined), "row %zu: '%.*s'", i,
                      SLICE_ARG(joined));
    }
    ck_assert_str_eq(
        arena_join(&arena, SLICE("Eco"), ", ", SLICE("Umberto")).at,
        "Eco, Umberto");
    ck_assert_ptr_eq(arena_join(&arena, rows[1].b, " ", SLICE_NONE).at,
                     rows[1].b.at);
    arena_clear(&arena);
}
END_TEST

START_TEST(test_printf)
{
    struct arena arena;
    struct slice text;

    arena_init(&arena, 16);
    text =
        arena_printf(&arena, "%s %d", "a text that is longer than a block", 42);
    ck_assert_str_eq(text.at, "a text that is longer than a block 42");
    ck_assert_uint_eq(text.len, 37);
    arena_clear(&arena);
}
END_TEST

START_TEST(test_list)
{
    LIST(int) list = {0};
    struct arena arena;

    arena_init(&arena, 64);
    for (int i = 0; i < 10000; i++) {
        int *at = list_push(&arena, &list);

        ck_assert_ptr_nonnull(at);
        *at = i;
    }
    ck_assert_uint_eq(list.count, 10000);
    for (int i = 0; i < 10000; i++)
        ck_assert_int_eq(list.at[i], i);
    arena_clear(&arena);
}
END_TEST

/* A list that can't grow stays as it was. */
START_TEST(test_list_refused)
{
    LIST(struct { char bytes[64]; })
    list = {.count = SIZE_MAX / 64, .room = SIZE_MAX / 64};
    struct arena arena;

    arena_init(&arena, 64);
    ck_assert_ptr_null(list_push(&arena, &list));
    ck_assert(arena.failed);
    ck_assert_uint_eq(list.count, SIZE_MAX / 64);
    arena_clear(&arena);
}
END_TEST

static const struct slice_row {
    const char *text, *trimmed;
} slice_rows[] = {
    {"", ""}, {" ", ""}, {" \t a b\t ", "a b"}, {"a", "a"}, {"\n", "\n"},
};

START_TEST(test_trim)
{
    ck_assert(slice_is(slice_trim(slice_of(slice_rows[_i].text)),
                       slice_rows[_i].trimmed));
}
END_TEST

Suite *arena_suite(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("arena");

    tcase_add_test(tests, test_alignment);
    tcase_add_test(tests, test_no_overlap);
    tcase_add_test(tests, test_reset_keeps_blocks);
    tcase_add_test(tests, test_zero);
    tcase_add_loop_test(tests, test_refused, 0,
                        sizeof refused_rows / sizeof *refused_rows);
    tcase_add_test(tests, test_copy);
    tcase_add_test(tests, test_join);
    tcase_add_test(tests, test_printf);
    tcase_add_test(tests, test_list);
    tcase_add_test(tests, test_list_refused);
    tcase_add_loop_test(tests, test_trim, 0,
                        sizeof slice_rows / sizeof *slice_rows);
    suite_add_tcase(suite, tests);
    return suite;
}
