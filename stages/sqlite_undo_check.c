/*
 * See sqlite_undo.h. What is in the way of taking an import back is looked for
 * twice: before its rows are deleted, what needs them or was given to them by hand;
 * and when all is done, whether a row that came back or was changed names one that
 * is not there. Foreign keys are not enforced on this connection, and a row may
 * have gone by prune, delete, merge or another program since.
 */
#include "sqlite_undo.h"

#include "sqlite_error.h"

#include <stdio.h>

/* ---- before ---- */

/* i, r: ranges of the import's, ?1. */
#define WITHIN(of, column)                                        \
    " EXISTS (SELECT 1 FROM inserted AS i WHERE i.import_id = ?1" \
    " AND i.subject = '" of "' AND " column                       \
    " BETWEEN i.first_id AND i.last_id)"
/* Nor does it go with another import of the set. */
#define GOES(of, column)                                                 \
    " EXISTS (SELECT 1 FROM temp.undo_set AS u JOIN inserted AS i"       \
    " ON i.import_id = u.import_id AND i.subject = '" of "' AND " column \
    " BETWEEN i.first_id AND i.last_id)"
#define STAYS(of, column) \
    " AND NOT" WITHIN(of, column) " AND NOT" GOES(of, column)
#define ROWS_IN(of, table, alias, column)                        \
    " FROM inserted AS r JOIN " table " AS " alias " ON " column \
    " BETWEEN r.first_id AND r.last_id WHERE r.import_id = ?1"   \
    " AND r.subject = '" of "'"

/* What needs the rows that go, or was given to them by hand: a statement that
 * finds one, and what to say of it. */
/* clang-format off */
static const struct obstacle {
    const char *sql, *text;
} obstacles[] = {
    {"SELECT t.book_id FROM touched AS t WHERE t.kind IN ('b', 'l')"
     " AND t.event <> 'd' AND" WITHIN("book", "t.book_id") " LIMIT 1",
     "book %lld was changed by another program since"},
    {"SELECT t.author_id FROM touched AS t WHERE t.kind = 'a'"
     " AND t.event <> 'd' AND" WITHIN("author", "t.author_id") " LIMIT 1",
     "author %lld was changed by another program since"},
    {"SELECT b.id" ROWS_IN("book", "books", "b", "b.id")
     " AND b.edited IS NOT NULL LIMIT 1",
     "book %lld was edited by hand since"},
    {"SELECT a.id" ROWS_IN("author", "authors", "a", "a.id")
     " AND a.edited IS NOT NULL LIMIT 1",
     "author %lld was edited by hand since"},
    {"SELECT l.book_id" ROWS_IN("book", "book_author", "l", "l.book_id")
     " AND l.edited IS NOT NULL LIMIT 1",
     "a link of book %lld was edited by hand since"},
    {"SELECT l.book_id" ROWS_IN("author", "book_author", "l", "l.author_id")
     STAYS("book", "l.book_id") " LIMIT 1",
     "book %lld, which stays, is linked to an author whom it brought"},
    {"SELECT s.id" ROWS_IN("book", "source_records", "s", "s.book_id")
     STAYS("source_record", "s.id") " LIMIT 1",
     "source record %lld of another import names a book that it brought"},
    {"SELECT b.id" ROWS_IN("book", "books", "b", "b.work_id")
     STAYS("book", "b.id") " LIMIT 1",
     "book %lld, which stays, is an edition of one that it brought"},
};

/* What people decided about a row that it brought, and how that is taken back. A
 * merge whose rows are gone, also those that it was merged on into, can't be, and
 * is about nothing any more; nor is that two were parted, of which one is gone. */
#define IS_THERE(subject, id) \
    " CASE " subject " WHEN 'book' THEN EXISTS (SELECT 1 FROM books AS t" \
    " WHERE t.id = " id ") ELSE EXISTS (SELECT 1 FROM authors AS t" \
    " WHERE t.id = " id ") END"
static const char decided[] =
    "WITH RECURSIVE about AS (SELECT d.* FROM decisions AS d WHERE d.undone IS"
    " NULL AND ((d.subject = 'book' AND (" WITHIN("book", "d.keep_id")
    " OR" WITHIN("book", "d.gone_id") ")) OR (d.subject = 'author' AND ("
    WITHIN("author", "d.keep_id") " OR" WITHIN("author", "d.gone_id") ")))),"
    " now (decision, subject, id) AS (SELECT id, subject, keep_id FROM about"
    " UNION SELECT n.decision, n.subject, d.keep_id FROM now AS n JOIN decisions"
    " AS d ON d.subject = n.subject AND d.gone_id = n.id AND d.verdict = 'same'"
    " AND d.undone IS NULL)"
    " SELECT printf('it brought %s %d, or %s %d which was '"
    " || CASE a.verdict WHEN 'same' THEN 'merged into it; split them first'"
    " ELSE 'parted from it; merge them first' END, a.subject, a.keep_id,"
    " a.subject, a.gone_id) FROM about AS a"
    " WHERE CASE a.verdict WHEN 'same' THEN EXISTS (SELECT 1 FROM now AS n"
    " WHERE n.decision = a.id AND" IS_THERE("n.subject", "n.id") ") ELSE"
    IS_THERE("a.subject", "a.keep_id") " AND" IS_THERE("a.subject", "a.gone_id")
    " END ORDER BY a.id DESC LIMIT 1";
