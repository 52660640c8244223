/*
 * `verify --repair`: each row damages a database in one way, by plain SQL, as a
 * broken program or a disk would. Repaired, it is what it was, row for row and key
 * for key; the next import does to it what it does to the undamaged one; and a
 * second repair finds nothing.
 */
#include "../stages/repair.h"
#include "support/dump.h"
#include "support/import_case.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Suite *repair_suite(void);

static struct import_bench bench;
static char spare[128]; /* the undamaged database */
static struct arena arena;
static struct repair_result *results;

static const char config[] = "[source:a]\n[source:b]\nname_order = library\n";

#define DATAFIELD(tag, first, subfields)                                  \
    "<datafield tag=\"" tag "\" ind1=\"" first "\" ind2=\" \">" subfields \
    "</datafield>"
#define SUBFIELD(code, text) "<subfield code=\"" code "\">" text "</subfield>"

/* Numbers of all kinds, a uniform title, ids in authority files, a name in another
 * script. */
static const char marc[] =
    "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"><record>"
    "<leader>00000nam a2200000 a 4500</leader>"
    "<controlfield tag=\"001\">m1</controlfield>" DATAFIELD(
        "010", " ", SUBFIELD("a", "78890351")) //
    DATAFIELD("022", " ", SUBFIELD("a", "0317-8471"))
        DATAFIELD("035", " ", SUBFIELD("a", "(OCoLC)12345"))
            DATAFIELD("100", "1",
                      SUBFIELD("6", "880-01") SUBFIELD("a", "Tolstoy, Leo,")
                          SUBFIELD("c", "graf,") SUBFIELD("d", "1828-1910")
                              SUBFIELD("0", "(viaf)96987389"))
                DATAFIELD("240", "1", SUBFIELD("a", "Voina i mir"))
                    DATAFIELD("245", "1",
                              SUBFIELD("a", "War and peace :")
                                  SUBFIELD("b", "a novel"))
                        DATAFIELD("264", " ", SUBFIELD("c", "1922")) DATAFIELD(
                            "880", "1",
                            SUBFIELD("6", "100-01") SUBFIELD(
                                "a", "Толстой, Лев")) "</record></collection>";

/* Editions of one work, joined authors, royalties, a reject. */
static const struct import_step first[] = {
    {.source = "a",
     .files = {{.text = "title,subtitle,isbn,year,authors,royalties\n"
                        "Emma,,9780141439587,1815,Jane Austen,12.5\n"
                        "Emma,a novel,,1990,Jane Austen,\n"
                        "Emma,a tale,,2003,Jane Austen,\n"
                        "Good Omens,,9780552137034,1990,"
                        "Terry Pratchett; Neil Gaiman,5.5; 7.25\n"
                        ",,,1990,Nobody,\n"},
               {.name = "marc.xml", .text = marc}},
     .status = 1},
    {.source = "b",
     .files = {{.text = "title,isbn,author\n"
                        "Emma and more,9780141439587,\"Austen, Jane\"\n"
                        "Other,,\"AUSTEN, JANE\"\n"}}},
};

/* Restated records, further editions, forms and books of what is there. */
static const struct import_step next = {
    .source = "b",
    .files = {{.text = "title,subtitle,isbn,year,author\n"
                       "Emma,a fourth one,,2010,\"Austen, Jane\"\n"
                       "Good Omens,,9780552137034,1991,\"Pratchett, Terry\"\n"
                       "Voina i mir,,,1950,\"Tolstoy, Leo, 1828-1910\"\n"
                       "Fresh,,,2020,\"Gaiman, Neil\"\n"}}};

static void copy_to(const char *from, const char *to)
{
    char sql[300];

    remove(to);
    snprintf(sql, sizeof sql, "VACUUM INTO '%s'", to);
    free(dump_query(from, sql));
}

static void setup(void)
{
    import_bench_begin(&bench);
    arena_init(&arena, 65536);
    snprintf(spare, sizeof spare, "%s/spare.db", bench.folder);
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        ck_assert_int_eq(import_bench_run(&bench, config, &first[i], 1),
                         first[i].status);
    copy_to(bench.database, spare);
}

