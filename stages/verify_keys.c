/*
 * Makes match keys anew from the rows and looks for them among the stored ones.
 * A row may have further keys (variant names, ISBNs of other records): those
 * can't be judged here. One pass in id order for each kind of key; nothing but
 * the row at hand is kept.
 */
#include "keys.h"
#include "verify.h"

#include <inttypes.h>
#include <stdio.h>

struct pass {
    struct verdict *verdict;
    const char *table; /* of the owner */
    struct keys_context keys;
    struct arena scratch; /* of one row */
    /* What the row's key should be, of its texts. */
    struct key (*make)(const struct keys_context *keys,
                       const struct value *texts);
    enum { NOT_MET, NONE_AT_ALL, ONLY_OTHERS } breach;
    /* the row at hand; its keys come in rows of their own */
    int64_t owner;     /* 0: none yet */
    struct key wanted; /* none: it should have none */
    bool any, met;
};

static int settle(struct pass *pass, struct error *error)
{
    bool good = pass->breach == NOT_MET       ? pass->met
                : pass->breach == NONE_AT_ALL ? pass->any
                                              : pass->met || !pass->any;

    if (pass->owner == 0 || key_is_none(pass->wanted) || good)
        return 0;
    return verdict_add(pass->verdict, error, "%s %" PRId64, pass->table,
                       pass->owner);
}

static int want(struct pass *pass, const struct value *texts,
                struct error *error)
{
    arena_reset(&pass->scratch);
    pass->wanted = pass->make(&pass->keys, texts);
    return pass->scratch.failed ? error_memory(error) : 0;
}

static int pass_columns(void *context, const char *const *names, size_t count,
                        struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

/* id, the two numbers of a key (NULL without one), texts... */
static int pass_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct pass *pass = context;
    const struct key key = {(uint64_t)values[1].integer,
                            (uint64_t)values[2].integer};

    (void)count;
    if (values[0].integer != pass->owner) {
        if (settle(pass, error) || want(pass, values + 3, error))
            return -1;
        pass->owner = values[0].integer;
        pass->any = pass->met = false;
    }
    if (values[1].kind == VALUE_NULL)
        return 0;
    pass->any = true;
    pass->met = pass->met || key_equal(key, pass->wanted);
    return 0;
}

static int pass_run(struct pass *pass, struct store *store, const char *sql,
                    struct error *error)
{
    const struct result_sink sink = {pass, pass_columns, pass_row};
    int result;

    arena_init(&pass->scratch, 16384);
    pass->keys =
        (struct keys_context){.secret = store->secret, .arena = &pass->scratch};
    result = store->type->query(store, sql, NULL, 0, &sink, error);
    if (result == 0)
        result = settle(pass, error);
    arena_clear(&pass->scratch);
    return result;
}

/* ---- the kinds of keys -------------------------------------------------- */

static struct key name_key(const struct keys_context *keys,
                           const struct value *texts)
{
    return key_of_name(keys, texts[0].text);
}

int check_name_keys(struct store *store, struct verdict *verdict,
                    struct error *error)
{
    struct pass pass = {
        .verdict = verdict, .table = "authors", .make = name_key};

    return pass_run(
        &pass, store,
        "SELECT a.id, k.hash_high, k.hash_low, a.name FROM authors AS a"
        " LEFT JOIN author_keys AS k"
        " ON k.author_id = a.id AND k.kind = 3"
        " WHERE a.id NOT IN"
        " (SELECT author_id FROM touched WHERE kind = 'a')"
        " ORDER BY a.id",
        error);
}

/* What is no ISBN at all has no key. */
static struct key isbn_key(const struct keys_context *keys,
                           const struct value *texts)
{
    struct slice text = texts[0].text;
    uint64_t isbn = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.len != 13 || text.at[i] < '0' || text.at[i] > '9')
            return (struct key){0, 0};
        isbn = isbn * 10 + (uint64_t)(text.at[i] - '0');
    }
    return isbn ? key_of_isbn(keys, isbn) : (struct key){0, 0};
}

int check_isbn_keys(struct store *store, struct verdict *verdict,
                    struct error *error)
{
    struct pass pass = {.verdict = verdict, .table = "books", .make = isbn_key};

    return pass_run(
        &pass, store,
        "SELECT b.id, k.hash_high, k.hash_low, b.isbn FROM books AS b"
        " LEFT JOIN book_keys AS k"
        " ON k.book_id = b.id AND k.kind = 1"
        " WHERE b.isbn IS NOT NULL AND b.id NOT IN"
        " (SELECT book_id FROM touched WHERE kind = 'b')"
        " ORDER BY b.id",
        error);
}

static struct key title_key(const struct keys_context *keys,
                            const struct value *texts)
{
    return key_of_title(keys, texts[0].text, texts[1].text, texts[2].text);
}

/* A change of the book, of a link or of a linked author makes another key. */
static int title_pass(struct pass *pass, struct store *store,
                      struct error *error)
{
    return pass_run(pass, store,
                    "SELECT b.id, k.hash_high, k.hash_low, b.title, b.subtitle,"
                    " (SELECT a.name FROM book_author AS l"
                    " JOIN authors AS a ON a.id = l.author_id"
                    " WHERE l.book_id = b.id"
                    " ORDER BY l.publication_order IS NULL,"
                    " l.publication_order, l.author_id LIMIT 1)"
                    " FROM books AS b LEFT JOIN book_keys AS k"
                    " ON k.book_id = b.id AND k.kind = 2"
                    " WHERE b.id NOT IN (SELECT book_id FROM touched)"
                    " AND b.id NOT IN (SELECT l.book_id FROM book_author AS l"
                    " WHERE l.author_id IN"
                    " (SELECT author_id FROM touched WHERE kind = 'a'))"
                    " ORDER BY b.id",
                    error);
}

int check_title_keys(struct store *store, struct verdict *verdict,
                     struct error *error)
{
    struct pass pass = {.verdict = verdict,
                        .table = "books",
                        .make = title_key,
                        .breach = NONE_AT_ALL};

    return title_pass(&pass, store, error);
}

/* A record that matched by another rule leaves its own title key: that is how
 * the next one like it is recognised, and no failure. */
int check_title_keys_differ(struct store *store, struct verdict *verdict,
                            struct error *error)
{
    struct pass pass = {.verdict = verdict,
                        .table = "books",
                        .make = title_key,
                        .breach = ONLY_OTHERS};

    return title_pass(&pass, store, error);
}
