/* See claims.h. */
#include "claims.h"

static int add(struct resolver *resolver, struct claims *claims,
               struct source_row *row)
{
    struct source_row **added = list_push(&resolver->scratch, &claims->rows);

    if (!added)
        return error_memory(resolver->set.from.error);
    *added = row;
    return 0;
}

int claims_of_book(struct resolver *resolver, int64_t book_id,
                   const struct source_row *but, struct claims *claims)
{
    struct store *store = resolver->set.from.store;
    const struct changes *changes = resolver->set.changes;
    struct source_row *rows;
    size_t count;

    *claims = (struct claims){0};
    if (store->type->fetch_sources_of_book(store, book_id, &rows, &count,
                                           &resolver->scratch,
                                           resolver->set.from.error) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct source_row *row = working_source(&resolver->set, rows[i].id);

        if (!row || (row != but && row->book_id == book_id &&
                     add(resolver, claims, row) != 0))
            return -1;
    }
    for (size_t i = 0; i < changes->sources.count; i++) {
        struct source_row *row = changes->sources.at[i];

        if (row != but && row->book_id == book_id &&
            add(resolver, claims, row) != 0)
            return -1;
    }
    return 0;
}

bool claims_name(const struct claims *claims, int64_t author_id)
{
    for (size_t i = 0; i < claims->rows.count; i++)
        if (claims_hold(claims->rows.at[i]->authors, author_id))
            return true;
    return false;
}

/* MARC 21, 005: yyyymmddhhmmss.f, so what sorts later is later. */
#define VERSION_DIGITS 14

static bool is_version(struct slice text)
{
    for (size_t i = 0; i < VERSION_DIGITS; i++)
        if (i >= text.len || text.at[i] < '0' || text.at[i] > '9')
            return false;
    return true;
}

static bool is_later(struct slice a, struct slice b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = memcmp(a.at, b.at, least);

    return order > 0 || (order == 0 && a.len > b.len);
}

int claims_newer(struct resolver *resolver, const struct biblio *biblio,
                 int64_t book_id, const struct source_row *but, bool *newer)
{
    struct store *store = resolver->set.from.store;
    struct claims claims;

    *newer = false;
    if (!is_version(biblio->version))
        return 0;
    if (store->type->want_sources_of_book(store, resolver->set.from.error) ||
        claims_of_book(resolver, book_id, but, &claims) != 0)
        return -1;
    for (size_t i = 0; i < claims.rows.count && !*newer; i++) {
        struct slice version = claims.rows.at[i]->version;

        *newer = is_version(version) && is_later(version, biblio->version);
    }
    return 0;
}
