/*
 * A batch's rows in memory, seen by SQLite as tables, so that one INSERT ...
 * SELECT per table writes them all: 2 to 4 times faster than an INSERT for each.
 *
 *     open ( reset rows_add* rows_insert )* close
 *
 * Rows are added as pointers; they and the texts they point to stay the caller's
 * and must live until rows_insert returns. The tables can't be named by a schema
 * (SQLITE_VTAB_DIRECTONLY) and are empty outside rows_insert.
 */
#ifndef BIBLOAD_SQLITE_ROWS_H
#define BIBLOAD_SQLITE_ROWS_H

#include "sqlite_store.h"

enum rows_table {
    ROWS_AUTHORS,
    ROWS_BOOKS,
    ROWS_LINKS,
    ROWS_AUTHOR_KEYS,
    ROWS_AUTHOR_NAMES,
    ROWS_BOOK_KEYS,
    ROWS_SOURCES,
    ROWS_LEDGER,
    ROWS_REJECTS,
    ROWS_WARNINGS,
    ROWS_TABLES
};

int rows_open(struct sqlite_store *store, struct error *error);
void rows_close(struct sqlite_store *store);

/* Forgets what was added to any table; `set` gives import_id and file_id. */
void rows_reset(struct rows *rows, const struct write_set *set);
/* A struct book_row for ROWS_BOOKS, and so on; struct finding_row for the last
 * two. */
int rows_add(struct rows *rows, enum rows_table table, const void *row,
             struct error *error);
/* Writes what was added, in the order of the table's key. */
int rows_insert(struct sqlite_store *store, enum rows_table table,
                struct error *error);

/* The cells of one row in the order of the table's columns, for a statement
 * that takes them all. Returns how many; at most ROWS_COLUMNS_MAX. */
#define ROWS_COLUMNS_MAX 20
size_t rows_cells(const struct rows *rows, enum rows_table table,
                  const void *row, struct cell *cells);

#endif
