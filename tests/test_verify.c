/*
 * A sound database passes every check; each row here breaks one promise by
 * plain SQL and names the check that must notice. Every failure check has a
 * row.
 */
#include "../stages/author_facts.h"
#include "../stages/find_ids.h"
#include "../stages/keys.h"
#include "../stages/verify.h"
#include "support/report_database.h"

#include <check.h>
#include <stdio.h>

static struct report_database database;
static struct arena arena;

static void add_key(const char *table, int64_t owner, int kind, struct key key,
                    int64_t fact)
{
    char sql[200];

    snprintf(sql, sizeof sql,
             "INSERT INTO %s VALUES (%lld, %d, %lld, %lld, %lld)", table,
             (long long)owner, kind, (long long)key.high, (long long)key.low,
             (long long)fact);
    report_database_run(&database, sql);
}

static int columns(void *context, const char *const *names, size_t count,
                   struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

struct row_list {
    LIST(struct value) values;
};

static int keep_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct row_list *rows = context;

    (void)error;
    for (size_t i = 0; i < count; i++) {
        struct value *kept = list_push(&arena, &rows->values);

        *kept = values[i];
        kept->text = arena_copy(&arena, values[i].text);
    }
    return 0;
}

static struct row_list query(const char *sql)
{
    struct row_list rows = {{0}};
    const struct result_sink sink = {&rows, columns, keep_row};
    struct error error = {0};

    if (database.store->type->query(database.store, sql, NULL, 0, &sink,
                                    &error))
        ck_abort_msg("%s", error.text);
    return rows;
}

/* Keys as an import would have given them. */
static void key_all(void)
{
    struct keys_context keys = {.secret = database.store->secret,
                                .arena = &arena};
    struct row_list rows =
        query("SELECT id, name, sort_name, kind, dates, authority_id, titles,"
              " fuller_name FROM authors");

    for (size_t i = 0; i < rows.values.count; i += 1 + AUTHOR_FIELDS) {
        struct slice field[AUTHOR_FIELDS];

        for (size_t j = 0; j < AUTHOR_FIELDS; j++)
            field[j] = rows.values.at[i + 1 + j].text;
        add_key("author_keys", rows.values.at[i].integer, KEY_NAME,
                key_of_name(&keys, field[AUTHOR_NAME]),
                author_facts_pack(author_facts_read(&arena, field)));
    }
    add_key("book_keys", 1, KEY_ISBN, key_of_isbn(&keys, 9780141439518), 0);
    rows = query("SELECT b.id, b.title, a.name, b.year FROM books AS b"
                 " JOIN book_author AS l ON l.book_id = b.id"
                 " JOIN authors AS a ON a.id = l.author_id"
                 " WHERE publication_order = 1");
    for (size_t i = 0; i < rows.values.count; i += 4)
        add_key("book_keys", rows.values.at[i].integer, KEY_TITLE,
                key_of_title(&keys, rows.values.at[i + 1].text, SLICE_NONE,
                             rows.values.at[i + 2].text),
                rows.values.at[i + 3].integer);
}

static void setup(void)
{
    report_database_make(&database);
    arena_init(&arena, 65536);
    report_database_run(&database, "INSERT OR IGNORE INTO key_kinds VALUES"
                                   " (1, 'isbn'), (2, 'title'), (3, 'name')");
    key_all();
    report_database_run(&database, "UPDATE imports SET state = 'running'");
    report_database_run(&database, "DELETE FROM touched");
}

static void teardown(void)
{
    arena_clear(&arena);
    report_database_remove(&database);
}

static uint64_t breaches(const struct check *check)
{
    struct verdict verdict = {.arena = &arena};
    struct error error = {0};

    if (check_run(check, database.store, &verdict, &error))
        ck_abort_msg("%s: %s", check->name, error.text);
    return verdict.count;
}

START_TEST(test_sound)
{
    for (size_t i = 0; check_list[i].name; i++)
        if (check_list[i].severity == CHECK_FAILURE)
            ck_assert_msg(breaches(&check_list[i]) == 0, "%s",
                          check_list[i].name);
}
END_TEST

