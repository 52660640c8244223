/*
 * See store.h: which store a URL means. The only place that knows them by name.
 */
#include "store.h"

#include "../stages/sqlite_adopt.h"
#include "../stages/sqlite_path.h"
#include "../stages/sqlite_store.h"

/* NULL with the error filled. */
static const char *path_of(const char *url, struct error *error)
{
    const char *path = url;

    if (!strncmp(url, "postgresql:", 11) || !strncmp(url, "postgres:", 9))
        error_set(error, ERROR_USAGE,
                  "PostgreSQL is not supported yet; "
                  "name a SQLite file as the database");
    if (!strncmp(url, "sqlite:", 7))
        path = url + 7;
    if (strstr(url, "://"))
        error_set(error, ERROR_USAGE,
                  "%s: is no database that can be "
                  "used; write sqlite:PATH, or the path alone",
                  url);
    if (!*path)
        error_set(error, ERROR_USAGE, "no database is named");
    if (!strcmp(path, ":memory:"))
        error_set(error, ERROR_USAGE,
                  ":memory: would be lost at the "
                  "end; name a file as the database");
    return error_is_set(error) ? NULL : path;
}

int store_open(struct store **store, const char *url, enum store_access access,
               uint64_t memory, struct error *error)
{
    const char *path = path_of(url, error);

    *store = NULL;
    if (!path)
        return -1;
    return sqlite_store_open(store, path, access, memory, error);
}

int result_number(void *context, const struct value *values, size_t count,
                  struct error *error)
{
    (void)count, (void)error;
    *(int64_t *)context = values[0].integer;
    return 0;
}

bool store_owns(const char *url, const char *file)
{
    struct error error = {.kind = ERROR_NONE};
    const char *path = path_of(url, &error);

    return path && sqlite_path_owns(path, file);
}

int store_adopt(const char *url, uint64_t memory, struct adoption *adoption,
                struct error *error)
{
    const char *path = path_of(url, error);

    return path ? sqlite_adopt(path, memory, adoption, error) : -1;
}
