/*
 * What a database says depends on the records alone: not on how their file is
 * written, packed or delivered, nor on threads and batches. Each row of a table
 * imports one input in one way, and the three tables must be what the plain
 * import gave, id for id.
 *
 * Inputs that are not part of the tree (../shared/data) are passed over, with a
 * line that says so, where they are absent.
 */
#include "support/dump.h"
#include "support/program.h"
#include "support/reshape.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Suite *invariance_suite(void);

#define REAL_BIBS "../shared/data/real-bibs/real-bibs.xml"
#define REAL_BIBS_RECORDS 4704

struct input {
    const char *path, *name; /* what the file is called when it is imported */
    size_t records;          /* 0: whatever there are */
    bool large;              /* thousands of commits would take too long */
    struct slice text;       /* {NULL, 0}: absent */
    char *plain, *counts;    /* what the plain import gave */
};

static struct input inputs[] = {
    {.path = "fixtures/marcxml/demo/catalogue.xml",
     .name = "a.xml",
     .records = 20},
    {.path = REAL_BIBS, .name = "a.xml", .records = REAL_BIBS_RECORDS},
    {.path = "fixtures/csv/trade/backlist.csv", .name = "a.csv", .records = 30},
    {.path = "fixtures/csv/one_row_per_link.csv",
     .name = "a.csv",
     .records = 8},
    {.path = "../shared/data/goodreads/goodbooks.csv",
     .name = "a.csv",
     .large = true},
    {.path = "../shared/data/bookcrossing/BX_Books-dimsalm.csv",
     .name = "a.csv",
     .large = true},
};
#define INPUTS (sizeof inputs / sizeof *inputs)
#define MARC_INPUTS 2

/* ---- imports ------------------------------------------------------------- */

#define COUNTS                                                       \
    "SELECT records_read || ' read, ' || records_new || ' new, ' ||" \
    " records_matched || ' matched, ' || records_unchanged ||"       \
    " ' unchanged, ' || records_deleted || ' deleted, ' ||"          \
    " records_skipped || ' skipped, ' || records_rejected ||"        \
    " ' rejected; books ' || books_new || ' ' || books_updated ||"   \
    " '; authors ' || authors_new || ' ' || authors_updated ||"      \
    " '; links ' || links_new || ' ' || links_updated || ' ' ||"     \
    " links_deleted || '; warnings ' || warnings"                    \
    " FROM imports ORDER BY id DESC LIMIT 1"

static void check_accounting(const char *database)
{
    ck_assert_int_eq(
        dump_number(database,
                    "SELECT count(*) FROM imports WHERE records_read <>"
                    " records_new + records_matched + records_unchanged +"
                    " records_deleted + records_skipped + records_rejected"),
        0);
}

static void import_bytes(const struct program *program, const char *name,
                         struct slice bytes, const char *config)
{
    char path[PATH_MAX];
    int status;

    program_write(program, name, bytes, path);
    status = config ? program_run(program, "import", "-c", config, path, NULL)
                    : program_run(program, "import", path, NULL);
    ck_assert_msg(status <= 1, "status %d: %s", status, program_said(program));
    check_accounting(program->database);
}

/* In the parent of all tests: each of them compares with it. */
static void import_plainly(void)
{
    for (size_t i = 0; i < INPUTS; i++) {
        struct input *input = &inputs[i];
        struct program program;

        input->text = program_read(input->path);
        if (!input->text.at) {
            printf("invariance: %s is not here: passed over\n", input->path);
            continue;
        }
        program_begin(&program);
        import_bytes(&program, input->name, input->text, NULL);
        input->plain = dump_rows(program.database);
        input->counts = dump_query(program.database, COUNTS);
        if (input->records)
            ck_assert_int_eq(dump_number(program.database,
                                         "SELECT records_read FROM imports"),
                             (int64_t)input->records);
        program_end(&program);
    }
}

