/* The config: what is read, what is refused and with which words. */
#include "../pipeline/config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Suite *config_suite(void);

#define CONFIG_PATH "/tmp/bibload-test-config.%d.ini"

static char path[64];

/* Text with its length, for what holds NULs. */
static void write_config(struct slice text)
{
    FILE *file;

    snprintf(path, sizeof path, CONFIG_PATH, (int)getpid());
    file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text.at, 1, text.len, file), text.len);
    ck_assert_int_eq(fclose(file), 0);
}

static int read_config(struct config *config, struct slice text,
                       struct error *error)
{
    int result;

    *error = (struct error){0};
    ck_assert_int_eq(config_init(config, error), 0);
    write_config(text);
    result = config_read(config, path, error);
    if (result == 0)
        result = config_check(config, error);
    unlink(path);
    return result;
}

static const struct bad_row {
    const char *why;
    struct slice text;
    const char *message; /* part of it */
} bad_rows[] = {
    {"a misspelt key names the nearest", SLICE("[source:a]\nfomat = csv\n"),
     ":2: unknown key \"fomat\" in [source:NAME]; did you mean \"format\"?"},
    {"nothing is near", SLICE("[import]\nwavelength = 1\n"),
     ":2: unknown key \"wavelength\" in [import]"},
    {"the key of another section", SLICE("[source:a]\nthreads = 1\n"),
     ":2: unknown key \"threads\" in [source:NAME]; it belongs to [import]"},
    {"a misspelt column", SLICE("[source:a]\ncolumn.titel = T\n"),
     "did you mean \"column.title\"?"},
    {"a misspelt section", SLICE("[databse]\nurl = x\n"),
     ":1: unknown section [databse]; did you mean [database]?"},
    {"a source without a name", SLICE("[source]\n"),
     ":1: unknown section [source]; did you mean [source:NAME]?"},
    {"an empty name", SLICE("[source:]\n"), ":1: \"\" is no name"},
    {"a name with a colon would be cut in SOURCE:ID", SLICE("[source:a:b]\n"),
     ":1: \"a:b\" is no name"},
    {"a name that climbs", SLICE("[report:../x]\n"), "is no name"},
    {"a section name that inih would cut at 49 bytes",
     SLICE("[source:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]\n"),
     ":1: a section name of 52 bytes: 49 at most"},
    {"a key before any section", SLICE("# x\nurl = a\n"),
     ":2: \"url\" stands before the first [section]"},
    {"a key twice", SLICE("[import]\nthreads = 1\n\nthreads = 2\n"),
     ":4: threads is there already"},
    {"a column twice",
     SLICE("[source:a]\ncolumn.author.2=A\ncolumn.author.2=B\n"),
     ":3: column.author.2 is there already"},
    {"a section twice", SLICE("[import]\n[source:a]\n[import]\n"),
     ":3: [import] is there already, on line 1"},
    {"a source twice", SLICE("[source:a]\n[source:b]\n[source:a]\n"),
     ":3: [source:a] is there already, on line 1"},
    {"no closing bracket", SLICE("[import\n"), ":1: a section without \"]\""},
    {"text behind the bracket", SLICE("[import] x\n"), ":1: text after \"]\""},
    {"neither key nor section", SLICE("[import]\nthreads\n"),
     ":2: expected [section], key = value"},
    {"a NUL", SLICE("[import]\nthreads\0 = 1\n"), ":2: a NUL byte"},
    {"an enum's value", SLICE("[source:a]\nformat = marxml\n"),
     "found \"marxml\"; did you mean \"marcxml\"?"},
    {"a comment behind a value", SLICE("[source:a]\nfiles = a.csv ; mine\n"),
     ":2: files: a value with ; is written in quotes"},
    {"; as delimiter without quotes", SLICE("[source:a]\ndelimiter = ;\n"),
     "written in quotes"},
    {"an unclosed quote", SLICE("[source:a]\nids = \"a\n"),
     "ids: a quote that is not closed"},
    {"text behind a quote", SLICE("[source:a]\nids = \"a\" b\n"),
     "text after a closing quote"},
    {"an empty item", SLICE("[source:a]\nfiles = a,,b\n"),
     "files: an empty item in the list"},
    {"two letters as delimiter", SLICE("[source:a]\ndelimiter = \";;\"\n"),
     "delimiter: expected auto, tab, or one character"},
    {"a digit as delimiter", SLICE("[source:a]\ndelimiter = 1\n"),
     "delimiter: expected auto, tab"},
    {"a blank as delimiter", SLICE("[source:a]\ndelimiter = \" \"\n"),
     "delimiter: expected auto, tab"},
    {"DEL as delimiter", SLICE("[source:a]\ndelimiter = \x7f\n"),
     "delimiter: expected auto, tab"},
    {"a quote as delimiter", SLICE("[source:a]\ndelimiter = \"\"\"\n"),
     "delimiter: "},
    {"a number of a column that is none",
     SLICE("[source:a]\ncolumn.author.x = A\n"), ":2: "},
    {"a number of a column that is too large",
     SLICE("[source:a]\ncolumn.author.1001 = A\n"), ":2: "},
    {"column 0", SLICE("[source:a]\ncolumn.author.0 = A\n"), ":2: "},
    {"a number that is cut off", SLICE("[source:a]\ncolumn.author.1x = A\n"),
     ":2: "},
    {"a size of no unit", SLICE("[import]\nmemory_limit = 64X\n"), ":2: "},
    {"a size of two units", SLICE("[import]\nmemory_limit = 64MB\n"), ":2: "},
    {"a size without digits", SLICE("[import]\nmemory_limit = M\n"), ":2: "},
    {"a size beyond 64 bits",
     SLICE("[import]\nmemory_limit = 18446744073709551615T\n"), ":2: "},
    {"digits beyond 64 bits",
     SLICE("[import]\nmemory_limit = 99999999999999999999\n"), ":2: "},
    {"a limit without digits", SLICE("[import]\nmax_rejects = many\n"), ":2: "},
    {"a letter as delimiter is a slip", SLICE("[source:a]\ndelimiter = t\n"),
     "delimiter: expected auto, tab"},
    {"an escaped letter", SLICE("[source:a]\ndelimiter = \\x41\n"),
     "delimiter: expected auto, tab"},
    {"an escape of nothing", SLICE("[source:a]\ndelimiter = \\x\n"),
     "delimiter: expected auto, tab"},
    {"an escape that is no hexadecimal number",
     SLICE("[source:a]\ndelimiter = \\x1g\n"), "delimiter: expected auto, tab"},
    {"a line end as delimiter", SLICE("[source:a]\ndelimiter = \\x0a\n"),
     "delimiter: expected auto, tab"},
    {"a number below its limit", SLICE("[import]\nbatch_records = 0\n"),
     "batch_records: expected a number from 1 to 1000000, found \"0\""},
    {"a number above", SLICE("[import]\nbatch_records = 1000001\n"),
     "from 1 to 1000000"},
    {"a number over 64 bits",
     SLICE("[import]\nbatch_records = 99999999999999999999999\n"),
     "from 1 to 1000000"},
    {"a sign", SLICE("[import]\nthreads = -1\n"),
     "threads: expected auto or a number from 1 to 256"},
    {"a size that overflows", SLICE("[import]\nmemory_limit = 20000000T\n"),
     "memory_limit: expected a size within 64 bits"},
    {"a size too large to mean", SLICE("[import]\nmemory_limit = 2000T\n"),
     "is too much: at most 1024T"},
    {"a size too small", SLICE("[import]\nmemory_limit = 31M\n"),
     "31M is too little: at least 32M"},
    {"an unknown unit", SLICE("[import]\nmemory_limit = 256X\n"),
     "a size such as 256M"},
    {"a unit twice", SLICE("[import]\nmemory_limit = 256MB\n"),
     "a size such as 256M"},
    {"over 100 per cent", SLICE("[import]\nmax_rejects = 101%\n"),
     "a percentage from 0% to 100%"},
    {"an unknown kind of material", SLICE("[source:a]\ntypes = text, fillm\n"),
     "did you mean \"film\"?"},
    {"all and more", SLICE("[source:a]\ntypes = text, all\n"),
     "\"all\" stands alone"},
    {"no kind", SLICE("[source:a]\ntypes =\n"), "types: expected"},
    {"over 100 per cent of deletes", SLICE("[source:a]\nmax_deletes = 101%\n"),
     "max_deletes: expected a number, or a percentage from 0% to 100%"},
    {"over 100 per cent of a source's rejects",
     SLICE("[source:a]\nmax_rejects = 101%\n"),
     "max_rejects: expected a number, or a percentage from 0% to 100%"},
    {"an import without a limit of rejects",
     SLICE("[import]\nmax_rejects = auto\n"), "max_rejects: expected a number"},
    {"no whole percentage", SLICE("[import]\nmax_rejects = 2.5%\n"),
     "max_rejects: expected a number"},
    {"an empty url", SLICE("[database]\nurl =\n"),
     "url: expected a path or a URL"},
    {"a number where a book has one", SLICE("[source:a]\ncolumn.title.2=T\n"),
     "column.title can't be numbered"},
    {"column number zero", SLICE("[source:a]\ncolumn.author.0 = T\n"),
     "expected a number from 1 to 1000"},
    {"a column without a name", SLICE("[source:a]\ncolumn.title =\n"),
     "column.title: expected a column's name"},
    {"royalties are parallel to authors",
     SLICE("[source:a]\n\ncolumn.royalties = R\n"),
     ":3: column.royalties needs column.authors in [source:a]"},
    {"a report's format", SLICE("[report:a]\nformat = pdf\n"),
     "expected one of text, csv, json, html, found \"pdf\""},
    {"a report over another",
     SLICE("[report:a]\noutput = x\n[report:b]\noutput = x\n"),
     "[report:b] would overwrite what [report:a] writes"},
};

