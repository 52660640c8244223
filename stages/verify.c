/* See verify.h: running a check, and what it finds. */
#include "verify.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

int verdict_add(struct verdict *verdict, struct error *error,
                const char *format, ...)
{
    char text[300];
    va_list args;
    struct slice kept;

    if (verdict->count++ >= VERDICT_FIRST)
        return 0;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    kept = arena_copy(verdict->arena, slice_of(text));
    if (!kept.at)
        return error_memory(error);
    verdict->first[verdict->count - 1] = kept;
    return 0;
}

int verdict_row(struct verdict *verdict, struct error *error, const char *table,
                int64_t id)
{
    int64_t *kept;

    if (verdict->keep) {
        kept = list_push(verdict->arena, &verdict->rows);
        if (!kept)
            return error_memory(error);
        *kept = id;
    }
    return verdict_add(verdict, error, "%s %" PRId64, table, id);
}

int check_no_columns(void *context, const char *const *names, size_t count,
                     struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static int breach_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    struct verdict *verdict = context;

    (void)count;
    return verdict_add(verdict, error, "%.*s", SLICE_ARG(values[0].text));
}

int check_run(const struct check *check, struct store *store,
              struct verdict *verdict, struct error *error)
{
    const struct result_sink sink = {verdict, check_no_columns, breach_row};

    if (check->run)
        return check->run(store, verdict, error);
    return store->type->query(store, check->sql, NULL, 0, &sink, error);
}
