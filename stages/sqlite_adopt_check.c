/*
 * What is in the way of taking over a database, as a table of statements. Each
 * gives a sentence for every breach; the first breach of the first one that has
 * any is the error. What an import needs to write is refused here, before it
 * fails in the middle of a night; rows are never repaired.
 */
#include "sqlite_adopt.h"
#include "sqlite_error.h"
#include "sqlite_open.h"

/* An import counts ids up; above the last one SQLite gives none. */
#define TEXT_OF(number) #number
#define NUMBER_TEXT(number) TEXT_OF(number)
#define ID_LAST "9223372036854775807"

#define OURS "(VALUES ('books'), ('authors'), ('book_author'))"

/* The type affinity that SQLite gives a declared type (datatype3, 3.1). */
#define AFFINITY(type)                                                \
    "CASE WHEN " type " LIKE '%INT%' THEN 'integer'"                  \
    " WHEN " type " LIKE '%CHAR%' OR " type " LIKE '%CLOB%' OR " type \
    " LIKE '%TEXT%' THEN 'text'"                                      \
    " WHEN " type " LIKE '%BLOB%' OR " type " = '' THEN 'none'"       \
    " WHEN " type " LIKE '%REAL%' OR " type " LIKE '%FLOA%' OR " type \
    " LIKE '%DOUB%' THEN 'real' ELSE 'numeric' END"

/* Columns of both, joined. */
#define SHARED                                                    \
    " FROM temp.their_columns AS t JOIN temp.wanted_columns AS w" \
    " ON w.tbl = t.tbl AND w.name = t.name COLLATE NOCASE"

static const char *const file_checks[] = {
    "SELECT 'is bibload''s already; nothing is to be done'"
    " FROM pragma_application_id WHERE application_id = 0x4269626c",

    "SELECT printf('has the application_id %d of another program, and bibload"
    " needs a number of its own there; PRAGMA application_id = 0 takes it"
    " away, if nothing looks at it', application_id)"
    " FROM pragma_application_id WHERE application_id <> 0",

    "SELECT 'has no table ' || group_concat(t.column1, ', no table ') ||"
    " '; there is nothing to take over' FROM " OURS " AS t WHERE NOT EXISTS"
    " (SELECT 1 FROM main.sqlite_schema AS s WHERE s.type IN"
    " ('table', 'view') AND s.name = t.column1 COLLATE NOCASE)"
    " HAVING count(*) > 0",

    "SELECT printf('%s is a %s table, and must be a plain one', name, type)"
    " FROM pragma_table_list WHERE schema = 'main' AND lower(name) IN"
    " ('books', 'authors', 'book_author') AND type = 'virtual'",
    "SELECT printf('%s is a view, and must be a table', name)"
    " FROM pragma_table_list WHERE schema = 'main' AND lower(name) IN"
    " ('books', 'authors', 'book_author') AND type <> 'table'",

    "SELECT printf('has the user_version %d: another program keeps its own"
    " version there, and bibload needs it; PRAGMA user_version = 0 takes it"
    " away, if nothing looks at it', user_version)"
    " FROM pragma_user_version WHERE user_version <> 0",

    "SELECT printf('its text is %s, and must be UTF-8', encoding)"
    " FROM pragma_encoding WHERE encoding <> 'UTF-8'",
};