START_TEST(test_bad)
{
    const struct bad_row *row = &bad_rows[_i];
    struct config config;
    struct error error;

    ck_assert_msg(read_config(&config, row->text, &error) == -1, "accepted: %s",
                  row->why);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    ck_assert_msg(strstr(error.text, row->message) != NULL,
                  "%s:\nexpected %s\nfound    %s", row->why, row->message,
                  error.text);
    ck_assert_msg(strstr(error.text, path) != NULL, "no file in: %s",
                  error.text);
    config_clear(&config);
}
END_TEST

/* As long as the reader's buffer and longer: nothing is cut in silence. */
START_TEST(test_long_lines)
{
    static char text[200000];
    const size_t lengths[] = {60000, 65600, 150000};
    struct config config;
    struct error error;

    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        bool fits = lengths[i] < 65000;
        int head = sprintf(text, "[source:a]\nids = ");
        int result;

        memset(text + head, 'x', lengths[i]);
        result = read_config(
            &config, (struct slice){text, (size_t)head + lengths[i]}, &error);
        ck_assert_int_eq(result, fits ? 0 : -1);
        if (fits)
            ck_assert_uint_eq(strlen(config.sources.at[0].ids), lengths[i]);
        else
            ck_assert_ptr_nonnull(strstr(error.text, ":2: a line of more"));
        config_clear(&config);
    }
}
END_TEST

