/* The summary of an import: the JSON object to the letter, text for people. */
#include "../pipeline/import.h"
#include "../pipeline/log.h"

#include <check.h>
#include <stdio.h>
#include <unistd.h>

Suite *summary_suite(void);

/* Standard output or error into a file. */
static FILE *catch (int descriptor)
{
    FILE *file = tmpfile();

    ck_assert_ptr_nonnull(file);
    fflush(NULL);
    ck_assert_int_ge(dup2(fileno(file), descriptor), 0);
    return file;
}

static void caught(FILE *file, char *text, size_t room)
{
    size_t len;

    fflush(NULL);
    rewind(file);
    len = fread(text, 1, room - 1, file);
    text[len] = '\0';
}

static struct import_file_result files[] = {
    {.name = "in/\"a\"\n\xff.csv",
     .row = {.state = "complete",
             .format = "csv",
             .encoding = "utf-8",
             .bytes = 1234,
             .counts =
                 {.read = 3, .new_ = 2, .rejected = 1, .books = {.new_ = 2}}},
     .seconds = 0.5},
    {.name = "b.xml.gz",
     .row = {.state = "damaged",
             .format = "marcxml",
             .encoding = "utf-8",
             .gzip = true,
             .bytes = 10,
             .fault = GZIP_TRUNCATED,
             .fault_offset = 10,
             .fault_text = "ends in a member",
             .counts = {.read = 1, .unchanged = 1}},
     .seconds = 0.25},
};

static struct import_result result = {
    .row = {.id = 7,
            .state = "complete",
            .seconds = 0.7504,
            .counts = {.read = 4,
                       .new_ = 2,
                       .unchanged = 1,
                       .rejected = 1,
                       .books = {.new_ = 2},
                       .authors = {.new_ = 1, .updated = 2, .deleted = 3},
                       .links = {.new_ = 4, .updated = 5, .deleted = 6}}},
    .files = files,
    .file_count = 2,
    .rejects_path = "bibload.db.rejects/7-a.csv",
};

START_TEST(test_json)
{
    FILE *file = catch (STDOUT_FILENO);
    struct error error = {0};
    char text[4000];

    result.row.counts.warnings[ISBN_INVALID] = 12;
    result.row.counts.warnings[CSV_COLUMNS] = 1; /* a reject, no warning */
    ck_assert_int_eq(import_print_json(&result, &error), 0);
    caught(file, text, sizeof text);
    ck_assert_str_eq(
        text,
        "{\"import\":7,\"state\":\"complete\","
        "\"records\":{\"read\":4,\"new\":2,\"matched\":0,\"unchanged\":1,"
        "\"deleted\":0,\"skipped\":0,\"rejected\":1},"
        "\"books\":{\"new\":2,\"updated\":0,\"deleted\":0},"
        "\"authors\":{\"new\":1,\"updated\":2,\"deleted\":3},"
        "\"links\":{\"new\":4,\"updated\":5,\"deleted\":6},"
        "\"warnings\":{\"ISBN_INVALID\":12},"
        "\"files\":[{\"name\":\"in/\\\"a\\\"\\\\x0A\\\\xFF.csv\","
        "\"state\":\"complete\",\"format\":\"csv\",\"encoding\":\"utf-8\","
        "\"gzip\":false,\"bytes\":1234,"
        "\"records\":{\"read\":3,\"new\":2,\"matched\":0,\"unchanged\":0,"
        "\"deleted\":0,\"skipped\":0,\"rejected\":1},"
        "\"books\":{\"new\":2,\"updated\":0,\"deleted\":0},"
        "\"authors\":{\"new\":0,\"updated\":0,\"deleted\":0},"
        "\"links\":{\"new\":0,\"updated\":0,\"deleted\":0},"
        "\"fault\":null,\"seconds\":0.5,\"import\":null},"
        "{\"name\":\"b.xml.gz\",\"state\":\"damaged\",\"format\":\"marcxml\","
        "\"encoding\":\"utf-8\",\"gzip\":true,\"bytes\":10,"
        "\"records\":{\"read\":1,\"new\":0,\"matched\":0,\"unchanged\":1,"
        "\"deleted\":0,\"skipped\":0,\"rejected\":0},"
        "\"books\":{\"new\":0,\"updated\":0,\"deleted\":0},"
        "\"authors\":{\"new\":0,\"updated\":0,\"deleted\":0},"
        "\"links\":{\"new\":0,\"updated\":0,\"deleted\":0},"
        "\"fault\":{\"code\":\"GZIP_TRUNCATED\",\"offset\":10,"
        "\"text\":\"ends in a member\"},\"seconds\":0.25,"
        "\"import\":null}],"
        "\"seconds\":0.75}\n");
}
END_TEST

/* An import that failed before it began is still an object. */
START_TEST(test_json_of_nothing)
{
    static const struct import_result nothing;
    FILE *file = catch (STDOUT_FILENO);
    struct error error = {0};
    char text[1000];

    error_set(&error, ERROR_STORE, "first");
    ck_assert_int_eq(import_print_json(&nothing, &error), 0);
    ck_assert_str_eq(error.text, "first");
    caught(file, text, sizeof text);
    ck_assert_int_eq(strncmp(text, "{\"import\":null,\"state\":null,", 28), 0);
    ck_assert_ptr_nonnull(strstr(text, "\"warnings\":{},\"files\":[],"));
}
END_TEST

START_TEST(test_text)
{
    FILE *file = catch (STDERR_FILENO);
    char text[4000];

    result.row.counts.warnings[ISBN_INVALID] = 1200;
    import_print_summary(&result, false);
    caught(file, text, sizeof text);
    ck_assert_str_eq(
        text,
        "bibload: warning: b.xml.gz: the gzip data ends too early at byte 10: "
        "ends in a member\n"
        "bibload: warning: running it again helps once these files are mended\n"
        "file             read  new  matched  same  deleted  skipped  "
        "rejected\n"
        "\"a\"\\x0A\\xFF.csv     3    2        0     0        0        0"
        "         1\n"
        "b.xml.gz            1    0        0     1        0        0"
        "         0  GZIP_TRUNCATED\n"
        "all                 4    2        0     1        0        0"
        "         1\n"
        "books    2 new, 0 updated, 0 deleted\n"
        "authors  1 new, 2 updated, 3 deleted\n"
        "links    4 new, 5 updated, 6 deleted\n"
        "warning  ISBN_INVALID: 1,200 (an ISBN with a wrong check digit or "
        "form)\n"
        "import 7 complete in 0.8 s\n"
        "rejects: bibload.db.rejects/7-a.csv\n");
}
END_TEST

Suite *summary_suite(void)
{
    Suite *suite = suite_create("summary");
    TCase *tests = tcase_create("summary");

    tcase_add_test(tests, test_json);
    tcase_add_test(tests, test_json_of_nothing);
    tcase_add_test(tests, test_text);
    suite_add_tcase(suite, tests);
    return suite;
}