static const char *const checks[] = {
    "SELECT printf('has a %s %s, a name that bibload needs for itself; rename"
    " it first', s.type, s.name)"
    " FROM main.sqlite_schema AS s JOIN temp.wanted_objects AS w"
    " ON w.name = s.name COLLATE NOCASE WHERE w.type <> 'table'"
    " OR w.name NOT IN ('books', 'authors', 'book_author') ORDER BY w.place",

    /* an INTEGER PRIMARY KEY is the row's number, and has no index */
    "SELECT printf('the id of %s must be its INTEGER PRIMARY KEY',"
    " o.column1) FROM (VALUES ('books'), ('authors')) AS o WHERE NOT EXISTS"
    " (SELECT 1 FROM temp.their_columns AS t WHERE t.tbl = o.column1"
    " AND t.name = 'id' COLLATE NOCASE AND t.pk = 1"
    " AND t.type = 'INTEGER' COLLATE NOCASE)"
    " OR EXISTS (SELECT 1 FROM pragma_index_list(o.column1, 'main') AS i"
    " WHERE i.origin = 'pk') OR (SELECT count(*) FROM temp.their_columns AS t"
    " WHERE t.tbl = o.column1 AND t.pk > 0) > 1",

    "SELECT printf('%s has no column %s', w.tbl, w.name)"
    " FROM temp.wanted_columns AS w"
    " WHERE (w.pk > 0 OR w.required AND w.value IS NULL) AND NOT EXISTS"
    " (SELECT 1 FROM temp.their_columns AS t WHERE t.tbl = w.tbl"
    " AND t.name = w.name COLLATE NOCASE)",

    /* columns of the same name that mean something else */
    "SELECT printf('the column %s of %s is computed, but an import writes it;"
    " rename it first', t.name, t.tbl)" SHARED " WHERE t.hidden > 0",

    "SELECT printf('the column %s of %s refers to %s, but an import writes %s"
    " into it; rename it first', t.name, t.tbl, f.\"table\","
    " lower(w.type))" SHARED " JOIN pragma_foreign_key_list(t.tbl, 'main') AS f"
    " ON f.\"from\" = t.name COLLATE NOCASE WHERE w.pk = 0",

    "SELECT printf('the column %s of %s is declared as %s, but an import"
    " writes %s into it; rename it first', t.name, t.tbl, t.type,"
    " lower(w.type))" SHARED
    " WHERE NOT instr(CASE w.type WHEN 'TEXT' THEN 'text none'"
    " WHEN 'REAL' THEN 'real integer numeric none'"
    " ELSE iif(w.pk, 'integer none', 'integer text none') END,"
    " " AFFINITY("t.type") ")",

    /* what an import leaves out, or writes as NULL */
    "SELECT printf('the column %s of %s is NOT NULL without a default, so"
    " nothing could be imported', t.name, t.tbl)"
    " FROM temp.their_columns AS t WHERE t.required AND t.hidden = 0"
    " AND ifnull(t.value, 'NULL') = 'NULL' COLLATE NOCASE"
    " AND NOT EXISTS (SELECT 1 FROM temp.wanted_columns AS w"
    " WHERE w.tbl = t.tbl AND w.name = t.name COLLATE NOCASE)"
    /* a number of its own of each link is given by SQLite */
    " AND NOT (t.pk > 0 AND t.type = 'INTEGER' COLLATE NOCASE AND NOT EXISTS"
    " (SELECT 1 FROM pragma_index_list(t.tbl, 'main') AS i"
    " WHERE i.origin = 'pk'))",

    "SELECT printf('the column %s of %s is NOT NULL, but an import may have"
    " nothing for it', t.name, t.tbl)" SHARED
    " WHERE t.required AND NOT w.required AND w.pk = 0"
    " AND w.name NOT IN ('royalty_percentage', 'publication_order')",

    "SELECT printf('book_author has a number of its own for each link, and it"
    " must be an INTEGER PRIMARY KEY: %s is %s', t.name, t.type)"
    " FROM temp.their_columns AS t WHERE t.tbl = 'book_author' AND t.pk > 0"
    " AND lower(t.name) NOT IN ('book_id', 'author_id')"
    " AND (t.type <> 'INTEGER' COLLATE NOCASE OR EXISTS"
    " (SELECT 1 FROM pragma_index_list('book_author', 'main') AS i"
    " WHERE i.origin = 'pk'))",

    /* the rows */
    "SELECT printf('books has the id %d; ids must begin at 1', min(id))"
    " FROM main.books HAVING min(id) < 1",
    "SELECT printf('authors has the id %d; ids must begin at 1', min(id))"
    " FROM main.authors HAVING min(id) < 1",

    "SELECT printf('%s has the id %d, and an import needs ids above it, of"
    " which " ID_LAST " is the last; give that row a smaller one first', name,"
    " id) FROM (SELECT 'books' AS name, max(id) AS id FROM main.books"
    " UNION ALL SELECT 'authors', max(id) FROM main.authors)"
    " WHERE id > " ID_LAST " - " NUMBER_TEXT(ADOPT_IDS_LEFT),

    "SELECT printf('the %s of %s %d is binary data (a BLOB) and no text;"
    " UPDATE %ss SET %s = CAST(%s AS TEXT) makes text of it', col, row, id, row,"
    " col, col) FROM (SELECT 'book' AS row, 'title' AS col, min(id) AS id"
    " FROM main.books WHERE typeof(title) = 'blob'"
    " UNION ALL SELECT 'author', 'name', min(id) FROM main.authors"
    " WHERE typeof(name) = 'blob') WHERE id IS NOT NULL",

    "SELECT printf('book_author has a link of book %s and author %s, and there"
    " is no such %s', quote(l.book_id), quote(l.author_id),"
    " iif(typeof(l.book_id) = 'integer' AND l.book_id IN"
    " (SELECT id FROM main.books), 'author', 'book'))"
    " FROM main.book_author AS l WHERE typeof(l.book_id) <> 'integer'"
    " OR typeof(l.author_id) <> 'integer'"
    " OR NOT EXISTS (SELECT 1 FROM main.books AS b WHERE b.id = l.book_id)"
    " OR NOT EXISTS (SELECT 1 FROM main.authors AS a WHERE a.id = l.author_id)"
    " ORDER BY l.book_id, l.author_id LIMIT 1",

    "SELECT printf('book_author links book %d and author %d more than once;"
    " take away all but one first', book_id, author_id)"
    " FROM main.book_author GROUP BY book_id, author_id HAVING count(*) > 1"
    " ORDER BY book_id, author_id LIMIT 1",
};

