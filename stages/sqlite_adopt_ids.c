/*
 * Ids are never given twice: books and authors must be AUTOINCREMENT, which ALTER
 * TABLE can't make them. What was weighed:
 *
 * - Rebuilding a table (make, copy, drop, rename) copies every row, and has to
 *   write down again all that a stranger declared: defaults, checks, collations,
 *   generated columns, indexes, triggers, the keys of other tables that point at it.
 * - Triggers that remember the highest id can't give a new row another id than
 *   the one SQLite chose. They could refuse it, and then the application could
 *   insert nothing after it deleted its latest row.
 * - AUTOINCREMENT itself is one word of the declaration. It changes nothing in the
 *   pages of the table; SQLite keeps the highest id in sqlite_sequence.
 *
 * So the word is put into the text of the declaration, in the way that SQLite
 * documents for changes which leave the stored rows as they are (ALTER TABLE,
 * section 7: writable_schema, a new schema_version). Where it belongs is not
 * guessed. SQLite's grammar takes the word in two places only, behind PRIMARY KEY
 * and in the parentheses of PRIMARY KEY (id): the first place in the text where a
 * SQLite in memory takes it, and then keeps a sequence, is the right one, and
 * everything else in the declaration means what it meant.
 */
#include "sqlite_adopt.h"
#include "sqlite_error.h"
#include "sqlite_model.h"
#include "sqlite_open.h"

#include <stdio.h>
#include <stdlib.h>

#define WORD " AUTOINCREMENT"

/* Makes the table in memory: does SQLite understand its declaration, and keep a
 * sequence for it? */
static int try_table(const char *sql, bool *understood, bool *sequence,
                     struct error *error)
{
    sqlite3_stmt *create = NULL, *ask = NULL;
    sqlite3 *trial;
    int result = -1;

    *understood = *sequence = false;
    if (sqlite_model_empty(&trial, error))
        return -1;
    /* the first statement alone, whatever follows */
    *understood = sqlite3_prepare_v2(trial, sql, -1, &create, NULL) == 0 &&
                  sqlite3_step(create) == SQLITE_DONE;
    if (sqlite3_errcode(trial) == SQLITE_NOMEM ||
        sqlite3_prepare_v2(trial,
                           "SELECT 1 FROM sqlite_schema"
                           " WHERE name = 'sqlite_sequence'",
                           -1, &ask, NULL)) {
        error_memory(error);
        goto out;
    }
    *sequence = *understood && sqlite3_step(ask) == SQLITE_ROW;
    result = 0;
out:
    sqlite3_finalize(create);
    sqlite3_finalize(ask);
    sqlite3_close(trial);
    return result;
}

/* *changed is the declaration with the word in it (free it), or NULL if it is
 * there already. */
static int add_word(const struct sqlite_store *store, const char *table,
                    const char *sql, char **changed, struct error *error)
{
    bool understood = false, sequence = false;
    const char *key = strcasestr(sql, "PRIMARY");
    size_t len = strlen(sql), room;

    *changed = NULL;
    if (try_table(sql, &understood, &sequence, error))
        return -1;
    if (understood && sequence)
        return 0;
    room = len + strlen(WORD) + 1;
    *changed = malloc(room);
    if (!*changed)
        return error_memory(error);
    for (size_t at = key ? (size_t)(key - sql) : len; understood && at < len;
         at++) {
        snprintf(*changed, room, "%.*s%s%s", (int)at, sql, WORD, sql + at);
        if (try_table(*changed, &understood, &sequence, error))
            return -1;
        if (sequence)
            return 0;
        understood = true;
    }
    return error_set(error, ERROR_STORE,
                     "%s: the declaration of %s can't be given AUTOINCREMENT, "
                     "without which ids of deleted rows are used again; "
                     "nothing was changed",
                     store->path, table);
}

/* Defensive mode forbids writing the schema; it is off for this alone. RESET ends
 * the permission and reads the schema anew. */
