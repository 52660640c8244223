/*
 * Imports after people merged rows: what a heading or a record meets. Each case is
 * two imports with decisions between them, under several batch sizes and thread
 * counts, and an answer as one text.
 */
#include "support/import_case.h"
#include "support/record_text.h"

#include "../stages/decide.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

Suite *decisions_suite(void);

#define FILM(id, title, fields)                                                \
    "<record><leader>00000ngm a2200000 a 4500</leader><controlfield "          \
    "tag=\"001\">" id "</controlfield>" fields                                 \
    "<datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><subfield code=\"a\">" title \
    "</subfield></datafield></record>"

struct decision {
    enum find_kind subject;
    int64_t keep, gone; /* 0, 0: no more */
};

static const struct {
    const char *what, *first;
    struct decision decisions[3];
    const char *sql; /* another program, before the second import */
    const char *second;
    const char *query, *expected;
} cases[] = {
    {
        .what = "dates that differ from A's: the decision wins",
        .first = "title,author,dates\n"
                 "Emma,Jane Austen,1775-1817\n"
                 "Persuasion,Jane Austen,1776-1818\n",
        .decisions = {{FIND_AUTHORS, 1, 2}},
        .second = "title,author,dates\n"
                  "Sanditon,Jane Austen,1776-\n"
                  "Letters,Jane Austen,1775-\n"
                  "Other,Jane Austen,1801-\n",
        .query = "SELECT group_concat(title || ' ' || author_id, '; ')"
                 " FROM credits ORDER BY book_id",
        .expected = "Emma 1; Persuasion 1; Sanditon 1; Letters 1; Other 3",
    },
    {
        .what = "another name, undated, with initials: B's key leads to A",
        .first = "title,author,dates\n"
                 "Emma,Jane Austen,1775-1817\n"
                 "Persuasion,J. Austen,\n",
        .decisions = {{FIND_AUTHORS, 1, 2}},
        .second = "title,author,dates\n"
                  "Sanditon,J. Austen,\n"
                  "Persuasion,\"J. Austen\",\n",
        .query = "SELECT group_concat(title || ' ' || author_id, '; ')"
                 " FROM credits ORDER BY book_id",
        .expected = "Emma 1; Persuasion 1; Sanditon 1",
    },
    {
        .what = "C became B, B became A: C's heading names A",
        .first = "title,author\nOne,Ann A\nTwo,Ben B\nThree,Cid C\n",
        .decisions = {{FIND_AUTHORS, 2, 3}, {FIND_AUTHORS, 1, 2}},
        .second = "title,author\nFour,Cid C\nFive,Ben B\n",
        .query = "SELECT group_concat(title || ' ' || author_id, '; ')"
                 " FROM credits ORDER BY book_id",
        .expected = "One 1; Two 1; Three 1; Four 1; Five 1",
    },
    {
        .what = "A was deleted since: the heading is nobody's, and new",
        .first = "title,author\nOne,Ann A\nTwo,Ben B\n",
        .decisions = {{FIND_AUTHORS, 1, 2}},
        .sql = "DELETE FROM authors WHERE id = 1",
        .second = "title,author\nThree,Ben B\n",
        .query = "SELECT group_concat(id || ' ' || name, '; ') FROM authors",
        .expected = "3 Ben B",
    },
    {
        .what = "a book with another title and ISBN: its records mean A",
        .first = "title,author,isbn,year\n"
                 "Emma,Jane Austen,9780141439587,1815\n"
                 "Emma in Bath,Jane Austen,9780060853983,1816\n",
        .decisions = {{FIND_BOOKS, 1, 2}},
        .second = "title,author,isbn,year\n"
                  "Emma in Bath : a novel,Jane Austen,9780060853983,1816\n"
                  "Emma in Bath,Jane Austen,9780439420891,1816\n",
        .query = "SELECT group_concat(id || ' ' || title, '; ') FROM books",
        .expected = "1 Emma; 3 Emma in Bath",
    },
    {
        .what =
            "a shared id in an authority file, though A was born in another "
            "year: B had that year; a third year is a conflict",
        .first = COLLECTION(
            RECORD("1", "Emma", BY_ID("Austen, Jane", "1775-", "(VIAF)9"))
                RECORD("2", "Letters",
                       BY_ID("Austen, J.", "1776-", "(VIAF)8"))),
        .decisions = {{FIND_AUTHORS, 1, 2}},
        .second = COLLECTION(
            RECORD("3", "Sanditon", BY_ID("Jane", "1776-", "(VIAF)8"))
                RECORD("4", "Juvenilia", BY_ID("Jane", "1801-", "(VIAF)8"))),
        .query = "SELECT group_concat(title || ' ' || author_id, '; ')"
                 " FROM credits ORDER BY book_id",
        .expected = "Emma 1; Letters 1; Sanditon 1; Juvenilia 3",
    },
    {
        .what = "two books of one title that became one: a record without a "
                "year means it",
        .first = "title,author,year\nEmma,Jane Austen,1815\n"
                 "Highbury,Jane Austen,1816\nHighbury,Jane Austen,1817\n",
        .decisions = {{FIND_BOOKS, 1, 2}, {FIND_BOOKS, 1, 3}},
        .second = "title,author,year\nHighbury,Jane Austen,\n",
        .query = "SELECT group_concat(book_id || ' ' || rule, '; ')"
                 " FROM source_records",
        .expected = "1 new; 1 new; 1 new; 1 decision",
    },
    {
        .what = "a book that said no year and has the other's now: an edition "
                "of a third year is another book, a record without one is not",
        .first = "title,author,year\nEmma,Jane Austen,\n"
                 "Highbury,Jane Austen,1816\n",
        .decisions = {{FIND_BOOKS, 1, 2}},
        .second = "title,author,year\nEmma,Jane Austen,1995\n"
                  "Highbury,Jane Austen,\n",
        .query = "SELECT group_concat(book_id || ' ' || rule, '; ')"
                 " FROM source_records",
        .expected = "1 new; 1 new; 3 new; 1 decision",
    },
    {
        .what =
            "a book that said no publisher, and a record that does, or that "
            "says it in other letters; and a film of a book",
        .first = COLLECTION(RECORD("1", "Emma", BY("Austen, Jane")) RECORD(
            "2", "Highbury",
            BY("Austen, Jane") FIELD("260", " ", SUB("b", "Egerton")))
                                RECORD("3", "Hartfield", BY("Austen, Jane"))),
        .decisions = {{FIND_BOOKS, 1, 2}, {FIND_BOOKS, 1, 3}},
        .second = COLLECTION(
            RECORD("4", "Highbury",
                   BY("Austen, Jane") FIELD("260", " ", SUB("b", "EGERTON.")))
                RECORD("5", "Hartfield",
                       BY("Austen, Jane") FIELD("260", " ", SUB("b", "Murray")))
                    FILM("6", "Highbury", BY("Austen, Jane"))),
        .query = "SELECT group_concat(book_id || ' ' || rule, '; ')"
                 " FROM source_records",
        .expected = "1 new; 1 new; 1 new; 1 decision; 1 decision; 4 new",
    },
};

