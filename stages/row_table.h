/*
 * Rows of one table by id, fetched from the store many at a time.
 *
 *     ( want* load | get | put )*
 *
 * A row that was not wanted in time is fetched when asked for. Rows live in the
 * arena and stay where they are.
 */
#ifndef BIBLOAD_ROW_TABLE_H
#define BIBLOAD_ROW_TABLE_H

#include "../pipeline/store.h"

/* Fills rows[0..count) of the table's row size for ascending ids. */
typedef int row_fetch(struct store *store, const int64_t *ids, size_t count,
                      void *rows, struct arena *arena, struct error *error);

struct row_table {
    size_t row_size;
    row_fetch *fetch;
    struct row_entry {
        int64_t id; /* 0: free */
        void *row;  /* NULL: wanted, not fetched yet */
    } * entries;
    size_t count, room; /* room: a power of two, or 0 */
    LIST(int64_t) wanted;
};

struct row_source {
    struct store *store;
    struct arena *arena;
    struct error *error;
};

int row_table_want(struct row_table *table, const struct row_source *from,
                   int64_t id);
int row_table_load(struct row_table *table, const struct row_source *from);
/* The row, with id 0 in it if the store has none; NULL: the error is filled. */
void *row_table_get(struct row_table *table, const struct row_source *from,
                    int64_t id);
/* The row if it is there already, without asking for it; else NULL. */
void *row_table_known(const struct row_table *table, int64_t id);
/* A new row, zeroed, that the store does not have; NULL: out of memory. */
void *row_table_put(struct row_table *table, const struct row_source *from,
                    int64_t id);

#endif