static const char *const warnings[] = {
    /* of those that an import fills; the key of a link is as it should be */
    "SELECT printf('%s: %s is UNIQUE, and a record that brings a second row"
    " with the same will be a reject', i.tbl, i.names) FROM"
    " (SELECT o.column1 AS tbl, group_concat(c.name, ', ') AS names,"
    " sum(EXISTS (SELECT 1 FROM temp.wanted_columns AS w"
    " WHERE w.tbl = o.column1 AND w.name = c.name COLLATE NOCASE)) AS ours,"
    " sum(lower(c.name) IN ('book_id', 'author_id')) AS ids FROM " OURS " AS o"
    " JOIN pragma_index_list(o.column1, 'main') AS i"
    " JOIN pragma_index_info(i.name, 'main') AS c WHERE i.\"unique\""
    " GROUP BY o.column1, i.seq) AS i"
    " WHERE i.ours > 0 AND i.ids < 2",

    "SELECT printf('%s: the trigger %s does not run for what an import writes',"
    " tbl_name, name) FROM main.sqlite_schema WHERE type = 'trigger'"
    " AND lower(tbl_name) IN ('books', 'authors', 'book_author')"
    " ORDER BY rowid",
};

static int no_breach(struct sqlite_store *store, const char *sql,
                     struct error *error)
{
    sqlite3_stmt *select = NULL;
    int got;

    if (sqlite3_prepare_v2(store->db, sql, -1, &select, NULL))
        return sqlite_fail(store, error, "looking at the database");
    got = sqlite_step(store, select, error);
    if (got > 0)
        error_set(error, ERROR_STORE, "%s: %s; nothing was changed",
                  store->path, (const char *)sqlite3_column_text(select, 0));
    sqlite3_finalize(select);
    return got ? -1 : 0;
}

static int warn(struct sqlite_store *store, const char *sql,
                const struct adoption *adoption, struct error *error)
{
    sqlite3_stmt *select = NULL;
    int got;

    if (sqlite3_prepare_v2(store->db, sql, -1, &select, NULL))
        return sqlite_fail(store, error, "looking at the database");
    while ((got = sqlite_step(store, select, error)) > 0) {
        const char *text = (const char *)sqlite3_column_text(select, 0);

        if (text)
            adoption->warn(text);
    }
    sqlite3_finalize(select);
    return got;
}

int sqlite_adopt_check_file(struct sqlite_store *store, struct error *error)
{
    for (size_t i = 0; i < sizeof file_checks / sizeof *file_checks; i++)
        if (no_breach(store, file_checks[i], error))
            return -1;
    return 0;
}

int sqlite_adopt_check(struct sqlite_store *store, struct adoption *adoption,
                       struct error *error)
{
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (no_breach(store, checks[i], error))
            return -1;
    for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++)
        if (warn(store, warnings[i], adoption, error))
            return -1;
    return 0;
}
