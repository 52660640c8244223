/* See sqlite_upgrade.h. */
#include "sqlite_upgrade.h"

#include "schema_steps.h"
#include "sqlite_error.h"

#include <stdio.h>

/* Some databases had the column before their version said so. */
static int take_step(struct sqlite_store *store, const struct schema_step *step,
                     struct error *error)
{
    const struct cell names[] = {cell_string(step->table),
                                 cell_string(step->column)};
    int64_t there = 0;

    if (sqlite_ask(store,
                   "SELECT count(*) FROM pragma_table_info(?1, 'main')"
                   " WHERE name = ?2",
                   names, 2, &there, error))
        return -1;
    return there ? 0 : sqlite_execute(store, step->sql, error);
}

static int take_steps(struct sqlite_store *store, int64_t version,
                      struct error *error)
{
    char sql[60];

    for (const struct schema_step *step = schema_steps; step->sql; step++)
        if (step->version > version && take_step(store, step, error))
            return -1;
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", SCHEMA_VERSION);
    return sqlite_execute(store, sql, error);
}

int sqlite_upgrade(struct sqlite_store *store, struct error *error)
{
    int64_t version = 0;

    if (sqlite_ask(store, "PRAGMA user_version", NULL, 0, &version, error) ||
        (version < SCHEMA_VERSION && take_steps(store, version, error)))
        return -1;
    store->current = true;
    return 0;
}