/* The first line in which two dumps differ says more than both. */
static void check_same(const char *what, const char *expected,
                       const char *found)
{
    size_t at = 0, line = 0;

    while (expected[at] && expected[at] == found[at]) {
        if (expected[at] == '\n')
            line = at + 1;
        at++;
    }
    ck_assert_msg(expected[at] == found[at],
                  "%s:\nexpected %.300s\nfound    %.300s", what,
                  expected + line, found + line);
}

static void check_rows(const struct program *program, const char *what,
                       const char *expected)
{
    char *rows = dump_rows(program->database);

    check_same(what, expected, rows);
    free(rows);
}

/* ---- shapes -------------------------------------------------------------- */

static const struct shape {
    const char *what, *name;
    reshape *reshape;
} shapes[] = {
    {"under another name", "b.dat", reshape_none},
    {"with a prefix", "a.xml", reshape_prefix},
    {"without a namespace", "a.xml", reshape_no_namespace},
    {"in OAI-PMH envelopes", "a.xml", reshape_oai},
    {"with CR LF", "a.xml", reshape_crlf},
    {"in UTF-16", "a.xml", reshape_utf16},
    {"with tags in comments", "a.xml", reshape_comments},
    {"with CDATA", "a.xml", reshape_cdata},
    {"gzip", "a.xml.gz", reshape_gzip},
    {"gzip under a wrong name", "a.xml", reshape_gzip},
    {"gzip of many members", "a.xml.gz", reshape_members},
};
#define SHAPES (sizeof shapes / sizeof *shapes)

START_TEST(test_shape)
{
    const struct shape *shape = &shapes[(size_t)_i / MARC_INPUTS];
    const struct input *input = &inputs[(size_t)_i % MARC_INPUTS];
    struct program program;
    struct slice bytes;

    if (!input->text.at)
        return;
    bytes = shape->reshape(input->text);
    program_begin(&program);
    import_bytes(&program, shape->name, bytes, NULL);
    check_rows(&program, shape->what, input->plain);
    free((void *)bytes.at);
    program_end(&program);
}
END_TEST

/* ---- settings ------------------------------------------------------------ */

static const struct setting {
    const char *what, *config;
    bool many_commits;
} settings[] = {
    {"threads = 1", "[import]\nthreads = 1\n", false},
    {"threads = 2", "[import]\nthreads = 2\n", false},
    {"threads = 4", "[import]\nthreads = 4\n", false},
    {"batch_records = 7", "[import]\nbatch_records = 7\n", true},
    {"batch_records = 20000", "[import]\nbatch_records = 20000\n", false},
    {"batch_records = 7, threads = 1",
     "[import]\nbatch_records = 7\nthreads = 1\n", true},
    {"batch_records = 333, threads = 4",
     "[import]\nbatch_records = 333\nthreads = 4\n", false},
    {"memory_limit = 32M", "[import]\nmemory_limit = 32M\n", false},
};
#define SETTINGS (sizeof settings / sizeof *settings)

static void write_config(const struct program *program, const char *text,
                         char path[PATH_MAX])
{
    program_write(program, "settings.ini", slice_of(text), path);
}

START_TEST(test_setting)
{
    const struct setting *setting = &settings[(size_t)_i / INPUTS];
    const struct input *input = &inputs[(size_t)_i % INPUTS];
    char config[PATH_MAX];
    struct program program;
    char *counts;

    if (!input->text.at || (setting->many_commits && input->large))
        return;
    program_begin(&program);
    write_config(&program, setting->config, config);
    import_bytes(&program, input->name, input->text, config);
    check_rows(&program, setting->what, input->plain);
    counts = dump_query(program.database, COUNTS);
    check_same(setting->what, input->counts, counts);
    free(counts);
    program_end(&program);
}
END_TEST

/* ---- a part of an input -------------------------------------------------- */

/* A batch for each record, and a read for each byte, are slow: so a part. */
#define PART_BATCHES 300
#define PART_BYTES 40

static char *rows_of(struct slice part, const char *name)
{
    struct program program;
    char *rows;

    program_begin(&program);
    import_bytes(&program, name, part, NULL);
    rows = dump_rows(program.database);
    program_end(&program);
    return rows;
}

