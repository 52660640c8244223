/*
 * The reject file: the records byte for byte, under what they stood under, and the
 * index beside it.
 */
#include "../stages/rejects.h"

#include "../pipeline/rejects_name.h"

#include "support/import_case.h"
#include "support/program.h"

#include <check.h>
#include <stdlib.h>

Suite *rejects_suite(void);

struct reject_record {
    const char *raw, *context, *expected, *found;
    uint64_t line, offset;
};

static const struct reject_row {
    const char *what;
    enum format format;
    enum encoding encoding;
    const char *header; /* NULL: none */
    struct reject_record records[4];
    struct slice file; /* what must be in it */
    const char *index;
} reject_table[] = {
    {
        .what =
            "CSV under its header; quotes, blanks and odd bytes as they were",
        .format = FORMAT_CSV,
        .header = "title;author",
        .records = {{.raw = "\"a\"\"b\" x;  c  ",
                     .line = 2,
                     .offset = 13,
                     .expected = "one \"quote\"",
                     .found = "a, b"},
                    {.raw = "caf\xe9;\x01", .line = 9, .offset = 70}},
        .file = SLICE("title;author\n\"a\"\"b\" x;  c  \ncaf\xe9;\x01\n"),
        .index = "1,1,2,13,14,TITLE_MISSING,\"title\",\"one \"\"quote\"\"\","
                 "\"a, b\"\n"
                 "2,2,9,70,6,TITLE_MISSING,\"title\",\"\",\"\"\n",
    },
    {
        .what = "CSV without a header",
        .format = FORMAT_CSV,
        .records = {{.raw = "a,b", .line = 1}},
        .file = SLICE("a,b\n"),
        .index = "1,1,1,0,3,TITLE_MISSING,\"title\",\"\",\"\"\n",
    },
    {
        .what = "UTF-16LE with its mark, header and line ends too",
        .format = FORMAT_CSV,
        .encoding = ENCODING_UTF16LE,
        .header = "t",
        .records = {{.raw = "\xc3\xa9", .line = 2}},
        .file = SLICE("\xff\xfet\0\n\0\xe9\0\n\0"),
        .index = "1,1,2,0,2,TITLE_MISSING,\"title\",\"\",\"\"\n",
    },
    {
        .what = "UTF-16BE",
        .format = FORMAT_CSV,
        .encoding = ENCODING_UTF16BE,
        .header = "t",
        .records = {{.raw = "\xc3\xa9", .line = 2}},
        .file = SLICE("\xfe\xff\0t\0\n\0\xe9\0\n"),
        .index = "1,1,2,0,2,TITLE_MISSING,\"title\",\"\",\"\"\n",
    },
    {
        .what = "MARC-XML under its root, which is closed at the end",
        .format = FORMAT_MARCXML,
        .records = {{.raw = "<m:record/>",
                     .line = 2,
                     .context = "<m:collection xmlns:m=\"x>y\">"},
                    {.raw = "<m:record>2</m:record>",
                     .line = 3,
                     .context = "<m:collection xmlns:m=\"x>y\">"}},
        .file = SLICE("<m:collection xmlns:m=\"x>y\">\n<m:record/>\n"
                      "<m:record>2</m:record>\n</m:collection>\n"),
        .index = "1,1,2,0,11,TITLE_MISSING,\"title\",\"\",\"\"\n"
                 "2,2,3,0,22,TITLE_MISSING,\"title\",\"\",\"\"\n",
    },
    {
        .what = "envelopes: another one is another document",
        .format = FORMAT_MARCXML,
        .records = {{.raw = "<record/>", .context = "<OAI><rec a='1'>"},
                    {.raw = "<record/>", .context = "<OAI><rec a='2'>"}},
        .file = SLICE("<OAI><rec a='1'>\n<record/>\n</rec></OAI>\n"
                      "<OAI><rec a='2'>\n<record/>\n</rec></OAI>\n"),
        .index = "1,1,0,0,9,TITLE_MISSING,\"title\",\"\",\"\"\n"
                 "2,2,0,0,9,TITLE_MISSING,\"title\",\"\",\"\"\n",
    },
    {
        .what = "a bare record has nothing around it",
        .format = FORMAT_MARCXML,
        .records = {{.raw = "<record/>"}},
        .file = SLICE("<record/>\n"),
        .index = "1,1,0,0,9,TITLE_MISSING,\"title\",\"\",\"\"\n",
    },
    {
        .what = "ISO 2709: records alone, each with its terminator",
        .format = FORMAT_MARC,
        .records = {{.raw = "one\x1e\x1d"}, {.raw = "two"}},
        .file = SLICE("one\x1e\x1dtwo\x1d"),
        .index = "1,1,0,0,5,TITLE_MISSING,\"title\",\"\",\"\"\n"
                 "2,2,0,0,3,TITLE_MISSING,\"title\",\"\",\"\"\n",
    },
};

