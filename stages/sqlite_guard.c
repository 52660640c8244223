/* See sqlite_guard.h. SQLite keeps the text of a declaration as it was written, so
 * what is ours is found in the texts that it was made from. */
#include "sqlite_guard.h"

#include "sqlite_open.h"

#define TABLE_OF_OURS(name) \
    "instr(lower(?1), 'create table ' || lower(" name ") || ' (')"

/* Indexes that a table's own declaration asks for have no text. */
static const char find[] =
    "SELECT EXISTS (SELECT 1 FROM main.sqlite_schema AS s"
    " WHERE s.type = 'table' AND " TABLE_OF_OURS(
        "s.name") " AND NOT instr(?1, s.sql)) OR EXISTS (SELECT 1"
                  " FROM main.sqlite_schema AS s"
                  " JOIN pragma_index_list(s.tbl_name, 'main') AS i ON i.name = s.name"
                  " WHERE s.type = 'index' AND s.sql IS NOT NULL AND i.\"unique\""
                  " AND " TABLE_OF_OURS("s.tbl_name") ")";

int sqlite_guard_find(struct sqlite_store *store, bool *guarded,
                      struct error *error)
{
    const struct cell schema = cell_string(sqlite_embedded("schema.sql"));
    int64_t found = 0;

    if (sqlite_ask(store, find, &schema, 1, &found, error))
        return -1;
    *guarded = found != 0;
    return 0;
}
