/*
 * A store that fails: every function, at every call of an import into a database
 * that has something in it already. Each failure must come out as the error that
 * the store gave; what was committed before must keep its promises; and the same
 * import, run again, must end with the database of an undisturbed one.
 */
#include "../pipeline/chain.h"
#include "../pipeline/counts.h"
#include "../stages/rekey.h"
#include "support/dump.h"
#include "support/faulty_store.h"
#include "support/import_case.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *store_failure_suite(void);

#define MARC(status)                                                    \
    "<record><leader>00000" status "am a2200000 a 4500</leader>"        \
    "<controlfield tag=\"001\">1</controlfield><datafield tag=\"245\" " \
    "ind1=\"0\" ind2=\"0\"><subfield code=\"a\">Ulysses</subfield>"     \
    "</datafield></record>"

/* Touched rows, restated and new records, an author renamed, links and a book that
 * go. */
static const struct import_step before = {
    .source = "a",
    .files = {{"authors.csv", "author_ref,author\na1,Jane Austin\n"},
              {"books.csv", "book_ref,title,author,author_ref,order\n"
                            "b1,Emma,Jane Austin,a1,1\n"
                            "b1,Emma,Ann Ash,,2\n"
                            "b2,Dune,Frank Herbert,,1\n"},
              {"more.csv", "title,authors,year\n"
                           "Poems,John Keats; Percy Shelley,1817\n"},
              {"marc.xml", MARC("n")}},
};
static const char *const touch_sql =
    "UPDATE books SET title = 'Dune!' WHERE id = 2;"
    "INSERT INTO books (title) VALUES ('Dracula')";
static const struct step_file after_files[] = {
    {"authors.csv", "author_ref,author\na1,Jane Austen\na2,Bram Stoker\n"},
    {"books.csv", "book_ref,title,author,author_ref,order\n"
                  "b1,Emma,Jane Austen,a1,2\n"
                  "b1,Emma,Ann Ash,,1\n"
                  "b2,Arrakis,Frank Herbert,,1\n"
                  ",,Nobody,,1\n"},
    {"more.csv", "title,authors,year\n"
                 "Poems,John Keats; Mary Shelley,1817\n"
                 "Dracula,Bram Stoker,\n"},
    {"marc.xml", MARC("d")},
};
#define AFTER_FILES (sizeof after_files / sizeof *after_files)
static const char config[] = "[source:a]\n";

/* One import by the engine's own functions, as import.c has it, for a store of
 * the test's. */
struct rig {
    struct import_bench bench;
    struct config config;
    struct job job;
    struct error error;
    unsigned threads;
};

static void rig_begin(struct rig *rig, unsigned threads)
{
    char path[128];
    FILE *file;

    memset(rig, 0, sizeof *rig);
    import_bench_begin(&rig->bench);
    ck_assert_int_eq(import_bench_run(&rig->bench, config, &before, 1), 0);
    import_bench_sql(&rig->bench, touch_sql);
    for (size_t i = 0; i < AFTER_FILES; i++) {
        snprintf(path, sizeof path, "%s/%s", rig->bench.folder,
                 after_files[i].name);
        file = fopen(path, "we");
        ck_assert_ptr_nonnull(file);
        ck_assert_int_ge(fputs(after_files[i].text, file), 0);
        ck_assert_int_eq(fclose(file), 0);
    }
    snprintf(path, sizeof path, "%s/config.ini", rig->bench.folder);
    ck_assert_int_eq(config_init(&rig->config, &rig->error), 0);
    ck_assert_int_eq(config_read(&rig->config, path, &rig->error), 0);
    rig->config.batch_records = 2;
    rig->threads = threads;
}

static void rig_end(struct rig *rig)
{
    config_clear(&rig->config);
    import_bench_end(&rig->bench);
}

static void rig_open(struct rig *rig)
{
    rig->error = (struct error){.kind = ERROR_NONE};
    rig->job = (struct job){
        .config = &rig->config,
        .source = config_source(&rig->config, "a"),
        .ids = "a",
        .batch_records = 2,
        .batch_bytes = 1 << 20,
        .record_bytes = RECORD_BYTES_DEFAULT,
        .import = {.source = "a",
                   .ids = "a",
                   .options = "0",
                   .state = "running"},
    };
    ck_assert_int_eq(store_open(&rig->job.store, rig->bench.database,
                                STORE_WRITE, 32u << 20, &rig->error),
                     0);
}

