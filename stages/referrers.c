/* See referrers.h. What refers is told by the foreign keys that tables declare. */
#include "referrers.h"

static int take_text(void *context, const struct value *values, size_t count,
                     struct error *error)
{
    struct resolver *resolver = context;

    (void)count;
    resolver->referrers = arena_copy(&resolver->scratch, values[0].text);
    return resolver->referrers.at ? 0 : error_memory(error);
}

/* The question to ask for a book: SELECT 0 OR EXISTS (...) OR EXISTS (...) */
static int find_referrers(struct resolver *resolver)
{
    struct store *store = resolver->set.from.store;
    const struct result_sink sink = {.context = resolver, .row = take_text};

    if (resolver->referrers.at)
        return 0;
    return store->type->query(
        store,
        "SELECT 'SELECT 0' || coalesce(group_concat(printf("
        "' OR EXISTS (SELECT 1 FROM main.\"%w\" AS o WHERE o.\"%w\" = :book)',"
        " t.name, f.\"from\"), ''), '')"
        " FROM main.sqlite_schema AS t"
        " JOIN pragma_foreign_key_list(t.name, 'main') AS f"
        " WHERE t.type = 'table' AND lower(f.\"table\") = 'books'"
        " AND lower(t.name) <> 'book_author'",
        NULL, 0, &sink, resolver->set.from.error);
}

static int take_answer(void *context, const struct value *values, size_t count,
                       struct error *error)
{
    (void)count;
    (void)error;
    *(bool *)context = values[0].integer != 0;
    return 0;
}

int book_is_referred(struct resolver *resolver, int64_t book_id, bool *is)
{
    struct store *store = resolver->set.from.store;
    const struct result_sink sink = {.context = is, .row = take_answer};
    const struct parameter book = {"book",
                                   {.kind = VALUE_INTEGER, .integer = book_id}};

    *is = false;
    if (find_referrers(resolver) != 0)
        return -1;
    if (slice_is(resolver->referrers, "SELECT 0"))
        return 0;
    return store->type->query(store, resolver->referrers.at, &book, 1, &sink,
                              resolver->set.from.error);
}
