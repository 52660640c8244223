/* See dump.h. SQL makes the lines: the tests need not know how rows are
 * stored. */
#include "dump.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char tables_sql[] =
    "SELECT line FROM ("
    "SELECT 1 AS part, id AS major, 0 AS minor, 0 AS least,"
    " 'book ' || id || ': ' || title || coalesce('; subtitle ' || subtitle, '')"
    " || coalesce('; sorts as ' || sort_title, '')"
    " || coalesce('; uniform ' || uniform_title, '')"
    " || coalesce('; work of book ' || work_id, '')"
    " || coalesce('; isbn ' || isbn, '') || coalesce('; issn ' || issn, '')"
    " || coalesce('; lccn ' || lccn, '') || coalesce('; oclc ' || oclc, '')"
    " || coalesce('; year ' || year, '')"
    " || coalesce('; publisher ' || publisher, '')"
    " || coalesce('; language ' || language, '')"
    " || coalesce('; material ' || material, '')"
    " || coalesce('; extra ' || extra, '') AS line FROM books"
    " UNION ALL "
    "SELECT 1, l.book_id, coalesce(l.publication_order, 1 << 30), l.author_id,"
    " '    ' || coalesce(l.publication_order, '-') || ' '"
    " || coalesce(a.name, '(nobody)') || ' (author ' || l.author_id || ')'"
    " || coalesce('; ' || l.role, '') || CASE WHEN l.royalty_stated"
    " THEN printf('; %.10g %% %s', l.royalty_percentage, l.royalty_mode)"
    " WHEN l.royalty_percentage IS NOT 0.0"
    " THEN '; NOT STATED: ' || quote(l.royalty_percentage) ELSE '' END"
    " FROM book_author AS l LEFT JOIN authors AS a ON a.id = l.author_id"
    " UNION ALL "
    "SELECT 2, id, 0, 0, 'author ' || id || ': ' || name"
    " || coalesce('; sorts as ' || sort_name, '')"
    " || coalesce('; kind ' || kind, '') || coalesce('; dates ' || dates, '')"
    " || coalesce('; titles ' || titles, '')"
    " || coalesce('; fuller ' || fuller_name, '')"
    " || coalesce('; ids ' || authority_id, '') FROM authors"
    " UNION ALL "
    "SELECT 2, author_id, 1, row_number() OVER (ORDER BY author_id, name),"
    " '    form: ' || name || coalesce('; sorts as ' || sort_name, '')"
    " || '; ' || coalesce(script, 'no script') || '; ' || source"
    " FROM author_names"
    ") ORDER BY part, major, minor, least";

/* Names without folders: what follows the last slash. libxml2's words for what
 * is wrong with a record are its own, and change: not shown. */
static const char records_sql[] =
    "WITH named AS ("
    "SELECT *, replace(name, rtrim(name, replace(name, '/', '')), '') AS base"
    " FROM import_files),"
    " findings AS ("
    "SELECT 2 AS part, 'reject ' AS what, id, file_id, record, line, code,"
    " field, expected, found FROM rejects"
    " UNION ALL "
    "SELECT 3, 'warning ', id, file_id, record, line, code, field, expected,"
    " found FROM warnings) "
    "SELECT line FROM ("
    "SELECT 1 AS part, id AS major, 0 AS minor, 0 AS least,"
    " 'file ' || base || ': ' || format || ' ' || encoding"
    " || iif(gzip, ' gzip', '') || ' ' || state || ': read ' || records_read"
    " || ', new ' || records_new || ', matched ' || records_matched"
    " || ', unchanged ' || records_unchanged || ', deleted ' || records_deleted"
    " || ', skipped ' || records_skipped || ', rejected ' || records_rejected"
    " || coalesce('; ' || fault || ' at ' || fault_offset, '') AS line"
    " FROM named"
    " UNION ALL "
    "SELECT r.part, r.file_id, r.record, r.id, r.what || f.base || ' record '"
    " || r.record || ' line ' || r.line || ': ' || r.code"
    " || coalesce('; field ' || r.field, '')"
    " || coalesce('; expected ' || r.expected, '')"
    " || iif(r.code = 'XML_MALFORMED', '', coalesce('; found '"
    " || replace(replace(r.found, char(10), '\\n'), char(13), '\\r'), ''))"
    " FROM findings AS r JOIN named AS f ON f.id = r.file_id"
    ") ORDER BY part, major, minor, least";

