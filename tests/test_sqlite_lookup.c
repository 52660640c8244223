/*
 * Lookups answer alike from the key map of a first load, after the map is full,
 * and from the indexes of a grown database; and what is fetched is what was
 * written.
 */
#include "support/sqlite_fixture.h"

#include <stdio.h>
#include <stdlib.h>

Suite *sqlite_lookup_suite(void);

#define PLENTY (16 << 20)
#define TOO_LITTLE 1000 /* for any key map: the indexes answer at once */

static struct sqlite_fixture fixture;
static struct sqlite_fixture *const f = &fixture;

static void setup(void)
{
    sqlite_fixture_setup(f);
}

static void teardown(void)
{
    sqlite_fixture_teardown(f);
}

/* Two books that share a title key, two authors of one name, three records. */
static void write_some(void)
{
    struct book_row *first = sqlite_fixture_book(f, 1, "Emma");
    struct book_row *second = sqlite_fixture_book(f, 2, "Emma");
    struct author_row *austen = sqlite_fixture_author(f, 1, "Jane Austen");
    struct author_row *other = sqlite_fixture_author(f, 2, "Jane Austen");

    sqlite_fixture_book_key(f, second, KEY_TITLE, 100, 1816);
    sqlite_fixture_book_key(f, first, KEY_TITLE, 100, 1815);
    sqlite_fixture_book_key(f, first, KEY_ISBN, 101, 0);
    sqlite_fixture_book_key(f, first, KEY_ISBN, 101, 0); /* stated twice */
    sqlite_fixture_author_key(f, other, 200, -7);
    sqlite_fixture_author_key(f, austen, 200, 1775);
    sqlite_fixture_source(f, 1, 300, 1);
    sqlite_fixture_source(f, 2, 301, 2);
    sqlite_fixture_source(f, 3, 301, 2);
    sqlite_fixture_write(f);
}

static const struct {
    enum key_table table;
    uint64_t key;
    size_t count;
    struct hit hits[2];
} answers[] = {
    {KEYS_BOOK, 100, 2, {{1, 1815}, {2, 1816}}},
    {KEYS_BOOK, 101, 1, {{1, 0}}},
    {KEYS_AUTHOR, 200, 2, {{1, 1775}, {2, -7}}},
    {KEYS_RECORD, 300, 1, {{1, 0}}},
    {KEYS_RECORD, 301, 2, {{2, 0}, {3, 0}}},
    /* keys of the other tables are no keys of this one */
    {KEYS_BOOK, 200, 0, {{0, 0}}},
    {KEYS_AUTHOR, 100, 0, {{0, 0}}},
    {KEYS_RECORD, 100, 0, {{0, 0}}},
    {KEYS_BOOK, 101, 1, {{1, 0}}}, /* asked twice in one go */
};
#define ANSWERS (sizeof answers / sizeof *answers)

static void check_answers(void)
{
    struct probe probes[ANSWERS], *asked[ANSWERS];

    for (size_t i = 0; i < ANSWERS; i++) {
        asked[i] = &probes[i];
        probes[i] = (struct probe){.table = answers[i].table,
                                   .key = sqlite_fixture_key(answers[i].key)};
    }
    ck_assert_msg(
        !f->store->type->lookup(f->store, asked, ANSWERS, &f->arena, &f->error),
        "%s", f->error.text);
    for (size_t i = 0; i < ANSWERS; i++) {
        ck_assert_uint_eq(probes[i].hits.count, answers[i].count);
        for (size_t j = 0; j < answers[i].count; j++) {
            ck_assert_int_eq(probes[i].hits.at[j].id, answers[i].hits[j].id);
            ck_assert_int_eq(probes[i].hits.at[j].fact,
                             answers[i].hits[j].fact);
        }
    }
}

static const uint64_t memories[] = {PLENTY, TOO_LITTLE};

START_TEST(answers_in_first_load)
{
    sqlite_fixture_open(f, STORE_WRITE, memories[_i]);
    sqlite_fixture_begin(f);
    ck_assert(f->store->first_load);
    write_some();
    check_answers();
    sqlite_fixture_commit(f);
    ck_assert(f->store->first_load); /* whatever memory it has */
    check_answers();
    sqlite_fixture_end(f);
}
END_TEST

START_TEST(answers_in_grown_database)
{
    sqlite_fixture_open(f, STORE_WRITE, memories[_i]);
    sqlite_fixture_begin(f);
    write_some();
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
    sqlite_fixture_begin(f);
    ck_assert(!f->store->first_load);
    check_answers();
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
}
END_TEST

/* The map gets full in the middle of a load. */
START_TEST(answers_when_map_overflows)
{
    sqlite_fixture_open(f, STORE_WRITE, 1 << 20);
    sqlite_fixture_begin(f);
    write_some();
    for (int64_t id = 3; id < 60000; id++) {
        struct book_row *book = sqlite_fixture_book(f, id, "x");

        sqlite_fixture_book_key(f, book, KEY_ISBN, (uint64_t)id + 1000, 0);
    }
    sqlite_fixture_write(f);
    check_answers();
    ck_assert(f->store->first_load);
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
    ck_assert_str_eq(sqlite_fixture_ask(f, "PRAGMA integrity_check"), "ok");
}
END_TEST

