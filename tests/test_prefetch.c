/*
 * A batch asks the store for all its candidates at once, by whichever key they are
 * found, and not record by record.
 */
#include "../pipeline/chain.h"
#include "support/faulty_store.h"
#include "support/import_case.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *prefetch_suite(void);

#define RECORDS 40

static const char config_text[] = "[source:a]\n[source:b]\n";

/* Text in which %d is the record's number, up to six times. */
static char *xml_of(const char *record)
{
    size_t room = RECORDS * 1500 + 100, len = 0;
    char *text = malloc(room);

    ck_assert_ptr_nonnull(text);
    len += (size_t)snprintf(text, room, "<collection>");
    for (int i = 1; i <= RECORDS; i++)
        len +=
            (size_t)snprintf(text + len, room - len, record, i, i, i, i, i, i);
    snprintf(text + len, room - len, "</collection>");
    return text;
}

#define FIELD(tag, ind1, subfields)                                      \
    "<datafield tag=\"" tag "\" ind1=\"" ind1 "\" ind2=\"0\">" subfields \
    "</datafield>"
#define SUBFIELD(code, text) "<subfield code=\"" code "\">" text "</subfield>"
#define RECORD(id, fields)                                                \
    "<record><leader>00000nam a2200000 a 4500</leader><controlfield tag=" \
    "\"001\">" id "</controlfield>" fields "</record>"

static const struct {
    const char *what, *first, *second;
    uint64_t matched; /* of the second file */
} cases[] = {
    {"by LCCN",
     RECORD("a%d", FIELD("010", " ", SUBFIELD("a", "n78%06d"))
                       FIELD("245", "0", SUBFIELD("a", "Title %d"))),
     RECORD("b%d", FIELD("010", " ", SUBFIELD("a", "n78%06d"))
                       FIELD("245", "0", SUBFIELD("a", "Title %d"))
                           FIELD("260", " ", SUBFIELD("b", "Publisher %d"))),
     RECORDS},
    {"by OCLC number",
     RECORD("a%d", FIELD("035", " ", SUBFIELD("a", "(OCoLC)9%05d"))
                       FIELD("245", "0", SUBFIELD("a", "Title %d"))),
     RECORD("b%d", FIELD("035", " ", SUBFIELD("a", "(OCoLC)9%05d"))
                       FIELD("245", "0", SUBFIELD("a", "Title %d"))
                           FIELD("260", " ", SUBFIELD("b", "Publisher %d"))),
     RECORDS},
    {"by the uniform title of a work",
     RECORD("a%d", FIELD("130", "0", SUBFIELD("a", "Work %d"))
                       FIELD("245", "0", SUBFIELD("a", "Title %d"))),
     RECORD("b%d", FIELD("130", "0", SUBFIELD("a", "Work %d"))
                       FIELD("245", "0", SUBFIELD("a", "Titel %d"))),
     0},
    {"namesakes of a heading with an id",
     RECORD("a%d",
            FIELD("100", "1",
                  SUBFIELD("a", "Smith%d, John") SUBFIELD("0", "(viaf)1%08d"))
                FIELD("245", "0", SUBFIELD("a", "Title %d"))),
     RECORD("b%d",
            FIELD("100", "1",
                  SUBFIELD("a", "Smith%d, John") SUBFIELD("0", "(viaf)2%08d"))
                FIELD("245", "0", SUBFIELD("a", "Titel %d"))),
     0},
    {"the author with the same id",
     RECORD("a%d",
            FIELD("100", "1",
                  SUBFIELD("a", "Smith%d, John") SUBFIELD("0", "(viaf)1%08d"))
                FIELD("245", "0", SUBFIELD("a", "Title %d"))),
     RECORD("b%d",
            FIELD("100", "1",
                  SUBFIELD("a", "Smyth%d, J.") SUBFIELD("0", "(viaf)1%08d"))
                FIELD("245", "0", SUBFIELD("a", "Titel %d"))),
     0},
};

