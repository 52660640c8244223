/*
 * Every fixture with what it must give: fixtures/FORMAT/NAME.expected is what
 * the database says after the file beside it (NAME with any other ending) has
 * been imported with all defaults, or after NAME.ini has been run. It begins
 * with lines after "# " that say what the fixture shows.
 *
 * Whatever the fixture, the promises hold: every record is counted once, a
 * reject file has the record's bytes, verify finds nothing, and a second import
 * changes nothing.
 *
 * UPDATE=1 in the environment rewrites the expected texts: read the difference
 * before it is kept.
 */
#include "support/dump.h"
#include "support/program.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Suite *fixtures_suite(void);

static glob_t fixtures;

struct fixture {
    char stem[PATH_MAX - 16]; /* fixtures/csv/NAME */
    char expected[PATH_MAX];
    char input[PATH_MAX]; /* real path: what is imported, or the config */
    bool config;          /* input is a config to run */
    struct program program;
};

/* The file of the fixture that is neither its config nor its expected text. */
static void find_input(struct fixture *fixture)
{
    char path[PATH_MAX];
    glob_t found;

    snprintf(path, sizeof path, "%s.ini", fixture->stem);
    fixture->config = access(path, F_OK) == 0;
    if (!fixture->config) {
        snprintf(path, sizeof path, "%s.[!ei]*", fixture->stem);
        ck_assert_int_eq(glob(path, 0, NULL, &found), 0);
        ck_assert_msg(found.gl_pathc == 1, "%s: %zu files", path,
                      found.gl_pathc);
        snprintf(path, sizeof path, "%s", found.gl_pathv[0]);
        globfree(&found);
    }
    ck_assert_ptr_nonnull(realpath(path, fixture->input));
}

static void fixture_begin(struct fixture *fixture, const char *expected)
{
    size_t len = strlen(expected) - strlen(".expected");

    snprintf(fixture->expected, sizeof fixture->expected, "%s", expected);
    snprintf(fixture->stem, sizeof fixture->stem, "%.*s", (int)len, expected);
    find_input(fixture);
    program_begin(&fixture->program);
}

static int import(const struct fixture *fixture)
{
    if (fixture->config)
        return program_run(&fixture->program, "run", "-c", fixture->input,
                           NULL);
    return program_run(&fixture->program, "import", fixture->input, NULL);
}

/* The comment in front stays as it is. */
static const char *behind_comment(const char *text)
{
    while (text[0] == '#') {
        const char *end = strchr(text, '\n');

        text = end ? end + 1 : text + strlen(text);
    }
    return text;
}

static void compare(const struct fixture *fixture, const char *found)
{
    struct slice text = program_read(fixture->expected);
    const char *expected = behind_comment(text.at);

    if (getenv("UPDATE")) {
        FILE *file = fopen(fixture->expected, "wb");

        ck_assert_ptr_nonnull(file);
        fprintf(file, "%.*s%s", (int)(expected - text.at), text.at, found);
        ck_assert_int_eq(fclose(file), 0);
    } else {
        ck_assert_msg(strcmp(expected, found) == 0,
                      "%s\n---- expected ----\n%s---- found ----\n%s----",
                      fixture->expected, expected, found);
    }
    free((void *)text.at);
}

static char *describe(const struct fixture *fixture, int status)
{
    char *records = dump_records(fixture->program.database);
    char *tables = dump_tables(fixture->program.database);
    char *text = NULL;

    ck_assert_int_gt(
        asprintf(&text, "status %d\n%s%s", status, records, tables), 0);
    free(records);
    free(tables);
    return text;
}

#define UNACCOUNTED                                            \
    " WHERE records_read <> records_new + records_matched +"   \
    " records_unchanged + records_deleted + records_skipped +" \
    " records_rejected"

static void check_accounting(const char *database)
{
    ck_assert_int_eq(
        dump_number(database, "SELECT count(*) FROM imports" UNACCOUNTED), 0);
    ck_assert_int_eq(
        dump_number(database, "SELECT count(*) FROM import_files" UNACCOUNTED),
        0);
    ck_assert_int_eq(
        dump_number(
            database,
            "SELECT (SELECT coalesce(sum(records_rejected), 0) FROM imports) -"
            " (SELECT count(DISTINCT file_id || ' ' || record) FROM rejects)"),
        0);
}

/* The bytes of one reject, as the table places them, in its file of rejects. */
static void check_reject(const struct fixture *fixture, const char *line)
{
    long long import_id, offset, length;
    char name[256], path[PATH_MAX], pattern[PATH_MAX];
    struct slice source, rejected;
    glob_t found;

    ck_assert_int_eq(sscanf(line, "%lld %lld %lld %255[^.]%*s %4095s",
                            &import_id, &offset, &length, name, path),
                     5);
    snprintf(pattern, sizeof pattern, "%s.rejects/%lld-%s.[!i]*",
             fixture->program.database, import_id, name);
    ck_assert_msg(glob(pattern, 0, NULL, &found) == 0, "no %s", pattern);
    source = program_read(path);
    rejected = program_read(found.gl_pathv[0]);
    ck_assert_msg(offset + length <= (long long)source.len, "%s", line);
    ck_assert_msg(memmem(rejected.at, rejected.len, source.at + offset,
                         (size_t)length) != NULL,
                  "%s has not the bytes of %s", found.gl_pathv[0], line);
    free((void *)source.at);
    free((void *)rejected.at);
    globfree(&found);
}

static void check_rejects(const struct fixture *fixture)
{
    char *rejects = dump_query(
        fixture->program.database,
        "WITH file AS (SELECT *, replace(path, rtrim(path,"
        " replace(path, '/', '')), '') AS base FROM import_files) "
        "SELECT r.import_id || ' ' || r.byte_offset || ' ' || r.byte_length"
        " || ' ' || f.base || ' ' || f.path FROM rejects AS r"
        " JOIN file AS f ON f.id = r.file_id WHERE NOT f.gzip");

    for (char *line = strtok(rejects, "\n"); line; line = strtok(NULL, "\n"))
        check_reject(fixture, line);
    free(rejects);
}

static void check_verify(const struct fixture *fixture)
{
    if (program_run(&fixture->program, "verify", NULL) != 0) {
        char *said = program_said(&fixture->program);

        ck_abort_msg("%s: verify says:\n%s", fixture->stem, said);
    }
}

START_TEST(test_fixture)
{
    struct fixture fixture;
    char *text, *before, *after;
    int status;

    fixture_begin(&fixture, fixtures.gl_pathv[_i]);
    status = import(&fixture);
    text = describe(&fixture, status);
    compare(&fixture, text);
    check_accounting(fixture.program.database);
    check_rejects(&fixture);
    check_verify(&fixture);
    before = dump_rows(fixture.program.database);
    import(&fixture);
    after = dump_rows(fixture.program.database);
    ck_assert_msg(strcmp(before, after) == 0,
                  "%s: a second import changes\n%sto\n%s", fixture.stem, before,
                  after);
    check_accounting(fixture.program.database);
    free(text);
    free(before);
    free(after);
    program_end(&fixture.program);
}
END_TEST

Suite *fixtures_suite(void)
{
    Suite *suite = suite_create("fixtures");
    TCase *tests = tcase_create("expected");

    if (glob("fixtures/*/*.expected", 0, NULL, &fixtures) != 0)
        fixtures.gl_pathc = 0;
    tcase_add_loop_test(tests, test_fixture, 0, (int)fixtures.gl_pathc);
    suite_add_tcase(suite, tests);
    return suite;
}
