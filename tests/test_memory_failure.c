/*
 * Memory that is short: of every call for memory of an arena, and of SQLite, some are
 * let fail, each in an import of its own. The import must say so (or not need it),
 * and run again, end with the rows of an undisturbed one. MEMORY_STEP=1 in the
 * environment takes every place that asks an arena; by default it is every eighth part.
 */
#include "../pipeline/command_line.h"
#include "support/dump.h"
#include "support/failing_memory.h"
#include "support/import_case.h"

#include <check.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

Suite *memory_failure_suite(void);

static const char config[] =
    "[source:a]\nids = a\n[source:b]\nname_order = library\nextra = shelf\n"
    "not_a_name = Anonymous\n[source:c]\nmode = snapshot\nmax_deletes = 100%\n";

#define FIELD(tag, first, subfields)                                      \
    "<datafield tag=\"" tag "\" ind1=\"" first "\" ind2=\"4\">" subfields \
    "</datafield>"
#define SUB(code, text) "<subfield code=\"" code "\">" text "</subfield>"
#define RECORD(status, id, fields)                             \
    "<record><leader>00000" status                             \
    "am a2200000 a 4500</leader><controlfield tag=\"001\">" id \
    "</controlfield>" fields "</record>"
#define WAR                                                                \
    FIELD("010", " ", SUB("a", "78890351"))                                \
    FIELD("020", " ", SUB("a", "0-14-044417-3"))                           \
    FIELD("022", " ", SUB("a", "0317-8471"))                               \
    FIELD("035", " ", SUB("a", "(OCoLC)12345"))                            \
    FIELD("100", "1",                                                      \
          SUB("6", "880-01") SUB("a", "Tolstoy, Leo,") SUB("c", "graf,")   \
              SUB("d", "1828-1910") SUB("0", "(viaf)96987389"))            \
    FIELD("240", "1", SUB("a", "Voina i mir"))                             \
    FIELD("245", "1", SUB("a", "The war and peace :") SUB("b", "a novel")) \
    FIELD("264", " ", SUB("b", "Wordsworth,") SUB("c", "1922"))            \
    FIELD("700", "1", SUB("a", "Maude, Aylmer,") SUB("e", "translator."))  \
    FIELD("880", "1",                                                      \
          SUB("6", "100-01") SUB("a", "\xd0\xa2\xd0\xbe\xd0\xbb\xd1\x81, " \
                                      "\xd0\x9b\xd0\xb5\xd0\xb2"))

