/*
 * The schema as this program makes it, made in memory: what a database should
 * have is read from there, so that schema.sql alone says it.
 */
#ifndef BIBLOAD_SQLITE_MODEL_H
#define BIBLOAD_SQLITE_MODEL_H

#include "../pipeline/error.h"

#include <sqlite3.h>

/* The columns of the three tables that anybody may write, each with what
 * pragma_table_info says: tbl, name, type, "notnull", dflt_value, pk. */
#define MODEL_COLUMNS                                              \
    "SELECT t.name AS tbl, c.name, c.type, c.\"notnull\","         \
    " c.dflt_value, c.pk FROM main.sqlite_schema AS t"             \
    " JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table'"  \
    " AND t.name IN ('books', 'authors', 'book_author') ORDER BY " \
    "t.rootpage, c.cid"

/* Tables, views, triggers and secondary indexes. After a failure *model is NULL.
 * Close it with sqlite3_close. */
int sqlite_model_open(sqlite3 **model, struct error *error);

/* An empty database in memory, for trying out statements that strangers wrote. */
int sqlite_model_empty(sqlite3 **model, struct error *error);

#endif