static void decide(struct import_bench *bench, const struct decision *made)
{
    struct arena arena;
    struct decide decision = {.arena = &arena,
                              .subject = made->subject,
                              .keep = made->keep,
                              .gone = made->gone};

    arena_init(&arena, 4096);
    if (store_open(&decision.store, bench->database, STORE_WRITE, 32u << 20,
                   &bench->error) ||
        decide_begin(&decision, &bench->error) ||
        decide_merge(&decision, &bench->error) ||
        decide_commit(&decision, &bench->error))
        ck_abort_msg("%s", bench->error.text);
    decision.store->type->close(decision.store);
    arena_clear(&arena);
}

static int take_text(void *context, const struct value *values, size_t count,
                     struct error *error)
{
    (void)count, (void)error;
    snprintf(context, 300, "%.*s", SLICE_ARG(values[0].text));
    return 0;
}

static void ask(struct import_bench *bench, const char *sql, char text[300])
{
    struct result_sink sink = {.context = text, .row = take_text};
    struct store *store;

    text[0] = '\0';
    if (store_open(&store, bench->database, STORE_READ, 32u << 20,
                   &bench->error) ||
        store->type->query(store, sql, NULL, 0, &sink, &bench->error))
        ck_abort_msg("%s", bench->error.text);
    store->type->close(store);
}

START_TEST(test_case)
{
    int setting = _i % IMPORT_SETTINGS, row = _i / IMPORT_SETTINGS;
    struct import_step step = {.source = "a",
                               .files = {{.text = cases[row].first}}};
    struct import_bench bench;
    char text[300];

    import_bench_begin(&bench);
    ck_assert_int_eq(
        import_bench_run(&bench, "[source:a]\n[source:b]\n", &step, setting),
        STATUS_LOADED);
    for (const struct decision *made = cases[row].decisions; made->keep; made++)
        decide(&bench, made);
    import_bench_verify(&bench);
    if (cases[row].sql)
        import_bench_sql(&bench, cases[row].sql);
    step = (struct import_step){.source = "b",
                                .files = {{.text = cases[row].second}}};
    ck_assert_int_eq(
        import_bench_run(&bench, "[source:a]\n[source:b]\n", &step, setting),
        STATUS_LOADED);
    ask(&bench, cases[row].query, text);
    ck_assert_msg(strcmp(text, cases[row].expected) == 0, "%s: %s",
                  cases[row].what, text);
    import_bench_verify(&bench);
    import_bench_end(&bench);
}
END_TEST

Suite *decisions_suite(void)
{
    Suite *suite = suite_create("decisions");
    TCase *imports = tcase_create("imports");

    tcase_add_loop_test(imports, test_case, 0,
                        IMPORT_CASES(cases) * IMPORT_SETTINGS);
    suite_add_tcase(suite, imports);
    return suite;
}
