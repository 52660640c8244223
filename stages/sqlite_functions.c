/* See sqlite_functions.h. Each has an arena that every call empties. */
#include "sqlite_functions.h"

#include "author_facts.h"
#include "edit_distance.h"
#include "initials.h"
#include "keys.h"
#include "match.h"
#include "name_dates.h"
#include "names.h"
#include "pairs.h"
#include "sqlite_error.h"
#include "text.h"

#include <stdlib.h>

static struct arena *arena_of(sqlite3_context *context)
{
    struct arena *arena = sqlite3_user_data(context);

    arena_reset(arena);
    return arena;
}

static struct slice text_of(sqlite3_value *value)
{
    const char *at = (const char *)sqlite3_value_text(value);

    return at ? (struct slice){at, (size_t)sqlite3_value_bytes(value)}
              : SLICE_NONE;
}

static struct slice sort_of(struct arena *arena, sqlite3_value *sort,
                            sqlite3_value *name)
{
    struct name_forms forms;
    struct slice text = text_of(sort);

    if (text.len)
        return text;
    text = text_of(name);
    return text.len && name_forms(arena, text, NAME_DIRECT, &forms)
               ? forms.sort
               : SLICE_NONE;
}

/* Memory that was short is an error, not an answer. */
static bool short_of_memory(sqlite3_context *context, const struct arena *arena)
{
    if (arena->failed)
        sqlite3_result_error_nomem(context);
    return arena->failed;
}

static struct slice joined(struct arena *arena,
                           const struct initials_words *words)
{
    struct slice text = SLICE("");

    for (size_t i = 0; i < words->count; i++)
        text = arena_printf(arena, "%.*s%s%.*s", SLICE_ARG(text), i ? " " : "",
                            SLICE_ARG(words->at[i]));
    return text;
}

static void block(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct arena *arena = arena_of(context);
    struct slice sort = sort_of(arena, values[0], values[1]), first, rest, made;
    struct initials_name name;
    bool by_given = sqlite3_value_int(values[2]) == 2;
    size_t size;

    (void)count;
    if (!sort.len || !initials_read(arena, sort, &name) || !name.given.count) {
        if (!short_of_memory(context, arena))
            sqlite3_result_null(context);
        return;
    }
    rest = joined(arena, by_given ? &name.given : &name.family);
    first = by_given ? name.family.at[0] : name.given.at[0];
    text_character(first, &size);
    made =
        arena_printf(arena, "%.*s|%.*s", SLICE_ARG(rest), (int)size, first.at);
    if (short_of_memory(context, arena))
        return;
    if (by_given && name.given.at[0].len < 3)
        sqlite3_result_null(context);
    else
        sqlite3_result_text(context, made.at, (int)made.len, SQLITE_TRANSIENT);
}

static void agree(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct arena *arena = arena_of(context);
    struct initials_name a, b;
    struct slice sort_a = sort_of(arena, values[0], values[1]);
    struct slice sort_b = sort_of(arena, values[2], values[3]);
    bool may_be = initials_read(arena, sort_a, &a) &&
                  initials_read(arena, sort_b, &b) && initials_agree(&a, &b);

    (void)count;
    if (!short_of_memory(context, arena))
        sqlite3_result_int(context, may_be);
}

/* Up to the next blank. */
static struct slice next_word(struct slice *words)
{
    const char *blank = words->len ? memchr(words->at, ' ', words->len) : NULL;
    struct slice word = {words->at,
                         blank ? (size_t)(blank - words->at) : words->len};

    words->at += word.len + (blank != NULL);
    words->len -= word.len + (blank != NULL);
    return word;
}

/* David M. and David W.: no slip of the pen. */
static bool other_initials(struct slice a, struct slice b)
{
    while (a.len && b.len) {
        struct slice first = next_word(&a), second = next_word(&b);

        if (first.len == 1 && second.len == 1 && first.at[0] != second.at[0])
            return true;
    }
    return false;
}

#define SHORT_TEXT 11 /* letters and blanks up to which one is bad enough */