/* More rows of one key than the map walks, and than an answer holds. */
START_TEST(bounds_hits)
{
    struct probe probe = {.table = KEYS_BOOK, .key = sqlite_fixture_key(5)};
    struct probe *asked = &probe;

    sqlite_fixture_open(f, STORE_WRITE, PLENTY);
    sqlite_fixture_begin(f);
    for (int64_t id = 1; id <= HITS_MAX + 10; id++)
        sqlite_fixture_book_key(f, sqlite_fixture_book(f, id, "Report"),
                                KEY_TITLE, 5, id);
    sqlite_fixture_write(f);
    ck_assert_int_eq(
        f->store->type->lookup(f->store, &asked, 1, &f->arena, &f->error), 0);
    ck_assert_uint_eq(probe.hits.count, HITS_MAX);
    ck_assert_int_eq(probe.hits.at[0].id, 1);
    ck_assert_int_eq(probe.hits.at[HITS_MAX - 1].id, HITS_MAX);
    f->store->type->rollback(f->store);
    sqlite_fixture_end(f);
}
END_TEST

/* Rows that a rollback took are not found, nor their ids taken. */
START_TEST(forgets_rolled_back)
{
    struct probe probe = {.table = KEYS_AUTHOR, .key = sqlite_fixture_key(200)};
    struct probe *asked = &probe;

    sqlite_fixture_open(f, STORE_WRITE, PLENTY);
    sqlite_fixture_begin(f);
    write_some();
    f->store->type->rollback(f->store);
    f->store->type->rollback(f->store); /* none is open: does nothing */
    ck_assert_int_eq(f->store->type->begin(f->store, &f->error), 0);
    ck_assert_int_eq(f->store->last_book, 0);
    ck_assert_int_eq(
        f->store->type->lookup(f->store, &asked, 1, &f->arena, &f->error), 0);
    ck_assert_uint_eq(probe.hits.count, 0);
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
}
END_TEST

/* Another program deletes an author while a first load knows him by heart. */
START_TEST(sees_what_others_did)
{
    struct probe probe = {.table = KEYS_AUTHOR, .key = sqlite_fixture_key(200)};
    struct probe *asked = &probe;

    sqlite_fixture_open(f, STORE_WRITE, PLENTY);
    sqlite_fixture_begin(f);
    write_some();
    sqlite_fixture_commit(f);
    sqlite_fixture_ask(f, "DELETE FROM authors WHERE id = 1");
    sqlite_fixture_ask(f,
                       "INSERT INTO books (id, title) VALUES (70, 'By hand')");
    ck_assert_int_eq(f->store->type->begin(f->store, &f->error), 0);
    ck_assert_int_eq(f->store->last_book, 70);
    ck_assert_int_eq(f->store->last_author, 2);
    ck_assert_int_eq(f->store->last_source, 3);
    ck_assert_int_eq(
        f->store->type->lookup(f->store, &asked, 1, &f->arena, &f->error), 0);
    ck_assert_uint_eq(probe.hits.count, 1);
    ck_assert_int_eq(probe.hits.at[0].id, 2);
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
}
END_TEST

START_TEST(fetches_books)
{
    static const int64_t ids[] = {1, 2, 9};
    struct book_row rows[3];
    struct book_row *book;
    struct link_row *link;

    sqlite_fixture_open(f, STORE_WRITE, PLENTY);
    sqlite_fixture_begin(f);
    write_some();
    book = sqlite_fixture_book(f, 1, "Emma");
    book->state = ROW_CLEAN;
    link = sqlite_fixture_link(f, book, 2);
    link->order = 2;
    link->role = SLICE("aut edt");
    link->royalty = 123456;
    link->stated = true;
    link->mode = LINK_SHARE;
    sqlite_fixture_link(f, book, 1);
    sqlite_fixture_write(f);
    ck_assert_int_eq(f->store->type->fetch_books(f->store, ids, 3, rows,
                                                 &f->arena, &f->error),
                     0);
    ck_assert_int_eq(rows[2].id, 0);
    ck_assert_int_eq(rows[1].id, 2);
    ck_assert_uint_eq(rows[1].links.count, 0);
    ck_assert(slice_is(rows[0].field[BOOK_TITLE], "Emma"));
    ck_assert_uint_eq(rows[0].field[BOOK_SUBTITLE].len, 0);
    ck_assert_uint_eq(rows[0].keys.count, 2);
    ck_assert_int_eq(rows[0].keys.at[1].fact, 1815);
    ck_assert_uint_eq(rows[0].links.count, 2);
    ck_assert_int_eq(rows[0].links.at[0].author_id, 1);
    ck_assert(!rows[0].links.at[0].stated);
    link = &rows[0].links.at[1];
    ck_assert_int_eq(link->royalty, 123456);
    ck_assert(link->stated && link->mode == LINK_SHARE && link->order == 2);
    ck_assert(slice_is(link->role, "aut edt"));
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
}
END_TEST

