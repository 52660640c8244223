/*
 * What people do with a database of merges, works and doubtful records, while any
 * call fails: support/failing_walk.h.
 */
#include "support/failing_walk.h"

#include <check.h>

Suite *failing_commands_suite(void);

static const char config[] = "[source:a]\n[source:b]\n";

#define BOOKS                                                            \
    "book_ref,title,authors,dates,isbn,year,publisher,royalties\n"       \
    "b1,Emma : a novel,Jane Austen,1775-1817,9780141439587,1815,Virago," \
    "10\n"                                                               \
    "b2,Emma Woodhouse,J. Austen,,9780439420891,1816,Virago,\n"          \
    "b3,Emma,Jane Austen,,,1815,Penguin,\n"                              \
    "b4,Good Omens,Terry Pratchett; Neil Gaiman,,9780552137034,1990,,"   \
    "5.5;7\n"                                                            \
    "b5,Poems,John Keats,1795-1821,,1817,,\n"                            \
    "b6,Poems,John Keats,,,1820,,\n"                                     \
    "b7,,Nobody,,,,,\n"                                                  \
    "b8,\"Emma\" Watson,Jane Doe\n"                                      \
    "b9,Persuasion,Jane Austen; Cassandra Austen,,,1818,,\n"

static const struct import_step steps[] = {
    {.source = "a", .files = {{"books.csv", BOOKS}}, .status = 1},
    {.source = "b",
     .files = {{"more.csv", "title,author,year\n"
                            "Emma,J. Austen,1815\nSanditon,J. Austen,1925\n"
                            "Poems,John Keats,1817\nPoems,Keats,1817\n"}}},
};
static const struct failing_imports imports = {config, steps, 2};

/* One thread, so that a call is met again. */
#define PLAIN "[import]\nthreads = 1\nbatch_records = 3\nmax_rejects = 100%\n"
#define SOURCES "[source:a]\n[source:b]\n"
#define CONFIG                 \
    {                          \
        "t.ini", PLAIN SOURCES \
    }
#define IMPORT "import -q -c @/t.ini -s a "

#define CORRECTED                                                           \
    {                                                                       \
        "new.csv",                                                          \
            "book_ref,title,authors,dates,isbn,year,publisher,royalties\n"  \
            "b3,Emma again,Jane Austen,,,1815,Acme,\n"                      \
            "b1,Emma : a story,Jane Austen,1775-1817,9780141439587,1815,,"  \
            "12\n"                                                          \
            "b2,Emma Woodhouse,Jane Austen,,9780439420891,1817,Acme,\n"     \
            "b4,Good Omens,Neil Gaiman,,9780552137034,1990,,8\n"            \
            "b6,Poems,John Keats; Fanny Brawne,,,1820,,\n"                  \
            "x1,Emma,J. Austen,,,1815,Penguin,\n"                           \
            "x2,Emma Woodhouse,J. Austen,,9780439420891,,,\n"               \
            "x3,Poems,John Keats,1795-1821,,,,\n"                           \
            "x4,,Nobody,,,,,\n"                                             \
            "x5,Sanditon and more,Jane Austen,1775-,9780060853983,1925,,\n" \
    }

#define REPLAY "replay -q -c @/t.ini @/books.db.rejects/1-books.csv"
#define REPAIRED                                                           \
    {                                                                      \
        "books.db.rejects/1-books.csv",                                    \
            "book_ref,title,authors,dates,isbn,year,publisher,royalties\n" \
            "b7,Something,Nobody,,,,,\n"                                   \
            "b8,\"Emma\" Watson,Jane Doe\n"                                \
    }

