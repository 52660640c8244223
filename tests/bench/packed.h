/*
 * The rows of a table in memory, packed, so that inserting them is all that is
 * left to do.
 *
 *     packed_read (packed_bind)* packed_clear
 */
#ifndef BIBLOAD_BENCH_PACKED_H
#define BIBLOAD_BENCH_PACKED_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

struct packed {
    char *table;
    int columns;
    uint64_t rows;
    unsigned char *at; /* value after value: its type, then its bytes */
    size_t size, room;
    size_t next; /* where packed_bind goes on */
};

/* All rows of the table; 0, or -1 with a message printed. */
int packed_read(struct packed *packed, sqlite3 *db, const char *table);
/* The next row's values, which live as long as `packed`. An SQLite code. */
int packed_bind(struct packed *packed, sqlite3_stmt *insert);
void packed_clear(struct packed *packed);

#endif
