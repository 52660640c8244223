/*
 * Finding by name or title. A name's key finds its author at once; otherwise
 * all names are compared, in one pass that keeps nothing but ids.
 */
#include "find_ids.h"
#include "keys.h"

#include <inttypes.h>

enum rank { RANK_NONE, RANK_PART, RANK_WORDS, RANK_EQUAL };

struct name_search {
    struct slice wanted; /* comparison form */
    struct arena *arena, scratch;
    enum rank best;
    struct found *found;
};

/* Comparison forms part their words by single blanks. */
static bool has_word(struct slice form, struct slice wanted)
{
    const char *at = form.at, *end = form.at + form.len;

    while ((size_t)(end - at) >= wanted.len) {
        const char *blank = memchr(at, ' ', (size_t)(end - at));
        const char *stop = blank ? blank : end;

        if ((size_t)(stop - at) == wanted.len &&
            memcmp(at, wanted.at, wanted.len) == 0)
            return true;
        if (!blank)
            return false;
        at = blank + 1;
    }
    return false;
}

static bool has_all_words(struct slice form, struct slice wanted)
{
    while (wanted.len) {
        const char *blank = memchr(wanted.at, ' ', wanted.len);
        struct slice word = {wanted.at,
                             blank ? (size_t)(blank - wanted.at) : wanted.len};

        if (!has_word(form, word))
            return false;
        wanted.at += word.len + (blank != NULL);
        wanted.len -= word.len + (blank != NULL);
    }
    return true;
}

static enum rank rank_of(struct slice form, struct slice wanted)
{
    if (slice_equal(form, wanted))
        return RANK_EQUAL;
    if (form.len < wanted.len ||
        !memmem(form.at, form.len, wanted.at, wanted.len))
        return has_all_words(form, wanted) ? RANK_WORDS : RANK_NONE;
    return has_all_words(form, wanted) ? RANK_WORDS : RANK_PART;
}

static int name_columns(void *context, const char *const *names, size_t count,
                        struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static int name_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct name_search *search = context;
    struct slice form;
    enum rank rank;

    (void)count;
    arena_reset(&search->scratch);
    form = compare_form(&search->scratch, values[1].text);
    if (search->scratch.failed)
        return error_memory(error);
    rank = rank_of(form, search->wanted);
    if (rank == RANK_NONE || rank < search->best)
        return 0;
    if (rank > search->best) {
        search->best = rank;
        search->found->ids.count = 0;
        search->found->more = false;
    }
    /* in the order of ids: forms of one author's name follow each other */
    if (search->found->ids.count &&
        search->found->ids.at[search->found->ids.count - 1] ==
            values[0].integer)
        return 0;
    return find_add(search->found, values[0].integer, search->arena, error);
}

static int by_comparing(struct store *store, const char *sql, const char *text,
                        struct arena *arena, struct found *found,
                        struct error *error)
{
    struct name_search search = {.arena = arena, .found = found};
    const struct result_sink sink = {&search, name_columns, name_row};
    int result = -1;

    arena_init(&search.scratch, 16384);
    search.wanted = compare_form(arena, slice_trim(slice_of(text)));
    if (arena->failed)
        error_memory(error);
    else if (search.wanted.len == 0)
        result = 0;
    else
        result = store->type->query(store, sql, NULL, 0, &sink, error);
    arena_clear(&search.scratch);
    return result;
}

/* Rows that other programs added since the last import have no key yet. */
static int by_name_key(struct store *store, const char *text,
                       struct arena *arena, struct found *found,
                       struct error *error)
{
    const struct keys_context context = {.secret = store->secret,
                                         .arena = arena};
    struct slice name = slice_trim(slice_of(text));
    struct key key = key_of_name(&context, name);
    const struct parameter parameters[] = {
        find_number("high", (int64_t)key.high),
        find_number("low", (int64_t)key.low),
        find_number("main", KEY_NAME),
        find_number("variant", KEY_VARIANT),
        {"name", {.kind = VALUE_TEXT, .text = name}},
    };

    if (key_is_none(key) || arena->failed)
        return arena->failed ? error_memory(error) : 0;
    return find_ids(store,
                    "SELECT author_id FROM author_keys WHERE hash_high = :high"
                    " AND hash_low = :low AND kind IN (:main, :variant) "
                    "UNION SELECT id FROM authors WHERE id IN"
                    " (SELECT author_id FROM touched WHERE kind = 'a')"
                    " AND name = :name COLLATE NOCASE ORDER BY 1",
                    parameters, 5, arena, found, error);
}

int find_by_name(struct store *store, enum find_kind kind, const char *text,
                 struct arena *arena, struct found *found, struct error *error)
{
    *found = (struct found){0};
    if (kind == FIND_BOOKS)
        return by_comparing(store, "SELECT id, title FROM books ORDER BY id",
                            text, arena, found, error);
    if (by_name_key(store, text, arena, found, error))
        return -1;
    if (found->ids.count)
        return 0;
    return by_comparing(store,
                        "SELECT id, name FROM authors UNION ALL "
                        "SELECT author_id, name FROM author_names ORDER BY 1",
                        text, arena, found, error);
}
