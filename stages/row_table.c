/*
 * Open addressing with linear probing in the arena; the table doubles when two
 * thirds full, and what it leaves behind goes with the arena.
 */
#include "row_table.h"

#include <stdlib.h>

static size_t id_hash(int64_t id)
{
    return (size_t)((uint64_t)id * 0x9e3779b97f4a7c15u >> 20);
}

static struct row_entry *find(const struct row_table *table, int64_t id)
{
    size_t at = id_hash(id) & (table->room - 1);

    while (table->entries[at].id != 0 && table->entries[at].id != id)
        at = (at + 1) & (table->room - 1);
    return &table->entries[at];
}

static int grow(struct row_table *table, const struct row_source *from)
{
    struct row_table grown = *table;

    grown.room = table->room ? table->room * 2 : 256;
    grown.entries = arena_zero(from->arena, grown.room * sizeof *grown.entries);
    if (!grown.entries)
        return error_memory(from->error);
    for (size_t i = 0; i < table->room; i++)
        if (table->entries[i].id)
            *find(&grown, table->entries[i].id) = table->entries[i];
    *table = grown;
    return 0;
}

/* The entry of an id, made if it is not there. */
static struct row_entry *entry_of(struct row_table *table,
                                  const struct row_source *from, int64_t id)
{
    struct row_entry *entry;

    if (table->count * 3 >= table->room * 2 && grow(table, from) != 0)
        return NULL;
    entry = find(table, id);
    if (entry->id == 0) {
        entry->id = id;
        table->count++;
    }
    return entry;
}

int row_table_want(struct row_table *table, const struct row_source *from,
                   int64_t id)
{
    size_t before = table->count;
    int64_t *wanted;

    if (!entry_of(table, from, id))
        return -1;
    if (table->count == before)
        return 0;
    wanted = list_push(from->arena, &table->wanted);
    if (!wanted)
        return error_memory(from->error);
    *wanted = id;
    return 0;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

int row_table_load(struct row_table *table, const struct row_source *from)
{
    size_t count = table->wanted.count;
    int64_t *ids = table->wanted.at;
    char *rows;

    if (count == 0)
        return 0;
    rows = arena_zero(from->arena, count * table->row_size);
    if (!rows)
        return error_memory(from->error);
    qsort(ids, count, sizeof *ids, compare_ids);
    if (table->fetch(from->store, ids, count, rows, from->arena, from->error) !=
        0)
        return -1;
    for (size_t i = 0; i < count; i++)
        find(table, ids[i])->row = rows + i * table->row_size;
    table->wanted.count = 0;
    return 0;
}

void *row_table_get(struct row_table *table, const struct row_source *from,
                    int64_t id)
{
    if (row_table_want(table, from, id) != 0)
        return NULL;
    if (!find(table, id)->row && row_table_load(table, from) != 0)
        return NULL;
    return find(table, id)->row;
}

void *row_table_known(const struct row_table *table, int64_t id)
{
    return table->room ? find(table, id)->row : NULL;
}

void *row_table_put(struct row_table *table, const struct row_source *from,
                    int64_t id)
{
    struct row_entry *entry = entry_of(table, from, id);

    if (!entry)
        return NULL;
    entry->row = arena_zero(from->arena, table->row_size);
    if (!entry->row)
        error_memory(from->error);
    return entry->row;
}