static const char rows_sql[] =
    "SELECT line FROM ("
    "SELECT 1 AS part, id AS major, 0 AS minor, id || '|' || quote(title)"
    " || '|' || quote(subtitle) || quote(isbn) || quote(issn) || quote(year)"
    " || quote(publisher) || quote(language) || quote(material)"
    " || quote(extra) || quote(sort_title) || quote(uniform_title)"
    " || quote(lccn) || quote(oclc) || quote(work_id) || quote(edited)"
    " AS line FROM books"
    " UNION ALL "
    "SELECT 2, id, 0, id || '|' || quote(name) || quote(sort_name)"
    " || quote(kind) || quote(dates) || quote(authority_id)"
    " || quote(titles) || quote(fuller_name) || quote(edited) FROM authors"
    " UNION ALL "
    "SELECT 4, author_id, name, author_id || '|' || quote(name)"
    " || quote(sort_name) || quote(script) || quote(source) FROM author_names"
    " UNION ALL "
    "SELECT 3, book_id, author_id, book_id || '|' || author_id || '|'"
    " || quote(royalty_percentage) || quote(publication_order)"
    " || quote(role) || quote(royalty_stated) || quote(royalty_mode)"
    " || quote(edited) FROM book_author"
    ") ORDER BY part, major, minor";

static sqlite3 *open_database(const char *database)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL);

    ck_assert_msg(code == SQLITE_OK, "%s: %s", database, sqlite3_errmsg(db));
    /* A first load locks readers out while it commits. */
    sqlite3_busy_timeout(db, 10000);
    return db;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);

    ck_assert_msg(code == SQLITE_OK, "%s: %s", sqlite3_errmsg(db), sql);
    return statement;
}

char *dump_query(const char *database, const char *sql)
{
    sqlite3 *db = open_database(database);
    sqlite3_stmt *statement = prepare(db, sql);
    char *text = NULL;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    int code;

    ck_assert_ptr_nonnull(to);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(statement, 0);

        fprintf(to, "%s\n", line ? line : "NULL");
    }
    ck_assert_msg(code == SQLITE_DONE, "%s", sqlite3_errmsg(db));
    ck_assert_int_eq(fclose(to), 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return text;
}

static const char state_sql[] =
    "SELECT 'author ' || json_array(id, name, sort_name, kind, dates,"
    " authority_id, titles, fuller_name, edited) FROM authors"
    " UNION ALL SELECT 'book ' || json_array(id, title, subtitle, isbn, issn,"
    " year, publisher, language, material, extra, sort_title, uniform_title,"
    " lccn, oclc, work_id, edited) FROM books"
    " UNION ALL SELECT 'link ' || json_array(book_id, author_id,"
    " royalty_percentage, publication_order, role, royalty_stated,"
    " royalty_mode, edited) FROM book_author"
    " UNION ALL SELECT 'book key ' || json_array(book_id, kind, hash_high,"
    " hash_low, fact) FROM book_keys"
    " UNION ALL SELECT 'author key ' || json_array(author_id, kind, hash_high,"
    " hash_low, fact) FROM author_keys"
    " UNION ALL SELECT 'name ' || json_array(author_id, name, sort_name, script,"
    " source) FROM author_names"
    " UNION ALL SELECT 'record ' || json_array(id, source_id, ident_high,"
    " ident_low, digest, book_id, author_id, file_id, record, line,"
    " byte_offset, byte_length, rule, authors, version) FROM source_records"
    " ORDER BY 1";

char *dump_state(const char *database)
{
    return dump_query(database, state_sql);
}

char *dump_tables(const char *database)
{
    return dump_query(database, tables_sql);
}

char *dump_records(const char *database)
{
    return dump_query(database, records_sql);
}

char *dump_rows(const char *database)
{
    return dump_query(database, rows_sql);
}

int64_t dump_number(const char *database, const char *sql)
{
    sqlite3 *db = open_database(database);
    sqlite3_stmt *statement = prepare(db, sql);
    int64_t number;

    ck_assert_msg(sqlite3_step(statement) == SQLITE_ROW, "%s",
                  sqlite3_errmsg(db));
    number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}
