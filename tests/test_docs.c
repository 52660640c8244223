/*
 * The documents say what the program does: the README's examples run as they
 * stand, its commands and those of the man page are those of the tables, and
 * the words that FORMATS lists are understood.
 *
 * An example of the README is a fenced block. One with a name behind its kind
 * (```csv stock.csv) is a file of that name; every ini block is a config that
 * is run beside these files.
 */
#include "support/program.h"

#include "../pipeline/command.h"
#include "../pipeline/option.h"
#include "../stages/csv_words.h"

#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *docs_suite(void);

#define README "README.md"
#define FORMATS "docs/FORMATS.md"
#define MAN_PAGE "docs/bibload.1"

/* NUL-terminated; free it. */
static char *read_document(const char *path)
{
    struct slice text = program_read(path);

    ck_assert_msg(text.at != NULL, "%s is not here", path);
    return (char *)text.at;
}

/* ---- the README's examples ---- */

struct block {
    char kind[8], name[32]; /* name may be empty */
    struct slice text;
};

/* The next fenced block, *at moved behind it; false: there is none. */
static bool next_block(const char **at, struct block *block)
{
    const char *fence = strstr(*at, "\n```"), *begin, *end;

    if (!fence)
        return false;
    *block = (struct block){.name = ""};
    ck_assert_int_ge(
        sscanf(fence, "\n```%7[a-z]%*1[ ]%31[^\n]", block->kind, block->name),
        1);
    begin = strchr(fence + 1, '\n') + 1;
    end = strstr(begin, "\n```");
    ck_assert_msg(end != NULL, "a block of the README is not closed");
    block->text = slice_between(begin, end + 1);
    *at = end + strlen("\n```");
    return true;
}

static void write_examples(const struct program *program, const char *readme)
{
    char path[PATH_MAX];
    struct block block;

    while (next_block(&readme, &block))
        if (*block.name)
            program_write(program, block.name, block.text, path);
}

START_TEST(test_examples)
{
    char *readme = read_document(README);
    const char *at = readme;
    struct program program;
    struct block block;
    int configs = 0;

    program_begin(&program);
    write_examples(&program, readme);
    while (next_block(&at, &block)) {
        char path[PATH_MAX];
        int status;

        if (strcmp(block.kind, "ini") != 0)
            continue;
        configs++;
        program_write(&program, "example.ini", block.text, path);
        status = program_run(&program, "run", "-c", "example.ini", NULL);
        ck_assert_msg(status == STATUS_LOADED, "status %d of\n%.*s", status,
                      SLICE_ARG(block.text));
    }
    ck_assert_int_eq(configs, 3);
    ck_assert_int_eq(program_run(&program, "verify", NULL), STATUS_LOADED);
    ck_assert_int_eq(
        program_run(&program, "query", "royalties-of", "Brooks", NULL),
        STATUS_LOADED);
    program_end(&program);
    free(readme);
}
END_TEST

/* ---- commands and options ---- */

/* "\-" is how a man page writes a hyphen that can be copied. */
static char *read_man_page(void)
{
    char *text = read_document(MAN_PAGE), *to = text;

    for (const char *from = text; *from; from++)
        if (from[0] != '\\' || from[1] != '-')
            *to++ = *from;
    *to = '\0';
    return text;
}

START_TEST(test_commands)
{
    char *readme = read_document(README), *page = read_man_page();

    for (size_t i = 0; command_list[i]; i++) {
        char name[64];

        snprintf(name, sizeof name, "bibload %s", command_list[i]->name);
        ck_assert_msg(strstr(readme, name) != NULL, "README: no %s", name);
        ck_assert_msg(strstr(page, name) != NULL, "man page: no %s", name);
    }
    free(readme);
    free(page);
}
END_TEST

/* "--name" as a whole word. */
static bool has_option(const char *text, const char *name)
{
    size_t len = strlen(name);

    while ((text = strstr(text, "--"))) {
        text += strlen("--");
        if (strncmp(text, name, len) == 0 && text[len] != '-' &&
            !isalnum((unsigned char)text[len]))
            return true;
    }
    return false;
}

START_TEST(test_options)
{
    char *page = read_man_page();

    for (size_t i = 0; i < option_count; i++) {
        const struct option_row *row = &option_rows[i];
        char letter[] = {'-', row->letter, ' ', '\0'};

        if (!row->name)
            continue;
        ck_assert_msg(has_option(page, row->name), "man page: no --%s",
                      row->name);
        ck_assert_msg(!row->letter || strstr(page, letter),
                      "man page: no -%c of --%s", row->letter, row->name);
    }
    free(page);
}
END_TEST

static bool is_option(struct slice name)
{
    for (size_t i = 0; i < option_count; i++)
        if (option_rows[i].name && slice_is(name, option_rows[i].name))
            return true;
    return false;
}

/* What a document calls an option is one. */
static void check_named_options(const char *path, const char *text)
{
    while ((text = strstr(text, "--"))) {
        struct slice name = {text + 2, 0};

        while (islower((unsigned char)name.at[name.len]) ||
               (name.len && name.at[name.len] == '-'))
            name.len++;
        ck_assert_msg(!name.len || is_option(name), "%s: there is no --%.*s",
                      path, SLICE_ARG(name));
        text = name.at + name.len;
    }
}

START_TEST(test_no_other_options)
{
    static const char *const paths[] = {README, FORMATS, "docs/REPORTS.md",
                                        "docs/OPERATIONS.md"};
    char *page = read_man_page();

    check_named_options(MAN_PAGE, page);
    free(page);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char *text = read_document(paths[i]);

        check_named_options(paths[i], text);
        free(text);
    }
}
END_TEST

/* ---- the words of a CSV's header ---- */

/* "| `isbn` | isbn13, isbn; more |": what follows the semicolon depends on
 * other columns. */
static int check_words(const char *field, char *words)
{
    int count = 0;

    words[strcspn(words, ";|")] = '\0';
    for (char *word = strtok(words, ", "); word; word = strtok(NULL, ", ")) {
        struct csv_word found;

        ck_assert_msg(csv_word_find(slice_of(word), &found),
                      FORMATS ": %s is no word", word);
        ck_assert_str_eq(csv_field_name(found.field), field);
        count++;
    }
    return count;
}

START_TEST(test_words)
{
    char *text = read_document(FORMATS), *line, *rest, field[32];
    char *table = strstr(text, "\n| Field | Words |\n");
    int fields = 0;

    ck_assert_ptr_nonnull(table);
    *strstr(table, "\n\n") = '\0';
    for (line = strtok_r(table, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        if (sscanf(line, "| `%31[a-z_]` |", field) != 1)
            continue;
        ck_assert_int_gt(check_words(field, strstr(line, "` |") + 3), 0);
        fields++;
    }
    ck_assert_int_eq(fields, CSV_FIELDS);
    free(text);
}
END_TEST

Suite *docs_suite(void)
{
    Suite *suite = suite_create("docs");
    TCase *tests = tcase_create("docs");

    tcase_add_test(tests, test_examples);
    tcase_add_test(tests, test_commands);
    tcase_add_test(tests, test_options);
    tcase_add_test(tests, test_no_other_options);
    tcase_add_test(tests, test_words);
    suite_add_tcase(suite, tests);
    return suite;
}