static void write_record(struct rejects *rejects,
                         const struct reject_record *from, uint64_t ordinal)
{
    struct error error = {.kind = ERROR_NONE};
    struct arena arena;
    struct record record = {
        .arena = &arena,
        .ordinal = ordinal,
        .line = from->line,
        .offset = from->offset,
        .length = strlen(from->raw),
        .raw = slice_of(from->raw),
        .context = slice_of(from->context ? from->context : ""),
    };

    arena_init(&arena, 1024);
    record_warn(&record, ISBN_INVALID, SLICE("isbn"), SLICE_NONE, SLICE_NONE);
    record_reject(&record, TITLE_MISSING, SLICE("title"),
                  slice_of(from->expected ? from->expected : ""),
                  slice_of(from->found ? from->found : ""));
    ck_assert_msg(rejects_write(rejects, &record, &error) == 0, "%s",
                  error.text);
    ck_assert_int_eq(rejects_sync(rejects, &error), 0);
    arena_clear(&arena);
}

static void check_file(const char *what, const char *path, struct slice bytes)
{
    struct slice found = program_read(path);

    ck_assert_msg(found.at != NULL, "%s: no %s", what, path);
    ck_assert_msg(slice_equal(found, bytes), "%s: %s holds\n%.*s", what, path,
                  SLICE_ARG(found));
    free((void *)found.at);
}

START_TEST(test_bytes)
{
    static const char head[] =
        "reject,record,line,offset,length,code,field,expected,found\n";
    const struct reject_row *row = &reject_table[_i / 2];
    struct file file = {.name = "in",
                        .plan.format = row->format,
                        .plan.encoding = row->encoding};
    struct error error = {.kind = ERROR_NONE};
    char name[128], path[160], index[512];
    struct import_bench bench;
    struct rejects rejects;

    import_bench_begin(&bench);
    snprintf(name, sizeof name, "%s/made/1-in", bench.folder);
    file.rejects_name = name;
    file.plan.csv.header = row->header != NULL;
    file.plan.csv.header_text = slice_of(row->header ? row->header : "");
    rejects_init(&rejects, &file);
    for (uint64_t i = 0; i < 4 && row->records[i].raw; i++)
        write_record(&rejects, &row->records[i], i + 1);
    if (_i % 2) /* a file that was read whole */
        ck_assert_int_eq(rejects_end(&rejects, &error), 0);
    ck_assert_int_eq(rejects_close(&rejects, &error), 0);
    snprintf(path, sizeof path, "%s.%s", name,
             row->format == FORMAT_CSV    ? "csv"
             : row->format == FORMAT_MARC ? "mrc"
                                          : "xml");
    check_file(row->what, path, row->file);
    snprintf(path, sizeof path, "%s.index.csv", name);
    snprintf(index, sizeof index, "%s%s", head, row->index);
    check_file(row->what, path, slice_of(index));
    import_bench_end(&bench);
}
END_TEST

