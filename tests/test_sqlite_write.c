/* What write and commit put into the tables, and what an import leaves. */
#include "support/sqlite_fixture.h"

#include <stdio.h>
#include <stdlib.h>

Suite *sqlite_write_suite(void);

static struct sqlite_fixture fixture;
static struct sqlite_fixture *const f = &fixture;

static void setup(void)
{
    sqlite_fixture_setup(f);
    sqlite_fixture_open(f, STORE_WRITE, 1 << 24);
    sqlite_fixture_begin(f);
}

static void teardown(void)
{
    sqlite_fixture_teardown(f);
}

static void finish(void)
{
    sqlite_fixture_commit(f);
    sqlite_fixture_end(f);
}

static void write_two_books(void)
{
    struct book_row *emma = sqlite_fixture_book(f, 1, "Emma");
    struct book_row *omens = sqlite_fixture_book(f, 2, "Good Omens");
    struct author_row *austen = sqlite_fixture_author(f, 1, "Jane Austen");
    struct link_row *link;

    austen->field[AUTHOR_KIND] = SLICE("person");
    sqlite_fixture_author(f, 2, "Neil Gaiman");
    sqlite_fixture_author(f, 3, "Terry Pratchett");
    sqlite_fixture_author_key(f, austen, 200, 9);
    emma->field[BOOK_YEAR] = SLICE("1815");
    emma->field[BOOK_ISBN] = SLICE("9780141439587");
    sqlite_fixture_book_key(f, emma, KEY_TITLE, 50, 1815);
    link = sqlite_fixture_link(f, emma, 1);
    link->order = 1;
    link->royalty = 125000;
    link->stated = true;
    /* as in the input: by order, not by id */
    sqlite_fixture_link(f, omens, 3)->order = 1;
    sqlite_fixture_link(f, omens, 2)->order = 2;
    sqlite_fixture_source(f, 1, 300, 1)->digest = UINT64_MAX;
    sqlite_fixture_source(f, 2, 301, 2)->authors = SLICE("[3,2]");
    sqlite_fixture_write(f);
}

static const struct {
    const char *sql, *answer;
} written[] = {
    {"SELECT * FROM books", "1|Emma||9780141439587||1815||||||||||\n"
                            "2|Good Omens||||||||||||||"},
    {"SELECT typeof(year) FROM books WHERE id = 1", "integer"},
    {"SELECT id, name, kind, typeof(dates) FROM authors WHERE id < 3",
     "1|Jane Austen|person|null\n2|Neil Gaiman||null"},
    {"SELECT * FROM book_author",
     "1|1|12.5|1||1|rate|\n2|2|0.0|2||0||\n2|3|0.0|1||0||"},
    {"SELECT book_id, kind, typeof(hash_low), fact FROM book_keys",
     "1|2|integer|1815"},
    {"SELECT author_id, kind, fact FROM author_keys", "1|3|9"},
    {"SELECT id, digest, book_id, author_id, file_id, rule, authors "
     "FROM source_records",
     "1|-1|1||1|new|\n2|0|2||1|new|[3,2]"},
    {"SELECT count(*) FROM touched", "0"},
    {"SELECT name FROM key_kinds WHERE id >= 100", "id:trade"},
    {"SELECT name FROM sources", "trade"},
    {"SELECT state, finished IS NOT NULL FROM imports", "complete|1"},
    {"SELECT name, state, digest FROM import_files", "a.csv|complete|"},
    {"PRAGMA integrity_check", "ok"},
    {"PRAGMA journal_mode", "wal"},
    {"SELECT count(*) > 10 FROM sqlite_schema WHERE type = 'index' "
     "AND sql IS NOT NULL",
     "1"},
};

START_TEST(writes_new_rows)
{
    write_two_books();
    finish();
    ck_assert_str_eq(sqlite_fixture_ask(f, written[_i].sql),
                     written[_i].answer);
}
END_TEST

/* Only the columns that changed: another program may have written the rest. */
static void change_book(void)
{
    struct book_row *book = sqlite_fixture_book(f, 1, "");

    book->state = ROW_CHANGED;
    book->field[BOOK_PUBLISHER] = SLICE("John Murray");
    book->changed = 1u << BOOK_PUBLISHER | 1u << BOOK_ISBN;
    book->edited = SLICE("title");
}

static void change_author(void)
{
    struct author_row *author = sqlite_fixture_author(f, 2, "unused");

    author->state = ROW_CHANGED;
    author->field[AUTHOR_DATES] = SLICE("1960-");
    author->changed = 1u << AUTHOR_DATES;
}

