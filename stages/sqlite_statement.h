/*
 * Statements of the SQLite store that run again and again: prepared at their
 * first use, kept until close.
 *
 *     sqlite_statement (sqlite_bind)? (sqlite_step)*      reset by the next use,
 *                                                         or by the last step
 *     sqlite_run = all of it, for a statement without rows
 */
#ifndef BIBLOAD_SQLITE_STATEMENT_H
#define BIBLOAD_SQLITE_STATEMENT_H

#include "../pipeline/error.h"
#include "sqlite_cell.h"

enum statement {
    STATEMENT_BEGIN,
    STATEMENT_COMMIT,
    STATEMENT_SAVEPOINT,
    STATEMENT_RELEASE,
    STATEMENT_BACK,
    STATEMENT_ROLLBACK,
    STATEMENT_DATA_VERSION,
    STATEMENT_LAST_BOOK,
    STATEMENT_LAST_AUTHOR,
    STATEMENT_KEEP_LAST_BOOK,
    STATEMENT_LAST_SOURCE,
    STATEMENT_FIND_RECORD,
    STATEMENT_FIND_BOOK,
    STATEMENT_FIND_AUTHOR,
    STATEMENT_VERIFY_RECORD,
    STATEMENT_VERIFY_BOOK,
    STATEMENT_BOOK,
    STATEMENT_BOOK_LINKS,
    STATEMENT_BOOK_KEYS,
    STATEMENT_AUTHOR,
    STATEMENT_AUTHOR_KEYS,
    STATEMENT_SOURCE,
    STATEMENT_SOURCES_OF_BOOK,
    STATEMENT_EDITIONS,
    STATEMENT_TOUCHED,
    STATEMENT_FORGET_TOUCHED,
    STATEMENT_UPDATE_BOOK,
    STATEMENT_UPDATE_AUTHOR,
    STATEMENT_UPDATE_LINK,
    STATEMENT_UPDATE_SOURCE,
    STATEMENT_USE_BOOK_ID,
    STATEMENT_REMOVE_BOOK,
    STATEMENT_REMOVE_BOOK_LINKS,
    STATEMENT_REMOVE_BOOK_KEYS,
    STATEMENT_REMOVE_BOOK_SOURCES,
    STATEMENT_REMOVE_AUTHOR,
    STATEMENT_REMOVE_AUTHOR_LINKS,
    STATEMENT_REMOVE_AUTHOR_KEYS,
    STATEMENT_REMOVE_AUTHOR_NAMES,
    STATEMENT_REMOVE_AUTHOR_SOURCES,
    STATEMENT_REMOVE_LINK,
    STATEMENT_REMOVE_BOOK_KEY,
    STATEMENT_REMOVE_AUTHOR_KEY,
    STATEMENT_REMOVE_SOURCE,
    STATEMENT_COUNT_FILE,
    STATEMENT_COUNT_IMPORT,
    STATEMENT_INSERT_CHANGESET,
    STATEMENT_EXTEND_RANGE,
    STATEMENT_INSERT_RANGE,
    STATEMENT_COUNT
};

struct sqlite_store;

/* Reset and unbound; NULL with the error filled. */
sqlite3_stmt *sqlite_statement(struct sqlite_store *store, enum statement which,
                               struct error *error);

int sqlite_bind(struct sqlite_store *store, sqlite3_stmt *statement,
                const struct cell *cells, size_t count, struct error *error);

/* 1: a row; 0: no more, and the statement is reset; -1: the error is filled. */
int sqlite_step(struct sqlite_store *store, sqlite3_stmt *statement,
                struct error *error);

int sqlite_run(struct sqlite_store *store, enum statement which,
               const struct cell *cells, size_t count, struct error *error);

/* The integer that a statement's first row begins with; 0 if there is no row
 * or it is NULL. */
int sqlite_integer(struct sqlite_store *store, enum statement which,
                   int64_t *integer, struct error *error);

/* Texts that run once. The second returns the first row's first column. */
int sqlite_execute(struct sqlite_store *store, const char *sql,
                   struct error *error);
int sqlite_ask(struct sqlite_store *store, const char *sql,
               const struct cell *cells, size_t count, int64_t *answer,
               struct error *error);

void sqlite_statements_close(struct sqlite_store *store);

#endif
