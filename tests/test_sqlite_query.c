/* Statements of commands and reports: parameters, types, what is refused. */
#include "support/sqlite_fixture.h"

#include <stdlib.h>

Suite *sqlite_query_suite(void);

static struct sqlite_fixture fixture;
static struct sqlite_fixture *const f = &fixture;

static void setup(void)
{
    sqlite_fixture_setup(f);
    sqlite_fixture_open(f, STORE_WRITE, 1 << 24);
}

static void teardown(void)
{
    sqlite_fixture_teardown(f);
}

/* What came in, as text. */
struct seen {
    struct slice text;
    bool refuse;
};

static int take_columns(void *context, const char *const *names, size_t count,
                        struct error *error)
{
    struct seen *seen = context;

    (void)error;
    for (size_t i = 0; i < count; i++)
        seen->text =
            arena_printf(&f->arena, "%.*s%s ", SLICE_ARG(seen->text), names[i]);
    return 0;
}

static int take_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct seen *seen = context;

    (void)error;
    if (seen->refuse)
        return -1;
    for (size_t i = 0; i < count; i++) {
        const struct value *v = &values[i];
        struct slice cell = SLICE("NULL");

        if (v->kind == VALUE_INTEGER)
            cell = arena_printf(&f->arena, "i%lld", (long long)v->integer);
        else if (v->kind == VALUE_REAL)
            cell = arena_printf(&f->arena, "r%g", v->real);
        else if (v->kind == VALUE_TEXT)
            cell = arena_printf(&f->arena, "t%.*s", SLICE_ARG(v->text));
        seen->text = arena_printf(&f->arena, "%.*s%.*s ", SLICE_ARG(seen->text),
                                  SLICE_ARG(cell));
    }
    return 0;
}

static const struct parameter n5 = {"n", {.kind = VALUE_INTEGER, .integer = 5}};
static const struct parameter text = {
    "n", {.kind = VALUE_TEXT, .text = {"O'Hara", 6}}};
static const struct parameter empty = {"n", {.kind = VALUE_TEXT}};
static const struct parameter none = {"n", {.kind = VALUE_NULL}};
static const struct parameter real = {"n", {.kind = VALUE_REAL, .real = 2.5}};
static const struct parameter odd = {"", {.kind = VALUE_NULL}};

static const struct {
    const char *sql;
    const struct parameter *parameter;
    const char *seen; /* NULL: refused, and what is said follows */
    const char *says;
} rows[] = {
    {"SELECT 1 AS a, 2.5 AS b, 'x' AS c, NULL AS d, x'0aff' AS e", NULL,
     "a b c d e i1 r2.5 tx NULL t0aff ", NULL},
    {"SELECT :n AS v", &n5, "v i5 ", NULL},
    {"SELECT @n + $n AS v", &n5, "v i10 ", NULL},
    {"SELECT :n AS v", &text, "v tO'Hara ", NULL},
    {"SELECT :n AS v", &empty, "v t ", NULL},
    {"SELECT :n AS v", &none, "v NULL ", NULL},
    {"SELECT :n AS v", &real, "v r2.5 ", NULL},
    {"SELECT 1 AS v WHERE 0; -- the end\n", NULL, "v ", NULL},
    {"INSERT INTO books (title) VALUES (:n)", &text, "", NULL},
    {"SELECT :m", &n5, NULL, ":m has no value"},
    {"SELECT 1", &n5, NULL, "no parameter n"},
    {"SELECT 1", &odd, NULL, "no parameter "},
    {"SELECT ?", NULL, NULL, "without a name"},
    {"SELECT ?1", NULL, NULL, "without a name"},
    {"SELECT 1; SELECT 2", NULL, NULL, "more than one statement"},
    /* not even a broken second statement is passed over */
    {"SELECT 1; SELEC", NULL, NULL, "more than one statement"},
    {" -- nothing\n", NULL, NULL, "is empty"},
    {"SELECT a FROM nowhere", NULL, NULL, "no such table: nowhere"},
    {"ATTACH 'other.db' AS other", NULL, NULL, "too many attached"},
    /* the rows of a batch are nobody's business but the importer's */
    {"CREATE TEMP TRIGGER t AFTER INSERT ON books BEGIN "
     "SELECT * FROM rows_of_books; END",
     NULL, "", NULL},
    {"SELECT load_extension('x')", NULL, NULL, "not authorized"},
    {"UPDATE sqlite_schema SET sql = ''", NULL, NULL, "may not be modified"},
};

START_TEST(queries)
{
    struct seen seen = {.text = SLICE("")};
    struct result_sink sink = {&seen, take_columns, take_row};
    int result =
        f->store->type->query(f->store, rows[_i].sql, rows[_i].parameter,
                              rows[_i].parameter != NULL, &sink, &f->error);

    if (rows[_i].seen) {
        ck_assert_msg(result == 0, "%s", f->error.text);
        ck_assert_msg(slice_is(seen.text, rows[_i].seen), "%.*s",
                      SLICE_ARG(seen.text));
    } else {
        ck_assert_int_eq(result, -1);
        ck_assert_msg(strstr(f->error.text, rows[_i].says), "%s",
                      f->error.text);
    }
}
END_TEST

START_TEST(stops_with_the_sink)
{
    struct seen seen = {.text = SLICE(""), .refuse = true};
    struct result_sink sink = {&seen, take_columns, take_row};

    ck_assert_int_eq(
        f->store->type->query(f->store, "SELECT 1", NULL, 0, &sink, &f->error),
        -1);
    ck_assert(error_is_set(&f->error));
}
END_TEST

START_TEST(reads_only)
{
    sqlite_fixture_close(f);
    sqlite_fixture_open(f, STORE_READ, 0);
    ck_assert_int_eq(f->store->type->query(f->store, "DELETE FROM books", NULL,
                                           0, NULL, &f->error),
                     -1);
    ck_assert_int_eq(f->error.kind, ERROR_USAGE);
    f->error = (struct error){0};
    ck_assert_int_eq(
        f->store->type->import_begin(f->store, &f->import, &f->error), -1);
    ck_assert_msg(strstr(f->error.text, "reading only"), "%s", f->error.text);
}
END_TEST

/* Outside an import the triggers are on: a book takes its links along. */
START_TEST(deletes_with_triggers)
{
    static const struct parameter id = {"id",
                                        {.kind = VALUE_INTEGER, .integer = 1}};

    sqlite_fixture_begin(f);
    sqlite_fixture_link(f, sqlite_fixture_book(f, 1, "Emma"), 1);
    sqlite_fixture_author(f, 1, "Jane Austen");
    sqlite_fixture_write(f);
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
    ck_assert_int_eq(f->store->type->query(f->store,
                                           "DELETE FROM books WHERE id = :id",
                                           &id, 1, NULL, &f->error),
                     0);
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT count(*) FROM book_author"),
                     "0");
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT kind, event FROM touched"),
                     "b|d\nl|d");
}
END_TEST

Suite *sqlite_query_suite(void)
{
    Suite *suite = suite_create("sqlite_query");
    TCase *tests = tcase_create("query");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, queries, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tests, stops_with_the_sink);
    tcase_add_test(tests, reads_only);
    tcase_add_test(tests, deletes_with_triggers);
    suite_add_tcase(suite, tests);
    return suite;
}