static void change_links(void)
{
    struct book_row *book = sqlite_fixture_book(f, 2, "unused");
    struct link_row *link = sqlite_fixture_link(f, book, 3);

    book->state = ROW_CLEAN;
    link->state = ROW_CHANGED;
    link->royalty = 500001;
    link->stated = true;
    link->mode = LINK_SHARE;
    link->role = SLICE("aut");
    sqlite_fixture_link(f, book, 2)->state = ROW_REMOVED;
    sqlite_fixture_link(f, book, 1)->order = 3;
}

/* A key whose fact is another now: it goes and comes in one write. */
static void change_keys(void)
{
    struct book_row *book = sqlite_fixture_book(f, 1, "unused");
    struct author_row *author = sqlite_fixture_author(f, 1, "unused");

    book->state = ROW_CLEAN;
    author->state = ROW_CLEAN;
    sqlite_fixture_book_key(f, book, KEY_TITLE, 50, 1816);
    sqlite_fixture_book_key(f, book, KEY_TITLE, 50, 1815)->state = ROW_REMOVED;
    sqlite_fixture_author_key(f, author, 200, 9)->state = ROW_REMOVED;
}

static void change_source(void)
{
    struct source_row *row = sqlite_fixture_source(f, 2, 301, 1);

    row->state = ROW_CHANGED;
    row->rule = "isbn";
    sqlite_fixture_source(f, 1, 300, 1)->state = ROW_REMOVED;
}

static void remove_book(void)
{
    sqlite_fixture_book(f, 2, "unused")->state = ROW_REMOVED;
}

static void remove_author(void)
{
    sqlite_fixture_author(f, 1, "unused")->state = ROW_REMOVED;
}

static const struct {
    void (*change)(void);
    const char *sql, *answer;
} changed[] = {
    {change_book,
     "SELECT title, isbn, year, publisher, edited FROM books "
     "WHERE id = 1",
     "Emma||1815|John Murray|title"},
    {change_author, "SELECT name, dates FROM authors WHERE id = 2",
     "Neil Gaiman|1960-"},
    {change_links, "SELECT * FROM book_author WHERE book_id = 2",
     "2|1|0.0|3||0||\n2|3|50.0001||aut|1|share|"},
    {change_keys,
     "SELECT fact FROM book_keys UNION ALL "
     "SELECT fact FROM author_keys",
     "1816"},
    {change_source, "SELECT id, book_id, rule FROM source_records", "2|1|isbn"},
    {remove_book,
     "SELECT id FROM books UNION ALL SELECT 10 * book_id "
     "FROM book_author UNION ALL SELECT 100 * book_id FROM "
     "book_keys UNION ALL SELECT book_id FROM source_records",
     "1\n10\n100\n1\n"},
    {remove_author,
     "SELECT id FROM authors UNION ALL SELECT 10 * author_id "
     "FROM book_author UNION ALL SELECT 1 FROM author_keys",
     "2\n3\n20\n30"},
};
#define CHANGED (sizeof changed / sizeof *changed)

/* In the same first load, and in an import after it. */
START_TEST(changes_rows)
{
    write_two_books();
    if ((size_t)_i >= CHANGED) {
        finish();
        f->import.state = f->file.state = "running";
        sqlite_fixture_begin(f);
    }
    changed[(size_t)_i % CHANGED].change();
    sqlite_fixture_write(f);
    finish();
    ck_assert_str_eq(sqlite_fixture_ask(f, changed[(size_t)_i % CHANGED].sql),
                     changed[(size_t)_i % CHANGED].answer);
    ck_assert_str_eq(sqlite_fixture_ask(f, "PRAGMA integrity_check"), "ok");
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT count(*) FROM touched"),
                     "0");
}
END_TEST

START_TEST(writes_ledger_and_findings)
{
    struct finding no_title = {.code = TITLE_MISSING,
                               .expected = SLICE("text")};
    struct finding odd = {
        .code = ISBN_INVALID, .field = SLICE("isbn"), .found = SLICE("12")};
    struct record record = {
        .ordinal = 7, .line = 9, .offset = 100, .length = 20};
    struct finding_row findings[] = {{&no_title, &record}, {&odd, &record}};
    struct write_set set = {.changes = &f->changes,
                            .findings = findings,
                            .finding_count = 2,
                            .import_id = f->import.id,
                            .file_id = f->file.id};
    struct ledger_row *row = list_push(&f->arena, &f->changes.ledger);

    *row = (struct ledger_row){.record = 7,
                               .subject = "book",
                               .book_id = 3,
                               .event = "changed",
                               .field = "title",
                               .before = SLICE(""),
                               .after = SLICE_NONE};
    ck_assert_int_eq(f->store->type->write(f->store, &set, &f->error), 0);
    finish();
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT * FROM ledger"),
                     "1|1|1|7|book|3||changed||title||");
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT typeof(before), "
                                           "typeof(after) FROM ledger"),
                     "text|null");
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT * FROM rejects"),
                     "1|1|1|7|9|100|20|TITLE_MISSING||text||open");
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT * FROM warnings"),
                     "1|1|1|7|9|100|ISBN_INVALID|isbn||12");
}
END_TEST

