/* What people type, and the rows they mean by it. */
#include "../stages/find.h"
#include "../stages/find_ids.h"
#include "../stages/keys.h"
#include "support/report_database.h"

#include <check.h>
#include <stdio.h>

static struct report_database database;
static struct arena arena;

static void add_key(const char *table, int64_t owner, int kind, struct key key)
{
    char sql[200];

    snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (%lld, %d, %lld, %lld, 0)",
             table, (long long)owner, kind, (long long)key.high,
             (long long)key.low);
    report_database_run(&database, sql);
}

static void setup(void)
{
    struct keys_context keys;

    report_database_make(&database);
    arena_init(&arena, 65536);
    keys = (struct keys_context){.secret = database.store->secret,
                                 .ids = SLICE("trade:x"),
                                 .arena = &arena};
    report_database_run(&database, "DELETE FROM touched");
    report_database_run(&database, "INSERT OR IGNORE INTO key_kinds VALUES"
                                   " (1, 'isbn'), (3, 'name')");
    report_database_run(&database, "INSERT INTO key_kinds VALUES"
                                   " (100, 'id:trade:x'), (101, 'id:trade')");
    /* A variant name: no row holds it, its key finds the author. */
    add_key("author_keys", 3, KEY_NAME,
            key_of_name(&keys, SLICE("Higashino Keigo")));
    add_key("book_keys", 1, KEY_ISBN, key_of_isbn(&keys, 9780141439518));
    add_key("book_keys", 4, 100, key_of_book_id(&keys, SLICE("B 7")));
    add_key("author_keys", 5, 100, key_of_author_id(&keys, SLICE("A7")));
    report_database_run(&database, "INSERT INTO books (title, isbn) VALUES"
                                   " ('By hand', '9780394502885')");
    report_database_run(&database,
                        "INSERT INTO authors (name) VALUES ('Zora Hand')");
}

static void teardown(void)
{
    arena_clear(&arena);
    report_database_remove(&database);
}

static const struct {
    enum find_kind kind;
    const char *text;
    const char *ids;
} names[] = {
    {FIND_AUTHORS, "Jane Austen", "[1]"},
    {FIND_AUTHORS, "austen", "[1]"},
    {FIND_AUTHORS, "Austen, Jane", "[1]"},
    {FIND_AUTHORS, "JANE   AUSTEN", "[1]"},
    {FIND_AUTHORS, "emile zola", "[2]"},
    {FIND_AUTHORS, "E\xcc\x81MILE", "[2]"}, /* accent as a mark of its own */
    {FIND_AUTHORS, "usten", "[1]"},         /* a part */
    {FIND_AUTHORS, "东野", "[3]"},
    {FIND_AUTHORS, "Keigo Higashino", "[]"}, /* keys have an order */
    {FIND_AUTHORS, "Higashino Keigo", "[3]"},
    {FIND_AUTHORS, "zora hand", "[7]"}, /* not yet keyed */
    {FIND_AUTHORS, "%", "[]"},          /* no wildcard */
    {FIND_AUTHORS, "_", "[]"},
    {FIND_AUTHORS, "' OR 1 --", "[]"},
    {FIND_AUTHORS, "", "[]"},
    {FIND_AUTHORS, "Nobody", "[]"},
    {FIND_BOOKS, "pride & prejudice", "[]"}, /* & is a word of its own */
    {FIND_BOOKS, "prejudice pride", "[1]"},
    {FIND_BOOKS, "NANA", "[3]"},
    {FIND_BOOKS, "白夜行", "[4]"},
};

START_TEST(test_name)
{
    struct found found;
    struct error error = {0};

    if (find_by_name(database.store, names[_i].kind, names[_i].text, &arena,
                     &found, &error))
        ck_abort_msg("%s: %s", names[_i].text, error.text);
    ck_assert_str_eq(found_json(&found, &arena).at, names[_i].ids);
}
END_TEST

static const struct {
    enum find_kind kind;
    const char *text;
    const char *ids; /* NULL: ERROR_USAGE */
} ids[] = {
    {FIND_BOOKS, "1", "[1]"},
    {FIND_BOOKS, "0", "[]"},
    {FIND_BOOKS, "99999999999999999999999", "[]"}, /* beyond 64 bits */
    {FIND_BOOKS, "isbn:9780141439518", "[1]"},
    {FIND_BOOKS, "ISBN:0-14-143951-3", "[1]"},
    {FIND_BOOKS, "isbn:9780394502885", "[6]"}, /* not yet keyed */
    {FIND_BOOKS, "isbn:9780441172719", "[]"},
    {FIND_BOOKS, "isbn:0441172661", NULL}, /* wrong check digit */
    {FIND_BOOKS, "isbn:", NULL},
    {FIND_AUTHORS, "isbn:9780141439518", NULL}, /* people have none */
    {FIND_BOOKS, "trade:x:B 7", "[4]"},         /* the longer namespace */
    {FIND_BOOKS, "trade:B 7", "[]"},
    {FIND_AUTHORS, "trade:x:A7", "[5]"},
    {FIND_BOOKS, "trade:x:A7", "[]"}, /* an author's id */
    {FIND_BOOKS, "elsewhere:1", NULL},
    {FIND_BOOKS, ":", NULL},
    {FIND_BOOKS, "", NULL},
    {FIND_BOOKS, "-1", NULL},
    {FIND_BOOKS, "1 OR 1", NULL},
};

START_TEST(test_id)
{
    const struct config config = {0};
    struct found found;
    struct error error = {0};
    int bad = find_by_id(database.store, &config, ids[_i].kind, ids[_i].text,
                         &arena, &found, &error);

    if (!ids[_i].ids) {
        ck_assert_int_eq(bad, -1);
        ck_assert_int_eq(error.kind, ERROR_USAGE);
        return;
    }
    if (bad)
        ck_abort_msg("%s: %s", ids[_i].text, error.text);
    ck_assert_str_eq(found_json(&found, &arena).at, ids[_i].ids);
}
END_TEST

START_TEST(test_more_than_the_bound)
{
    struct found found;
    struct error error = {0};

    report_database_run(
        &database,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < 1500) INSERT INTO books (title) SELECT 'Same' FROM n");
    ck_assert_int_eq(find_by_name(database.store, FIND_BOOKS, "same", &arena,
                                  &found, &error),
                     0);
    ck_assert_uint_eq(found.ids.count, FOUND_MAX);
    ck_assert(found.more);
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof *table)

Suite *find_suite(void);
Suite *find_suite(void)
{
    Suite *suite = suite_create("find");
    TCase *tests = tcase_create("find");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_name, 0, ROWS(names));
    tcase_add_loop_test(tests, test_id, 0, ROWS(ids));
    tcase_add_test(tests, test_more_than_the_bound);
    suite_add_tcase(suite, tests);
    return suite;
}
