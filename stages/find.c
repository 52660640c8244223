/* See find.h. What finding by name and by id share, and finding by id. */
#include "find.h"
#include "find_ids.h"
#include "isbn.h"
#include "keys.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- ids of a statement ------------------------------------------------- */

struct id_sink {
    struct found *found;
    struct arena *arena;
};

static int ids_columns(void *context, const char *const *names, size_t count,
                       struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static int ids_row(void *context, const struct value *values, size_t count,
                   struct error *error)
{
    struct id_sink *sink = context;

    (void)count;
    return find_add(sink->found, values[0].integer, sink->arena, error);
}

int find_add(struct found *found, int64_t id, struct arena *arena,
             struct error *error)
{
    int64_t *room;

    if (found->ids.count == FOUND_MAX) {
        found->more = true;
        return 0;
    }
    room = list_push(arena, &found->ids);
    if (!room)
        return error_memory(error);
    *room = id;
    return 0;
}

int find_ids(struct store *store, const char *sql,
             const struct parameter *parameters, size_t count,
             struct arena *arena, struct found *found, struct error *error)
{
    struct id_sink context = {found, arena};
    const struct result_sink sink = {&context, ids_columns, ids_row};

    return store->type->query(store, sql, parameters, count, &sink, error);
}

struct slice found_json(const struct found *found, struct arena *arena)
{
    size_t room = 3 + found->ids.count * 22, len = 1;
    char *text = arena_alloc(arena, room);

    if (!text)
        return SLICE_NONE;
    text[0] = '[';
    for (size_t i = 0; i < found->ids.count; i++)
        len += (size_t)snprintf(text + len, room - len, "%s%" PRId64,
                                i ? "," : "", found->ids.at[i]);
    text[len++] = ']';
    text[len] = '\0';
    return (struct slice){text, len};
}

/* ---- by id -------------------------------------------------------------- */

struct id_search {
    struct store *store;
    enum find_kind kind;
    struct arena *arena;
    struct found *found;
    struct error *error;
};

static int by_number(struct id_search *search, int64_t id)
{
    const char *sql = search->kind == FIND_BOOKS
                          ? "SELECT id FROM books WHERE id = :id"
                          : "SELECT id FROM authors WHERE id = :id";
    struct parameter parameter = {"id", {.kind = VALUE_INTEGER, .integer = id}};

    return find_ids(search->store, sql, &parameter, 1, search->arena,
                    search->found, search->error);
}

static int by_key(struct id_search *search, struct key key, int64_t kind)
{
    const char *sql =
        search->kind == FIND_BOOKS
            ? "SELECT book_id FROM book_keys WHERE hash_high = :high"
              " AND hash_low = :low AND kind = :kind ORDER BY 1"
            : "SELECT author_id FROM author_keys WHERE hash_high = :high"
              " AND hash_low = :low AND kind = :kind ORDER BY 1";
    const struct parameter parameters[] = {
        find_number("high", (int64_t)key.high),
        find_number("low", (int64_t)key.low),
        find_number("kind", kind),
    };

    return find_ids(search->store, sql, parameters, 3, search->arena,
                    search->found, search->error);
}

/* Books that other programs added since the last import have no key yet. */
static int by_touched_isbn(struct id_search *search, uint64_t isbn)
{
    char digits[ISBN_DIGITS + 1];
    struct parameter parameter = {"isbn", {.kind = VALUE_TEXT}};

    isbn_write(isbn, digits);
    parameter.value.text = slice_of(digits);
    return find_ids(search->store,
                    "SELECT id FROM books WHERE isbn = :isbn AND id IN"
                    " (SELECT book_id FROM touched WHERE kind = 'b')"
                    " ORDER BY id",
                    &parameter, 1, search->arena, search->found, search->error);
}

static int by_isbn(struct id_search *search, const char *text)
{
    const struct keys_context context = {.secret = search->store->secret,
                                         .arena = search->arena};
    struct slice rest = slice_of(text);
    struct isbn_found isbn = {0};

    if (search->kind != FIND_BOOKS)
        return error_set(search->error, ERROR_USAGE,
                         "isbn:%.80s: books have ISBNs, authors do not", text);
    if (!isbn_next(&rest, &isbn) || isbn.number == 0)
        return error_set(search->error, ERROR_USAGE,
                         "isbn:%.80s is no ISBN: its length or its check "
                         "digit is wrong",
                         text);
    if (by_key(search, key_of_isbn(&context, isbn.number), KEY_ISBN))
        return -1;
    return search->found->ids.count ? 0 : by_touched_isbn(search, isbn.number);
}

/* The namespace whose name begins the text, the longest if several do. */
struct namespace_sink {
    const char *text;
    struct arena *arena;
    struct slice name; /* without "id:" */
    int64_t kind;
};

static int namespace_row(void *context, const struct value *values,
                         size_t count, struct error *error)
{
    struct namespace_sink *sink = context;
    struct slice name = values[1].text;

    (void)count;
    if (name.len < 4 || memcmp(name.at, "id:", 3) != 0)
        return 0;
    name.at += 3, name.len -= 3;
    if (strncmp(sink->text, name.at, name.len) != 0 ||
        sink->text[name.len] != ':' || name.len <= sink->name.len)
        return 0;
    sink->name = arena_copy(sink->arena, name);
    sink->kind = values[0].integer;
    return sink->name.at ? 0 : error_memory(error);
}

/* SOURCE:ID with the source's own namespace in its place, if the config
 * gives it one. */
static const char *in_namespace(const struct config *config, const char *text,
                                struct arena *arena)
{
    const char *colon = strchr(text, ':');
    const struct source_config *source;
    struct slice name = arena_copy(arena, slice_between(text, colon));

    source = name.at ? config_source(config, name.at) : NULL;
    if (!source || !source->ids)
        return text;
    return arena_printf(arena, "%s%s", source->ids, colon).at;
}

static int by_own_id(struct id_search *search, const struct config *config,
                     const char *text)
{
    struct keys_context context = {.secret = search->store->secret,
                                   .arena = search->arena};
    struct namespace_sink found = {.arena = search->arena};
    const struct result_sink sink = {&found, ids_columns, namespace_row};
    struct slice id;
    struct key key;

    found.text = in_namespace(config, text, search->arena);
    if (!found.text)
        return error_memory(search->error);
    if (search->store->type->query(search->store,
                                   "SELECT id, name FROM key_kinds ORDER BY id",
                                   NULL, 0, &sink, search->error))
        return -1;
    if (!found.name.at)
        return error_set(search->error, ERROR_USAGE,
                         "'%.80s': no source of that name has ids here", text);
    context.ids = found.name;
    id = slice_of(found.text + found.name.len + 1);
    key = search->kind == FIND_BOOKS ? key_of_book_id(&context, id)
                                     : key_of_author_id(&context, id);
    if (search->arena->failed)
        return error_memory(search->error);
    return key_is_none(key) ? 0 : by_key(search, key, found.kind);
}

int find_by_id(struct store *store, const struct config *config,
               enum find_kind kind, const char *text, struct arena *arena,
               struct found *found, struct error *error)
{
    struct id_search search = {store, kind, arena, found, error};
    size_t len = strlen(text);

    *found = (struct found){0};
    /* A longer number is no id: none is given above 18 digits. */
    if (len && strspn(text, "0123456789") == len)
        return by_number(&search, len > 18 ? 0 : atoll(text));
    if (strncasecmp(text, "isbn:", 5) == 0)
        return by_isbn(&search, text + 5);
    if (strchr(text, ':'))
        return by_own_id(&search, config, text);
    return error_set(error, ERROR_USAGE,
                     "'%.80s' is no id; expected a number, isbn:... or "
                     "SOURCE:ID",
                     text);
}