START_TEST(test_too_large)
{
    size_t size = 2 * 1024 * 1024;
    char *text = malloc(size);
    struct config config;
    struct error error;

    ck_assert_ptr_nonnull(text);
    memset(text, '\n', size);
    ck_assert_int_eq(read_config(&config, (struct slice){text, size}, &error),
                     -1);
    ck_assert_ptr_nonnull(strstr(error.text, "a config of more than"));
    config_clear(&config);
    free(text);
}
END_TEST

START_TEST(test_missing)
{
    struct config config;
    struct error error = {0};

    ck_assert_int_eq(config_init(&config, &error), 0);
    ck_assert_int_eq(config_read(&config, "/nonexistent/x.ini", &error), -1);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    error = (struct error){0};
    ck_assert_int_eq(config_read(&config, "/tmp", &error), -1);
    ck_assert_ptr_nonnull(strstr(error.text, "Is a directory"));
    config_clear(&config);
}
END_TEST

/* A byte order mark, CR LF, quotes, blanks, comments, tab, units. */
START_TEST(test_values)
{
    struct config config;
    struct error error;
    const struct source_config *source;

    ck_assert_int_eq(
        read_config(&config,
                    SLICE("\xef\xbb\xbf[import]\r\n"
                          "memory_limit = 1g\r\n"
                          "max_rejects = 12\r\n"
                          "threads = AUTO\r\n"
                          "[source:x]\r\n"
                          "; a comment\r\n"
                          "  # another\r\n"
                          "  delimiter = tab\r\n"
                          "files = a.csv , \"b, c.csv\", /d/*.csv\r\n"
                          "column.title = \"A \"\"b\"\"\", #3\r\n"
                          "column.author.12 = N\r\n"
                          "author_separator = \" ; \"\r\n"
                          "title_separator = none\r\n"
                          "extra = \"none\"\r\n"
                          "not_a_name =\r\n"
                          "encoding = Windows-1252\r\n"
                          "max_rejects = 3%\r\n"
                          "max_deletes = 7\r\n"
                          "[source:y]\r\n"
                          "delimiter = \\x1F\r\n"
                          "max_rejects = Auto\r\n"),
                    &error),
        0);
    ck_assert_uint_eq(config.memory_limit, 1u << 30);
    ck_assert_uint_eq(config.max_rejects.number, 12);
    ck_assert(!config.max_rejects.percent);
    ck_assert_uint_eq(config.threads, 0);
    ck_assert_str_eq(config.database, "/tmp/bibload.db");
    source = config_source(&config, "x");
    ck_assert_ptr_nonnull(source);
    ck_assert_int_eq(source->delimiter, '\t');
    ck_assert_int_eq(config_source(&config, "y")->delimiter, '\x1f');
    ck_assert_uint_eq(source->files.count, 3);
    ck_assert_str_eq(source->files.at[0], "/tmp/a.csv");
    ck_assert_str_eq(source->files.at[1], "/tmp/b, c.csv");
    ck_assert_str_eq(source->files.at[2], "/d/*.csv");
    ck_assert_uint_eq(source->columns.count, 2);
    ck_assert_str_eq(source->columns.at[0].names[0], "A \"b\"");
    ck_assert_str_eq(source->columns.at[0].names[1], "#3");
    ck_assert_uint_eq(source->columns.at[1].number, 12);
    ck_assert_int_eq(source->columns.at[1].field, CSV_AUTHOR);
    ck_assert_str_eq(source->author_separator, " ; ");
    ck_assert_str_eq(source->title_separator, "");
    ck_assert_uint_eq(source->extra.count, 1);
    ck_assert_uint_eq(source->not_a_name.count, 0);
    ck_assert_int_eq(source->encoding, ENCODING_WINDOWS_1252);
    ck_assert_uint_eq(source->max_rejects.number, 3);
    ck_assert(source->max_rejects.percent);
    ck_assert_uint_eq(source->max_deletes.number, 7);
    ck_assert(config_source(&config, "y")->max_rejects.number == LIMIT_NONE);
    config_clear(&config);
}
END_TEST