static void teardown(void)
{
    arena_clear(&arena);
    import_bench_end(&bench);
}

/* What a repair noted is told apart from what was there. */
#define OTHER                                                           \
    "SELECT id FROM imports WHERE source_id IN (SELECT id FROM sources" \
    " WHERE name = 'bibload verify')"

static char *state_of(const char *database)
{
    char *rows = dump_state(database), *both = NULL;
    char *others = dump_query(
        database,
        "SELECT * FROM (SELECT 'kind ' || id || ' ' || name FROM key_kinds"
        " ORDER BY id)"
        " UNION ALL SELECT * FROM (SELECT 'sequence ' || name || ' ' || seq"
        " FROM sqlite_sequence WHERE name IN ('books', 'authors')"
        " ORDER BY name)"
        " UNION ALL SELECT * FROM (SELECT type || ' ' || sql FROM sqlite_schema"
        " WHERE sql IS NOT NULL ORDER BY type, name)"
        " UNION ALL SELECT * FROM (SELECT 'import ' || state || ' ' ||"
        " records_read || ' ' || records_new || ' ' || records_matched || ' ' ||"
        " records_rejected || ' ' || books_new || ' ' || links_new FROM imports"
        " WHERE id NOT IN (" OTHER ") ORDER BY id)"
        " UNION ALL SELECT * FROM (SELECT 'file ' || state || ' ' ||"
        " records_read || ' ' || records_new || ' ' || records_matched || ' ' ||"
        " records_rejected FROM import_files ORDER BY id)"
        " UNION ALL SELECT * FROM (SELECT 'ledger ' || subject || ' ' || event"
        " || coalesce(' b' || book_id, '') || coalesce(' a' || author_id, '')"
        " FROM ledger WHERE import_id NOT IN (" OTHER ") ORDER BY id)"
        " UNION ALL SELECT * FROM (SELECT 'touched ' || kind || event || field"
        " || book_id || '/' || author_id FROM touched)");

    ck_assert_int_gt(asprintf(&both, "%s%s", rows, others), 0);
    free(rows);
    free(others);
    return both;
}

/* true: nothing failed any more. */
static bool repair(void)
{
    struct error error = {.kind = ERROR_NONE};
    struct store *store;
    bool sound = true;

    ck_assert_int_eq(
        store_open(&store, bench.database, STORE_WRITE, 32u << 20, &error), 0);
    arena_reset(&arena);
    ck_assert_msg(repair_all(store, &arena, &results, &error) == 0, "%s",
                  error.text);
    store->type->close(store);
    for (size_t i = 0; check_list[i].name; i++)
        if (check_list[i].severity == CHECK_FAILURE)
            sound = sound && results[i].after.count == 0;
    return sound;
}

static const struct repair_result *result_of(const char *name)
{
    for (size_t i = 0; check_list[i].name; i++)
        if (strcmp(check_list[i].name, name) == 0)
            return &results[i];
    ck_abort_msg("no check '%s'", name);
    return NULL;
}

/* A program that knows nothing of triggers, or dropped them. */
#define QUIETLY(sql)                                       \
    "CREATE TEMP TABLE seen AS SELECT * FROM touched;" sql \
    ";DELETE FROM touched; INSERT INTO touched SELECT * FROM seen"