/* clang-format on */

static int refuse_decided(struct sqlite_store *store, int64_t import_id,
                          struct error *error)
{
    const struct cell id = cell_integer(import_id);
    sqlite3_stmt *statement = NULL;
    int got;

    if (sqlite3_prepare_v2(store->db, decided, -1, &statement, NULL))
        return sqlite_fail(store, error, "looking for decisions");
    got = sqlite_bind(store, statement, &id, 1, error)
              ? -1
              : sqlite_step(store, statement, error);
    if (got > 0) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);

        got = text ? error_set(error, ERROR_STORE,
                               "import %lld can't be taken back: %s",
                               (long long)import_id, text)
                   : error_memory(error);
    }
    sqlite3_finalize(statement);
    return got;
}

int undo_obstacle(struct sqlite_store *store, int64_t import_id,
                  struct error *error)
{
    const struct cell id = cell_integer(import_id);

    for (size_t i = 0; i < sizeof obstacles / sizeof *obstacles; i++) {
        char text[160];
        int64_t row = 0;

        if (sqlite_ask(store, obstacles[i].sql, &id, 1, &row, error))
            return -1;
        if (!row)
            continue;
        snprintf(text, sizeof text, obstacles[i].text, (long long)row);
        return error_set(error, ERROR_STORE,
                         "import %lld can't be taken back: %s",
                         (long long)import_id, text);
    }
    return refuse_decided(store, import_id, error);
}

/* ---- afterwards ---- */

/* Tables beside ours that refer to books or authors. */
static const char orphan[] =
    "SELECT c.rowid FROM (SELECT DISTINCT t.name FROM main.sqlite_schema AS t"
    " JOIN pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table'"
    " AND lower(f.\"table\") IN ('books', 'authors')"
    " AND lower(t.name) <> 'book_author') AS n"
    " JOIN pragma_foreign_key_check(n.name) AS c"
    " WHERE lower(c.parent) IN ('books', 'authors') LIMIT 1";

/* Rows that name one that is not there: whose import, what is missing, and who
 * names it. Only what the set touched can have become so; what was broken before
 * is verify's. */
#define CHANGED(subject, joined)                                          \
    " FROM temp.undo_set AS u JOIN temp.undo_changed AS c"                \
    " ON c.import_id = u.import_id AND c.subject = '" subject "' " joined \
    " WHERE "
#define BROUGHT(subject, joined)                  \
    " FROM temp.undo_set AS u JOIN inserted AS r" \
    " ON r.import_id = u.import_id AND r.subject = '" subject "' " joined
#define MISSING(table, column)                                 \
    column " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " table \
           " AS m WHERE m.id = " column ")"
#define NO_BOOK(column) MISSING("books", column)
#define NO_AUTHOR(column) MISSING("authors", column)
#define OF_BOOK(table)                                                      \
    " UNION ALL SELECT c.import_id, 'book', c.id, 'which its row in " table \
    "'" CHANGED("book", "")                                                 \
        NO_BOOK("c.id") " AND EXISTS (SELECT 1 FROM " table                 \
                        " AS t WHERE t.book_id = c.id)"
#define OF_AUTHOR(table)                                                     \
    " UNION ALL SELECT c.import_id, 'author', c.id, 'whom its row in " table \
    "'" CHANGED("author", "")                                                \
        NO_AUTHOR("c.id") " AND EXISTS (SELECT 1 FROM " table                \
                          " AS t WHERE t.author_id = c.id)"

