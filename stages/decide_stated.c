/*
 * See decide.h: what a row states has its keys when a split is done. Those that the
 * merge brought go with the row that comes back, but the row that stays may have come
 * to say the same since; and a row that another program had written may have been
 * merged without any. What that one touched is left to the next import, which
 * tells by the keys what was changed.
 */
#include "decide.h"

#include "find_ids.h"
#include "keys.h"
#include "row_keys.h"

struct stated_key {
    int64_t kind;
    struct key key;
    int64_t fact;
};

struct stated {
    struct keys_context keys;
    LIST(struct stated_key) list;
};

/* What is no number of its kind has none. */
static int add(struct stated *stated, int64_t kind, struct key key,
               int64_t fact, struct error *error)
{
    struct stated_key *one;

    if (stated->keys.arena->failed)
        return error_memory(error);
    if (key_is_none(key))
        return 0;
    one = list_push(stated->keys.arena, &stated->list);
    if (!one)
        return error_memory(error);
    *one = (struct stated_key){kind, key, fact};
    return 0;
}

static int book_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct stated *stated = context;

    for (size_t i = 0; i < count && i < ROW_NUMBERS; i++)
        if (add(stated, row_numbers[i].kind,
                row_numbers[i].key(&stated->keys, values[i].text), 0, error))
            return -1;
    return 0;
}

static int author_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    struct stated *stated = context;
    struct slice rest = values[1].text;
    struct row_authority authority;

    (void)count;
    if (add(stated, KEY_NAME, key_of_name(&stated->keys, values[0].text), 0,
            error))
        return -1;
    while (row_next_authority(&stated->keys, &rest, &authority))
        if (add(stated, KEY_AUTHORITY, authority.key, authority.scheme, error))
            return -1;
    return 0;
}

/* As decide_own, and in the order of row_numbers. */
static const struct side {
    const char *read, *forget, *put;
    int (*row)(void *context, const struct value *values, size_t count,
               struct error *error);
} of_author =
    {
        .read =
            "SELECT CAST(name AS TEXT), CAST(authority_id AS TEXT) FROM authors"
            " WHERE id = :id AND id NOT IN (SELECT author_id"
            " FROM temp.touched_before WHERE kind = 'a')",
        /* a name is the row's in one way only */
        .forget = "DELETE FROM author_keys WHERE author_id = :id AND :kind = 3"
                  " AND kind = 4 AND hash_high = :high AND hash_low = :low",
        .put = "INSERT OR IGNORE INTO author_keys"
               " VALUES (:id, :kind, :high, :low, :fact)",
        .row = author_row,
},
  of_book = {
      .read = "SELECT CAST(isbn AS TEXT), CAST(issn AS TEXT),"
              " CAST(lccn AS TEXT), CAST(oclc AS TEXT) FROM books"
              " WHERE id = :id AND id NOT IN (SELECT book_id"
              " FROM temp.touched_before WHERE kind = 'b')",
      .put = "INSERT OR IGNORE INTO book_keys"
             " VALUES (:id, :kind, :high, :low, :fact)",
      .row = book_row,
};

static int put(struct decide *decide, const struct side *side, int64_t id,
               const struct stated_key *one, struct error *error)
{
    const struct parameter parameters[] = {
        find_number("id", id),
        find_number("kind", one->kind),
        find_number("high", (int64_t)one->key.high),
        find_number("low", (int64_t)one->key.low),
        find_number("fact", one->fact),
    };
    struct store *store = decide->store;

    if (side->forget &&
        store->type->query(store, side->forget, parameters, 4, NULL, error))
        return -1;
    return store->type->query(store, side->put, parameters, 5, NULL, error);
}

int decide_stated(struct decide *decide, int64_t id, struct error *error)
{
    const struct side *side =
        decide->subject == FIND_AUTHORS ? &of_author : &of_book;
    struct stated stated = {
        .keys = {.secret = decide->store->secret, .arena = decide->arena}};
    const struct result_sink sink = {.context = &stated, .row = side->row};
    const struct parameter parameter = find_number("id", id);

    if (decide->store->type->query(decide->store, side->read, &parameter, 1,
                                   &sink, error))
        return -1;
    if (decide->arena->failed)
        return error_memory(error);
    for (size_t i = 0; i < stated.list.count; i++)
        if (put(decide, side, id, &stated.list.at[i], error))
            return -1;
    return 0;
}