/* Who is killed leaves whole documents: the last is another envelope's. */
START_TEST(test_whole_at_every_sync)
{
    static const struct reject_record records[] = {
        {.raw = "<r/>", .context = "<m:OAI-PMH><m:ListRecords>"},
        {.raw = "<r/>", .context = "<m:OAI-PMH><m:ListRecords>"},
        {.raw = "<r/>"},
        {.raw = "<r/>", .context = "<c>"},
    };
    static const char *const files[] = {
        "<m:OAI-PMH><m:ListRecords>\n<r/>\n</m:ListRecords></m:OAI-PMH>\n",
        "<m:OAI-PMH><m:ListRecords>\n<r/>\n<r/>\n"
        "</m:ListRecords></m:OAI-PMH>\n",
        "<m:OAI-PMH><m:ListRecords>\n<r/>\n<r/>\n"
        "</m:ListRecords></m:OAI-PMH>\n<r/>\n",
        "<m:OAI-PMH><m:ListRecords>\n<r/>\n<r/>\n"
        "</m:ListRecords></m:OAI-PMH>\n<r/>\n<c>\n<r/>\n</c>\n",
    };
    struct file file = {.name = "in", .plan.format = FORMAT_MARCXML};
    struct error error = {.kind = ERROR_NONE};
    struct import_bench bench;
    struct rejects rejects;
    char name[128], path[160];

    import_bench_begin(&bench);
    snprintf(name, sizeof name, "%s/made/1-in", bench.folder);
    snprintf(path, sizeof path, "%s.xml", name);
    file.rejects_name = name;
    rejects_init(&rejects, &file);
    for (uint64_t i = 0; i < 4; i++) {
        write_record(&rejects, &records[i], i + 1);
        check_file("at a sync", path, slice_of(files[i]));
    }
    ck_assert_int_eq(rejects_close(&rejects, &error), 0);
    check_file("at the end", path, slice_of(files[3]));
    import_bench_end(&bench);
}
END_TEST

START_TEST(test_no_reject_no_file)
{
    struct error error = {.kind = ERROR_NONE};
    struct file file = {.name = "in", .rejects_name = "/nowhere/1-in"};
    struct rejects rejects;

    rejects_init(&rejects, &file);
    ck_assert_int_eq(rejects_sync(&rejects, &error), 0);
    ck_assert_int_eq(rejects_close(&rejects, &error), 0);
}
END_TEST

START_TEST(test_no_place)
{
    struct error error = {.kind = ERROR_NONE};
    struct file file = {.name = "in.csv", .rejects_name = "/proc/none/1-in"};
    struct record record = {.raw = SLICE("x")};
    struct rejects rejects;

    rejects_init(&rejects, &file);
    ck_assert_int_eq(rejects_write(&rejects, &record, &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "in.csv"));
    ck_assert(!error.again);
    (void)rejects_close(&rejects, &error);
}
END_TEST

/* ---- names ---- */

static const struct name_case {
    const char *what, *name; /* %: 236 bytes */
    size_t bytes;            /* of what is made of it, without ending */
} name_table[] = {
    {"a short one is as it was", "in.2024.csv.gz", sizeof "12-in.2024" - 1},
    {"the ending is not what makes it long", "12345.csv",
     sizeof "12-12345" - 1},
    {"ASCII", "%aaaa.csv", 241},
    {"a character of two bytes is the last that fits", "%\xd0\xb6.csv", 241},
    {"half of it would fit", "%a\xd0\xb6.csv", 240},
    {"a third of one of four bytes would", "%\xf0\x9f\x93\x9a.csv", 239},
    {"no UTF-8", "%\xb1\xb2\xb3\xb4\xb5", 241},
    {"no UTF-8, either", "%\xe9\xe9\xe9\xe9", 241},
};

/* The first of two files has the name alone, the second a number. */
START_TEST(test_names)
{
    const struct name_case *row = &name_table[_i];
    struct store store = {.path = "b.db"};
    const struct job job = {.store = &store, .import.id = 12};
    struct file files[2] = {{.name = NULL}, {.name = NULL}};
    struct error error = {.kind = ERROR_NONE};
    struct arena arena;
    char name[256];

    snprintf(name, sizeof name, *row->name == '%' ? "%0236d%s" : "%.0d%s", 0,
             row->name + (*row->name == '%'));
    arena_init(&arena, 4096);
    for (size_t i = 0; i < 2; i++) {
        files[i].row.name = name;
        ck_assert_int_eq(rejects_name(files, &files[i], &job, &arena, &error),
                         0);
    }
    ck_assert_uint_eq(strlen(files[0].rejects_name + sizeof "b.db.rejects"),
                      row->bytes);
    ck_assert_uint_le(strlen(files[1].rejects_name + sizeof "b.db.rejects"),
                      241);
    ck_assert_str_ne(files[0].rejects_name, files[1].rejects_name);
    ck_assert_str_eq(files[1].rejects_name + strlen(files[1].rejects_name) - 2,
                     "-2");
    arena_clear(&arena);
}
END_TEST