static const struct {
    const char *sql, *then; /* then: NULL, or a second statement */
    const char *check;
    uint64_t count;
} broken[] = {
    {"PRAGMA user_version = 9", NULL,
     "not a database of this program and version", 1},
    {"DROP TRIGGER books_deleted", NULL, "schema changed", 1},
    {"DROP VIEW credits", "CREATE VIEW credits AS SELECT 1 AS x",
     "schema changed", 1},
    /* no index was made, but an import is complete */
    {"UPDATE imports SET state = 'complete', job = 'x'", NULL,
     "index missing or changed", 14},
    /* a merge is, and the first load is not */
    {"UPDATE imports SET job = 'x'",
     "INSERT INTO imports (source_id, options, state, started) VALUES (1, '', "
     "'complete', '')",
     "index missing or changed", 0},
    {"CREATE TRIGGER spy AFTER INSERT ON books BEGIN SELECT 1; END", NULL,
     "trigger of another program on our tables", 1},
    {"INSERT INTO book_author (book_id, author_id) VALUES (77, 1)", NULL,
     "foreign key broken", 1},
    {"INSERT INTO book_author (book_id, author_id) VALUES (77, 1)", NULL,
     "link to a missing book", 1},
    {"INSERT INTO book_author (book_id, author_id) VALUES (1, 77)", NULL,
     "link to a missing author", 1},
    {"UPDATE sqlite_sequence SET seq = 4 WHERE name = 'books'", NULL,
     "id above the last one given", 1},
    {"UPDATE books SET title = '  ' WHERE id = 2", NULL, "empty title or name",
     1},
    {"UPDATE books SET isbn = '9780141439519' WHERE id = 1", NULL,
     "ISBN that is none", 1},
    {"UPDATE books SET isbn = '014143951X' WHERE id = 1", NULL,
     "ISBN that is none", 1},
    {"UPDATE book_author SET publication_order = 1", "DELETE FROM touched",
     "publication order given twice", 4},
    {"UPDATE book_author SET publication_order = 0 WHERE book_id = 1", NULL,
     "publication order below 1 or no whole number", 2},
    {"UPDATE book_author SET publication_order = 'x' WHERE book_id = 2", NULL,
     "publication order below 1 or no whole number", 2},
    {"UPDATE book_author SET publication_order = 9 WHERE author_id = 1", NULL,
     "gap in publication order", 2},
    {"UPDATE book_author SET royalty_percentage = 100.5 WHERE book_id = 1",
     NULL, "royalty outside 0 to 100", 2},
    {"UPDATE book_author SET royalty_percentage = 'much' WHERE book_id = 1",
     NULL, "royalty outside 0 to 100", 2},
    {"UPDATE book_author SET royalty_percentage = 12.50001 WHERE book_id = 1",
     NULL, "royalty with more than four decimals", 2},
    {"UPDATE book_author SET royalty_stated = 0", NULL,
     "royalty of which nothing says that it was stated", 5},
    {"INSERT INTO book_keys VALUES (77, 1, 2, 3, 0)", NULL,
     "key without its row", 1},
    {"INSERT INTO author_keys VALUES (1, 3, 2, zeroblob(8), 0)", NULL,
     "key of no known kind, or no number", 1},
    {"INSERT INTO author_keys VALUES (1, 55, 2, 3, 0)", NULL,
     "key of no known kind, or no number", 1},
    {"UPDATE authors SET name = 'Another' WHERE id = 1", "DELETE FROM touched",
     "author without the key of its name", 1},
    {"DELETE FROM author_keys", NULL, "author without the key of its name", 6},
    {"DELETE FROM book_keys WHERE kind = 1", NULL,
     "book without the key of its ISBN", 1},
    {"DELETE FROM book_keys WHERE kind = 2", NULL,
     "book without the key of its title and first author", 4},
    {"UPDATE books SET title = 'Other' WHERE id = 3", "DELETE FROM touched",
     "book without the key of its title and first author", 1},
    {"UPDATE books SET subtitle = 'a tale' WHERE id = 3", "DELETE FROM touched",
     "book without the key of its title and first author", 1},
    {"UPDATE books SET isbn = 'ISBN 0-306-40615-2' WHERE id = 2",
     "DELETE FROM touched", "book without the key of its ISBN", 1},
    {"UPDATE books SET issn = '0317-8471' WHERE id = 2", "DELETE FROM touched",
     "book without the key of its ISSN", 1},
    {"UPDATE books SET lccn = 'n78890351' WHERE id < 3", "DELETE FROM touched",
     "book without the key of its LCCN", 2},
    {"UPDATE books SET oclc = '12345' WHERE id = 2", "DELETE FROM touched",
     "book without the key of its OCLC number", 1},
    /* what is no number of its kind has no key, and none is missing */
    {"UPDATE books SET isbn = '014143951X', issn = '1', lccn = '?', oclc = 'x'",
     "DELETE FROM touched", "book without the key of its ISBN", 0},
    {"UPDATE books SET issn = '0317-8472', lccn = '?', oclc = 'x'",
     "DELETE FROM touched", "book without the key of its ISSN", 0},
    {"UPDATE books SET issn = '0317-8472', lccn = '?', oclc = 'x'",
     "DELETE FROM touched", "book without the key of its LCCN", 0},
    {"UPDATE books SET issn = '0317-8472', lccn = '?', oclc = 'x'",
     "DELETE FROM touched", "book without the key of its OCLC number", 0},
    {"UPDATE authors SET authority_id = 'viaf:102333412 gnd:118505173'"
     " WHERE id < 3",
     "DELETE FROM touched", "author without the key of an id in authority_id",
     2},
    {"UPDATE authors SET authority_id = 'ours:5 Austen'", "DELETE FROM touched",
     "author without the key of an id in authority_id", 0},
    {"UPDATE books SET uniform_title = 'A tale' WHERE id = 3",
     "DELETE FROM touched", "book without a key of its work", 1},
    /* its title alone is its key already */
    {"UPDATE books SET subtitle = 'a tale' WHERE id = 3", "DELETE FROM touched",
     "book without a key of its work", 0},
    {"UPDATE books SET uniform_title = 'Works' WHERE id = 3",
     "DELETE FROM touched", "book without a key of its work", 0},
    {"INSERT INTO book_keys VALUES (3, 6, 1, 2, 0)", NULL,
     "book with the key of a work that is not its own", 1},
    {"UPDATE author_keys SET fact = fact + 2 WHERE author_id < 3", NULL,
     "key that says other years or kinds than its author", 2},
    {"UPDATE authors SET dates = '1901-1980' WHERE id < 3",
     "DELETE FROM touched",
     "key that says other years or kinds than its author", 2},
    {"UPDATE book_keys SET fact = 7 WHERE kind = 2 AND book_id < 3", NULL,
     "key that says another year than its book", 2},
    {"UPDATE books SET year = 1700 WHERE id < 3", "DELETE FROM touched",
     "key that says another year than its book", 2},
    /* another record's title has its own year, and no row's key */
    {"INSERT INTO book_keys VALUES (3, 2, 1, 2, 1999)", NULL,
     "key that says another year than its book", 0},
    {"UPDATE books SET work_id = 77 WHERE id < 3", NULL,
     "number of a work that no book can have had", 2},
    {"UPDATE books SET work_id = 1 - id", NULL,
     "number of a work that no book can have had", 5},
    {"UPDATE books SET work_id = id WHERE id = 1", NULL,
     "number of a work that no book can have had", 1},
    {"UPDATE books SET work_id = 'Emma' WHERE id = 1", NULL,
     "number of a work that no book can have had", 1},
    /* the book that began a work may be elsewhere, or gone, or a later one */
    {"UPDATE books SET work_id = 6 - id WHERE id <> 3",
     "DELETE FROM books WHERE id = 2",
     "number of a work that no book can have had", 0},
    {"INSERT INTO author_names VALUES (77, 'Nobody', NULL, NULL, 'heading')",
     NULL, "form of a missing author's name", 1},
    {"INSERT INTO author_names VALUES (1, 'Остин', NULL, 'Latn', 'heading')",
     NULL, "form of a name in another script than it says", 1},
    {"INSERT INTO author_names VALUES (1, 'Остин', NULL, 'Cyrl', 'heading')",
     NULL, "form of a name in another script than it says", 0},
    {"UPDATE imports SET job = 'x', links_deleted = 2, books_updated = 1", NULL,
     "import that counts other than its ledger tells", 2},
    /* known to be without a key: not a failure */
    {"INSERT INTO authors (name) VALUES ('By Hand')", NULL,
     "author without the key of its name", 0},
    {"INSERT INTO authors (name) VALUES ('By Hand')", NULL,
     "row that the next import will key", 1},
    {"UPDATE source_records SET file_id = 9", NULL,
     "source record of a missing row", 1},
    {"UPDATE import_files SET import_id = 9", NULL,
     "file of no import, import of no source", 1},
    {"UPDATE rejects SET import_id = 9", NULL,
     "reject, warning or ledger entry of no import", 1},
    {"UPDATE import_files SET records_new = 4", NULL,
     "records of a file that don't add up", 1},
    {"UPDATE imports SET records_matched = 1", NULL,
     "records of an import that don't add up", 1},
    {"UPDATE imports SET records_read = 7, records_new = 6", NULL,
     "import that read other than its files", 1},
    {"DELETE FROM rejects", NULL, "file with other rejects than it counts", 1},
};