static const struct damage {
    const char *sql;
    const char *check;
    uint64_t count;
} damages[] = {
    {"DROP TRIGGER books_deleted", "schema changed", 1},
    {"DROP TRIGGER links_updated; CREATE TRIGGER Links_Updated AFTER UPDATE ON"
     " book_author BEGIN SELECT 1; END",
     "schema changed", 1},
    {"DROP VIEW credits; CREATE VIEW credits AS SELECT 1 AS x",
     "schema changed", 1},
    {"DROP INDEX book_keys_by_hash; DROP INDEX ledger_by_book",
     "index missing or changed", 2},
    {"DROP INDEX books_by_work; CREATE INDEX books_by_work ON books (title)",
     "index missing or changed", 1},
    {QUIETLY("DELETE FROM author_keys WHERE author_id = 1 AND kind = 3"),
     "author without the key of its name", 1},
    {QUIETLY("UPDATE author_keys SET hash_low = hash_low + 1 WHERE kind = 3"),
     "author without the key of its name", 4},
    {QUIETLY("DELETE FROM author_keys WHERE kind = 5"),
     "author without the key of an id in authority_id", 1},
    {QUIETLY("UPDATE author_keys SET fact = fact + 1 WHERE kind IN (3, 4)"),
     "key that says other years or kinds than its author", 4},
    {QUIETLY("UPDATE author_keys SET fact = 99 WHERE kind = 5"),
     "key that says other years or kinds than its author", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 1 AND book_id = 4"),
     "book without the key of its ISBN", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 9"),
     "book without the key of its ISSN", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 7"),
     "book without the key of its LCCN", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 8"),
     "book without the key of its OCLC number", 1},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 2 AND book_id > 1"),
     "book without the key of its title and first author", 6},
    {QUIETLY("DELETE FROM book_keys WHERE kind = 6"),
     "book without a key of its work", 3},
    {QUIETLY("UPDATE book_keys SET hash_low = hash_low + 1 WHERE kind = 6"),
     "book with the key of a work that is not its own", 3},
    {QUIETLY("UPDATE book_keys SET fact = 1700 WHERE kind IN (2, 6)"
             " AND book_id > 1"),
     "key that says another year than its book", 6},
    {QUIETLY("DELETE FROM book_keys WHERE kind IN (2, 6) AND book_id > 1"),
     "book without the key of its title and first author", 6},
    {QUIETLY("UPDATE books SET work_id = 77 WHERE id = 2"),
     "number of a work that no book can have had", 1},
    {QUIETLY("UPDATE books SET work_id = 'Emma' WHERE work_id IS NOT NULL"),
     "number of a work that no book can have had", 2},
    {QUIETLY("UPDATE books SET work_id = id WHERE work_id IS NULL"),
     "number of a work that no book can have had", 5},
    {"INSERT INTO book_keys VALUES (77, 1, 2, 3, 0);"
     "INSERT INTO author_keys VALUES (77, 3, 2, 3, 0)",
     "key without its row", 2},
    {"INSERT INTO author_keys VALUES (1, 55, 2, 3, 0);"
     "INSERT INTO book_keys VALUES (1, 1, 2, 'x', 0)",
     "key of no known kind, or no number", 2},
    {"DELETE FROM key_kinds WHERE id < 5", "key of no known kind, or no number",
     15},
    {"INSERT INTO author_names VALUES (77, 'Nobody', NULL, NULL, 'heading')",
     "form of a missing author's name", 1},
    {"UPDATE author_names SET script = 'Grek'",
     "form of a name in another script than it says", 2},
    {"UPDATE sqlite_sequence SET seq = 2 WHERE name IN ('books', 'authors')",
     "id above the last one given", 7},
    {"DELETE FROM sqlite_sequence WHERE name IN ('books', 'authors')",
     "id above the last one given", 11},
    {QUIETLY("INSERT INTO book_author (book_id, author_id) VALUES (77, 1)"),
     "link to a missing book", 1},
    {"UPDATE imports SET records_matched = 7",
     "records of an import that don't"
     " add up",
     2},
    {"UPDATE import_files SET records_new = 9 WHERE id = 3",
     "records of a file that don't add up", 1},
    {"UPDATE import_files SET records_rejected = 5",
     "file with other rejects than it counts", 3},
};

/* Its own parts are committed before this. */
static void damage_by(const struct damage *damage)
{
    import_bench_sql(&bench, damage->sql);
}

/* A link without its book leaves what a trigger would have noted. */
static char *without_lost_links(char *state)
{
    char *at;

    while ((at = strstr(state, "touched ld")) != NULL) {
        char *end = strchr(at, '\n');

        memmove(at, end + 1, strlen(end));
    }
    return state;
}

/* The repaired one and the undamaged one, to which the statement is done, if one is
 * given: an import leaves them equal. */
