/*
 * cut_marc between blocks of bytes and a sink. Every row is run in one block, in
 * blocks of every size, and split in two at every place: what comes out must
 * not change. A record is written down as
 *     ordinal L line @ offset + length: raw [findings]
 */
#include "support/bench_stage.h"

#include <check.h>
#include <stdlib.h>

extern const struct stage_type stage_cut_marc;

Suite *cut_marc_suite(void);

/* 41 bytes with an id of two; and how they are written down. */
#define LEADER "00041nam a2200037 i 4500"
#define FRONT LEADER "001000300000"
#define REC(id) FRONT "\x1e" id "\x1e\x1d"
#define OUT(id) FRONT "\\x1E" id "\\x1E\\x1D\n"
/* The same with a 1D in the id, which the leader knows of. */
#define HOLDS_1D                               \
    "00043nam a2200037 i 4500001000500000\x1e" \
    "a\x1d"                                    \
    "bc\x1e\x1d"

/* 101 bytes. What stands between 001 and 500 looks like a leader: its length is
 * 03000, its status 0, its type 3, its base address 03000. */
#define CAT_LEADER "00101nam a2200085 i 4500"
#define CAT_DIRECTORY                                  \
    "001000300000004000300003CAT000300006245000300009" \
    "500000300012"
#define CAT_REST(end, terminator) \
    end "id" end "cc" end "ab" end "ti" end "no" end terminator "\n"
#define CAT CAT_LEADER CAT_DIRECTORY CAT_REST("\x1e", "\x1d")
#define CAT_OUT CAT_LEADER CAT_DIRECTORY CAT_REST("\\x1E", "\\x1D")

