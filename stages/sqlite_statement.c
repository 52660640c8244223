/* See sqlite_statement.h. */
#include "sqlite_statement.h"

#include "is_json.h"
#include "sqlite_error.h"
#include "sqlite_store.h"

#define HITS_LIMIT "LIMIT 10000"
_Static_assert(HITS_MAX == 10000, "HITS_LIMIT says the same");

static const char *const texts[STATEMENT_COUNT] = {
    [STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_SAVEPOINT] = "SAVEPOINT refused",
    [STATEMENT_RELEASE] = "RELEASE refused",
    [STATEMENT_BACK] = "ROLLBACK TO refused",
    [STATEMENT_ROLLBACK] = "ROLLBACK",
    [STATEMENT_DATA_VERSION] = "PRAGMA data_version",
    /* Other programs may have given higher ids than AUTOINCREMENT noted. */
    [STATEMENT_LAST_BOOK] =
        "SELECT max(ifnull((SELECT seq FROM sqlite_sequence"
        " WHERE name = 'books' COLLATE NOCASE), 0), ifnull((SELECT max(id) FROM books), 0))",
    [STATEMENT_LAST_AUTHOR] =
        "SELECT max(ifnull((SELECT seq FROM sqlite_sequence"
        " WHERE name = 'authors' COLLATE NOCASE), 0),"
        " ifnull((SELECT max(id) FROM authors), 0))",
    /* A number of a work is taken from the ids of books, and nobody's book gets it. */
    [STATEMENT_KEEP_LAST_BOOK] =
        "UPDATE sqlite_sequence SET seq = ?1"
        " WHERE name = 'books' COLLATE NOCASE AND seq < ?1",
    /* Records that went at the end had ids, too. */
    [STATEMENT_LAST_SOURCE] =
        "SELECT max(ifnull((SELECT max(last_id) FROM inserted"
        " WHERE subject = 'source_record'), 0),"
        " ifnull((SELECT max(id) FROM source_records), 0))",

    [STATEMENT_FIND_RECORD] = "SELECT id, 0 FROM source_records"
                              " INDEXED BY source_records_by_ident"
                              " WHERE ident_high = ?1 AND ident_low = ?2"
                              " ORDER BY id " HITS_LIMIT,
    [STATEMENT_FIND_BOOK] =
        "SELECT book_id, fact FROM book_keys INDEXED BY book_keys_by_hash"
        " WHERE hash_high = ?1 AND hash_low = ?2"
        " ORDER BY book_id " HITS_LIMIT,
    [STATEMENT_FIND_AUTHOR] = "SELECT author_id, fact FROM author_keys"
                              " INDEXED BY author_keys_by_hash"
                              " WHERE hash_high = ?1 AND hash_low = ?2"
                              " ORDER BY author_id " HITS_LIMIT,
    [STATEMENT_VERIFY_RECORD] =
        "SELECT 0 FROM source_records"
        " WHERE id = ?1 AND ident_high = ?2 AND ident_low = ?3",
    [STATEMENT_VERIFY_BOOK] = "SELECT fact FROM book_keys NOT INDEXED"
                              " WHERE book_id = ?1 AND hash_high = ?2"
                              " AND hash_low = ?3",

    [STATEMENT_BOOK] =
        "SELECT title, subtitle, isbn, issn, year, publisher, language,"
        " material, extra, sort_title, uniform_title, lccn, oclc, edited,"
        " work_id FROM books WHERE id = ?1",
    [STATEMENT_BOOK_LINKS] =
        "SELECT author_id, publication_order, royalty_percentage,"
        " royalty_stated, royalty_mode, role, edited FROM book_author"
        " WHERE book_id = ?1 ORDER BY author_id",
    [STATEMENT_BOOK_KEYS] =
        "SELECT kind, hash_high, hash_low, fact FROM book_keys"
        " WHERE book_id = ?1 ORDER BY kind, hash_high, hash_low",
    [STATEMENT_AUTHOR] =
        "SELECT name, sort_name, kind, dates, authority_id, titles,"
        " fuller_name, edited FROM authors WHERE id = ?1",
    [STATEMENT_AUTHOR_KEYS] =
        "SELECT kind, hash_high, hash_low, fact FROM author_keys"
        " WHERE author_id = ?1 ORDER BY kind, hash_high, hash_low",
#define SOURCE_COLUMNS                                                                       \
    "SELECT s.id, s.source_id, s.ident_high, s.ident_low, s.digest, s.book_id, s.author_id," \
    " f.import_id, s.file_id, s.record, s.line, s.byte_offset,"                              \
    " s.byte_length, s.rule, s.authors, s.version FROM source_records AS s"                  \
    " LEFT JOIN import_files AS f ON f.id = s.file_id "
    [STATEMENT_SOURCE] = SOURCE_COLUMNS "WHERE s.id = ?1",
    [STATEMENT_SOURCES_OF_BOOK] =
        SOURCE_COLUMNS "WHERE s.book_id = ?1 ORDER BY s.id",
    [STATEMENT_EDITIONS] =
        "SELECT id FROM books WHERE work_id = ?1 AND id > ?2 ORDER BY id"
        " LIMIT ?3",
    [STATEMENT_TOUCHED] =
        "SELECT kind, event, book_id, author_id, field,"
        " event = 'i' AND CASE kind"
        " WHEN 'a' THEN EXISTS (SELECT 1 FROM author_keys AS k"
        " WHERE k.author_id = t.author_id)"
        " WHEN 'b' THEN EXISTS (SELECT 1 FROM book_keys AS k"
        " WHERE k.book_id = t.book_id)"
        " ELSE (t.book_id, t.author_id) IN (SELECT s.book_id, a.value"
        " FROM source_records AS s, json_each(iif(" S_AUTHORS_ARE_JSON
        ", s.authors, '[]')) AS a WHERE s.book_id IN"
        " (SELECT l.book_id FROM touched AS l"
        " WHERE l.kind = 'l' AND l.event = 'i')) END"
        " FROM touched AS t ORDER BY kind, book_id, author_id, event, field",
    [STATEMENT_FORGET_TOUCHED] = "DELETE FROM touched",

    /* ?1 id, ?2 bits of the fields that changed, ?3 edited, ... fields */
    [STATEMENT_UPDATE_BOOK] =
        "UPDATE books SET edited = ?3, work_id = ?4,"
        " title = iif(?2 & 1, ?5, title),"
        " subtitle = iif(?2 & 2, ?6, subtitle),"
        " isbn = iif(?2 & 4, ?7, isbn),"
        " issn = iif(?2 & 8, ?8, issn),"
        " year = iif(?2 & 16, ?9, year),"
        " publisher = iif(?2 & 32, ?10, publisher),"
        " language = iif(?2 & 64, ?11, language),"
        " material = iif(?2 & 128, ?12, material),"
        " extra = iif(?2 & 256, ?13, extra),"
        " sort_title = iif(?2 & 512, ?14, sort_title),"
        " uniform_title = iif(?2 & 1024, ?15, uniform_title),"
        " lccn = iif(?2 & 2048, ?16, lccn),"
        " oclc = iif(?2 & 4096, ?17, oclc) WHERE id = ?1",
    [STATEMENT_UPDATE_AUTHOR] =
        "UPDATE authors SET edited = ?3,"
        " name = iif(?2 & 1, ?4, name),"
        " sort_name = iif(?2 & 2, ?5, sort_name),"
        " kind = iif(?2 & 4, ?6, kind),"
        " dates = iif(?2 & 8, ?7, dates),"
        " authority_id = iif(?2 & 16, ?8, authority_id),"
        " titles = iif(?2 & 32, ?9, titles),"
        " fuller_name = iif(?2 & 64, ?10, fuller_name) WHERE id = ?1",
    /* These two take all cells of their row, in the order of sqlite_rows.c. */
    [STATEMENT_UPDATE_LINK] =
        /* what another program wrote with more decimals is not rounded */
    "UPDATE book_author SET royalty_percentage ="
    " iif(round(royalty_percentage * 10000) = round(?3 * 10000),"
    " royalty_percentage, ?3),"
    " publication_order = ?4, role = ?5, royalty_stated = ?6,"
    " royalty_mode = ?7, edited = ?8"
    " WHERE book_id = ?1 AND author_id = ?2",
    [STATEMENT_UPDATE_SOURCE] =
        "UPDATE source_records SET source_id = ?2, ident_high = ?3,"
        " ident_low = ?4, digest = ?5, book_id = ?6, author_id = ?7,"
        " file_id = ?8, record = ?9, line = ?10, byte_offset = ?11,"
        " byte_length = ?12, rule = ?13, authors = ?14, version = ?15 WHERE id = ?1",

    /* A row that comes and goes within a batch uses up its id like any other. */
    [STATEMENT_USE_BOOK_ID] = "INSERT INTO books (id, title) VALUES (?1, '')",
    [STATEMENT_REMOVE_BOOK] = "DELETE FROM books WHERE id = ?1",
    [STATEMENT_REMOVE_BOOK_LINKS] =
        "DELETE FROM book_author WHERE book_id = ?1",
    [STATEMENT_REMOVE_BOOK_KEYS] = "DELETE FROM book_keys WHERE book_id = ?1",
    [STATEMENT_REMOVE_BOOK_SOURCES] =
        "UPDATE source_records SET book_id = NULL WHERE book_id = ?1",
    [STATEMENT_REMOVE_AUTHOR] = "DELETE FROM authors WHERE id = ?1",
    [STATEMENT_REMOVE_AUTHOR_LINKS] =
        "DELETE FROM book_author WHERE author_id = ?1",
    [STATEMENT_REMOVE_AUTHOR_KEYS] =
        "DELETE FROM author_keys WHERE author_id = ?1",
    [STATEMENT_REMOVE_AUTHOR_NAMES] =
        "DELETE FROM author_names WHERE author_id = ?1",
    [STATEMENT_REMOVE_AUTHOR_SOURCES] =
        "UPDATE source_records SET author_id = NULL WHERE author_id = ?1",
    [STATEMENT_REMOVE_LINK] =
        "DELETE FROM book_author WHERE book_id = ?1 AND author_id = ?2",
    [STATEMENT_REMOVE_BOOK_KEY] =
        "DELETE FROM book_keys WHERE book_id = ?1 AND kind = ?2"
        " AND hash_high = ?3 AND hash_low = ?4",
    [STATEMENT_REMOVE_AUTHOR_KEY] = "DELETE FROM author_keys"
                                    " WHERE author_id = ?1 AND kind = ?2"
                                    " AND hash_high = ?3 AND hash_low = ?4",
    [STATEMENT_REMOVE_SOURCE] = "DELETE FROM source_records WHERE id = ?1",

    [STATEMENT_COUNT_FILE] =
        "UPDATE import_files SET next_offset = ?2, next_line = ?3,"
        " read_bytes = ?4, read_digest = ?5, carry = ?6,"
        " records_read = ?7, records_new = ?8, records_matched = ?9,"
        " records_unchanged = ?10, records_deleted = ?11,"
        " records_skipped = ?12, records_rejected = ?13, books_new ="
        " ?14, books_updated = ?15, books_deleted = ?16, authors_new ="
        " ?17, authors_updated = ?18, authors_deleted = ?19, links_new"
        " = ?20, links_updated = ?21, links_deleted = ?22 WHERE id ="
        " ?1",
    [STATEMENT_COUNT_IMPORT] =
        "UPDATE imports SET records_read = ?2, records_new = ?3,"
        " records_matched = ?4, records_unchanged = ?5, records_deleted = ?6,"
        " records_skipped = ?7, records_rejected = ?8, books_new = ?9,"
        " books_updated = ?10, books_deleted = ?11, authors_new = ?12,"
        " authors_updated = ?13, authors_deleted = ?14, links_new = ?15,"
        " links_updated = ?16, links_deleted = ?17, warnings = ?18,"
        " seconds = ?19 WHERE id = ?1",

    [STATEMENT_INSERT_CHANGESET] =
        "INSERT INTO changesets (import_id, changes) VALUES (?1, ?2)",
    /* ?1 import, ?2 subject, ?3 the id before the first, ?4 the last one */
    [STATEMENT_EXTEND_RANGE] =
        "UPDATE inserted SET last_id = ?4 WHERE import_id = ?1"
        " AND subject = ?2 AND last_id = ?3",
    [STATEMENT_INSERT_RANGE] =
        "INSERT INTO inserted (import_id, subject, first_id, last_id)"
        " VALUES (?1, ?2, ?3 + 1, ?4)",
};

