/* See command_change.h. */
#include "command_change.h"

static int number_columns(void *context, const char *const *names, size_t count,
                          struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

int change_run(struct store *store, const char *sql,
               const struct parameter *parameters, size_t count,
               int64_t *number, struct error *error)
{
    int64_t ignored;
    const struct result_sink sink = {number ? number : &ignored, number_columns,
                                     result_number};

    return store->type->query(store, sql, parameters, count, &sink, error);
}

/* Another program's table may refer to our rows: with foreign keys
 * on, its declaration says what becomes of them. */
int change_open(const struct invocation *invocation, struct store **store,
                struct error *error)
{
    const struct config *config = &invocation->config;

    if (store_open(store, config->database, STORE_CHANGE, config->memory_limit,
                   error))
        return -1;
    if (change_run(*store, "PRAGMA foreign_keys = ON", NULL, 0, NULL, error) ==
        0)
        return 0;
    (*store)->type->close(*store);
    *store = NULL;
    return -1;
}