static const struct row {
    const char *why;
    struct slice text;
    const char *expected;
    uint64_t bound; /* of a record; 0: 16 MB */
} rows[] = {
    {"an empty file", SLICE(""), "", 0},
    {"two records", SLICE(REC("r1") REC("r2")),
     "1 L1 @0+41: " OUT("r1") "2 L1 @41+41: " OUT("r2"), 0},
    {"line ends between", SLICE("\n" REC("r1") "\r\n" REC("r2") "\n"),
     "1 L2 @1+41: " OUT("r1") "2 L3 @44+41: " OUT("r2"), 0},
    {"padding and terminators between",
     SLICE(REC("r1") "\x1d \0\x1a\t\xef\xbb\xbf" REC("r2") "\0\0"),
     "1 L1 @0+41: " OUT("r1") "2 L1 @49+41: " OUT("r2"), 0},
    {"the beginning of a mark is none", SLICE(REC("r1") "\xef\xbb" REC("r2")),
     "1 L1 @0+41: " OUT("r1") "2 L1 @41+2: \\xEF\\xBB\n3 L1 @43+41: " OUT("r2"),
     0},
    {"bad: junk between", SLICE(REC("r1") "junk" REC("r2") "more"),
     "1 L1 @0+41: " OUT("r1") "2 L1 @41+4: junk\n3 L1 @45+41: " OUT(
         "r2") "4 L1 @86+4: more\n",
     0},
    {"bad: a terminator is missing", SLICE(FRONT "\x1er1\x1e" REC("r2")),
     "1 L1 @0+40: " FRONT "\\x1Er1\\x1E\n2 L1 @40+41: " OUT("r2"), 0},
    {"bad: the record is cut off in its leader",
     SLICE("00041nam a22" REC("r2")),
     "1 L1 @0+12: 00041nam a22\n2 L1 @12+41: " OUT("r2"), 0},
    {"bad: the file is", SLICE(REC("r1") LEADER "0010"),
     "1 L1 @0+41: " OUT("r1") "2 L1 @41+28: " LEADER "0010\n", 0},
    {"an empty directory begins a record too",
     SLICE(REC("r1") "x00026nam a2200025 i 4500\x1e\x1d"),
     "1 L1 @0+41: " OUT("r1") "2 L1 @41+1: x\n3 L1 @42+26: "
                              "00026nam a2200025 i 4500\\x1E\\x1D\n",
     0},
    {"a directory is no leader: it has only digits",
     SLICE("00077nam a2200073 i 4500"
           "001000300000"
           "004000030000"
           "450000000045"
           "450000045450"
           "\x1eid\x1e\x1d"),
     "1 L1 @0+77: 00077nam a2200073 i 4500001000300000004000030000450000000045"
     "450000045450\\x1Eid\\x1E\\x1D\n",
     0},
    {"nor is one with a tag of letters", SLICE(CAT REC("r2")),
     "1 L1 @0+101: " CAT_OUT "2 L2 @102+41: " OUT("r2"), 0},
    {"nor if the record's own leader is none",
     SLICE("?????nam a2200085 i 4500" CAT_DIRECTORY "\x1e" REC("r2")),
     "1 L1 @0+85: ?????nam a2200085 i 4500" CAT_DIRECTORY "\\x1E\n"
     "2 L1 @85+41: " OUT("r2"),
     0},
    {"nor over the bound", SLICE(CAT REC("r2")),
     "1 L1 @0+101 short: 00101 [RECORD_TOO_LONG expected=at most 5 bytes "
     "found=101 bytes]\n"
     "2 L2 @102+41 short: 00041 [RECORD_TOO_LONG expected=at most 5 bytes "
     "found=41 bytes]\n",
     5},
    {"nor is a leader with what follows it",
     SLICE("00065nam a22000611i 4500"
           "001000300450500045000000650000300453\x1eid\x1e\x1d"),
     "1 L1 @0+65: 00065nam a22000611i 4500"
     "001000300450500045000000650000300453\\x1Eid\\x1E\\x1D\n",
     0},
    {"bad: cut off in its directory, after a tag of letters",
     SLICE(LEADER "001000300000CAT00" REC("r2")),
     "1 L1 @0+41: " LEADER "001000300000CAT00\n2 L1 @41+41: " OUT("r2"), 0},
    {"a length that is too small",
     SLICE("00009"
           "nam a2200037 i 4500"
           "001000300000\x1er1\x1e\x1d"),
     "1 L1 @0+41: 00009nam a2200037 i 4500001000300000\\x1Er1\\x1E\\x1D\n", 0},
    {"a length that is too large",
     SLICE("00082nam a2200037 i 4500"
           "001000300000\x1er1\x1e\x1d" REC("r2")),
     "1 L1 @0+41: 00082nam a2200037 i 4500001000300000\\x1Er1\\x1E\\x1D\n"
     "2 L1 @41+41: " OUT("r2"),
     0},
    {"1D in data, and all else agrees", SLICE(HOLDS_1D REC("r2")),
     "1 L1 @0+43: 00043nam a2200037 i 4500001000500000\\x1Ea\\x1Dbc\\x1E\\x1D\n"
     "2 L1 @43+41: " OUT("r2"),
     0},
    {"bad: 1D in data, over the bound", SLICE(HOLDS_1D),
     "1 L1 @0+39: 00043nam a2200037 i 4500001000500000\\x1Ea\\x1D\n"
     "2 L1 @39+4: bc\\x1E\\x1D\n",
     42},
    {"bad: 1D in data, and the file ends before",
     SLICE("00043nam a2200037 i 4500"
           "001000500000\x1e"
           "a\x1d"
           "b"),
     "1 L1 @0+39: 00043nam a2200037 i 4500001000500000\\x1Ea\\x1D\n"
     "2 L1 @39+1: b\n",
     0},
    /* bounds */
    {"as long as the bound", SLICE(REC("r1")), "1 L1 @0+41: " OUT("r1"), 41},
    {"bad: one byte longer, and the next is found",
     SLICE("00041nam a2200037 i 4500001000300000\x1er01\x1e\x1d" REC("r2")),
     "1 L1 @0+42 short: " FRONT "\\x1Er01\\x1E [RECORD_TOO_LONG expected=at "
     "most 41 bytes found=42 bytes]\n2 L1 @42+41: " OUT("r2"),
     41},
    {"bad: much longer, followed to where another begins",
     SLICE("0123456789012345678901234567890123456789012345678901234567890123456"
           "7890123456789012345678901234567890123456789\n" REC("r2")),
     "1 L1 @0+111 short: 01234567890123456789012345678901234567890 "
     "[RECORD_TOO_LONG expected=at most 41 bytes found=111 bytes]\n"
     "2 L2 @111+41: " OUT("r2"),
     41},
    {"bad: longer, to the end of the file",
     SLICE("0123456789012345678901234567890123456789012345678901234567890123456"
           "7890123456789012345678901234567890123456789"),
     "1 L1 @0+110 short: 01234567890123456789012345678901234567890 "
     "[RECORD_TOO_LONG expected=at most 41 bytes found=110 bytes]\n",
     41},
};

static void describe(FILE *out, const struct record *record)
{
    fprintf(
        out, "%llu L%llu @%llu+%llu%s: ", (unsigned long long)record->ordinal,
        (unsigned long long)record->line, (unsigned long long)record->offset,
        (unsigned long long)record->length,
        record->flags & RECORD_CUT_SHORT ? " short" : "");
    bench_print_slice(out, record->raw);
    bench_print_findings(out, record);
    putc('\n', out);
}