/* Columns have no types that others must keep to. */
static const struct {
    const char *royalty, *order;
    int32_t royalty_is, order_is;
    bool stated;
} loose[] = {
    {"12.5", "3", 125000, 3, true},
    {"NULL", "NULL", 0, 0, false},
    {"'lots'", "'first'", 0, 0, false},
    {"9e999", "99999999999", INT32_MAX, INT32_MAX, true},
    {"-9e999", "-99999999999", INT32_MIN, INT32_MIN, true},
    {"0.00004", "1", 0, 1, false},
    {"0.00005", "1", 1, 1, true},
    {"33.3333", "1", 333333, 1, true},
};

START_TEST(fetches_loose_types)
{
    static const int64_t id = 1;
    struct book_row row;
    char sql[200];

    sqlite_fixture_open(f, STORE_WRITE, PLENTY);
    sqlite_fixture_ask(f, "INSERT INTO books (title) VALUES ('x')");
    snprintf(sql, sizeof sql,
             "INSERT INTO book_author (book_id, author_id, "
             "royalty_percentage, publication_order) VALUES (1, 1, %s, %s)",
             loose[_i].royalty, loose[_i].order);
    sqlite_fixture_ask(f, sql);
    ck_assert_int_eq(f->store->type->fetch_books(f->store, &id, 1, &row,
                                                 &f->arena, &f->error),
                     0);
    ck_assert_int_eq(row.links.at[0].royalty, loose[_i].royalty_is);
    ck_assert_int_eq(row.links.at[0].order, loose[_i].order_is);
    ck_assert_int_eq(row.links.at[0].stated, loose[_i].stated);
}
END_TEST

START_TEST(fetches_sources)
{
    static const int64_t ids[] = {2, 5};
    struct source_row rows[2], *of_book;
    size_t count = 7;

    sqlite_fixture_open(f, STORE_WRITE, PLENTY);
    sqlite_fixture_begin(f);
    write_some();
    ck_assert_int_eq(f->store->type->fetch_sources_of_book(
                         f->store, 2, &of_book, &count, &f->arena, &f->error),
                     0);
    ck_assert_uint_eq(count, 0); /* a first load */
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
    ck_assert_int_eq(f->store->type->fetch_sources(f->store, ids, 2, rows,
                                                   &f->arena, &f->error),
                     0);
    ck_assert_int_eq(rows[0].book_id, 2);
    ck_assert_int_eq(rows[0].import_id, f->import.id);
    ck_assert_int_eq(rows[0].file_id, f->file.id);
    ck_assert(key_equal(rows[0].ident, sqlite_fixture_key(301)));
    ck_assert_str_eq(rows[0].rule, "new");
    ck_assert_int_eq(rows[1].id, 0);
    ck_assert_int_eq(f->store->type->fetch_sources_of_book(
                         f->store, 2, &of_book, &count, &f->arena, &f->error),
                     0);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(of_book[0].id, 2);
    ck_assert_int_eq(of_book[1].id, 3);
}
END_TEST

START_TEST(fetches_touched)
{
    struct touched *rows;
    size_t count;

    sqlite_fixture_open(f, STORE_WRITE, PLENTY);
    sqlite_fixture_begin(f);
    write_some(); /* our own rows touch nothing */
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
    sqlite_fixture_ask(f, "UPDATE books SET title = 'Emma!' WHERE id = 2");
    sqlite_fixture_ask(f, "DELETE FROM authors WHERE id = 2");
    ck_assert_int_eq(f->store->type->fetch_touched(f->store, &rows, &count,
                                                   &f->arena, &f->error),
                     0);
    ck_assert_uint_eq(count, 2);
    ck_assert(rows[0].kind == 'a' && rows[0].event == 'd');
    ck_assert_int_eq(rows[0].author_id, 2);
    ck_assert(rows[1].kind == 'b' && rows[1].event == 'u');
    ck_assert(slice_is(rows[1].field, "title"));
    ck_assert_int_eq(f->store->type->forget_touched(f->store, &f->error), 0);
    ck_assert_int_eq(f->store->type->fetch_touched(f->store, &rows, &count,
                                                   &f->arena, &f->error),
                     0);
    ck_assert_uint_eq(count, 0);
}
END_TEST

Suite *sqlite_lookup_suite(void)
{
    Suite *suite = suite_create("sqlite_lookup");
    TCase *tests = tcase_create("lookup");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, answers_in_first_load, 0, 2);
    tcase_add_loop_test(tests, answers_in_grown_database, 0, 2);
    tcase_add_test(tests, answers_when_map_overflows);
    tcase_add_test(tests, bounds_hits);
    tcase_add_test(tests, forgets_rolled_back);
    tcase_add_test(tests, sees_what_others_did);
    tcase_add_test(tests, fetches_books);
    tcase_add_loop_test(tests, fetches_loose_types, 0,
                        sizeof loose / sizeof *loose);
    tcase_add_test(tests, fetches_sources);
    tcase_add_test(tests, fetches_touched);
    suite_add_tcase(suite, tests);
    return suite;
}