static void distance(sqlite3_context *context, int count,
                     sqlite3_value **values)
{
    struct arena *arena = arena_of(context);
    struct slice a = compare_form(arena, text_of(values[0]));
    struct slice b = compare_form(arena, text_of(values[1]));
    unsigned most = a.len <= SHORT_TEXT || b.len <= SHORT_TEXT ? 1 : 2;
    unsigned letters = edit_distance(a, b, most);

    (void)count;
    if (short_of_memory(context, arena))
        return;
    if (letters > most || other_initials(a, b))
        sqlite3_result_null(context);
    else
        sqlite3_result_int(context, (int)letters);
}

static void dates_agree(sqlite3_context *context, int count,
                        sqlite3_value **values)
{
    struct author_facts a = {.birth = 0}, b = {.birth = 0};
    enum author_relation relation;

    (void)count;
    name_dates_read(text_of(values[0]), &a);
    name_dates_read(text_of(values[1]), &b);
    relation = author_relation(a, b);
    sqlite3_result_int(context, relation == AUTHOR_SAME      ? 1
                                : relation == AUTHOR_DIFFERS ? -1
                                                             : 0);
}

static bool other_of_scheme(struct slice a, struct slice b)
{
    const char *colon = a.len ? memchr(a.at, ':', a.len) : NULL;
    size_t scheme = colon ? (size_t)(colon - a.at) + 1 : 0;

    return scheme && b.len >= scheme && memcmp(a.at, b.at, scheme) == 0 &&
           !slice_equal(a, b);
}

static void ids_differ(sqlite3_context *context, int count,
                       sqlite3_value **values)
{
    struct slice ids = text_of(values[0]);
    bool differ = false;

    (void)count;
    while (ids.len) {
        struct slice id = next_word(&ids), others = text_of(values[1]);

        while (others.len)
            differ |= other_of_scheme(id, next_word(&others));
    }
    sqlite3_result_int(context, differ);
}

static struct pair_side side_of(bool book, sqlite3_value **values)
{
    int64_t fact = sqlite3_value_int64(values[3]);
    struct pair_side side = {
        .id = sqlite3_value_int64(values[0]),
        .key = {(uint64_t)sqlite3_value_int64(values[1]),
                (uint64_t)sqlite3_value_int64(values[2])},
        .book = book,
    };

    if (book)
        side.year = (int32_t)fact;
    else
        side.facts = author_facts_unpack(fact);
    return side;
}

#define APART_VALUES 9

static void apart(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct store *store = sqlite3_user_data(context);
    const struct pairs *pairs = store->pairs;
    struct pair_side one, two;
    bool book;

    if (count != APART_VALUES) {
        sqlite3_result_int(context, pairs && pairs->list.count);
        return;
    }
    book = slice_is(text_of(values[0]), "book");
    one = side_of(book, values + 1);
    two = side_of(book, values + 5);
    sqlite3_result_int(context, pairs_told(pairs, PAIR_DIFFERENT, &one, &two));
}

static const struct {
    const char *name;
    int count;
    void (*call)(sqlite3_context *, int, sqlite3_value **);
} functions[] = {
    {"bibload_block", 3, block},
    {"bibload_initials_agree", 4, agree},
    {"bibload_distance", 2, distance},
    {"bibload_dates_agree", 2, dates_agree},
    {"bibload_ids_differ", 2, ids_differ},
};

static void forget(void *arena)
{
    arena_clear(arena);
    free(arena);
}

/* SQLite calls forget, also when it refuses the function. */
int sqlite_functions_add(struct sqlite_store *store, struct error *error)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        struct arena *arena = malloc(sizeof *arena);

        if (!arena)
            return error_memory(error);
        arena_init(arena, 4096);
        if (sqlite3_create_function_v2(
                store->db, functions[i].name, functions[i].count,
                SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, arena,
                functions[i].call, NULL, NULL, forget))
            return sqlite_fail(store, error, "setting up the connection");
    }
    return sqlite3_create_function_v2(store->db, "bibload_apart", -1,
                                      SQLITE_UTF8 | SQLITE_DIRECTONLY,
                                      &store->head, apart, NULL, NULL, NULL)
               ? sqlite_fail(store, error, "setting up the connection")
               : 0;
}
