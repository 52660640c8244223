/*
 * Whole imports: what stops them, and that running again completes them; a
 * database that is not as it should be; the exit status.
 */
#include "../pipeline/stop.h"
#include "support/dump.h"
#include "support/import_case.h"

#include <check.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *import_suite(void);

#define ROWS 40000 /* of about 90 bytes: more than is looked at in advance */
#define CONFIG "[source:a]\n"

static char *make_rows(void)
{
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(to);
    fputs("title,authors,year,publisher\n", to);
    for (int i = 0; i < ROWS; i++)
        fprintf(to,
                "Title %d,Author %d; Author %d,%d,A publisher with a name "
                "that is long enough to fill the file\n",
                i, i % 977, i % 83, 1900 + i % 100);
    ck_assert_int_eq(fclose(to), 0);
    return text;
}

/* ---- a signal ---- */

struct signaller {
    char *path;
    const char *text, *database;
    int number; /* of the signal */
};

/* Sleeps until rows are committed; a minute at most. */
static void wait_for_commit(const char *database)
{
    for (int i = 0; i < 6000; i++) {
        if (access(database, F_OK) == 0 &&
            dump_number(database, "SELECT count(*) FROM sqlite_master "
                                  "WHERE name = 'books'") &&
            dump_number(database, "SELECT count(*) FROM books"))
            return;
        usleep(10000);
    }
}

static void write_all(int fd, const char *at, size_t len)
{
    while (len > 0) {
        ssize_t done = write(fd, at, len);

        if (done <= 0)
            return; /* the reader went away: it was interrupted */
        at += done;
        len -= (size_t)done;
    }
}

/* Two thirds of the file, the signal once something is committed, the rest. */
static void *signal_in_the_middle(void *argument)
{
    const struct signaller *signaller = argument;
    size_t len = strlen(signaller->text), first = len / 3 * 2;
    int fd = open(signaller->path, O_WRONLY | O_CLOEXEC);

    write_all(fd, signaller->text, first);
    wait_for_commit(signaller->database);
    kill(getpid(), signaller->number);
    write_all(fd, signaller->text + first, len - first);
    close(fd);
    return NULL;
}

/* Through a pipe, so that the import can't be faster than the signal. */
static void interrupt(struct import_bench *bench, const char *text, int number,
                      int setting)
{
    const struct import_step piped = {
        .source = "a", .piped = true, .files = {{"pipe.csv", ""}}};
    struct signaller signaller = {
        .text = text, .database = bench->database, .number = number};
    pthread_t thread;

    ck_assert_int_gt(asprintf(&signaller.path, "%s/pipe.csv", bench->folder),
                     0);
    ck_assert_int_eq(mkfifo(signaller.path, 0600), 0);
    signal(SIGPIPE, SIG_IGN);
    ck_assert_int_eq(
        pthread_create(&thread, NULL, signal_in_the_middle, &signaller), 0);
    ck_assert_int_eq(import_bench_run(bench, CONFIG, &piped, setting), -1);
    pthread_join(thread, NULL);
    ck_assert_int_eq(bench->error.kind, ERROR_INTERRUPTED);
    ck_assert_int_eq(error_exit_status(&bench->error), STATUS_FAILED);
    ck_assert(bench->error.again);
    free(signaller.path);
}

static char *undisturbed_rows(const char *text, int setting)
{
    const struct import_step whole = {.source = "a", .files = {{NULL, text}}};
    struct import_bench bench;
    char *rows;

    import_bench_begin(&bench);
    ck_assert_int_eq(import_bench_run(&bench, CONFIG, &whole, setting), 0);
    rows = dump_rows(bench.database);
    import_bench_end(&bench);
    return rows;
}

static const int signal_settings[] = {1,
                                      4}; /* batches of 1,000; 1, 4 threads */

START_TEST(test_signal)
{
    int setting = signal_settings[_i / 2];
    char *text = make_rows(), *rows,
         *expected = undisturbed_rows(text, setting);
    const struct import_step whole = {.source = "a", .files = {{NULL, text}}};
    struct import_bench bench;
    int64_t loaded;

    import_bench_begin(&bench);
    interrupt(&bench, text, _i % 2 ? SIGTERM : SIGINT, setting);
    loaded = dump_number(bench.database, "SELECT count(*) FROM books");
    ck_assert_int_gt(loaded, 0);
    ck_assert_int_lt(loaded, ROWS);
    ck_assert_int_eq(loaded, dump_number(bench.database,
                                         "SELECT records_new FROM imports "
                                         "WHERE state = 'interrupted'"));
    import_bench_verify(&bench);
    stop_forget();
    ck_assert_int_eq(import_bench_run(&bench, CONFIG, &whole, setting), 0);
    rows = dump_rows(bench.database);
    ck_assert_msg(strcmp(rows, expected) == 0, "the rows are not those of an "
                                               "undisturbed import");
    import_bench_verify(&bench);
    free(rows);
    free(expected);
    free(text);
    import_bench_end(&bench);
}
END_TEST

/* ---- a database that is not as it should be ---- */