/* The first `split` bytes are a block of their own, the rest come in blocks. */
static void check_row(const struct row *row, size_t block, size_t split)
{
    struct slice text = row->text;
    struct bench bench;

    bench_init(&bench, &stage_cut_marc, describe);
    if (row->bound)
        bench.job.record_bytes = row->bound;
    ck_assert_int_eq(bench_open(&bench), 0);
    if (split) {
        struct batch *batch = bench_take(&bench, BATCH_BYTES);

        batch->bytes =
            arena_copy(&batch->arena, (struct slice){text.at, split});
        ck_assert_int_eq(bench_feed(&bench, batch), 0);
        text.at += split;
        text.len -= split;
    }
    ck_assert_int_eq(bench_bytes(&bench, text, block), 0);
    ck_assert_int_eq(bench_finish(&bench), 0);
    ck_assert_msg(strcmp(bench_text(&bench), row->expected) == 0,
                  "%s (blocks of %zu, split at %zu)\n%s-- expected --\n%s",
                  row->why, block, split, bench_text(&bench), row->expected);
    bench_clear(&bench);
}

START_TEST(every_row_in_blocks_of_every_size)
{
    const struct row *row = &rows[_i];

    check_row(row, 0, 0);
    for (size_t at = 1; at < row->text.len; at++) {
        check_row(row, at, 0);
        check_row(row, 0, at);
    }
}
END_TEST

static char *cut(struct slice text, size_t block)
{
    struct bench bench;
    char *cut;

    bench_init(&bench, &stage_cut_marc, describe);
    bench.job.record_bytes = 90;
    ck_assert_int_eq(bench_open(&bench), 0);
    ck_assert_int_eq(bench_bytes(&bench, text, block), 0);
    ck_assert_int_eq(bench_finish(&bench), 0);
    cut = strdup(bench_text(&bench));
    ck_assert_ptr_nonnull(cut);
    bench_clear(&bench);
    return cut;
}

/* Whatever is damaged, blocks make no difference. */
START_TEST(damage_in_any_blocks)
{
    static const char bytes[] = "\x1d\x1e\xef 0459x";
    static const char good[] = REC("r1") HOLDS_1D "\r\n" REC("r3") REC("45");
    char text[sizeof good - 1];
    unsigned seed = (unsigned)_i;

    for (int round = 0; round < 200; round++) {
        size_t len = sizeof text - (size_t)rand_r(&seed) % 3;
        char *whole, *blocks;

        memcpy(text, good, sizeof text);
        for (int i = rand_r(&seed) % 5; i >= 0; i--)
            text[(size_t)rand_r(&seed) % sizeof text] =
                bytes[(size_t)rand_r(&seed) % (sizeof bytes - 1)];
        whole = cut((struct slice){text, len}, 0);
        blocks = cut((struct slice){text, len}, 1 + (size_t)rand_r(&seed) % 50);
        ck_assert_msg(strcmp(whole, blocks) == 0, "%s-- in blocks --\n%s",
                      whole, blocks);
        free(whole);
        free(blocks);
    }
}
END_TEST

/* Batches close as the job says, and each knows the place behind it. */
START_TEST(batches_close)
{
    struct bench bench;

    bench_init(&bench, &stage_cut_marc, NULL);
    bench.job.batch_records = 2;
    ck_assert_int_eq(bench_open(&bench), 0);
    ck_assert_int_eq(
        bench_bytes(&bench, SLICE(REC("r1") REC("r2") REC("r3")), 7), 0);
    ck_assert_uint_eq(bench.batches, 1);
    ck_assert_uint_eq(bench.after.offset, 82);
    ck_assert_int_eq(bench_finish(&bench), 0);
    ck_assert_uint_eq(bench.batches, 2);
    ck_assert_uint_eq(bench.after.offset, 123);
    ck_assert_uint_eq(bench.after.records, 3);
    bench_clear(&bench);
}
END_TEST

Suite *cut_marc_suite(void)
{
    Suite *suite = suite_create("cut_marc");
    TCase *tests = tcase_create("rows");

    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, every_row_in_blocks_of_every_size, 0,
                        sizeof rows / sizeof *rows);
    tcase_add_loop_test(tests, damage_in_any_blocks, 0, 50);
    tcase_add_test(tests, batches_close);
    suite_add_tcase(suite, tests);
    return suite;
}
