/* The config: what is read, what is refused and with which words. */
#include "support/config_text.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *config_suite(void);

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
    {"a report twice", SLICE("[report:a]\n[report:b]\n[report:a]\n"),
     ":3: [report:a] is there already, on line 1"},
    {"a number and a letter", SLICE("[import]\nbatch_records = 10x\n"),
     "batch_records: expected a number from 1 to 1000000, found \"10x\""},
    {"one more than 64 bits hold",
     SLICE("[import]\nmemory_limit = 18446744073709551616\n"),
     "memory_limit: expected a size such as 256M"},
    {"a blank is no unit", SLICE("[import]\nmemory_limit = \"64 \"\n"),
     "memory_limit: expected a size such as 256M or 1G, found \"64 \""},
    {"nor does one stand before it", SLICE("[import]\nmemory_limit = 64 M\n"),
     "memory_limit: expected a size such as 256M"},
    {"an escape with a sign", SLICE("[source:a]\ndelimiter = \\x+9\n"),
     "delimiter: expected auto, tab"},
    {"another", SLICE("[source:a]\ndelimiter = \\x-9\n"),
     "delimiter: expected auto, tab"},
    {"an escape with a blank", SLICE("[source:a]\ndelimiter = \"\\x 9\"\n"),
     "delimiter: expected auto, tab"},
    {"an escape beyond ASCII", SLICE("[source:a]\ndelimiter = \\x80\n"),
     "delimiter: expected auto, tab"},
    {"a byte beyond ASCII", SLICE("[source:a]\ndelimiter = \xe9\n"),
     "delimiter: expected auto, tab"},
    {"a quote as delimiter, in quotes",
     SLICE("[source:a]\ndelimiter = \"\"\"\"\n"),
     "delimiter: expected auto, tab"},
    {"the other line end", SLICE("[source:a]\ndelimiter = \\x0d\n"),
     "delimiter: expected auto, tab"},
    {"a column's number left out", SLICE("[source:a]\ncolumn.author. = A\n"),
     "unknown key \"column.author.\""},
    {"a column's number beyond 64 bits",
     SLICE("[source:a]\ncolumn.author.99999999999999999999 = A\n"),
     "column.author.99999999999999999999: expected a number from 1 to 1000"},
    {"a namespace without a name", SLICE("[source:a]\nids =\n"),
     "ids: expected a text that is not empty"},
    {"no rule", SLICE("[match]\nbooks =\n"),
     "books: expected at least one rule"},
    {"a list where one value stands", SLICE("[source:a]\nids = \"a\", b\n"),
     "ids: text after a closing quote: \", b\""},
    {"text behind a quote in a list", SLICE("[source:a]\nextra = \"a\" b\n"),
     "extra: text after a closing quote: \"b\""},
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

    ck_assert_msg(config_text_read(&config, row->text, &error) == -1,
                  "accepted: %s", row->why);
    ck_assert_int_eq(error.kind, ERROR_USAGE);
    ck_assert_msg(strstr(error.text, row->message) != NULL,
                  "%s:\nexpected %s\nfound    %s", row->why, row->message,
                  error.text);
    ck_assert_msg(strstr(error.text, config_text_path()) != NULL,
                  "no file in: %s", error.text);
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
        result = config_text_read(
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
    ck_assert_int_eq(
        config_text_read(&config, (struct slice){text, size}, &error), -1);
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

Suite *config_suite(void)
{
    Suite *suite = suite_create("config");
    TCase *tests = tcase_create("config");

    tcase_add_loop_test(tests, test_bad, 0, sizeof bad_rows / sizeof *bad_rows);
    tcase_add_test(tests, test_long_lines);
    tcase_add_test(tests, test_too_large);
    tcase_add_test(tests, test_missing);
    suite_add_tcase(suite, tests);
    return suite;
}
