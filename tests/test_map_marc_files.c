/* Files of real records through cut, parse and map together: how many come out. */
#include "support/bench_stage.h"

#include <check.h>
#include <stdlib.h>

extern const struct stage_type stage_cut_xml, stage_parse_marcxml,
    stage_map_marc;

Suite *map_marc_files_suite(void);

#define DATA "../shared/data/"
static const struct {
    const char *file;
    uint64_t records, skipped, rejected;
} files[] = {
    {"real-bibs/real-bibs.xml", 4704, 0, 17}, /* 17 are UNIMARC */
    {"solrmarc/specTestRecs.xml", 76, 0, 0},
    {"solrmarc/specTestRecs_withBOM.xml", 76, 0, 0},
    {"traject/test_data.utf8.marc.xml", 30, 0, 0},
    {"traject/sample-oai-pmh.xml", 0, 0, 0}, /* Dublin Core inside */
    {"traject/namespace-test.xml", 0, 0, 0},
    {"loc-marc2bibframe2/loc_general.xml", 99, 0, 0},
    {"loc-marc2bibframe2/nlm.xml", 99, 0, 0},
    {"loc-marc2bibframe2/oclc.xml", 99, 0, 0},
    {"loc-marc2bibframe2/british_library.xml", 99, 0, 0},
    {"perl4lib/empty-record.xml", 0, 0, 0},
    {"perl4lib/empty-record-2.xml", 0, 0, 0},
    {"perl4lib/invalid.xml", 0, 0, 0}, /* a datafield without a record */
    {"perl4lib/batch-ns.xml", 10, 0, 0},
    {"ruby-marc/three-records-second-bad.xml", 3, 0, 0}, /* an empty code */
    {"ruby-marc/no-leading-zero.xml", 1, 0, 0},
    {"ruby-marc/messed_up_leader.xml", 1, 0, 0},
    {"pymarc/bad_tag.xml", 1, 0, 0},
    {"evergreen/badisbns.xml", 10, 0, 0},
    {"marcli/test_bad.xml", 0, 0, 0}, /* ISO 2709 under a wrong name */
    {"metafacture/sru_zdb-23b62fc7-de7f-4603-949d-a5e12027a25d.xml", 53, 52, 0},
    {"metafacture/Test_DNB_Mono.xml", 11, 0, 0},
    {"inspire-hep/demo-records-full.xml", 332, 0, 83}, /* 83 have no 245 */
    {"dojson/bd20x24x.xml", 358, 0, 121},
    {"dojson/bdleader.xml", 2, 0, 2},
    {"yaz/marc3.xml", 1, 0, 0},
    {"yaz/tmarc1.xml", 0, 0, 0}, /* TurboMARC */
};

static uint64_t skipped;

static void count_skipped(FILE *out, const struct record *record)
{
    (void)out;
    skipped += record->state == RECORD_SKIPPED;
}

static char *read_file(const char *name, size_t *len)
{
    char path[200];
    char *text = NULL;
    long size;
    FILE *in;

    snprintf(path, sizeof path, DATA "%s", name);
    in = fopen(path, "rb");
    if (!in)
        return NULL;
    if (fseek(in, 0, SEEK_END) == 0 && (size = ftell(in)) >= 0 &&
        fseek(in, 0, SEEK_SET) == 0) {
        text = malloc((size_t)size + 1);
        *len = text ? fread(text, 1, (size_t)size, in) : 0;
    }
    fclose(in);
    return text;
}

/* Puts a stage between the bench's own and its sink. */
static void insert(struct bench *bench, struct stage *stage,
                   const struct stage_type *type, struct stage *before)
{
    *stage = bench->stages[0];
    stage->type = type;
    stage->state = calloc(1, type->state_size + 1);
    ck_assert_ptr_nonnull(stage->state);
    stage->next = before->next;
    before->next = stage;
    if (type->open)
        ck_assert_int_eq(type->open(stage), 0);
}

START_TEST(real_files)
{
    struct stage parse, map;
    struct bench bench;
    size_t len = 0;
    char *text = read_file(files[_i].file, &len);

    if (!text) {
        printf("skipped: " DATA "%s is not there\n", files[_i].file);
        return;
    }
    skipped = 0;
    bench_init(&bench, &stage_cut_xml, count_skipped);
    insert(&bench, &parse, &stage_parse_marcxml, &bench.stages[0]);
    insert(&bench, &map, &stage_map_marc, &parse);
    ck_assert_int_eq(bench_open(&bench), 0);
    ck_assert_int_eq(bench_bytes(&bench, (struct slice){text, len}, 65521), 0);
    ck_assert_int_eq(bench_finish(&bench), 0);
    ck_assert_msg(bench.records == files[_i].records &&
                      skipped == files[_i].skipped &&
                      bench.rejects == files[_i].rejected,
                  "%s: %d records, %d skipped, %d rejected", files[_i].file,
                  (int)bench.records, (int)skipped, (int)bench.rejects);
    stage_parse_marcxml.close(&parse);
    free(parse.state);
    free(map.state);
    bench_clear(&bench);
    free(text);
}
END_TEST

Suite *map_marc_files_suite(void)
{
    Suite *suite = suite_create("map_marc_files");
    TCase *tests = tcase_create("files");

    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, real_files, 0, sizeof files / sizeof *files);
    suite_add_tcase(suite, tests);
    return suite;
}
