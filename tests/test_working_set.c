/*
 * What resolve knows while it decides a batch: ids, what is among the changes,
 * keys of rows and the ledger.
 */
#include "../stages/working_set.h"

#include "support/fake_store.h"

#include <check.h>

Suite *working_set_suite(void);

static struct fake_store store;
static struct arena arena;
static struct error error;
static struct changes changes;
static struct working_set set;

static void setup(void)
{
    fake_store_init(&store);
    arena_init(&arena, 65536);
    error = (struct error){.kind = ERROR_NONE};
    changes = (struct changes){.books = {.count = 0}};
    store.head.last_book = 40;
    store.head.last_author = 50;
    store.head.last_source = 60;
    working_set_init(&set, &store.head, &arena, &changes, &error);
}

static void teardown(void)
{
    arena_clear(&arena);
    fake_store_clear(&store);
}

static struct key key_of(uint64_t number)
{
    return (struct key){.high = number, .low = number};
}

START_TEST(test_ids_count_up)
{
    ck_assert_int_eq(working_add_book(&set)->id, 41);
    ck_assert_int_eq(working_add_book(&set)->id, 42);
    ck_assert_int_eq(working_add_author(&set)->id, 51);
    ck_assert_int_eq(working_add_source(&set)->id, 61);
    ck_assert_int_eq(store.head.last_book, 42);
    ck_assert_uint_eq(changes.books.count, 2);
    ck_assert_int_eq(changes.books.at[1]->state, ROW_NEW);
    ck_assert_ptr_eq(working_book(&set, 42), changes.books.at[1]);
    ck_assert_uint_eq(store.fetches, 0);
}
END_TEST

START_TEST(test_changes_hold_a_row_once)
{
    struct book_row *book;

    fake_store_has(&store, 7);
    book = working_book(&set, 7);
    ck_assert_int_eq(working_change_book(&set, book), 0);
    ck_assert_int_eq(working_change_book(&set, book), 0);
    ck_assert_uint_eq(changes.books.count, 1);
    ck_assert_int_eq(book->state, ROW_CHANGED);
    book = working_add_book(&set);
    ck_assert_int_eq(working_change_book(&set, book), 0);
    ck_assert_int_eq(book->state, ROW_NEW); /* and stays new */
    ck_assert_uint_eq(changes.books.count, 2);
}
END_TEST

static size_t hits(enum key_table table, uint64_t number)
{
    return working_slot(&set, table, key_of(number))->hits.count;
}

START_TEST(test_keys_of_a_book)
{
    struct book_row *book = working_add_book(&set);

    ck_assert_int_eq(working_key_book(&set, book, KEY_TITLE, key_of(1), 1815),
                     0);
    ck_assert_int_eq(working_key_book(&set, book, KEY_TITLE, key_of(1), 1815),
                     0);
    ck_assert_int_eq(working_key_book(&set, book, KEY_ISBN, key_of(0), 0), 0);
    ck_assert_uint_eq(book->keys.count, 1); /* once; the none key never */
    ck_assert_int_eq(working_key_book(&set, book, KEY_TITLE, key_of(1), 1816),
                     0);
    ck_assert_uint_eq(book->keys.count, 1);
    ck_assert_int_eq(book->keys.at[0].state, ROW_NEW); /* never written yet */
    ck_assert_int_eq(working_slot(&set, KEYS_BOOK, key_of(1))->hits.at[0].fact,
                     1816);
    ck_assert_int_eq(working_unkey_book(&set, book, KEY_TITLE, key_of(1)), 0);
    ck_assert_uint_eq(hits(KEYS_BOOK, 1), 0);
    ck_assert_uint_eq(book->keys.count, 0); /* never written: forgotten */
}
END_TEST

