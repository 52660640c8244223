/* The config from the command line, and the names of its values. */
#include "../pipeline/config.h"

#include <check.h>

Suite *config_set_suite(void);

/* The command line has no quotes, and its paths are relative to here. */
START_TEST(test_set)
{
    struct config config;
    struct error error = {0};

    ck_assert_int_eq(config_init(&config, &error), 0);
    ck_assert_int_eq(
        config_set(&config, "import", "batch_records", "7", &error), 0);
    ck_assert_uint_eq(config.batch_records, 7);
    ck_assert_int_eq(
        config_set(&config, "database", "url", "a; \"b\".db", &error), 0);
    ck_assert_str_eq(config.database, "a; \"b\".db");
    ck_assert_int_eq(
        config_set(&config, "source:a", "mode", "snapshot", &error), 0);
    ck_assert_int_eq(config_source(&config, "a")->mode, MODE_SNAPSHOT);
    ck_assert_int_eq(
        config_set(&config, "import", "batch_records", "x", &error), -1);
    ck_assert_str_eq(error.text, "batch_records: expected a number from 1 to "
                                 "1000000, found \"x\"");
    config_clear(&config);
}
END_TEST

START_TEST(test_names)
{
    ck_assert_str_eq(format_text(FORMAT_MARCXML), "marcxml");
    ck_assert_str_eq(encoding_text(ENCODING_WINDOWS_1252), "windows-1252");
    for (int field = 0; field < CSV_FIELDS; field++)
        ck_assert_msg(*csv_field_name((enum csv_field)field),
                      "field %d has no column row", field);
    ck_assert_str_eq(csv_field_name(CSV_AUTHOR_FAMILY), "author_family");
}
END_TEST

Suite *config_set_suite(void)
{
    Suite *suite = suite_create("config_set");
    TCase *tests = tcase_create("config_set");

    tcase_add_test(tests, test_set);
    tcase_add_test(tests, test_names);
    suite_add_tcase(suite, tests);
    return suite;
}
