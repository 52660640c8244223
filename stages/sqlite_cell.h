/*
 * A cell is one value on its way into SQLite: bound to a statement, or returned
 * by a virtual table. Text is not copied: it must live until the statement has
 * been stepped.
 */
#ifndef BIBLOAD_SQLITE_CELL_H
#define BIBLOAD_SQLITE_CELL_H

#include "../pipeline/key.h"

#include <sqlite3.h>

enum cell_kind { CELL_NULL, CELL_INTEGER, CELL_REAL, CELL_TEXT };

struct cell {
    enum cell_kind kind;
    union { /* small: millions are made in a load */
        int64_t integer;
        double real;
        struct slice text;
    };
};

static inline struct cell cell_integer(int64_t integer)
{
    return (struct cell){.kind = CELL_INTEGER, .integer = integer};
}

static inline struct cell cell_real(double real)
{
    return (struct cell){.kind = CELL_REAL, .real = real};
}

static inline struct cell cell_text(struct slice text)
{
    return (struct cell){.kind = CELL_TEXT, .text = text};
}

/* NULL for the empty slice. */
static inline struct cell cell_filled(struct slice text)
{
    return (struct cell){.kind = text.len ? CELL_TEXT : CELL_NULL,
                         .text = text};
}

/* NULL for a string that is not there. */
static inline struct cell cell_string(const char *text)
{
    return (struct cell){.kind = text ? CELL_TEXT : CELL_NULL,
                         .text = slice_of(text)};
}

/* A key takes two cells: numbers of 64 bits, which SQLite reads as signed. */
#define CELLS_OF_KEY(key) \
    cell_integer((int64_t)(key).high), cell_integer((int64_t)(key).low)

/* SQLite's codes: 0 if it went well. */
int cell_bind(sqlite3_stmt *statement, int place, const struct cell *cell);
void cell_result(sqlite3_context *context, const struct cell *cell);

#endif
