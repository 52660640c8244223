/*
 * config.ini is the example, the documentation and the demonstration of the
 * config: it must say what the option table says. Of each kind of section the
 * first one shows every key at its default with the table's help above it;
 * columns have no default and are shown as needed.
 */
#include "../pipeline/config.h"
#include "../pipeline/option.h"

#include <check.h>
#include <stdio.h>

Suite *config_example_suite(void);

struct entry {
    char section[64], key[64], value[128], comment[512];
};

/* Next key of the file with the comment above it; false at the end. */
static bool next_entry(FILE *file, struct entry *entry)
{
    char line[512];

    entry->comment[0] = '\0';
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        ck_assert_uint_lt(strlen(line), 80);
        if (line[0] == '#') {
            strcat(entry->comment, *entry->comment ? line + 1 : line + 2);
        } else if (line[0] == '[') {
            ck_assert_int_eq(sscanf(line, "[%63[^]]", entry->section), 1);
            entry->comment[0] = '\0';
        } else if (!line[0]) {
            entry->comment[0] = '\0';
        } else {
            ck_assert_int_eq(
                sscanf(line, "%63s = %127[^\n]", entry->key, entry->value), 2);
            return true;
        }
    }
    return false;
}

static enum option_section kind_of(const char *section)
{
    return !strcmp(section, "database") ? OPTION_DATABASE
           : !strcmp(section, "import") ? OPTION_IMPORT
           : !strcmp(section, "match")  ? OPTION_MATCH
           : !strncmp(section, "so", 2) ? OPTION_SOURCE
                                        : OPTION_REPORT;
}

/* Of a kind the first section shows every key; others may be short. */
static void check_entry(const struct entry *entry, bool seen[OPTION_ROWS_MAX])
{
    const struct option_row *row =
        option_find(kind_of(entry->section), slice_of(entry->key));

    ck_assert_msg(row != NULL, "unknown key %s", entry->key);
    ck_assert_msg(!seen[row - option_rows], "%s twice", entry->key);
    seen[row - option_rows] = true;
    ck_assert_msg(strcmp(entry->comment, row->help) == 0,
                  "%s:\nconfig.ini: %s\ntable:      %s", entry->key,
                  entry->comment, row->help);
    if (row->fallback)
        ck_assert_msg(strcmp(entry->value, row->fallback) == 0,
                      "%s is %s by default, config.ini says %s", entry->key,
                      row->fallback, entry->value);
}

START_TEST(test_example)
{
    char first[OPTION_COMMAND][64] = {{0}};
    bool seen[OPTION_ROWS_MAX] = {0};
    struct entry entry = {0};
    FILE *file = fopen("config.ini", "r");

    ck_assert_msg(file != NULL, "config.ini is not here");
    while (next_entry(file, &entry)) {
        char *section = first[kind_of(entry.section)];

        if (!*section)
            strcpy(section, entry.section);
        if (strcmp(section, entry.section) == 0)
            check_entry(&entry, seen);
    }
    fclose(file);
    for (size_t i = 0; i < option_count; i++)
        ck_assert_msg(seen[i] || !option_rows[i].key ||
                          option_rows[i].type == OPTION_COLUMN,
                      "config.ini has no %s", option_rows[i].key);
}
END_TEST

START_TEST(test_example_is_read)
{
    struct config config;
    struct error error = {0};

    ck_assert_int_eq(config_init(&config, &error), 0);
    ck_assert_msg(config_read(&config, "config.ini", &error) == 0, "%s",
                  error.text);
    ck_assert_msg(config_check(&config, &error) == 0, "%s", error.text);
    ck_assert_str_eq(config.database, "bibload.db");
    config_clear(&config);
}
END_TEST

Suite *config_example_suite(void)
{
    Suite *suite = suite_create("config_example");
    TCase *tests = tcase_create("config_example");

    tcase_add_test(tests, test_example);
    tcase_add_test(tests, test_example_is_read);
    suite_add_tcase(suite, tests);
    return suite;
}