static void import_both(const char *sql)
{
    char *sound, *mended;

    ck_assert_int_eq(import_bench_run(&bench, config, &next, 1), 0);
    mended = state_of(bench.database);
    copy_to(spare, bench.database);
    if (sql)
        import_bench_sql(&bench, sql);
    ck_assert_int_eq(import_bench_run(&bench, config, &next, 1), 0);
    sound = state_of(bench.database);
    ck_assert_msg(strcmp(sound, mended) == 0,
                  "an import:\n%s\n---- and not\n%s", mended, sound);
    free(mended);
    free(sound);
}

START_TEST(test_damage)
{
    const struct damage *damage = &damages[_i];
    char *sound = state_of(spare), *mended;

    damage_by(damage);
    ck_assert_msg(repair(), "%s: not repaired", damage->sql);
    ck_assert_msg(result_of(damage->check)->before.count == damage->count,
                  "%s: %s: found %d", damage->sql, damage->check,
                  (int)result_of(damage->check)->before.count);
    mended = without_lost_links(state_of(bench.database));
    ck_assert_msg(strcmp(sound, mended) == 0, "%s:\n%s\n---- and not\n%s",
                  damage->sql, mended, sound);

    /* once more: nothing */
    ck_assert(repair());
    for (size_t i = 0; check_list[i].name; i++)
        ck_assert(results[i].before.count == 0 ||
                  check_list[i].severity == CHECK_NOTE);

    free(mended);
    free(sound);
    import_both(NULL);
}
END_TEST

/* A row that went without its triggers: what they would have done is done, and the
 * next import sees no difference. */
static const struct {
    const char *sql, *drop, *check;
} deletions[] = {
    {"DELETE FROM books WHERE id = 4", "DROP TRIGGER books_deleted",
     "source record of a missing row"},
    {"DELETE FROM books WHERE id = 1", "DROP TRIGGER books_deleted",
     "link to a missing book"},
    {"DELETE FROM authors WHERE id = 3", "DROP TRIGGER authors_deleted",
     "link to a missing author"},
    {"DELETE FROM authors WHERE id = 1", "DROP TRIGGER authors_deleted",
     "form of a missing author's name"},
};

START_TEST(test_deletion)
{
    import_bench_sql(&bench, deletions[_i].drop);
    import_bench_sql(&bench, deletions[_i].sql);
    ck_assert(repair());
    ck_assert_uint_gt(result_of(deletions[_i].check)->before.count, 0);
    ck_assert_int_eq(dump_number(bench.database,
                                 "SELECT count(*) FROM ledger WHERE rule ="
                                 " 'repair' AND event = 'unlinked'"),
                     (int64_t)result_of("foreign key broken")->before.count);
    import_both(deletions[_i].sql);
}
END_TEST

/* Entries of an index that are not those of the table: its statement is another one
 * while it is built. */
static void damage_index(const char *name)
{
    char sql[600];

    snprintf(sql, sizeof sql,
             "CREATE TABLE kept AS SELECT sql FROM sqlite_schema"
             " WHERE name = '%s'; PRAGMA writable_schema = ON;"
             " UPDATE sqlite_schema SET sql = sql || ' WHERE author_id < 2'"
             " WHERE name = '%s'",
             name, name);
    import_bench_sql(&bench, sql);
    snprintf(sql, sizeof sql, "REINDEX %s", name);
    import_bench_sql(&bench, sql);
    snprintf(sql, sizeof sql,
             "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
             " (SELECT sql FROM kept) WHERE name = '%s'",
             name);
    import_bench_sql(&bench, sql);
    import_bench_sql(&bench, "DROP TABLE kept");
}

START_TEST(test_index)
{
    char *sound = state_of(spare), *mended;

    damage_index("book_author_by_author");
    ck_assert(repair());
    ck_assert_uint_gt(result_of("damaged database file")->before.count, 0);
    mended = state_of(bench.database);
    ck_assert_str_eq(sound, mended);
    free(sound);
    free(mended);
    import_both(NULL);
}
END_TEST

/* What nobody but a person can mend stays as it is, and what can be mended beside
 * it is. */