static const struct import_step steps[] = {
    {.source = "a",
     .files =
         {{"authors.csv", "author_ref,author,dates\n"
                          "a1,Jane Austin,1775-1817\n"
                          "a2,Terry Pratchett,1948-\n"},
          {"books.csv",
           "book_ref,title,subtitle,isbn,year,authors,roles,royalties\n"
           "b1,Emma,,9780141439587,1815,Jane Austen,aut,12.5\n"
           "b2,Emma,a tale,,1990,JANE AUSTEN,aut,\n"
           "b3,Good Omens,,9780552137034,1990,"
           "Terry Pratchett; Neil Gaiman,aut; aut,5.5; 7.25\n"
           "b4,,,,1990,Nobody,,\n"},
          {"links.csv", "book_ref,title,author,author_ref,order\n"
                        "b5,Mort,Terry Pratchett,a2,1\n"
                        "b5,Mort,Ann Ash,,2\n"},
          {"marc.xml",
           "<collection>" RECORD("n", "m1", WAR) RECORD(
               "n", "m2",
               FIELD(
                   "245", "0",
                   SUB("a",
                       "Ulysses"))) "<record><leader>short</leader></record></collection>"}},
     .status = 1},
    {.sql = "UPDATE books SET title = 'Mort!' WHERE title = 'Mort';"
            "INSERT INTO authors (name) VALUES ('Bram Stoker');"
            "INSERT INTO books (title) VALUES ('Dracula');"
            "DELETE FROM books WHERE title = 'Ulysses'",
     .source = "a",
     .files = {{"authors.csv", "author_ref,author,dates\n"
                               "a1,Jane Austen,1775-1817\n"},
               {"books.csv",
                "book_ref,title,subtitle,isbn,year,authors,roles,royalties\n"
                "b1,Emma,,9780141439587,1816,Jane Austen,aut,12.5\n"
                "b2,Emma,a story,,1990,Jane Austen; Ann Ash,aut; ill,5;6\n"
                "b3,Good Omens,,9780552137034,1990,Neil Gaiman,aut,7.25\n"
                "b6,Dracula,,,1897,Bram Stoker; Bram Stoker,aut; edt,1;2\n"},
               {"marc.xml",
                "<collection>" RECORD("c", "m1", WAR) RECORD(
                    "d", "m2",
                    FIELD("245", "0", SUB("a", "Ulysses"))) "</collection>"}}},
    {.source = "b",
     .files = {{"other.csv",
                "title;isbn;author;year;shelf\n"
                "Emma and more;9780141439587;Austen, Jane, 1775-1817 "
                "[Author];1999;x1\n"
                "Voina i mir;;Tolstoy, Leo, 1828-1910;1950;\n"
                "Nothing;;Anonymous;2000;\n"
                "Coraline &amp; others;;Gaiman, Neil;2002;x4\n"}},
     .status = 1},
    {.source = "c",
     .files = {{"all.csv", "book_ref,title,author\n"
                           "c1,One,Ann Ash\nc2,Two,Cid Cole\n"
                           "c3,Three,Ann Ash\n"}}},
    {.source = "c",
     .files = {{"all.csv", "book_ref,title,author\n"
                           "c1,One,Ann Ashe\n"
                           "c3,Three,Ann Ash\n"}}},
    {.source = "a",
     .files =
         {{"join.csv", "isbn,author,royalty,order\n"
                       "9780141439587,Jane Austen,15,1\n"
                       "9780552137034,N. Gaiman,8,\n"
                       "9780306406157,Nobody,1,\n"},
          {"rows.csv", "author_ref,author\na1,Jane Austen-Leigh\n"},
          {"envelope.xml",
           "<OAI-PMH><ListRecords><record><header status=\"deleted\">"
           "<identifier>oai:x:m1</identifier></header></record><record>"
           "<header><identifier>oai:x:m3</identifier></header><metadata>" RECORD(
               "n", "m3", WAR) "</metadata></record></ListRecords>"
                               "</OAI-PMH>"}},
     .status = 1},
};
#define STEPS (int)(sizeof steps / sizeof *steps)

static struct import_bench bench;
static char kept[128], *expected;

static void copy_database(const char *from, const char *to)
{
    char sql[300];

    remove(to);
    snprintf(sql, sizeof sql, "VACUUM INTO '%s'", to);
    free(dump_query(from, sql));
}

static void run_step(int step)
{
    int status = import_bench_run(&bench, config, &steps[step], 1);

    ck_assert_msg(status == steps[step].status, "step %d: status %d: %s", step,
                  status, bench.error.text);
}

/* A new database has another secret, and so other keys. */
static char *state_of(int step)
{
    return step ? dump_state(bench.database) : dump_rows(bench.database);
}

/* What is to fail when the import has its config. */
static struct {
    enum memory memory;
    unsigned at;
} next;

static void arm(void)
{
    memory_fail_at(next.memory, next.at);
}

static void run_armed(enum memory memory, unsigned at, int step, int *status,
                      unsigned *calls)
{
    next.memory = memory;
    next.at = at;
    bench.ready = arm;
    *status = import_bench_run(&bench, config, &steps[step], 1);
    *calls = memory_calls();
    bench.ready = NULL;
}