START_TEST(test_defaults)
{
    struct config config;
    struct error error = {0};
    const struct source_config *source;

    ck_assert_int_eq(config_init(&config, &error), 0);
    ck_assert_str_eq(config.database, "bibload.db");
    ck_assert_uint_eq(config.batch_records, 20000);
    ck_assert_uint_eq(config.memory_limit, 256u << 20);
    ck_assert_uint_eq(config.max_rejects.number, 25);
    ck_assert(config.max_rejects.percent);
    ck_assert_ptr_null(config_source(&config, "default"));
    source = config_default_source(&config, &error);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->name, "default");
    ck_assert_ptr_null(source->author_separator);
    ck_assert_str_eq(source->title_separator, "");
    ck_assert_int_eq(source->delimiter, 0);
    ck_assert_int_eq(source->on_update, MERGE_REPLACE);
    ck_assert_uint_eq(source->not_a_name.count, 3);
    ck_assert_ptr_null(source->ids);
    ck_assert(source->max_rejects.number == LIMIT_NONE);
    ck_assert(source->max_deletes.number == LIMIT_NONE);
    ck_assert_ptr_eq(config_default_source(&config, &error), source);
    config_clear(&config);
}
END_TEST

static const struct url_row {
    const char *written, *joined; /* in /tmp/x.ini */
} url_rows[] = {
    {"books.db", "/tmp/books.db"},
    {"/var/books.db", "/var/books.db"},
    {"sqlite:books.db", "sqlite:/tmp/books.db"},
    {"sqlite:/var/books.db", "sqlite:/var/books.db"},
    {"postgresql://host/books", "postgresql://host/books"},
};

START_TEST(test_url)
{
    struct config config;
    struct error error;
    char text[100];

    snprintf(text, sizeof text, "[database]\nurl = %s\n", url_rows[_i].written);
    ck_assert_int_eq(read_config(&config, slice_of(text), &error), 0);
    ck_assert_str_eq(config.database, url_rows[_i].joined);
    config_clear(&config);
}
END_TEST

Suite *config_suite(void)
{
    Suite *suite = suite_create("config");
    TCase *tests = tcase_create("config");

    tcase_add_loop_test(tests, test_bad, 0, sizeof bad_rows / sizeof *bad_rows);
    tcase_add_test(tests, test_long_lines);
    tcase_add_test(tests, test_too_large);
    tcase_add_test(tests, test_missing);
    tcase_add_test(tests, test_values);
    tcase_add_test(tests, test_defaults);
    tcase_add_loop_test(tests, test_url, 0, sizeof url_rows / sizeof *url_rows);
    suite_add_tcase(suite, tests);
    return suite;
}
