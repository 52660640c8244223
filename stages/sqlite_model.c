/* See sqlite_model.h. */
#include "sqlite_model.h"

#include "sqlite_open.h"

int sqlite_model_empty(sqlite3 **model, struct error *error)
{
    *model = NULL;
    if (sqlite3_open_v2(":memory:", model,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                            SQLITE_OPEN_NOMUTEX,
                        NULL) ||
        sqlite3_db_config(*model, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) ||
        sqlite3_db_config(*model, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL)) {
        sqlite3_close(*model);
        *model = NULL;
        return error_memory(error);
    }
    sqlite3_limit(*model, SQLITE_LIMIT_ATTACHED, 0);
    return 0;
}

static int make(sqlite3 *model, const char *name, struct error *error)
{
    const char *sql = sqlite_embedded(name);

    if (!sql)
        return error_set(error, ERROR_STORE, "this build has no %s", name);
    if (sqlite3_exec(model, sql, NULL, NULL, NULL))
        return error_set(error, ERROR_STORE, "making %s in memory: %s", name,
                         sqlite3_errmsg(model));
    return 0;
}

int sqlite_model_open(sqlite3 **model, struct error *error)
{
    if (sqlite_model_empty(model, error))
        return -1;
    if (make(*model, "schema.sql", error) == 0 &&
        make(*model, "indexes.sql", error) == 0)
        return 0;
    sqlite3_close(*model);
    *model = NULL;
    return -1;
}
