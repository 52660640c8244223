/*
 * The test records of other MARC programs, many of them malformed, each file
 * imported into a database of its own: tests/peers.expected has a line for each,
 *
 *     FILE: status N, FORMAT, read N, ...; CODE N, ...; "title" of the first book
 *
 * and comments that say why it is right. The files are no part of the tree
 * (../shared/data); where they are absent they are passed over, with a line that
 * says so.
 *
 * UPDATE=1 in the environment rewrites the lines, and keeps the comments.
 */
#include "support/dump.h"
#include "support/program.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Suite *peers_suite(void);

#define DATA "../shared/data/"
#define EXPECTED "tests/peers.expected"

#define COUNT(what)                                                         \
    " || CASE WHEN records_" #what " THEN ', " #what " ' || records_" #what \
    " ELSE '' END"

static const char summary[] = "SELECT format || ', read ' || records_read" COUNT(
    new) COUNT(matched) COUNT(unchanged) COUNT(deleted) COUNT(skipped)
    COUNT(
        rejected) " || coalesce('; ' || fault, '')"
                  " || coalesce('; ' || (SELECT group_concat(code || ' ' || n, ', ') FROM"
                  " (SELECT code, count(*) AS n FROM (SELECT code FROM warnings UNION ALL"
                  " SELECT code FROM rejects) GROUP BY code ORDER BY code)), '')"
                  " || coalesce('; \"' || (SELECT title FROM books ORDER BY id LIMIT 1)"
                  " || '\"', '') FROM import_files";

/* "status 0, marc, read 1, ..."; malloc's. */
static char *import(const char *path)
{
    struct program program;
    char real[PATH_MAX], *row = NULL, *text = NULL;
    int status;

    ck_assert_ptr_nonnull(realpath(path, real));
    program_begin(&program);
    status = program_run(&program, "import", real, NULL);
    if (access(program.database, F_OK) == 0 && status != 2)
        row = dump_query(program.database, summary);
    ck_assert_int_gt(asprintf(&text, "status %d%s%.*s", status, row ? ", " : "",
                              row ? (int)strcspn(row, "\n") : 0,
                              row ? row : ""),
                     0);
    free(row);
    program_end(&program);
    return text;
}

/* One line of the table; adds to `made` what it should be. */
static unsigned check_line(const char *line, FILE *made)
{
    const char *colon = strchr(line, ':');
    char path[PATH_MAX], *found;
    unsigned differs;

    snprintf(path, sizeof path, DATA "%.*s", (int)(colon - line), line);
    if (access(path, F_OK) != 0) {
        printf("peers: %s is not here: passed over\n", path);
        fprintf(made, "%s\n", line);
        return 0;
    }
    found = import(path);
    differs = strcmp(colon[1] ? colon + 2 : "", found) != 0;
    if (differs)
        fprintf(stderr, "%s\n-- found --\n%s\n", line, found);
    fprintf(made, "%.*s: %s\n", (int)(colon - line), line, found);
    free(found);
    return differs;
}

START_TEST(test_peers)
{
    struct slice text = program_read(EXPECTED);
    char *lines, *made = NULL, *line, *next;
    size_t size = 0;
    unsigned differ = 0;
    FILE *out = open_memstream(&made, &size);

    ck_assert_ptr_nonnull(text.at);
    ck_assert_ptr_nonnull(out);
    lines = next = strndup(text.at, text.len);
    while ((line = strsep(&next, "\n")) && next) {
        if (line[0] == '#' || !strchr(line, ':'))
            fprintf(out, "%s\n", line);
        else
            differ += check_line(line, out);
    }
    fclose(out);
    if (getenv("UPDATE")) {
        FILE *file = fopen(EXPECTED, "wb");

        ck_assert_ptr_nonnull(file);
        ck_assert_uint_eq(fwrite(made, 1, size, file), size);
        ck_assert_int_eq(fclose(file), 0);
    } else {
        ck_assert_msg(!differ, "%u files differ", differ);
    }
    free(lines);
    free(made);
    free((void *)text.at);
}
END_TEST

Suite *peers_suite(void)
{
    Suite *suite = suite_create("peers");
    TCase *tests = tcase_create("expected");

    tcase_set_timeout(tests, 600 * PROGRAM_SLOWER);
    tcase_add_test(tests, test_peers);
    suite_add_tcase(suite, tests);
    return suite;
}
