/*
 * What an import changes of rows that were there is written down with the change, or
 * neither is: whichever call for memory SQLite lacks. Without it the import could not
 * be taken back.
 */
#include "support/failing.h"
#include "support/sqlite_fixture.h"

#include <stdio.h>
#include <stdlib.h>

Suite *sqlite_changes_suite(void);

static struct sqlite_fixture fixture;
static struct sqlite_fixture *const f = &fixture;

/* A book of an import before. */
static void setup(void)
{
    failing_prepare();
    sqlite_fixture_setup(f);
    sqlite_fixture_open(f, STORE_WRITE, 1 << 24);
    sqlite_fixture_begin(f);
    sqlite_fixture_book_key(f, sqlite_fixture_book(f, 1, "Emma"), KEY_TITLE, 1,
                            1815);
    f->store->last_book = 1;
    sqlite_fixture_write(f);
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
    sqlite_fixture_close(f);
    sqlite_fixture_open(f, STORE_WRITE, 1 << 24);
    f->import.state = f->file.state = "running";
    f->import.id = f->file.id = 0;
    sqlite_fixture_begin(f);
    f->store->type->rollback(f->store);
}

static void teardown(void)
{
    sqlite_fixture_teardown(f);
}

/* False: there was no memory for it, which it said, and it is rolled back. */
static bool change_title(unsigned without)
{
    const struct store_type *type = f->store->type;
    struct write_set set = {.changes = &f->changes,
                            .import_id = f->import.id,
                            .file_id = f->file.id,
                            .undoable = true};
    char title[40];
    struct book_row *book;
    int result;

    snprintf(title, sizeof title, "Emma, without %u", without);
    memset(&f->error, 0, sizeof f->error);
    ck_assert_int_eq(type->begin(f->store, &f->error), 0);
    book = sqlite_fixture_book(f, 1, title);
    book->state = ROW_CHANGED;
    book->changed = 1u << BOOK_TITLE;
    failing_at(FAIL_SQLITE, without);
    result = type->write(f->store, &set, &f->error);
    failing_end();
    memset(&f->changes, 0, sizeof f->changes);
    if (result == 0)
        sqlite_fixture_commit(f);
    else
        type->rollback(f->store);
    return result == 0;
}

/* Enough in a row went well: there are no more calls that could fail. */
#define ENOUGH 40
#define NOT_REACHED 1000000

START_TEST(kept_or_not_changed)
{
    long kept = 1, failed = 0;
    int well = 0;

    /* Statements are prepared once; then each round has the same calls. */
    ck_assert(change_title(NOT_REACHED));
    for (unsigned without = 0; well < ENOUGH; without++) {
        bool changed = change_title(without);
        long found =
            atol(sqlite_fixture_ask(f, "SELECT count(*) FROM changesets"));

        kept += changed;
        failed += !changed;
        well = changed ? well + 1 : 0;
        ck_assert_msg(found == kept, "without call %u: %ld of %ld kept",
                      without, found, kept);
    }
    ck_assert_int_gt(failed, 0);
}
END_TEST

Suite *sqlite_changes_suite(void)
{
    Suite *suite = suite_create("sqlite_changes");
    TCase *tcase = tcase_create("memory");

    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, kept_or_not_changed);
    suite_add_tcase(suite, tcase);
    return suite;
}