static int write_declaration(struct sqlite_store *store, const char *table,
                             const char *sql, struct error *error)
{
    const struct cell cells[] = {cell_string(table), cell_string(sql)};
    int64_t version = 0;
    char next[60];
    int bad;

    if (sqlite_ask(store, "PRAGMA schema_version", NULL, 0, &version, error) ||
        sqlite_switch(store, SQLITE_DBCONFIG_DEFENSIVE, 0, error))
        return -1;
    snprintf(next, sizeof next, "PRAGMA schema_version = %lld",
             (long long)version + 1);
    bad = sqlite_execute(store, "PRAGMA writable_schema = ON", error) ||
          sqlite_ask(store,
                     "UPDATE main.sqlite_schema SET sql = ?2"
                     " WHERE type = 'table' AND name = ?1 COLLATE NOCASE",
                     cells, 2, NULL, error) ||
          sqlite_execute(store, next, error) ||
          sqlite_execute(store, "PRAGMA writable_schema = RESET", error);
    if (sqlite_switch(store, SQLITE_DBCONFIG_DEFENSIVE, 1, error) || bad)
        return -1;
    return sqlite_ask(store,
                      "INSERT INTO sqlite_sequence (name, seq)"
                      " SELECT name, ifnull(iif(lower(name) = 'books',"
                      " (SELECT max(id) FROM books),"
                      " (SELECT max(id) FROM authors)), 0)"
                      " FROM main.sqlite_schema WHERE type = 'table'"
                      " AND name = ?1 COLLATE NOCASE",
                      cells, 1, NULL, error);
}

/* The text that SQLite keeps; free it. */
static char *declaration_of(struct sqlite_store *store, const char *table,
                            struct error *error)
{
    const struct cell cell = cell_string(table);
    sqlite3_stmt *select = NULL;
    const char *text = NULL;
    char *sql = NULL;

    if (sqlite3_prepare_v2(store->db,
                           "SELECT sql FROM main.sqlite_schema WHERE type ="
                           " 'table' AND name = ?1 COLLATE NOCASE",
                           -1, &select, NULL) ||
        cell_bind(select, 1, &cell))
        sqlite_fail(store, error, "reading the schema");
    else if (sqlite_step(store, select, error) > 0)
        text = (const char *)sqlite3_column_text(select, 0);
    if (text)
        sql = strdup(text);
    if (!sql)
        error_memory(error);
    sqlite3_finalize(select);
    return sql;
}

static int keep_ids(struct sqlite_store *store, const char *table,
                    struct error *error)
{
    char *sql = declaration_of(store, table, error), *changed = NULL;
    int result = -1;

    if (sql)
        result = add_word(store, table, sql, &changed, error);
    if (result == 0 && changed)
        result = write_declaration(store, table, changed, error);
    free(sql);
    free(changed);
    return result;
}

/* Ids of rows that are gone count too. */
static int check_left(struct sqlite_store *store, const char *table,
                      struct error *error)
{
    const struct cell cell = cell_string(table);
    int64_t given = 0;

    if (sqlite_ask(store,
                   "SELECT seq FROM sqlite_sequence"
                   " WHERE name = ?1 COLLATE NOCASE",
                   &cell, 1, &given, error))
        return -1;
    return given <= INT64_MAX - ADOPT_IDS_LEFT
               ? 0
               : error_set(error, ERROR_STORE,
                           "%s: ids of %s were given up to %lld, and an import "
                           "needs ids above them, of which %lld is the last; "
                           "set the number in sqlite_sequence back to the "
                           "highest id of a row first; nothing was changed",
                           store->path, table, (long long)given,
                           (long long)INT64_MAX);
}

int sqlite_adopt_ids(struct sqlite_store *store, struct error *error)
{
    return keep_ids(store, "books", error) ||
                   keep_ids(store, "authors", error) ||
                   check_left(store, "books", error) ||
                   check_left(store, "authors", error)
               ? -1
               : 0;
}
