/*
 * The order of records decides nothing but what docs/MATCHING.md says it does:
 * shuffled records make the same sets of headings, each set an author, except
 * where a heading without dates had to be judged (name-undated, candidates).
 *
 * A heading is known by its record's number in the unshuffled file and its place
 * in the record. The same sets: no author of one database is two of the other.
 */
#include "support/program.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

Suite *shuffle_suite(void);

#define RECORDS_MAX 2000
#define SEEDS 3

static const char *const inputs[] = {
    "fixtures/marcxml/headings_in_full.xml",
    "fixtures/marcxml/demo/catalogue.xml",
    "../shared/data/real-bibs/real-bibs.xml",
};
#define INPUTS (sizeof inputs / sizeof *inputs)

struct pieces {
    struct slice head, records[RECORDS_MAX];
    size_t order[RECORDS_MAX]; /* order[n] is the number of the n-th written */
    size_t count;
};

static const char *find(const char *at, const char *end, const char *text)
{
    return memmem(at, (size_t)(end - at), text, strlen(text));
}

/* Files without prefixes: <record ...> to </record>. */
static void cut(struct slice text, struct pieces *pieces)
{
    const char *end = text.at + text.len, *at = find(text.at, end, "<record");

    pieces->count = 0;
    pieces->head = slice_between(text.at, at);
    while (at && pieces->count < RECORDS_MAX) {
        const char *close = find(at, end, "</record>");

        ck_assert_ptr_nonnull(close);
        close += strlen("</record>");
        pieces->order[pieces->count] = pieces->count;
        pieces->records[pieces->count++] = slice_between(at, close);
        at = find(close, end, "<record");
    }
}

static void shuffle(struct pieces *pieces, uint64_t seed)
{
    for (size_t i = pieces->count; i > 1; i--) {
        size_t other, kept = pieces->order[i - 1];

        seed = seed * 6364136223846793005u + 1442695040888963407u;
        other = (size_t)(seed >> 33) % i;
        pieces->order[i - 1] = pieces->order[other];
        pieces->order[other] = kept;
    }
}

static void import(const struct pieces *pieces, struct program *program)
{
    struct slice text = {NULL, 0};
    char path[PATH_MAX], *made = NULL;
    FILE *out = open_memstream(&made, &text.len);

    ck_assert_ptr_nonnull(out);
    fwrite(pieces->head.at, 1, pieces->head.len, out);
    for (size_t i = 0; i < pieces->count; i++) {
        struct slice record = pieces->records[pieces->order[i]];

        fwrite(record.at, 1, record.len, out);
        putc('\n', out);
    }
    fputs("</collection>\n", out);
    ck_assert_int_eq(fclose(out), 0);
    text.at = made;
    program_begin(program);
    program_write(program, "a.xml", text, path);
    ck_assert_int_le(program_run(program, "import", path, NULL), 1);
    free(made);
}

static void execute(sqlite3 *db, const char *sql)
{
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s",
                  sqlite3_errmsg(db));
}

/* order.place is the number a record has in the shuffled file. */
static void write_order(sqlite3 *db, const struct pieces *pieces)
{
    sqlite3_stmt *insert;

    execute(db, "CREATE TEMP TABLE places (record INTEGER PRIMARY KEY, place)");
    ck_assert_int_eq(sqlite3_prepare_v2(db,
                                        "INSERT INTO places VALUES (?1, ?2)",
                                        -1, &insert, NULL),
                     SQLITE_OK);
    for (size_t i = 0; i < pieces->count; i++) {
        sqlite3_bind_int64(insert, 1, (sqlite3_int64)pieces->order[i] + 1);
        sqlite3_bind_int64(insert, 2, (sqlite3_int64)i + 1);
        ck_assert_int_eq(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
}

#define HEADINGS(database, number)                                   \
    "SELECT " number " AS record, j.key AS place, j.value AS author" \
    " FROM " database ".source_records AS s, json_each(s.authors) AS j"

#define JUDGED(database)                                                 \
    "SELECT author_id FROM " database ".ledger WHERE subject = 'author'" \
    " AND (event = 'candidate' OR rule = 'name-undated')"                \
    " UNION SELECT CAST(after AS INTEGER) FROM " database ".ledger"      \
    " WHERE subject = 'author' AND event = 'candidate'"

/* Authors of one side whose headings are of several on the other, though nobody
 * had to judge. */
#define TORN(side, other)                                        \
    "SELECT min(h.record), min(a.name) FROM headings AS h"       \
    " JOIN main.authors AS a ON a.id = h.first GROUP BY h." side \
    " HAVING count(DISTINCT h." other ") > 1"                    \
    " AND NOT max(h.first IN (" JUDGED(                          \
        "main") "))"                                             \
                " AND NOT max(h.second IN (" JUDGED("shuffled") "))"

static void check_none(sqlite3 *db, const char *sql, const char *input)
{
    sqlite3_stmt *select;

    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &select, NULL) == SQLITE_OK,
                  "%s", sqlite3_errmsg(db));
    ck_assert_msg(sqlite3_step(select) == SQLITE_DONE, "%s: record %lld, %s",
                  input, sqlite3_column_int64(select, 0),
                  sqlite3_column_text(select, 1));
    sqlite3_finalize(select);
}

static void compare(const struct program *plain, const struct program *shuffled,
                    const struct pieces *pieces, const char *input)
{
    char attach[200];
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(plain->database, &db), SQLITE_OK);
    snprintf(attach, sizeof attach, "ATTACH '%s' AS shuffled",
             shuffled->database);
    execute(db, attach);
    write_order(db, pieces);
    execute(
        db,
        "CREATE TEMP TABLE headings AS SELECT a.record, a.author AS first,"
        " b.author AS second FROM (" HEADINGS(
            "main", "s.record") ") AS a JOIN places AS p ON p.record ="
                                " a.record JOIN (" HEADINGS(
                                    "shuffled",
                                    "s.record") ") AS b ON b.record = p.place"
                                                " AND b.place = a.place");
    check_none(db,
               "SELECT count(*), 'too few headings' FROM headings"
               " HAVING count(*) < 10",
               input);
    check_none(db, TORN("first", "second"), input);
    check_none(db, TORN("second", "first"), input);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}

START_TEST(test_shuffle)
{
    const char *input = inputs[(size_t)_i / SEEDS];
    struct slice text = program_read(input);
    struct program plain, shuffled;
    struct pieces *pieces;

    if (!text.at) {
        printf("shuffle: %s is not here: passed over\n", input);
        return;
    }
    pieces = malloc(sizeof *pieces);
    ck_assert_ptr_nonnull(pieces);
    cut(text, pieces);
    ck_assert_uint_gt(pieces->count, 10);
    import(pieces, &plain);
    shuffle(pieces, (uint64_t)_i + 1);
    import(pieces, &shuffled);
    compare(&plain, &shuffled, pieces, input);
    program_end(&plain);
    program_end(&shuffled);
    free(pieces);
    free((void *)text.at);
}
END_TEST

Suite *shuffle_suite(void)
{
    Suite *suite = suite_create("shuffle");
    TCase *tests = tcase_create("shuffle");

    tcase_add_loop_test(tests, test_shuffle, 0, (int)(INPUTS * SEEDS));
    suite_add_tcase(suite, tests);
    return suite;
}