START_TEST(commits_counts_with_place)
{
    f->file.counts = (struct counts){
        .read = 9, .new_ = 4, .matched = 3, .unchanged = 1, .rejected = 1};
    f->import.counts = f->file.counts;
    f->import.counts.links.deleted = 6;
    f->import.counts.warnings[ISBN_INVALID] = 2;
    f->import.counts.warnings[TITLE_MISSING] = 1; /* a reject is no warning */
    f->file.checkpoint = (struct checkpoint){.offset = 1000, .line = 11};
    write_two_books();
    sqlite_fixture_commit(f);
    sqlite_fixture_close(f); /* killed here */
    ck_assert_str_eq(
        sqlite_fixture_ask(
            f, "SELECT state, next_offset, "
               "next_line, records_read, records_new, records_matched, "
               "records_unchanged, records_rejected FROM import_files"),
        "running|1000|11|9|4|3|1|1");
    ck_assert_str_eq(sqlite_fixture_ask(f,
                                        "SELECT state, records_read, "
                                        "links_deleted, warnings FROM imports"),
                     "running|9|6|2");
}
END_TEST

/* A first load that was killed: the next import builds what it left. */
START_TEST(resumes_first_load)
{
    write_two_books();
    sqlite_fixture_commit(f);
    sqlite_fixture_close(f);
    sqlite_fixture_open(f, STORE_WRITE, 1 << 24);
    sqlite_fixture_begin(f);
    ck_assert(!f->store->first_load);
    ck_assert_int_eq(f->store->last_book, 2);
    ck_assert_int_eq(f->store->last_author, 3);
    ck_assert_int_eq(f->store->last_source, 2);
    finish();
    ck_assert_str_eq(
        sqlite_fixture_ask(
            f, "SELECT count(*) FROM book_author "
               "INDEXED BY book_author_by_author WHERE author_id = 3"),
        "1");
}
END_TEST

START_TEST(rolls_back_all)
{
    write_two_books();
    f->store->type->rollback(f->store);
    f->import.state = "failed";
    f->import.error = "why";
    ck_assert_int_eq(
        f->store->type->import_end(f->store, &f->import, &f->error), 0);
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT count(*) FROM books"), "0");
    ck_assert_str_eq(sqlite_fixture_ask(f, "SELECT state, error FROM imports"),
                     "failed|why");
}
END_TEST

/* A COMMIT may fail and be on the disk all the same: the importer then remembers
 * the counts of the batch before. */
START_TEST(keeps_committed_counts)
{
    write_two_books();
    f->import.counts.read = 9;
    sqlite_fixture_commit(f);
    f->import.counts.read = 6;
    f->import.state = "interrupted";
    ck_assert_int_eq(
        f->store->type->import_end(f->store, &f->import, &f->error), 0);
    ck_assert_str_eq(
        sqlite_fixture_ask(f, "SELECT state, records_read FROM imports"),
        "interrupted|9");
}
END_TEST

START_TEST(numbers_namespaces)
{
    finish();
    f->import = (struct import_row){
        .source = "other", .ids = "pubs", .options = "", .state = "running"};
    sqlite_fixture_begin(f);
    ck_assert_int_eq(f->import.ids_kind, KEY_KIND_IDS + 1);
    ck_assert_int_eq(f->import.source_id, 2);
    finish();
    f->import = (struct import_row){
        .source = "trade", .ids = "trade", .options = "", .state = "running"};
    sqlite_fixture_begin(f);
    ck_assert_int_eq(f->import.ids_kind, KEY_KIND_IDS);
    ck_assert_int_eq(f->import.source_id, 1);
    finish();
}
END_TEST

Suite *sqlite_write_suite(void)
{
    Suite *suite = suite_create("sqlite_write");
    TCase *tests = tcase_create("write");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, writes_new_rows, 0,
                        sizeof written / sizeof *written);
    tcase_add_loop_test(tests, changes_rows, 0, 2 * CHANGED);
    tcase_add_test(tests, writes_ledger_and_findings);
    tcase_add_test(tests, commits_counts_with_place);
    tcase_add_test(tests, resumes_first_load);
    tcase_add_test(tests, rolls_back_all);
    tcase_add_test(tests, keeps_committed_counts);
    tcase_add_test(tests, numbers_namespaces);
    suite_add_tcase(suite, tests);
    return suite;
}