static void load_file(struct job *job, struct file *file, struct error *error)
{
    struct chain_report report;

    if (input_open(&file->input, file->row.path, ENCODING_AUTO, error) != 0 ||
        plan_file(&file->plan, file->input, job->source, file->name, error) !=
            0 ||
        job->store->type->import_begin(job->store, &job->import, error) != 0 ||
        job->store->type->file_begin(job->store, &job->import, &file->row,
                                     error) != 0)
        ck_abort_msg("%s", error->text);
    faulty_store_wrap(job->store, CALLS, 0);
    if (chain_run(chain_names(file->plan.format), job, file, 1, NULL, &report,
                  error) != 0 ||
        job->store->type->commit(job->store, &job->import, NULL, error) != 0)
        ck_abort_msg("%s", error->text);
    ck_assert_int_eq(
        job->store->type->import_end(job->store, &job->import, error), 0);
    input_close(file->input);
    plan_clear(&file->plan);
}

/* The second file as one batch into a store that counts. */
static void import_counted(struct import_bench *bench, const char *text,
                           struct file *file)
{
    struct error error = {.kind = ERROR_NONE};
    struct config config;
    char path[128], rejects[160];
    struct job job = {
        .ids = "b",
        .batch_records = 1000,
        .batch_bytes = 1 << 20,
        .record_bytes = RECORD_BYTES_DEFAULT,
        .import = {.source = "b",
                   .ids = "b",
                   .options = "0",
                   .state = "running"},
    };
    FILE *out;

    snprintf(path, sizeof path, "%s/second.xml", bench->folder);
    snprintf(rejects, sizeof rejects, "%s/rejects", bench->folder);
    out = fopen(path, "we");
    ck_assert_ptr_nonnull(out);
    ck_assert_int_ge(fputs(text, out), 0);
    ck_assert_int_eq(fclose(out), 0);
    *file = (struct file){.name = "second.xml",
                          .row = {.name = "second.xml",
                                  .path = path,
                                  .format = "marcxml",
                                  .encoding = "utf-8",
                                  .state = "running"},
                          .rejects_name = rejects};
    ck_assert_int_eq(config_init(&config, &error), 0);
    snprintf(rejects, sizeof rejects, "%s/config.ini", bench->folder);
    ck_assert_int_eq(config_read(&config, rejects, &error), 0);
    job.config = &config;
    job.source = config_source(&config, "b");
    ck_assert_int_eq(
        store_open(&job.store, bench->database, STORE_WRITE, 32u << 20, &error),
        0);
    load_file(&job, file, &error);
    job.store->type->close(job.store);
    config_clear(&config);
}

START_TEST(test_at_once)
{
    char *first = xml_of(cases[_i].first), *second = xml_of(cases[_i].second);
    const struct import_step step = {.source = "a",
                                     .files = {{"first.xml", first}}};
    struct import_bench bench;
    struct file file;

    import_bench_begin(&bench);
    ck_assert_int_eq(import_bench_run(&bench, config_text, &step, 1), 0);
    import_counted(&bench, second, &file);
    ck_assert_uint_eq(file.row.counts.read, RECORDS);
    ck_assert_uint_eq(file.row.counts.matched, cases[_i].matched);
    ck_assert_msg(faulty_store_calls(CALL_FETCH_BOOKS) <= 2 &&
                      faulty_store_calls(CALL_FETCH_AUTHORS) <= 2,
                  "%s: books were fetched %u times, authors %u times",
                  cases[_i].what, faulty_store_calls(CALL_FETCH_BOOKS),
                  faulty_store_calls(CALL_FETCH_AUTHORS));
    import_bench_verify(&bench);
    import_bench_end(&bench);
    free(first);
    free(second);
}
END_TEST

Suite *prefetch_suite(void)
{
    Suite *suite = suite_create("prefetch");
    TCase *tests = tcase_create("prefetch");

    tcase_add_loop_test(tests, test_at_once, 0,
                        (int)(sizeof cases / sizeof *cases));
    suite_add_tcase(suite, tests);
    return suite;
}