static const struct check *check_named(const char *name)
{
    for (size_t i = 0; check_list[i].name; i++)
        if (strcmp(check_list[i].name, name) == 0)
            return &check_list[i];
    ck_abort_msg("no check '%s'", name);
    return NULL;
}

START_TEST(test_broken)
{
    uint64_t count;

    report_database_run(&database, broken[_i].sql);
    if (broken[_i].then)
        report_database_run(&database, broken[_i].then);
    count = breaches(check_named(broken[_i].check));
    ck_assert_msg(count == broken[_i].count, "%s: %s: %d instead of %d",
                  broken[_i].sql, broken[_i].check, (int)count,
                  (int)broken[_i].count);
}
END_TEST

/* More breaches than are kept, with text that is longer than one line. */
START_TEST(test_many)
{
    struct verdict verdict = {.arena = &arena};
    struct error error = {0};

    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(verdict_add(&verdict, &error, "%01000d", i), 0);
    ck_assert_uint_eq(verdict.count, 1000);
    ck_assert_uint_lt(verdict.first[VERDICT_FIRST - 1].len, 400);
}
END_TEST

#define ROWS(table) (int)(sizeof table / sizeof *table)

Suite *verify_suite(void);
Suite *verify_suite(void)
{
    Suite *suite = suite_create("verify");
    TCase *tests = tcase_create("verify");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_sound);
    tcase_add_loop_test(tests, test_broken, 0, ROWS(broken));
    tcase_add_test(tests, test_many);
    suite_add_tcase(suite, tests);
    return suite;
}