static int load_file(struct rig *rig, const char *name, struct file *file)
{
    struct job *job = &rig->job;
    struct chain_report report;

    if (input_open(&file->input, file->row.path, ENCODING_AUTO, &rig->error) !=
            0 ||
        plan_file(&file->plan, file->input, job->source, name, &rig->error) !=
            0)
        ck_abort_msg("%s", rig->error.text);
    if (job->store->type->scope(job->store, &job->import, &rig->error) != 0 ||
        job->store->type->file_begin(job->store, &job->import, &file->row,
                                     &rig->error) != 0 ||
        chain_run(chain_names(file->plan.format), job, file, rig->threads, NULL,
                  &report, &rig->error) != 0 ||
        job->store->type->begin(job->store, &rig->error) != 0)
        return -1;
    file->row.state = "complete";
    counts_add(&job->import.counts, &file->row.counts);
    return job->store->type->file_end(job->store, &file->row, &rig->error);
}

static int run_file(struct rig *rig, const char *name)
{
    char path[128], rejects[160];
    struct file file = {
        .name = name,
        .row = {.name = name,
                .path = path,
                .format = "csv",
                .encoding = "utf-8",
                .state = "running"},
        .rejects_name = rejects,
    };
    int result;

    snprintf(path, sizeof path, "%s/%s", rig->bench.folder, name);
    snprintf(rejects, sizeof rejects, "%s/rejects/%s", rig->bench.folder, name);
    result = load_file(rig, name, &file);
    input_close(file.input);
    plan_clear(&file.plan);
    return result;
}

static int run_imports(struct rig *rig)
{
    struct job *job = &rig->job;
    const struct store_type *type = job->store->type;

    if (type->import_begin(job->store, &job->import, &rig->error) != 0 ||
        rekey_touched(job, &rig->error) != 0)
        return -1;
    for (size_t i = 0; i < AFTER_FILES; i++)
        if (run_file(rig, after_files[i].name) != 0)
            return -1;
    if (type->begin(job->store, &rig->error) != 0 ||
        type->commit(job->store, &job->import, NULL, &rig->error) != 0)
        return -1;
    job->import.state = "complete";
    return type->import_end(job->store, &job->import, &rig->error);
}

static int run_all(struct rig *rig)
{
    struct job *job = &rig->job;
    struct error second = {.kind = ERROR_NONE};

    if (run_imports(rig) == 0)
        return 0;
    job->store->type->rollback(job->store);
    job->import.state = "failed";
    job->import.error = rig->error.text;
    job->import.counts = job->committed;
    if (job->import.id)
        (void)job->store->type->import_end(job->store, &job->import, &second);
    return -1;
}

/* The undisturbed import: its rows, and how often each function is called. */
static char *undisturbed(unsigned threads, unsigned calls[CALLS])
{
    struct rig rig;
    char *rows;

    rig_begin(&rig, threads);
    rig_open(&rig);
    faulty_store_wrap(rig.job.store, CALLS, 0);
    ck_assert_msg(run_all(&rig) == 0, "%s", rig.error.text);
    for (int call = 0; call < CALLS; call++)
        calls[call] = faulty_store_calls((enum store_call)call);
    rig.job.store->type->close(rig.job.store);
    import_bench_verify(&rig.bench);
    rows = dump_rows(rig.bench.database);
    rig_end(&rig);
    return rows;
}

static void fail_once(unsigned threads, enum store_call call, unsigned at,
                      const char *expected)
{
    char text[64], *rows;
    struct rig rig;

    rig_begin(&rig, threads);
    rig_open(&rig);
    faulty_store_wrap(rig.job.store, call, at);
    snprintf(text, sizeof text, "%s failed on purpose", store_call_names[call]);
    ck_assert_msg(run_all(&rig) == -1, "%s, call %u: no error",
                  store_call_names[call], at);
    ck_assert_str_eq(rig.error.text, text);
    rig.job.store->type->close(rig.job.store);
    rig_open(&rig);
    ck_assert_msg(run_all(&rig) == 0, "%s, call %u, again: %s",
                  store_call_names[call], at, rig.error.text);
    rig.job.store->type->close(rig.job.store);
    import_bench_verify(&rig.bench);
    rows = dump_rows(rig.bench.database);
    ck_assert_msg(strcmp(rows, expected) == 0,
                  "%s, call %u: after running again\n%sundisturbed\n%s",
                  store_call_names[call], at, rows, expected);
    free(rows);
    rig_end(&rig);
}

static const unsigned thread_counts[] = {1, 2, 4};

START_TEST(test_every_call)
{
    enum store_call call = (enum store_call)(_i / 3);
    unsigned threads = thread_counts[_i % 3], calls[CALLS];
    char *expected = undisturbed(threads, calls);

    ck_assert_msg(calls[call] > 0, "%s is never called",
                  store_call_names[call]);
    for (unsigned at = 0; at < calls[call]; at++)
        fail_once(threads, call, at, expected);
    free(expected);
}
END_TEST

Suite *store_failure_suite(void)
{
    Suite *suite = suite_create("store_failure");
    TCase *failing = tcase_create("failing");

    tcase_add_loop_test(failing, test_every_call, 0, CALLS * 3);
    suite_add_tcase(suite, failing);
    return suite;
}