/* clang-format off */
static const char dangling[] =
    "SELECT c.import_id, 'book', c.id,"
    " printf('which the link to author %d', l.author_id)"
    CHANGED("book", "JOIN book_author AS l ON l.book_id = c.id")
    NO_BOOK("c.id")
    " UNION ALL SELECT c.import_id, 'author', l.author_id,"
    " printf('whom a link of book %d', c.id)"
    CHANGED("book", "JOIN book_author AS l ON l.book_id = c.id")
    NO_AUTHOR("l.author_id")
    " UNION ALL SELECT c.import_id, 'book', s.book_id,"
    " printf('which source record %d', s.id)"
    CHANGED("source_record", "JOIN source_records AS s ON s.id = c.id")
    NO_BOOK("s.book_id")
    " UNION ALL SELECT c.import_id, 'author', s.author_id,"
    " printf('whom source record %d', s.id)"
    CHANGED("source_record", "JOIN source_records AS s ON s.id = c.id")
    NO_AUTHOR("s.author_id")
    OF_BOOK("book_keys")
    OF_BOOK("source_records")
    OF_AUTHOR("author_keys")
    OF_AUTHOR("author_names")
    OF_AUTHOR("book_author")
    OF_AUTHOR("source_records")
    " UNION ALL SELECT r.import_id, 'book', s.book_id,"
    " printf('which source record %d', s.id)"
    BROUGHT("book", "JOIN source_records AS s"
            " ON s.book_id BETWEEN r.first_id AND r.last_id")
    " UNION ALL SELECT r.import_id, 'author', s.author_id,"
    " printf('whom source record %d', s.id)"
    BROUGHT("author", "JOIN source_records AS s"
            " ON s.author_id BETWEEN r.first_id AND r.last_id")
    " UNION ALL SELECT r.import_id, 'author', l.author_id,"
    " printf('whom a link of book %d', l.book_id)"
    BROUGHT("author", "JOIN book_author AS l"
            " ON l.author_id BETWEEN r.first_id AND r.last_id")
    " LIMIT 1";
/* clang-format on */

/* Where the row ?2 of the kind ?1 went, as far as anything says so. */
/* clang-format off */
static const char whereabouts[] =
    "SELECT printf('was merged into %s %d since' || CASE WHEN"
    IS_THERE("d.subject", "d.keep_id") " OR EXISTS (SELECT 1 FROM decisions"
    " AS o WHERE o.subject = d.subject AND o.gone_id = d.keep_id"
    " AND o.verdict = 'same' AND o.undone IS NULL) THEN '; split them first'"
    " ELSE ', which is gone' END, d.subject, d.keep_id) FROM decisions AS d"
    " WHERE d.subject = ?1 AND d.gone_id = ?2 AND d.verdict = 'same'"
    " AND d.undone IS NULL"
    " UNION ALL SELECT printf('was deleted since (import %d)', import_id)"
    " FROM ledger WHERE event = 'deleted' AND subject = 'book'"
    " AND book_id = CASE ?1 WHEN 'book' THEN ?2 END"
    " UNION ALL SELECT printf('was deleted since (import %d)', import_id)"
    " FROM ledger WHERE event = 'deleted' AND subject = 'author'"
    " AND author_id = CASE ?1 WHEN 'author' THEN ?2 END"
    " UNION ALL SELECT 'has been deleted since' LIMIT 1";
/* clang-format on */

/* The row that `found` stands on. */
static int refuse_dangling(struct sqlite_store *store, sqlite3_stmt *found,
                           struct error *error)
{
    const char *subject = (const char *)sqlite3_column_text(found, 1);
    const char *named_by = (const char *)sqlite3_column_text(found, 3);
    int64_t missing = sqlite3_column_int64(found, 2);
    sqlite3_stmt *statement = NULL;
    struct cell cells[2];
    const char *went;

    if (!subject || !named_by)
        return error_memory(error);
    cells[0] = cell_string(subject);
    cells[1] = cell_integer(missing);
    if (sqlite3_prepare_v2(store->db, whereabouts, -1, &statement, NULL))
        return sqlite_fail(store, error, "looking where a row went");
    if (sqlite_bind(store, statement, cells, 2, error) == 0 &&
        sqlite_step(store, statement, error) > 0) {
        went = (const char *)sqlite3_column_text(statement, 0);
        if (went)
            (void)error_set(error, ERROR_STORE,
                            "import %lld can't be taken back: %s %lld, %s"
                            " would name again, %s",
                            (long long)sqlite3_column_int64(found, 0), subject,
                            (long long)missing, named_by, went);
        else
            (void)error_memory(error);
    }
    sqlite3_finalize(statement);
    return -1;
}

int undo_check(struct sqlite_store *store, int64_t import_id,
               struct error *error)
{
    sqlite3_stmt *statement = NULL;
    int64_t row = 0;
    int got;

    if (sqlite3_prepare_v2(store->db, dangling, -1, &statement, NULL))
        return sqlite_fail(store, error, "looking for rows that are missing");
    got = sqlite_step(store, statement, error);
    if (got > 0)
        got = refuse_dangling(store, statement, error);
    sqlite3_finalize(statement);
    if (got < 0 || sqlite_ask(store, orphan, NULL, 0, &row, error))
        return -1;
    if (row)
        return error_set(
            error, ERROR_STORE,
            "import %lld can't be taken back: another table refers "
            "to a row that it brought",
            (long long)import_id);
    return 0;
}