/* What was there before the step, in `kept`, and after it, as text. */
static unsigned undisturbed(int step, enum memory memory)
{
    unsigned calls;
    int status;

    for (int i = 0; i < step; i++) {
        if (steps[i].sql)
            import_bench_sql(&bench, steps[i].sql);
        run_step(i);
    }
    if (steps[step].sql)
        import_bench_sql(&bench, steps[step].sql);
    if (step)
        copy_database(bench.database, kept);
    run_armed(memory, MEMORY_NEVER, step, &status, &calls);
    ck_assert_int_eq(status, steps[step].status);
    expected = state_of(step);
    return calls;
}

static void put_back(int step)
{
    char path[160];

    remove(bench.database);
    snprintf(path, sizeof path, "%s-wal", bench.database);
    remove(path);
    snprintf(path, sizeof path, "%s-shm", bench.database);
    remove(path);
    if (step)
        copy_database(kept, bench.database);
}

/* SQLite may call it what its file calls gave, when it was in the midst of them. */
static bool says_so(enum memory memory)
{
    return bench.error.kind == ERROR_MEMORY ||
           (memory == MEMORY_SQLITE && bench.error.text[0] &&
            (bench.error.kind == ERROR_DISK ||
             bench.error.kind == ERROR_STORE));
}

static void fail_once(int step, enum memory memory, unsigned at)
{
    unsigned calls;
    char *rows;
    int status;

    put_back(step);
    run_armed(memory, at, step, &status, &calls);
    if (status != steps[step].status) {
        ck_assert_msg(status == -1 && says_so(memory),
                      "step %d, call %u: status %d, %s", step, at, status,
                      bench.error.text);
        run_step(step);
    }
    rows = state_of(step);
    ck_assert_msg(strcmp(rows, expected) == 0,
                  "step %d, call %u:\n%.2000s\nundisturbed\n%.2000s", step, at,
                  rows, expected);
    free(rows);
}

/* Which calls are let fail, of those of the undisturbed round: of arenas the first
 * from every place that asks, or every N-th place; of SQLite, which asks in few
 * places, every so many calls. */
static unsigned choose(enum memory memory, unsigned calls,
                       unsigned at[MEMORY_PLACES])
{
    const char *text = getenv("MEMORY_STEP");
    unsigned step = text && atoi(text) > 0 ? (unsigned)atoi(text) : 0,
             count = 0;
    unsigned every = step ? 97 * step : calls / 8 | 1;

    if (memory == MEMORY_ARENA) {
        unsigned all = memory_places(at);

        step = step ? step : all / 8 | 1;
        for (unsigned i = 0; i < all; i += step)
            at[count++] = at[i];
        return count;
    }
    for (unsigned call = 0; call < calls && count < MEMORY_PLACES;
         call += every)
        at[count++] = call;
    return count;
}

static void fail_each(int step, enum memory memory)
{
    static unsigned at[MEMORY_PLACES];
    unsigned calls, count;

    if (!memory_can_fail(memory)) {
        puts("memory_failure: link-time optimisation is on: skipped");
        return;
    }
    memory_prepare();
    import_bench_begin(&bench);
    snprintf(kept, sizeof kept, "%s/kept.db", bench.folder);
    calls = undisturbed(step, memory);
    ck_assert_uint_gt(calls, 100);
    count = choose(memory, calls, at);
    for (unsigned i = 0; i < count; i++)
        fail_once(step, memory, at[i]);
    import_bench_verify(&bench);
    free(expected);
    import_bench_end(&bench);
}

/* ---- the other commands ---- */

/* On what the first three imports left. */
static const char *const commands[] = {
    "report -q",
    "report -q --format csv overview by_year",
    "report -q --format json -p n=2 books_with_exactly",
    "report -q --format html co_authors by_publisher",
    "query -q books-by-author austen",
    "query -q --json authors-of emma",
    "query -q royalties-of gaiman",
    "query -q books-with-authors 2+",
    "explain -q book isbn:9780552137034",
    "explain -q --json author 1",
    "imports -q",
    "merge -q author 1 3",
    "merge -q book 1 3",
    "delete -q book 1",
    "delete -q --with-books author 1",
    "prune -q",
    "undo -q 3",
    "verify -q",
    "verify -q --json",
};
#define COMMANDS (int)(sizeof commands / sizeof *commands)