static const char *const broken[] = {
    "DROP TABLE books",       "DROP TABLE authors",
    "DROP TABLE book_author", "DROP TABLE book_keys",
    "DROP TABLE author_keys", "DROP TABLE source_records",
    "DROP TABLE ledger",      "DROP TABLE rejects",
    "DROP TABLE warnings",    "DROP TABLE touched",
    "DROP TABLE imports",     "DROP TABLE import_files",
    "DROP TABLE sources",     "DROP TABLE key_kinds",
    "DROP TABLE meta",        "ALTER TABLE books RENAME COLUMN title TO name",
};

/* An error that says something, under every number of threads. */
START_TEST(test_broken_database)
{
    const struct import_step step = {
        .files = {{NULL, "title,author,isbn\nEmma,Jane Austen,123\n,x,\n"
                         "Emma,Ann Ash; Ben Birch,\n"}},
        .status = STATUS_REJECTS};
    const struct import_step again = {
        .files = {{NULL, "title,author,isbn\nEmma,JANE AUSTEN,124\n,y,\n"
                         "Dune,Frank Herbert,\n"}}};
    int setting = _i % IMPORT_SETTINGS;
    struct import_bench bench;

    import_bench_begin(&bench);
    ck_assert_int_eq(import_bench_run(&bench, NULL, &step, setting),
                     STATUS_REJECTS);
    import_bench_sql(&bench, broken[_i / IMPORT_SETTINGS]);
    ck_assert_msg(import_bench_run(&bench, NULL, &again, setting) == -1, "%s",
                  broken[_i / IMPORT_SETTINGS]);
    ck_assert(error_is_set(&bench.error));
    ck_assert_uint_gt(strlen(bench.error.text), 10);
    ck_assert_int_eq(error_exit_status(&bench.error), STATUS_FAILED);
    import_bench_end(&bench);
}
END_TEST

/* ---- the exit status ---- */

static const struct status_row {
    const char *what;
    struct step_file files[STEP_FILES_MAX];
    int status;
} statuses[] = {
    {"all loaded", {{NULL, "title,author\nEmma,Jane Austen\n"}}, STATUS_LOADED},
    {"no records", {{NULL, "title,author\n"}}, STATUS_LOADED},
    {"loaded, with rejects",
     {{NULL, "title,author\nEmma,Jane Austen\n,x\n"}},
     STATUS_REJECTS},
    {"only rejects", {{NULL, "title,author\n,x\n"}}, STATUS_FAILED},
    {"rejects in one file, records in the other",
     {{"a.csv", "title,author\n,x\n"},
      {"b.csv", "title,author\nEmma,Jane Austen\n"}},
     STATUS_REJECTS},
    {"warnings are no rejects",
     {{NULL, "title,author,isbn\nEmma,Jane Austen,12345\n"}},
     STATUS_LOADED},
    {"a damaged file, and what came before the damage",
     {{"a.xml", "<collection><record><leader>00000cam a2200000 a 4500</leader>"
                "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\">"
                "<subfield code=\"a\">Emma</subfield></datafield></record>"}},
     STATUS_FAILED},
    {"a damaged file does not keep the next from being loaded",
     {{"a.xml", "<collection>"}, {"b.csv", "title,author\nEmma,Jane Austen\n"}},
     STATUS_FAILED},
};

START_TEST(test_status)
{
    const struct status_row *row = &statuses[_i / IMPORT_SETTINGS];
    struct import_step step = {.source = NULL};
    struct import_bench bench;
    int status;

    memcpy(step.files, row->files, sizeof step.files);
    import_bench_begin(&bench);
    status = import_bench_run(&bench, NULL, &step, _i % IMPORT_SETTINGS);
    ck_assert_msg(status == row->status, "%s: %d", row->what, status);
    import_bench_verify(&bench);
    import_bench_end(&bench);
}
END_TEST

/* A wrong file or column is said before anything is loaded. */
START_TEST(test_nothing_begun)
{
    const struct import_step wrong = {
        .source = "a",
        .files = {{"a.csv", "title,author\nEmma,Jane Austen\n"},
                  {"b.csv", "name,author\nEmma,Jane Austen\n"}}};
    struct import_bench bench;

    import_bench_begin(&bench);
    ck_assert_int_eq(import_bench_run(&bench,
                                      "[source:a]\n"
                                      "column.title = title\n",
                                      &wrong, 1),
                     -1);
    ck_assert_int_eq(bench.error.kind, ERROR_USAGE);
    ck_assert_ptr_nonnull(strstr(bench.error.text, "b.csv"));
    ck_assert_int_ne(access(bench.database, F_OK), 0);
    import_bench_end(&bench);
}
END_TEST

Suite *import_suite(void)
{
    Suite *suite = suite_create("import");
    TCase *tests = tcase_create("imports");

    tcase_add_loop_test(tests, test_signal, 0, 4);
    tcase_add_loop_test(tests, test_broken_database, 0,
                        (int)(sizeof broken / sizeof *broken) *
                            IMPORT_SETTINGS);
    tcase_add_loop_test(tests, test_status, 0,
                        (int)(sizeof statuses / sizeof *statuses) *
                            IMPORT_SETTINGS);
    tcase_add_test(tests, test_nothing_begun);
    suite_add_tcase(suite, tests);
    return suite;
}