/* A key that the database has goes, and comes back. */
START_TEST(test_key_comes_back)
{
    struct key_row *kept;
    struct book_row *book;

    fake_store_has(&store, 7);
    fake_store_has_key(&store, KEYS_BOOK, key_of(1), 7, 1815);
    book = working_book(&set, 7);
    kept = list_push(&arena, &book->keys);
    *kept = (struct key_row){
        .owner = 7, .kind = KEY_TITLE, .key = key_of(1), .fact = 1815};
    ck_assert_int_eq(working_unkey_book(&set, book, KEY_TITLE, key_of(1)), 0);
    ck_assert_int_eq(book->keys.at[0].state, ROW_REMOVED);
    ck_assert_uint_eq(hits(KEYS_BOOK, 1), 0);
    ck_assert_int_eq(working_key_book(&set, book, KEY_TITLE, key_of(1), 1815),
                     0);
    ck_assert_int_eq(book->keys.at[0].state, ROW_CHANGED);
    ck_assert_uint_eq(hits(KEYS_BOOK, 1), 1);
    ck_assert_uint_eq(book->keys.count, 1);
}
END_TEST

START_TEST(test_keys_of_an_author)
{
    struct author_row *author = working_add_author(&set);

    ck_assert_int_eq(working_key_author(&set, author, KEY_NAME, key_of(1), 0),
                     0);
    ck_assert_int_eq(working_key_author(&set, author, KEY_NAME, key_of(1), 5),
                     0);
    ck_assert_uint_eq(author->keys.count, 1);
    ck_assert_int_eq(author->keys.at[0].fact, 5);
    ck_assert_uint_eq(hits(KEYS_AUTHOR, 1), 1);
    ck_assert_uint_eq(hits(KEYS_BOOK, 1), 0); /* another table */
}
END_TEST

START_TEST(test_ident_of_a_source)
{
    struct source_row *source = working_add_source(&set);

    ck_assert_int_eq(working_key_source(&set, source, key_of(1)), 0);
    ck_assert_uint_eq(hits(KEYS_RECORD, 1), 1);
    ck_assert_int_eq(working_key_source(&set, source, key_of(2)), 0);
    ck_assert_uint_eq(hits(KEYS_RECORD, 1), 0);
    ck_assert_uint_eq(hits(KEYS_RECORD, 2), 1);
}
END_TEST

static const struct noted_row {
    const char *what;
    uint64_t record;
    const char *subject, *event;
    int64_t book_id, author_id;
    bool noted;
} noted_table[] = {
    {"the line itself", 2, "link", "linked", 1, 2, true},
    {"another event", 2, "link", "changed", 1, 2, false},
    {"another subject", 2, "book", "linked", 1, 2, false},
    {"another author", 2, "link", "linked", 1, 3, false},
    {"another book", 2, "link", "linked", 2, 2, false},
    {"of the record before", 1, "link", "linked", 1, 2, false},
    {"of a record without lines", 3, "link", "linked", 1, 2, false},
};

START_TEST(test_noted)
{
    const struct noted_row *row = &noted_table[_i];

    for (uint64_t record = 1; record <= 2; record++) {
        struct ledger_row *line =
            working_ledger(&set, record, "link", "linked");

        ck_assert_ptr_nonnull(line);
        line->book_id = 1;
        line->author_id = 2;
    }
    ck_assert_msg(working_noted(&set, row->record, row->subject, row->book_id,
                                row->author_id, row->event) == row->noted,
                  "%s", row->what);
}
END_TEST

START_TEST(test_failure)
{
    store.failing = true;
    ck_assert_ptr_null(working_book(&set, 1));
    ck_assert_ptr_null(working_author(&set, 1));
    ck_assert_ptr_null(working_source(&set, 1));
    ck_assert_ptr_null(working_slot(&set, KEYS_BOOK, key_of(1)));
    ck_assert_int_eq(error.kind, ERROR_STORE);
}
END_TEST

Suite *working_set_suite(void)
{
    Suite *suite = suite_create("working_set");
    TCase *tests = tcase_create("set");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, test_ids_count_up);
    tcase_add_test(tests, test_changes_hold_a_row_once);
    tcase_add_test(tests, test_keys_of_a_book);
    tcase_add_test(tests, test_key_comes_back);
    tcase_add_test(tests, test_keys_of_an_author);
    tcase_add_test(tests, test_ident_of_a_source);
    tcase_add_loop_test(tests, test_noted, 0,
                        (int)(sizeof noted_table / sizeof *noted_table));
    tcase_add_test(tests, test_failure);
    suite_add_tcase(suite, tests);
    return suite;
}
