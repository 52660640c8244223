/* The functions that the report of candidates calls: rows of (expression, text). */
#include "support/sqlite_fixture.h"

#include <stdio.h>

Suite *sqlite_functions_suite(void);

static struct sqlite_fixture f;

static void setup(void)
{
    sqlite_fixture_setup(&f);
    sqlite_fixture_open(&f, STORE_WRITE, 32u << 20);
}

static void teardown(void)
{
    sqlite_fixture_teardown(&f);
}

static const struct {
    const char *expression, *expected;
} rows[] = {
    {"bibload_block('Austen, Jane', '', 1)", "AUSTEN|J"},
    {"bibload_block('Austen, Jane', '', 2)", "JANE|A"},
    {"bibload_block(NULL, 'Jane Austen', 1)", "AUSTEN|J"},
    /* initials are everybody's */
    {"bibload_block('Austen, J.', '', 2)", "-"},
    {"bibload_block('Plato', 'Plato', 1)", "-"},
    {"bibload_block(NULL, NULL, 1)", "-"},
    {"bibload_initials_agree('Austen, Jane', '', 'Austen, J.', '')", "1"},
    {"bibload_initials_agree('Austen, Jane', '', NULL, 'John Austen')", "0"},
    {"bibload_initials_agree(NULL, NULL, NULL, NULL)", "0"},
    {"bibload_distance('Jane Austen', 'JANE AUSTIN')", "1"},
    {"bibload_distance('Jane Austen', 'Jean Austin')", "-"}, /* short: one */
    {"bibload_distance('Marguerite Duras', 'Margueritte Durass')", "2"},
    {"bibload_distance('David M. Young', 'David W. Young')", "-"},
    {"bibload_dates_agree('1775-1817', '1775-')", "1"},
    {"bibload_dates_agree('1775-1817', NULL)", "0"},
    {"bibload_dates_agree('1775-1817', '1776-')", "-1"},
    {"bibload_ids_differ('viaf:1 lcnaf:n2', 'viaf:1')", "0"},
    {"bibload_ids_differ('viaf:1 lcnaf:n2', 'lcnaf:n3 viaf:1')", "1"},
    {"bibload_ids_differ('viaf:1', 'lcnaf:n3')", "0"},
    {"bibload_ids_differ(NULL, 'viaf:1')", "0"},
};

static int take_text(void *context, const struct value *values, size_t count,
                     struct error *error)
{
    (void)count, (void)error;
    snprintf(context, 64, "%.*s", SLICE_ARG(values[0].text));
    return 0;
}

/* On a connection that reads. */
static int ask(const char *sql, char text[64])
{
    struct result_sink sink = {.context = text, .row = take_text};
    struct store *store;
    int result;

    ck_assert_int_eq(
        store_open(&store, f.path, STORE_READ, 32u << 20, &f.error), 0);
    result = store->type->query(store, sql, NULL, 0, &sink, &f.error);
    store->type->close(store);
    return result;
}

START_TEST(test_rows)
{
    char sql[200], text[64] = "";

    snprintf(sql, sizeof sql, "SELECT coalesce(CAST(%s AS TEXT), '-')",
             rows[_i].expression);
    if (ask(sql, text))
        ck_abort_msg("%s", f.error.text);
    ck_assert_msg(strcmp(text, rows[_i].expected) == 0, "%s: %s, not %s",
                  rows[_i].expression, text, rows[_i].expected);
}
END_TEST

/* A database that needs a function of ours would be nobody else's to read. */
START_TEST(test_not_in_a_schema)
{
    char text[64];

    if (f.store->type->query(f.store,
                             "CREATE VIEW v AS SELECT"
                             " bibload_distance(name, name) FROM authors",
                             NULL, 0, NULL, &f.error))
        ck_abort_msg("%s", f.error.text);
    ck_assert_int_eq(ask("SELECT * FROM v", text), -1);
    ck_assert_ptr_nonnull(strstr(f.error.text, "unsafe use"));
}
END_TEST

START_TEST(test_not_where_rows_are_written)
{
    ck_assert_int_eq(f.store->type->query(f.store,
                                          "SELECT bibload_distance('a', 'b')",
                                          NULL, 0, NULL, &f.error),
                     -1);
}
END_TEST

Suite *sqlite_functions_suite(void)
{
    Suite *suite = suite_create("sqlite_functions");
    TCase *calls = tcase_create("calls");

    tcase_add_checked_fixture(calls, setup, teardown);
    tcase_add_loop_test(calls, test_rows, 0, sizeof rows / sizeof *rows);
    tcase_add_test(calls, test_not_in_a_schema);
    tcase_add_test(calls, test_not_where_rows_are_written);
    suite_add_tcase(suite, calls);
    return suite;
}