START_TEST(test_batch_of_one)
{
    const struct input *input = &inputs[_i];
    struct program program;
    char config[PATH_MAX];
    struct slice part;
    char *expected;

    if (!input->text.at)
        return;
    part = reshape_first(input->text, PART_BATCHES);
    expected = rows_of(part, input->name);
    program_begin(&program);
    write_config(&program, "[import]\nbatch_records = 1\n", config);
    import_bytes(&program, input->name, part, config);
    check_rows(&program, "batch_records = 1", expected);
    free(expected);
    free((void *)part.at);
    program_end(&program);
}
END_TEST

/* Each byte is read before the next is there. */
START_TEST(test_byte_by_byte)
{
    const struct input *input = &inputs[_i];
    struct program program;
    struct slice part, packed;
    char *expected;

    if (!input->text.at)
        return;
    part = reshape_first(input->text, PART_BYTES);
    packed = reshape_members(part);
    expected = rows_of(part, input->name);
    program_begin(&program);
    ck_assert_int_le(program_pipe(&program, NULL, "a.xml", part, 1), 1);
    check_rows(&program, "byte by byte", expected);
    program_end(&program);
    program_begin(&program);
    ck_assert_int_le(program_pipe(&program, NULL, "a.xml", packed, 1), 1);
    check_rows(&program, "gzip, byte by byte", expected);
    program_end(&program);
    free(expected);
    free((void *)part.at);
    free((void *)packed.at);
}
END_TEST

/* ---- again --------------------------------------------------------------- */

#define LAST "FROM imports ORDER BY id DESC LIMIT 1"

/* The very file, and the same records in a file with other bytes. */
START_TEST(test_again)
{
    const struct input *input = &inputs[_i];
    struct program program;
    struct slice longer;

    if (!input->text.at)
        return;
    program_begin(&program);
    import_bytes(&program, input->name, input->text, NULL);
    import_bytes(&program, input->name, input->text, NULL);
    check_rows(&program, "the same file again", input->plain);
    longer = (struct slice){malloc(input->text.len + 1), input->text.len + 1};
    memcpy((char *)longer.at, input->text.at, input->text.len);
    ((char *)longer.at)[input->text.len] = '\n';
    import_bytes(&program, input->name, longer, NULL);
    check_rows(&program, "the same records again", input->plain);
    ck_assert_int_eq(dump_number(program.database,
                                 "SELECT records_new + records_matched +"
                                 " records_deleted " LAST),
                     0);
    free((void *)longer.at);
    program_end(&program);
}
END_TEST

/* The library's own .gz of the same file. */
START_TEST(test_real_gzip)
{
    struct slice packed = program_read(REAL_BIBS ".gz");
    struct program program;

    if (!packed.at || !inputs[1].text.at) {
        printf("invariance: " REAL_BIBS ".gz is not here: passed over\n");
        return;
    }
    program_begin(&program);
    import_bytes(&program, "real-bibs.xml.gz", packed, NULL);
    check_rows(&program, ".xml.gz", inputs[1].plain);
    free((void *)packed.at);
    program_end(&program);
}
END_TEST

Suite *invariance_suite(void)
{
    Suite *suite = suite_create("invariance");
    TCase *tests = tcase_create("invariance");

    tcase_set_timeout(tests, 300);
    tcase_add_unchecked_fixture(tests, import_plainly, NULL);
    tcase_add_loop_test(tests, test_shape, 0, SHAPES * MARC_INPUTS);
    tcase_add_loop_test(tests, test_setting, 0, SETTINGS * INPUTS);
    tcase_add_loop_test(tests, test_batch_of_one, 0, MARC_INPUTS);
    tcase_add_loop_test(tests, test_byte_by_byte, 0, MARC_INPUTS);
    tcase_add_loop_test(tests, test_again, 0, INPUTS);
    tcase_add_test(tests, test_real_gzip);
    suite_add_tcase(suite, tests);
    return suite;
}