static const struct failing_command commands[] = {
    /* ---- imports on decisions and lists ---- */
    {.words = IMPORT "--json @/new.csv",
     .files = {CONFIG, CORRECTED},
     .before = {"merge -q author 1 2", "merge -q book 1 2"}},
    {.words = IMPORT "@/new.csv",
     .files = {{"t.ini", PLAIN "[match]\nsame = same.csv\n"
                               "different = different.csv\n" SOURCES},
               CORRECTED,
               {"same.csv", "book,isbn:9780141439587,isbn:9780439420891\n"
                            "author,Jane Austen,J. Austen\n"
                            "book,a:b5,Poems|John Keats|1820\n"
                            "book,Poems|John Keats,a:x3\n"},
               {"different.csv",
                "author,Neil Gaiman,4\n"
                "book,Emma|Jane Austen|1815,a:x1\n"
                "book,isbn:9780060853983,Sanditon|Jane Austen\n"
                "author,\"Jane Austen, 1775-1817\",3\n"}}},
    {.words = IMPORT "--json --dry-run @/new.csv",
     .files = {CONFIG, CORRECTED}},
    {.words = IMPORT "--json @/new.csv @/books.csv @/more.csv",
     .files = {CONFIG, CORRECTED}},
    {.words = "run -q -c @/t.ini",
     .files = {{"t.ini", PLAIN "[source:a]\nfiles = n*.csv\nexpected_records = "
                               "10\n"
                               "[report:one]\nreports = overview, quality\n"
                               "format = html\noutput = made.html\n"
                               "[report:two]\nreports = co_authors\n"},
               CORRECTED}},
    {.words = REPLAY, .files = {CONFIG, REPAIRED}},
    {.words = "undo -q 3", .files = {CONFIG, REPAIRED}, .before = {REPLAY}},
    /* ---- decisions ---- */
    {.words = "merge -q --json author 1 2"},
    {.words = "merge -q book 3 1", .before = {"merge -q author 1 2"}},
    {.words = "split -q author 2", .before = {"merge -q author 1 2"}},
    {.words = "split -q --json book 2",
     .files = {CONFIG, CORRECTED},
     .before = {"merge -q book 1 2", IMPORT "@/new.csv"}},
    {.words = "split -q author 1 a:b3 a:b9"},
    {.words = IMPORT "@/new.csv",
     .files = {CONFIG, CORRECTED},
     .before = {"split -q author 1 a:b3"}},
    {.words = "delete -q --with-books author 1",
     .before = {"merge -q author 1 2"}},
    {.words = "delete -q book 4"},
    {.words = "prune -q", .sql = "DELETE FROM books WHERE id IN (4, 5)"},
    {.words = "undo -q --json --cascade 1"},
    {.words = "undo -q 3",
     .files = {CONFIG, CORRECTED},
     .before = {IMPORT "@/new.csv"}},
    /* ---- what tells ---- */
    {.words = "report -q --format html -o @/made.html", .made = "made.html"},
    {.words = "report -q --format csv -o @/made.csv overview",
     .made = "made.csv"},
    {.words = "report -q --format json -o @/made.json by_year candidates",
     .made = "made.json"},
    {.words = "report -q -o @/made.txt", .made = "made.txt"},
    {.words = "imports -q --json"},
    {.words = "explain -q book 1", .before = {"merge -q book 1 2"}},
    {.words = "explain -q --json book a:b4"},
    {.words = "explain -q author 1", .before = {"merge -q author 1 2"}},
    {.words = "query -q --json royalties-of austen"},
    {.words = "query -q authors-of poems"},
    /* ---- a database that is not sound ---- */
    {.words = "verify -q --repair",
     .sql = "DELETE FROM author_keys WHERE author_id = 1;"
            "DELETE FROM book_keys WHERE book_id IN (1, 3);"
            "UPDATE book_keys SET fact = 7 WHERE book_id = 4;"
            "UPDATE author_keys SET fact = 5 WHERE author_id = 4;"
            "UPDATE books SET work_id = 4 WHERE id = 3;"
            "DROP TRIGGER books_deleted; DROP INDEX book_keys_by_hash;"
            "DROP VIEW credits;"
            "DELETE FROM books WHERE id = 6; DELETE FROM authors WHERE id = 5;"
            "UPDATE book_author SET royalty_percentage = 101 WHERE book_id = 2;"
            "UPDATE imports SET books_new = 99 WHERE id = 2;"
            "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'authors'"},
    {.words = IMPORT "@/new.csv",
     .files = {CONFIG, CORRECTED},
     .sql = "UPDATE books SET title = title || '!' WHERE id = 1;"
            "UPDATE authors SET name = 'Neil Richard Gaiman' WHERE id = 4;"
            "INSERT INTO books (title, isbn) VALUES ('Hand', '9780060853983');"
            "INSERT INTO authors (name) VALUES ('Hand Made');"
            "INSERT INTO book_author (book_id, author_id) VALUES (3, 3);"
            "DELETE FROM book_author WHERE book_id = 4;"
            "CREATE UNIQUE INDEX own ON books (publisher, year)"},
/* ---- another program's database ---- */
#define ORM                                                                  \
    "CREATE TABLE authors (id INTEGER NOT NULL PRIMARY KEY, name"            \
    " VARCHAR(200) NOT NULL);"                                               \
    "CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, isbn"  \
    " TEXT UNIQUE, \"shelf mark\" TEXT);"                                    \
    "CREATE TABLE book_author (book_id INTEGER NOT NULL REFERENCES books"    \
    " (id) ON DELETE CASCADE, author_id INTEGER NOT NULL REFERENCES authors" \
    " (id) ON DELETE CASCADE, PRIMARY KEY (book_id, author_id));"            \
    "INSERT INTO authors VALUES (3, 'Jane Austen'), (5, 'Neil Gaiman');"     \
    "INSERT INTO books VALUES (2, 'Emma', NULL, 'a'), (9, 'Coraline', NULL," \
    " NULL); INSERT INTO book_author VALUES (2, 3), (9, 5);"
    {.words = "adopt -q", .sql = ORM, .foreign = true},
    {.words = "adopt -q",
     .sql = ORM "CREATE VIEW mine AS SELECT title FROM books;"
                "CREATE TABLE loans (id INTEGER PRIMARY KEY, book_id INTEGER"
                " REFERENCES books (id)); INSERT INTO loans VALUES (1, 9);",
     .foreign = true},
};
#define COMMANDS (int)(sizeof commands / sizeof *commands)

START_TEST(test_command)
{
    failing_walk_command(&imports, &commands[_i / FAIL_KINDS],
                         (enum failing)(_i % FAIL_KINDS));
}
END_TEST

Suite *failing_commands_suite(void)
{
    Suite *suite = suite_create("failing_commands");
    TCase *tests = tcase_create("failing_commands");

    tcase_set_timeout(tests, 3600);
    tcase_add_loop_test(tests, test_command, 0, COMMANDS * FAIL_KINDS);
    suite_add_tcase(suite, tests);
    return suite;
}