static const struct {
    const char *sql, *check;
    uint64_t left;
} beyond[] = {
    {"UPDATE books SET title = ' ' WHERE id = 2", "empty title or name", 1},
    {"UPDATE book_author SET royalty_percentage = 101",
     "royalty outside 0 to 100", 8},
    {QUIETLY("UPDATE book_author SET publication_order = 1"),
     "publication order given twice", 1},
    {"DELETE FROM key_kinds WHERE id >= 100",
     "key of no known kind, or no number", 1},
    {"ALTER TABLE warnings ADD COLUMN more", "schema changed", 1},
    {"DROP INDEX ledger_by_book; CREATE TABLE ledger_by_book (x)",
     "index missing or changed", 1},
    {"DROP VIEW works; CREATE TABLE works (x)", "schema changed", 1},
    {"UPDATE source_records SET file_id = 77 WHERE id < 3",
     "source record of a missing row", 2},
    {"DELETE FROM imports WHERE id = 1",
     "file of no import, import of no source", 2},
    {"UPDATE import_files SET state = 'running'",
     "file not read to its end, of an import that says so", 3},
    /* both add up: nobody knows which is right */
    {"UPDATE imports SET records_read = 3, records_new = 3 WHERE id = 2",
     "import that read other than its files", 1},
    /* neither does */
    {"UPDATE imports SET records_new = 9; UPDATE import_files SET records_new = 9",
     "records of an import that don't add up", 2},
    {"DELETE FROM rejects", "file with other rejects than it counts", 1},
    {"DELETE FROM ledger WHERE event = 'changed'; UPDATE imports"
     " SET books_updated = 3 WHERE id = 2",
     "import that counts other than its ledger tells", 1},
};

START_TEST(test_beyond)
{
    char *damaged, *left;

    import_bench_sql(&bench, beyond[_i].sql);
    damaged = state_of(bench.database);
    import_bench_sql(&bench, "INSERT INTO book_keys VALUES (77, 1, 2, 3, 0)");
    ck_assert(!repair());
    ck_assert_msg(result_of(beyond[_i].check)->after.count == beyond[_i].left,
                  "%s: %s: %d left", beyond[_i].sql, beyond[_i].check,
                  (int)result_of(beyond[_i].check)->after.count);
    ck_assert_uint_eq(result_of("key without its row")->before.count, 1);
    ck_assert_uint_eq(result_of("key without its row")->after.count, 0);
    left = state_of(bench.database);
    ck_assert_msg(strcmp(damaged, left) == 0, "%s:\n%s\n---- and not\n%s",
                  beyond[_i].sql, left, damaged);
    free(damaged);
    free(left);
}
END_TEST

/* Where rows can't be read, nothing is written. */
START_TEST(test_vital)
{
    char *damaged, *left;

    import_bench_sql(&bench,
                     "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET"
                     " sql = replace(sql, 'options         TEXT NOT NULL,',"
                     " 'options TEXT NOT NULL CHECK (options = 1),')"
                     " WHERE name = 'imports'");
    import_bench_sql(&bench, "INSERT INTO book_keys VALUES (77, 1, 2, 3, 0)");
    damaged = state_of(bench.database);
    ck_assert(!repair());
    ck_assert_uint_gt(result_of("damaged database file")->after.count, 0);
    ck_assert_uint_eq(result_of("key without its row")->after.count, 1);
    left = state_of(bench.database);
    ck_assert_str_eq(damaged, left);
    free(damaged);
    free(left);
}
END_TEST

Suite *repair_suite(void)
{
    Suite *suite = suite_create("repair");
    TCase *tests = tcase_create("repair");

    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_damage, 0,
                        (int)(sizeof damages / sizeof *damages));
    tcase_add_loop_test(tests, test_deletion, 0,
                        (int)(sizeof deletions / sizeof *deletions));
    tcase_add_test(tests, test_index);
    tcase_add_loop_test(tests, test_beyond, 0,
                        (int)(sizeof beyond / sizeof *beyond));
    tcase_add_test(tests, test_vital);
    suite_add_tcase(suite, tests);
    return suite;
}
