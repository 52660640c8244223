/*
 * A database as text: what people would compare, in an order that only its rows
 * decide. Texts are malloc's. Failures end the test.
 */
#ifndef BIBLOAD_TESTS_DUMP_H
#define BIBLOAD_TESTS_DUMP_H

#include <stdint.h>

/* The three tables: every book with its links in publication order, then every
 * author. */
char *dump_tables(const char *database);

/* The files of all imports with their counts and faults, then rejects and
 * warnings by place. Paths are shown without their folders. */
char *dump_records(const char *database);

/* Every column of every row of the three tables. */
char *dump_rows(const char *database);

/* Every column of every row that taking an import back has to give back: of the
 * three tables, of keys, forms of names and source records. */
char *dump_state(const char *database);

/* The first column of a query's one row. */
int64_t dump_number(const char *database, const char *sql);

/* What one query gives, a line for each row: its first column. */
char *dump_query(const char *database, const char *sql);

#endif