sqlite3_stmt *sqlite_statement(struct sqlite_store *store, enum statement which,
                               struct error *error)
{
    sqlite3_stmt **kept = &store->statements[which];

    if (*kept) {
        /* The result is that of its last step, which was looked at then. */
        sqlite3_reset(*kept);
        return *kept;
    }
    if (sqlite3_prepare_v3(store->db, texts[which], -1,
                           SQLITE_PREPARE_PERSISTENT, kept, NULL)) {
        sqlite_fail(store, error, texts[which]);
        return NULL;
    }
    return *kept;
}

int sqlite_bind(struct sqlite_store *store, sqlite3_stmt *statement,
                const struct cell *cells, size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++)
        if (cell_bind(statement, (int)i + 1, &cells[i]))
            return sqlite_fail(store, error, sqlite3_sql(statement));
    return 0;
}

int sqlite_step(struct sqlite_store *store, sqlite3_stmt *statement,
                struct error *error)
{
    int code = sqlite3_step(statement);

    if (code == SQLITE_ROW)
        return 1;
    if (code != SQLITE_DONE) {
        sqlite_fail(store, error, sqlite3_sql(statement));
        sqlite3_reset(statement);
        return -1;
    }
    sqlite3_reset(statement);
    return 0;
}

int sqlite_run(struct sqlite_store *store, enum statement which,
               const struct cell *cells, size_t count, struct error *error)
{
    sqlite3_stmt *statement = sqlite_statement(store, which, error);
    int got;

    if (!statement || sqlite_bind(store, statement, cells, count, error))
        return -1;
    while ((got = sqlite_step(store, statement, error)) > 0)
        ;
    return got;
}

int sqlite_integer(struct sqlite_store *store, enum statement which,
                   int64_t *integer, struct error *error)
{
    sqlite3_stmt *statement = sqlite_statement(store, which, error);
    int got = statement ? sqlite_step(store, statement, error) : -1;

    if (got < 0)
        return -1;
    *integer = got ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return 0;
}

int sqlite_execute(struct sqlite_store *store, const char *sql,
                   struct error *error)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL))
        return sqlite_fail(store, error,
                           strlen(sql) < 100 ? sql : "creating the schema");
    return 0;
}

int sqlite_ask(struct sqlite_store *store, const char *sql,
               const struct cell *cells, size_t count, int64_t *answer,
               struct error *error)
{
    sqlite3_stmt *statement = NULL;
    int got;

    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL))
        return sqlite_fail(store, error, sql);
    got = sqlite_bind(store, statement, cells, count, error)
              ? -1
              : sqlite_step(store, statement, error);
    if (got >= 0 && answer)
        *answer = got ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return got < 0 ? -1 : 0;
}

void sqlite_statements_close(struct sqlite_store *store)
{
    for (size_t i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(store->statements[i]);
        store->statements[i] = NULL;
    }
}