/* As main does it; memory is short from the command on. */
static int run_words(const char *words, enum memory memory, unsigned at,
                     unsigned *calls, struct error *error)
{
    char text[200], *argv[12] = {"bibload"}, *rest = text;
    struct command_line line;
    int argc = 1, status = -1;

    *error = (struct error){.kind = ERROR_NONE};
    snprintf(text, sizeof text, "%s -d %s", words, bench.database);
    while (argc < 11 && (argv[argc] = strsep(&rest, " ")) != NULL)
        argc++;
    argv[argc] = NULL;
    optind = 0;
    ck_assert_int_eq(command_line_init(&line, error), 0);
    ck_assert_msg(command_line_parse(&line, argc, argv, error) == 0 &&
                      command_line_config(&line, error) == 0,
                  "%s: %s", words, error->text);
    memory_fail_at(memory, at);
    status = line.command->run(&line.invocation, error);
    *calls = memory_calls();
    command_line_clear(&line);
    return status;
}

static void fail_command(const char *words, enum memory memory)
{
    static unsigned at[MEMORY_PLACES];
    unsigned calls, count, ignored;
    struct error error;
    int expects, status;

    put_back(1);
    expects = run_words(words, memory, MEMORY_NEVER, &calls, &error);
    ck_assert_msg(expects >= 0, "%s: %s", words, error.text);
    expected = dump_state(bench.database);
    count = choose(memory, calls, at);
    for (unsigned i = 0; i < count; i++) {
        char *rows;

        put_back(1);
        status = run_words(words, memory, at[i], &ignored, &error);
        if (status != expects) {
            ck_assert_msg(status == -1 && error.text[0],
                          "%s, call %u: status %d", words, at[i], status);
            status = run_words(words, memory, MEMORY_NEVER, &ignored, &error);
        }
        rows = dump_state(bench.database);
        ck_assert_msg(status == expects && strcmp(rows, expected) == 0,
                      "%s, call %u: status %d: %s\n%.2000s", words, at[i],
                      status, error.text, rows);
        free(rows);
    }
    free(expected);
}

static void fail_commands(int at, enum memory memory)
{
    if (!memory_can_fail(memory))
        return;
    memory_prepare();
    import_bench_begin(&bench);
    snprintf(kept, sizeof kept, "%s/kept.db", bench.folder);
    (void)undisturbed(2, memory);
    free(expected);
    copy_database(bench.database, kept);
    ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
    fail_command(commands[at], memory);
    import_bench_end(&bench);
}

START_TEST(test_arena_command)
{
    fail_commands(_i, MEMORY_ARENA);
}
END_TEST

START_TEST(test_sqlite_command)
{
    fail_commands(_i, MEMORY_SQLITE);
}
END_TEST

START_TEST(test_arena)
{
    fail_each(_i, MEMORY_ARENA);
}
END_TEST

START_TEST(test_sqlite)
{
    fail_each(_i, MEMORY_SQLITE);
}
END_TEST

Suite *memory_failure_suite(void)
{
    Suite *suite = suite_create("memory_failure");
    TCase *tests = tcase_create("memory_failure");

    tcase_set_timeout(tests, 3600);
    tcase_add_loop_test(tests, test_arena, 0, STEPS);
    tcase_add_loop_test(tests, test_sqlite, 0, STEPS);
    tcase_add_loop_test(tests, test_arena_command, 0, COMMANDS);
    tcase_add_loop_test(tests, test_sqlite_command, 0, COMMANDS);
    suite_add_tcase(suite, tests);
    return suite;
}
