/*
 * How rows in memory become columns of the schema: one table of columns for each
 * table that is written. Used by sqlite_rows alone.
 */
#ifndef BIBLOAD_SQLITE_COLUMNS_H
#define BIBLOAD_SQLITE_COLUMNS_H

#include "sqlite_rows.h"

/* What the offset counts from. */
enum column_base {
    FROM_ROW,
    FROM_FINDING, /* of a struct finding_row */
    FROM_RECORD,  /* of a struct finding_row */
    FROM_SET,     /* struct write_set */
};

enum column_type {
    COLUMN_INTEGER, /* 64 bits, signed or not */
    COLUMN_ID,      /* the same; 0 is NULL */
    COLUMN_INT32,
    COLUMN_ORDER, /* int32_t; 0 is NULL */
    COLUMN_BOOL,
    COLUMN_TEXT,    /* struct slice, never NULL */
    COLUMN_FILLED,  /* struct slice; empty is NULL */
    COLUMN_VALUE,   /* struct slice; at NULL is NULL */
    COLUMN_STRING,  /* const char *; NULL is NULL */
    COLUMN_YEAR,    /* struct slice of digits */
    COLUMN_ROYALTY, /* int32_t */
    COLUMN_MODE,    /* of a struct link_row */
    COLUMN_CODE,    /* enum code */
    COLUMN_FILE,    /* of a struct source_row; 0 is the file being read */
};

struct column {
    const char *name;
    enum column_type type;
    enum column_base base;
    size_t offset;
};

struct column_table {
    const char *name;   /* in the schema */
    const char *insert; /* "INSERT" or "INSERT OR IGNORE" */
    const struct column *columns;
    size_t count;
    /* The order of the table's key; NULL: as they come. */
    int (*compare)(const void *a, const void *b);
};

extern const struct column_table column_tables[ROWS_TABLES];

/* False: the cell is surely NULL. */
bool column_has_value(const struct column *column, const void *row,
                      const struct write_set *set);
struct cell column_cell(const struct column *column, const void *row,
                        const struct write_set *set);

#endif
