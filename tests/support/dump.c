/* See dump.h. SQL makes the lines: the tests need not know how rows are stored. */
#include "dump.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELD(column) "coalesce('; " #column " ' || " #column ", '')"

static const char tables_sql[] =
    "SELECT line FROM ("
    "SELECT 1 AS part, id AS major, 0 AS minor, 0 AS least,"
    " 'book ' || id || ': ' || title ||" FIELD(subtitle) "||" FIELD(isbn)
    "||" FIELD(issn) "||" FIELD(year) "||" FIELD(publisher)
    "||" FIELD(language) "||" FIELD(material) "||" FIELD(extra)
    " AS line FROM books"
    " UNION ALL "
    "SELECT 1, l.book_id, coalesce(l.publication_order, 1 << 30), l.author_id,"
    " '    ' || coalesce(l.publication_order, '-') || ' ' ||"
    " coalesce(a.name, '(nobody)') || ' (author ' || l.author_id || ')' ||"
    " coalesce('; ' || l.role, '') ||"
    " CASE WHEN l.royalty_stated THEN"
    " printf('; %.10g %% %s', l.royalty_percentage, l.royalty_mode)"
    " WHEN l.royalty_percentage IS NOT 0.0"
    " THEN '; NOT STATED: ' || quote(l.royalty_percentage) ELSE '' END"
    " FROM book_author AS l LEFT JOIN authors AS a ON a.id = l.author_id"
    " UNION ALL "
    "SELECT 2, id, 0, 0, 'author ' || id || ': ' || name ||"
    " coalesce('; sorts as ' || sort_name, '') ||" FIELD(kind) "||" FIELD(dates)
    " FROM authors"
    ") ORDER BY part, major, minor, least";

/* What follows the last slash. */
#define BASE(name) "replace(" name ", rtrim(" name ", replace(" name \
                   ", '/', '')), '')"
#define SHOWN(column)                                                       \
    "replace(replace(" column ", char(10), '\\n'), char(13), '\\r')"
#define COUNT(name) "', " #name " ' || f.records_" #name

/* libxml2's words for what is wrong are its own and change: not shown. */
#define FINDINGS(table, part)                                               \
    "SELECT " part ", r.file_id, r.record, r.id, '" table "' || ' ' ||"     \
    BASE("f.name") " || ' record ' || r.record || ' line ' || r.line ||"     \
    " ': ' || r.code || coalesce('; field ' || r.field, '') ||"              \
    " coalesce('; expected ' || " SHOWN("r.expected") ", '') ||"             \
    " CASE r.code WHEN 'XML_MALFORMED' THEN '' ELSE"                         \
    " coalesce('; found ' || " SHOWN("r.found") ", '') END"                  \
    " FROM " table "s AS r JOIN import_files AS f ON f.id = r.file_id"

static const char records_sql[] =
    "SELECT line FROM ("
    "SELECT 1 AS part, f.id AS major, 0 AS minor, 0 AS least,"
    " 'file ' || " BASE("f.name") " || ': ' || f.format || ' ' || f.encoding ||"
    " iif(f.gzip, ' gzip', '') || ' ' || f.state || ': read ' ||"
    " f.records_read || " COUNT(new) "||" COUNT(matched) "||" COUNT(unchanged)
    "||" COUNT(deleted) "||" COUNT(skipped) "||" COUNT(rejected)
    " || coalesce('; ' || f.fault || ' at ' || f.fault_offset, '') AS line"
    " FROM import_files AS f"
    " UNION ALL " FINDINGS("reject", "2")
    " UNION ALL " FINDINGS("warning", "3")
    ") ORDER BY part, major, minor, least";

static const char rows_sql[] =
    "SELECT line FROM ("
    "SELECT 1 AS part, id AS major, 0 AS minor, id || '|' || quote(title) || '|'"
    " || quote(subtitle) || quote(isbn) || quote(issn) || quote(year) ||"
    " quote(publisher) || quote(language) || quote(material) || quote(extra) ||"
    " quote(edited) AS line FROM books"
    " UNION ALL SELECT 2, id, 0, id || '|' || quote(name) || quote(sort_name) ||"
    " quote(kind) || quote(dates) || quote(edited) FROM authors"
    " UNION ALL SELECT 3, book_id, author_id, book_id || '|' || author_id || '|'"
    " || quote(royalty_percentage) || quote(publication_order) || quote(role) ||"
    " quote(royalty_stated) || quote(royalty_mode) || quote(edited)"
    " FROM book_author"
    ") ORDER BY part, major, minor";

static sqlite3 *open_database(const char *database)
{
    sqlite3 *db = NULL;

    ck_assert_msg(sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) ==
                      SQLITE_OK, "%s: %s", database, sqlite3_errmsg(db));
    return db;
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) ==
                      SQLITE_OK, "%s: %s", sqlite3_errmsg(db), sql);
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
