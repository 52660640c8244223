/*
 * Imports as rows of a table: files as text, what another program did between
 * them, and the database that must come out as one text. Whole imports run inside
 * the test, from files in a folder of their own to a database beside them.
 *
 * Every case runs under several batch sizes and thread counts, and must give the
 * same text under each of them; afterwards the database must keep its promises.
 */
#ifndef BIBLOAD_TESTS_IMPORT_CASE_H
#define BIBLOAD_TESTS_IMPORT_CASE_H

#include "../../pipeline/import.h"

#define STEPS_MAX 5
#define STEP_FILES_MAX 4

struct step_file {
    const char *name; /* NULL: books.csv */
    const char *text; /* "@PATH": that file's */
};

/* One import; without files only the SQL. */
struct import_step {
    const char *sql;    /* what another program does first; NULL: nothing */
    const char *source; /* [source:NAME]; NULL: none is named */
    const char *config; /* from here on; NULL: as before */
    struct step_file files[STEP_FILES_MAX]; /* in the order of the command */
    int status;                             /* that the import must give */
    bool piped; /* the files are there already: pipes of the test's */
};

struct import_case {
    const char *what; /* what the case shows */
    const char *config;
    struct import_step steps[STEPS_MAX];
    /* import N: counts that are not 0, for each import; books with their links in
     * order; authors; then findings and ledger, each with IMPORT.RECORD */
    const char *expected;
};

#define IMPORT_SETTINGS 5 /* batch sizes and thread counts, for a loop test */

/* Runs a case under one of the settings and compares. */
void import_case_run(const struct import_case *one, int setting);

/* All cases of a table under all settings: for a loop test from 0 to count. */
#define IMPORT_CASES(table) (int)(sizeof(table) / sizeof *(table))

/* ---- for tests that want less than a case ---- */

struct import_bench {
    char folder[64];
    char database[96];
    struct error error;
    void (*ready)(void); /* called right before an import; may be NULL */
};

void import_bench_begin(struct import_bench *bench);
void import_bench_end(struct import_bench *bench); /* removes the folder */
/* The status that import_run gave. Its error is in bench->error. */
int import_bench_run(struct import_bench *bench, const char *config,
                     const struct import_step *step, int setting);
/* The text a case is compared with; malloc's. */
char *import_bench_text(const struct import_bench *bench);
/* SQL as another program runs it; must work. */
void import_bench_sql(const struct import_bench *bench, const char *sql);
/* Ends the test if a check of `verify` fails. */
void import_bench_verify(struct import_bench *bench);

#endif
