/*
 * See store.h: which store a URL means. The only place that knows them by name.
 */
#include "store.h"

#include "../stages/sqlite_store.h"

int store_open(struct store **store, const char *url, enum store_access access,
               uint64_t memory, struct error *error)
{
    const char *path = url;

    *store = NULL;
    if (!strncmp(url, "postgresql:", 11) || !strncmp(url, "postgres:", 9))
        return error_set(error, ERROR_USAGE,
                         "PostgreSQL is not supported yet; "
                         "name a SQLite file as the database");
    if (!strncmp(url, "sqlite:", 7))
        path = url + 7;
    if (strstr(url, "://"))
        return error_set(error, ERROR_USAGE,
                         "%s: is no database that can be "
                         "used; write sqlite:PATH, or the path alone",
                         url);
    if (!*path)
        return error_set(error, ERROR_USAGE, "no database is named");
    if (!strcmp(path, ":memory:"))
        return error_set(error, ERROR_USAGE,
                         ":memory: would be lost at the "
                         "end; name a file as the database");
    return sqlite_store_open(store, path, access, memory, error);
}
