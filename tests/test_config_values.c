/* Values of a config that are read, and the defaults of those that are not there. */
#include "support/config_text.h"

#include <check.h>
#include <stdio.h>

Suite *config_values_suite(void);

/* A byte order mark, CR LF, quotes, blanks, comments, tab, units. */
START_TEST(test_values)
{
    struct config config;
    struct error error;
    const struct source_config *source;

    ck_assert_int_eq(
        config_text_read(&config,
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
    {":memory:", ":memory:"},
    {"sqlite::memory:", "sqlite::memory:"},
};

START_TEST(test_url)
{
    struct config config;
    struct error error;
    char text[100];

    snprintf(text, sizeof text, "[database]\nurl = %s\n", url_rows[_i].written);
    ck_assert_int_eq(config_text_read(&config, slice_of(text), &error), 0);
    ck_assert_str_eq(config.database, url_rows[_i].joined);
    config_clear(&config);
}
END_TEST

static const struct {
    const char *written;
    char delimiter;
} delimiters[] = {
    {"auto", '\0'},    {"Tab", '\t'},  {"\\t", '\t'},  {"\"\t\"", '\t'},
    {"\\x1f", '\x1f'}, {"\\x7C", '|'}, {"\";\"", ';'}, {"{", '{'},
};

START_TEST(test_delimiter)
{
    struct config config;
    struct error error;
    char text[100];

    snprintf(text, sizeof text, "[source:a]\ndelimiter = %s\n",
             delimiters[_i].written);
    ck_assert_int_eq(config_text_read(&config, slice_of(text), &error), 0);
    ck_assert_int_eq(config.sources.at[0].delimiter, delimiters[_i].delimiter);
    config_clear(&config);
}
END_TEST

/* Tabs are blanks, and a pair of quotes is no item. */
START_TEST(test_lists)
{
    struct config config;
    struct error error;
    const struct source_config *source;

    ck_assert_int_eq(
        config_text_read(&config,
                         SLICE("[source:a]\n"
                               "files =\ta.csv\t,\t\"b.csv\"\t,c.csv\n"
                               "not_a_name = \"\"\n"),
                         &error),
        0);
    source = config_source(&config, "a");
    ck_assert_uint_eq(source->files.count, 3);
    ck_assert_str_eq(source->files.at[0], "/tmp/a.csv");
    ck_assert_str_eq(source->files.at[1], "/tmp/b.csv");
    ck_assert_str_eq(source->files.at[2], "/tmp/c.csv");
    ck_assert_uint_eq(source->not_a_name.count, 0);
    config_clear(&config);
}
END_TEST

/* A folder may take a report in several formats, and other reports. */
START_TEST(test_reports)
{
    struct config config;
    struct error error;

    ck_assert_int_eq(
        config_text_read(&config,
                         SLICE("[report:a]\noutput = x\nformat = csv\n"
                               "[report:b]\noutput = x\nformat = html\n"
                               "[report:c]\noutput = y\nformat = csv\n"),
                         &error),
        0);
    ck_assert_uint_eq(config.reports.count, 3);
    config_clear(&config);
}
END_TEST

/* 10,000 items and one more: no config any more. */
START_TEST(test_long_list)
{
    static char text[100000];
    struct config config;
    struct error error;

    strcpy(text, "[source:a]\nextra = c");
    for (int i = 1; i < 10000; i++)
        strcat(text + i, ",c");
    ck_assert_int_eq(config_text_read(&config, slice_of(text), &error), 0);
    ck_assert_uint_eq(config.sources.at[0].extra.count, 10000);
    config_clear(&config);
    strcat(text, ",c");
    ck_assert_int_eq(config_text_read(&config, slice_of(text), &error), -1);
    ck_assert_ptr_nonnull(
        strstr(error.text, ":2: extra: more than 10000 items"));
    config_clear(&config);
}
END_TEST

Suite *config_values_suite(void)
{
    Suite *suite = suite_create("config_values");
    TCase *tests = tcase_create("config_values");

    tcase_add_test(tests, test_values);
    tcase_add_test(tests, test_defaults);
    tcase_add_loop_test(tests, test_url, 0, sizeof url_rows / sizeof *url_rows);
    tcase_add_loop_test(tests, test_delimiter, 0,
                        sizeof delimiters / sizeof *delimiters);
    tcase_add_test(tests, test_lists);
    tcase_add_test(tests, test_reports);
    tcase_add_test(tests, test_long_list);
    suite_add_tcase(suite, tests);
    return suite;
}