/* All files of the longest name can be made, and put in place of older ones. */
START_TEST(test_longest_remade)
{
    struct file file = {.name = "in.csv", .resume.records = 1};
    struct reject_record record = {.raw = "x"};
    struct error error = {.kind = ERROR_NONE};
    struct import_bench bench;
    struct rejects rejects;
    char name[512];

    import_bench_begin(&bench);
    snprintf(name, sizeof name, "%s/made/%0241d", bench.folder, 0);
    file.rejects_name = name;
    rejects_init(&rejects, &file);
    write_record(&rejects, &record, 1);
    ck_assert_msg(rejects_end(&rejects, &error) == 0, "%s", error.text);
    ck_assert_int_eq(rejects_close(&rejects, &error), 0);
    import_bench_end(&bench);
}
END_TEST

/* ---- corrected and imported again ---- */

static const struct mend_row {
    const char *what, *name, *text, *rejects, *wrong, *right;
} mend_table[] = {
    {"a royalty", "in.csv",
     "title,author,royalty\nEmma,Jane Austen,5\n"
     "Dune,\"Frank Herbert\",1O\nShe,H. Rider Haggard,7\n",
     "books.db.rejects/1-in.csv", "1O", "10"},
    {"a title in an envelope", "in.xml",
     "<OAI-PMH><ListRecords><record><metadata>"
     "<record xmlns=\"http://www.loc.gov/MARC21/slim\">"
     "<leader>00000cam a2200000 a 4500</leader>"
     "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield code=\"a\">"
     "Austen, Jane</subfield></datafield>"
     "<datafield tag=\"945\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">"
     "Emma</subfield></datafield></record>"
     "</metadata></record></ListRecords></OAI-PMH>\n",
     "books.db.rejects/1-in.xml", "\"945\"", "\"245\""},
};

/* `wrong` becomes `right`, of the same length. */
static char *mend(struct slice text, const struct mend_row *row)
{
    char *mended = strndup(text.at, text.len);
    char *at = mended ? strstr(mended, row->wrong) : NULL;

    ck_assert_msg(at != NULL, "%s: no %s in\n%.*s", row->what, row->wrong,
                  SLICE_ARG(text));
    memcpy(at, row->right, strlen(row->right));
    return mended;
}

START_TEST(test_mended)
{
    const struct mend_row *row = &mend_table[_i];
    struct import_step step = {.files = {{row->name, row->text}}};
    struct import_bench bench;
    struct slice rejects;
    char path[256], *mended;

    import_bench_begin(&bench);
    ck_assert_int_ge(import_bench_run(&bench, NULL, &step, 1), STATUS_REJECTS);
    snprintf(path, sizeof path, "%s/%s", bench.folder, row->rejects);
    rejects = program_read(path);
    ck_assert_msg(rejects.at != NULL, "%s: no %s", row->what, path);
    mended = mend(rejects, row);
    step.files[0] = (struct step_file){row->name, mended};
    ck_assert_int_eq(import_bench_run(&bench, NULL, &step, 1), STATUS_LOADED);
    import_bench_verify(&bench);
    free(mended);
    free((void *)rejects.at);
    import_bench_end(&bench);
}
END_TEST

Suite *rejects_suite(void)
{
    Suite *suite = suite_create("rejects");
    TCase *files = tcase_create("files");

    tcase_add_loop_test(files, test_bytes, 0,
                        2 * (int)(sizeof reject_table / sizeof *reject_table));
    tcase_add_test(files, test_whole_at_every_sync);
    tcase_add_test(files, test_no_reject_no_file);
    tcase_add_test(files, test_no_place);
    tcase_add_loop_test(files, test_names, 0,
                        (int)(sizeof name_table / sizeof *name_table));
    tcase_add_test(files, test_longest_remade);
    tcase_add_loop_test(files, test_mended, 0,
                        (int)(sizeof mend_table / sizeof *mend_table));
    suite_add_tcase(suite, files);
    return suite;
}
