/* parse_marc with a record that its leader and directory have no numbers for. */
#include "support/bench_stage.h"

#include "../pipeline/marc_leader.h"

#include <check.h>
#include <stdlib.h>

extern const struct stage_type stage_parse_marc;

Suite *parse_marc_long_suite(void);

static void feed(struct bench *bench, struct slice raw)
{
    struct batch *batch = bench_take(bench, BATCH_SLICES);
    struct record *record = batch_add(batch);

    ck_assert_ptr_nonnull(record);
    record->ordinal = 1;
    record->raw = arena_copy(&batch->arena, raw);
    ck_assert_int_eq(bench_feed(bench, batch), 0);
}

/* Lengths and places have no room for it: fields come in the directory's order. */
START_TEST(over_99999_bytes)
{
    enum { COUNT = 30, BYTES = 5000 };
    const size_t base = MARC_LEADER_BYTES + COUNT * MARC_ENTRY_BYTES + 1;
    const size_t len = base + COUNT * (size_t)BYTES + 1;
    char *raw = malloc(len + 1);
    struct bench bench;

    ck_assert_ptr_nonnull(raw);
    memset(raw, 'x', len);
    sprintf(raw, "99999nam a22%05zu i 4500", base);
    for (size_t i = 0; i < COUNT; i++) {
        char *field = raw + base + i * BYTES;
        size_t place = i * BYTES;

        sprintf(raw + MARC_LEADER_BYTES + i * MARC_ENTRY_BYTES,
                "5%02zu%04d%05zu", i, BYTES, place < 99999 ? place : 99999);
        memcpy(field,
               "  \x1f"
               "a",
               4);
        field[BYTES - 1] = MARC_FIELD_END;
    }
    raw[base - 1] = MARC_FIELD_END;
    raw[len - 1] = MARC_RECORD_END;
    bench_init(&bench, &stage_parse_marc, NULL);
    ck_assert_int_eq(bench_open(&bench), 0);
    feed(&bench, (struct slice){raw, len});
    ck_assert_uint_eq(bench.rejects, 0);
    raw[base + 3 * BYTES - 1] = 'x'; /* bad: now there is a field less */
    feed(&bench, (struct slice){raw, len});
    ck_assert_uint_eq(bench.rejects, 1);
    bench_clear(&bench);
    free(raw);
}
END_TEST

Suite *parse_marc_long_suite(void)
{
    Suite *suite = suite_create("parse_marc_long");
    TCase *tests = tcase_create("parse_marc_long");

    tcase_add_test(tests, over_99999_bytes);
    suite_add_tcase(suite, tests);
    return suite;
}
