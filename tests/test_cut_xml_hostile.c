/*
 * cut_xml with what nobody foresaw: markup put together at random, and text
 * made to cost much. Also how its batches end.
 */
#include "support/cut_xml_run.h"
#include "support/program.h"

#include <check.h>
#include <stdlib.h>
#include <time.h>

Suite *cut_xml_hostile_suite(void);

START_TEST(batches_close_by_count_and_bytes)
{
    static const char text[] = "<c>" MARC("1") MARC("2") MARC("3") "\n</c>";
    static const struct {
        uint32_t records;
        uint64_t bytes, batches;
    } sizes[] = {{2, 1 << 20, 2}, {100, 1, 3}, {100, 72, 2}, {100, 1 << 20, 1}};

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct bench bench;

        bench_init(&bench, &stage_cut_xml, NULL);
        bench.job.batch_records = sizes[i].records;
        bench.job.batch_bytes = sizes[i].bytes;
        ck_assert_int_eq(bench_open(&bench), 0);
        ck_assert_int_eq(bench_bytes(&bench, slice_of(text), 7), 0);
        ck_assert_int_eq(bench_finish(&bench), 0);
        ck_assert_uint_eq(bench.batches, sizes[i].batches);
        ck_assert_uint_eq(bench.sequence, sizes[i].batches - 1);
        ck_assert_uint_eq(bench.after.records, 3);
        ck_assert_uint_eq(bench.after.offset, 3 + 3 * 36);
        ck_assert_uint_eq(bench.after.line, 1);
        ck_assert_int_eq(bench.kind, BATCH_SLICES);
        bench_clear(&bench);
    }
}
END_TEST

/* Pieces of markup, put together at random: blocks never change a result,
 * and the records' places are in order. */
START_TEST(random_pieces_in_random_blocks)
{
    static const char *const pieces[] = {
        MARC("x"),
        OPEN,
        "</record>",
        "<record>",
        "<!-- ",
        "-->",
        "<![CDATA[",
        "]]>",
        "<a b='",
        "'>",
        "</a>",
        "<?xml version='1'?>",
        "<?p ",
        "?>",
        "<c>",
        "</c>",
        "<datafield ",
        "\n",
        "<",
        "--",
        "text \xc3\xa4",
        "/>",
        "\"",
        "<leader>",
        "</leader>",
        "<subfield code='a'>",
        "</subfield>",
        "</datafield>",
        "<datafield tag='245' ind1='",
        "<controlfield\t",
        "<m:datafield>",
        "</m:datafield>",
        "<m:record>",
        "</m:record>",
        "<datafields>",
    };
    enum { PIECES = sizeof pieces / sizeof *pieces, ROUNDS = 1000 };
    char text[2048];

    srand(4711);
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t bound = rand() % 3 ? 0 : (uint64_t)(20 + rand() % 60);
        char *whole;

        text[0] = '\0';
        for (int i = rand() % 20; i >= 0; i--)
            strcat(text, pieces[rand() % PIECES]);
        whole = cut_xml_run(slice_of(text), bound, 0, 0);
        for (size_t i = 0; i < 6; i++)
            cut_xml_check(text, slice_of(text), bound,
                          i ? (size_t)(1 + rand() % 40) : 1,
                          (size_t)(rand() % 100), whole);
        free(whole);
    }
}
END_TEST

static double seconds_for(const char *piece, size_t bytes)
{
    size_t len = strlen(piece), count = bytes / len;
    char *text = malloc(count * len + sizeof OPEN);
    clock_t from;
    struct bench bench;
    double seconds;

    ck_assert_ptr_nonnull(text);
    memcpy(text, OPEN, sizeof OPEN - 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + sizeof OPEN - 1 + i * len, piece, len);
    bench_init(&bench, &stage_cut_xml, NULL);
    ck_assert_int_eq(bench_open(&bench), 0);
    from = clock();
    ck_assert_int_eq(
        bench_bytes(&bench, (struct slice){text, sizeof OPEN - 1 + count * len},
                    65536),
        0);
    ck_assert_int_eq(bench_finish(&bench), 0);
    seconds = (double)(clock() - from) / CLOCKS_PER_SEC;
    bench_clear(&bench);
    free(text);
    return seconds;
}

/* ThreadSanitizer's memmem reads all it is given before it looks for anything. */
#ifdef __SANITIZE_THREAD__
#define HOSTILE_BYTES ((size_t)256 << 10)
#else
#define HOSTILE_BYTES ((size_t)4 << 20)
#endif

/* Restarting naively would take minutes for any of these. */
START_TEST(hostile_text_takes_linear_time)
{
    static const char *const pieces[] = {
        "<!--",
        "<![CDATA[",
        "<?",
        "<a '",
        "<",
        "<a",
        "<record><leader>",
        "<!-- -",
        "<?xml ",
        "</record",
        "<record><leader/><![CDATA[",
    };

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        double seconds = seconds_for(pieces[i], HOSTILE_BYTES);

        ck_assert_msg(seconds < 3 * PROGRAM_SLOWER, "%s: %.1f s", pieces[i],
                      seconds);
    }
}
END_TEST

Suite *cut_xml_hostile_suite(void)
{
    Suite *suite = suite_create("cut_xml_hostile");
    TCase *tests = tcase_create("properties");

    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, batches_close_by_count_and_bytes);
    tcase_add_test(tests, random_pieces_in_random_blocks);
    tcase_add_test(tests, hostile_text_takes_linear_time);
    suite_add_tcase(suite, tests);
    return suite;
}
