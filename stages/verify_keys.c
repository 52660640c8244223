/*
 * Makes match keys anew from the rows, by the functions that imports use, and looks
 * for them among the stored ones. A row may have further keys (variant names, ISBNs
 * of other records): those can't be judged here, but for work keys, which follow
 * the row. One pass in id order for each kind of key; nothing but the row at hand
 * is kept.
 */
#include "keys.h"
#include "numbers.h"
#include "row_keys.h"
#include "verify.h"
#include "works.h"

#include <inttypes.h>
#include <stdio.h>

struct wanted {
    struct key key;
    int64_t fact, kind; /* of the key row, in a pass that looks at them */
    bool met;
};

struct pass {
    struct verdict *verdict;
    const char *table; /* of the owner */
    struct keys_context keys;
    struct arena scratch;            /* of one row */
    const struct row_number *number; /* of a pass over one of them */
    /* The keys that the row should have, of its texts: wants each. */
    void (*make)(struct pass *pass, const struct value *texts);
    int32_t
        only; /* keys of this kind that are not wanted are breaches; 0: none */
    bool
        facts; /* breaches are wanted keys with another fact, and these alone */
    /* the row at hand; its keys come in rows of their own */
    int64_t owner; /* 0: none yet */
    LIST(struct wanted) wanted;
    bool others; /* a key of the kind `only` that is not wanted, or with another
                    fact */
};

static int settle(struct pass *pass, struct error *error)
{
    bool good = !pass->others;

    for (size_t i = 0; !pass->only && !pass->facts && i < pass->wanted.count;
         i++)
        good = good && pass->wanted.at[i].met;
    if (pass->owner == 0 || good)
        return 0;
    return verdict_row(pass->verdict, error, pass->table, pass->owner);
}

/* Out of memory shows in the arena. */
static void want_fact(struct pass *pass, struct key key, int64_t kind,
                      int64_t fact)
{
    struct wanted *wanted =
        key_is_none(key) ? NULL : list_push(&pass->scratch, &pass->wanted);

    if (wanted)
        *wanted = (struct wanted){.key = key, .kind = kind, .fact = fact};
}

static void want(struct pass *pass, struct key key)
{
    want_fact(pass, key, 0, 0);
}

static int begin(struct pass *pass, const struct value *values,
                 struct error *error)
{
    arena_reset(&pass->scratch);
    memset(&pass->wanted, 0, sizeof pass->wanted);
    pass->others = false;
    pass->owner = values[0].integer;
    pass->make(pass, values + 5);
    return pass->scratch.failed ? error_memory(error) : 0;
}

/* id, kind, the two numbers and the fact of a key (NULL without one), texts... */
static int pass_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct pass *pass = context;
    const struct key key = {(uint64_t)values[2].integer,
                            (uint64_t)values[3].integer};
    bool met = false;

    (void)count;
    if (values[0].integer != pass->owner &&
        (settle(pass, error) || begin(pass, values, error)))
        return -1;
    if (values[1].kind == VALUE_NULL)
        return 0;
    for (size_t i = 0; i < pass->wanted.count; i++)
        if (key_equal(key, pass->wanted.at[i].key)) {
            met = pass->wanted.at[i].met = true;
            pass->others |=
                pass->facts && pass->wanted.at[i].fact != values[4].integer;
        }
    pass->others |= !met && values[1].integer == pass->only;
    return 0;
}

static int pass_run(struct pass *pass, struct store *store, const char *sql,
                    struct error *error)
{
    const struct result_sink sink = {pass, check_no_columns, pass_row};
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

/* ---- of authors ---- */

/* What another program wrote as binary data, imports read as text. */
#define AS_TEXT(column) "CAST(" column " AS TEXT)"

#define OF_AUTHORS(kind, column)                                       \
    "SELECT a.id, k.kind, k.hash_high, k.hash_low, k.fact, " AS_TEXT(  \
        "a." column) " FROM authors AS a LEFT JOIN author_keys AS k"   \
                     " ON k.author_id = a.id AND k.kind = " kind       \
                     " WHERE a." column " IS NOT NULL AND a.id NOT IN" \
                     " (SELECT author_id FROM touched WHERE kind = 'a') ORDER BY a.id"

static void name_key(struct pass *pass, const struct value *texts)
{
    want(pass, key_of_name(&pass->keys, texts[0].text));
}

int check_name_keys(struct store *store, struct verdict *verdict,
                    struct error *error)
{
    struct pass pass = {
        .verdict = verdict, .table = "authors", .make = name_key};

    return pass_run(&pass, store, OF_AUTHORS("3", "name"), error);
}

static void authority_keys(struct pass *pass, const struct value *texts)
{
    struct slice rest = texts[0].text;
    struct row_authority authority;

    while (row_next_authority(&pass->keys, &rest, &authority))
        want(pass, authority.key);
}

int check_authority_keys(struct store *store, struct verdict *verdict,
                         struct error *error)
{
    struct pass pass = {
        .verdict = verdict, .table = "authors", .make = authority_keys};

    return pass_run(&pass, store, OF_AUTHORS("5", "authority_id"), error);
}

/* ---- numbers of books ---- */

static void number_key(struct pass *pass, const struct value *texts)
{
    want(pass, pass->number->key(&pass->keys, texts[0].text));
}

static int check_number(struct store *store, int32_t kind,
                        struct verdict *verdict, struct error *error)
{
    struct pass pass = {.verdict = verdict,
                        .table = "books",
                        .number = row_number_of(kind),
                        .make = number_key};
    char sql[500];

    snprintf(
        sql, sizeof sql,
        "SELECT b.id, k.kind, k.hash_high, k.hash_low, k.fact, " AS_TEXT(
            "b.%s") " FROM books AS b LEFT JOIN book_keys AS k"
                    " ON k.book_id = b.id AND k.kind = %" PRId32
                    " WHERE b.%s IS NOT NULL AND b.id NOT IN"
                    " (SELECT book_id FROM touched WHERE kind = 'b') ORDER BY b.id",
        pass.number->column, kind, pass.number->column);
    return pass_run(&pass, store, sql, error);
}

int check_isbn_keys(struct store *store, struct verdict *verdict,
                    struct error *error)
{
    return check_number(store, KEY_ISBN, verdict, error);
}

int check_issn_keys(struct store *store, struct verdict *verdict,
                    struct error *error)
{
    return check_number(store, KEY_ISSN, verdict, error);
}

int check_lccn_keys(struct store *store, struct verdict *verdict,
                    struct error *error)
{
    return check_number(store, KEY_LCCN, verdict, error);
}

int check_oclc_keys(struct store *store, struct verdict *verdict,
                    struct error *error)
{
    return check_number(store, KEY_OCLC, verdict, error);
}

/* ---- titles and works ---- */

/* A change of the book, of a link or of a linked author makes other keys. The texts
 * are the fields of a book that they are made of, and the first author's name. */
/* clang-format off */
#define OF_TITLES(kinds) \
    "SELECT b.id, k.kind, k.hash_high, k.hash_low, k.fact, " \
    AS_TEXT("b.title") ", " AS_TEXT("b.subtitle") ", " \
    AS_TEXT("b.sort_title") ", " AS_TEXT("b.uniform_title") ", (SELECT " \
    AS_TEXT("a.name") " FROM book_author AS l JOIN authors AS a ON a.id =" \
    " l.author_id WHERE l.book_id = b.id ORDER BY l.publication_order IS" \
    " NULL, l.publication_order, l.author_id LIMIT 1), " AS_TEXT("b.year") \
    " FROM books AS b LEFT JOIN book_keys AS k ON k.book_id = b.id AND" \
    " k.kind IN " kinds " WHERE b.id NOT IN (SELECT book_id FROM touched)" \
    " AND b.id NOT IN (SELECT l.book_id FROM book_author AS l WHERE" \
    " l.author_id IN (SELECT author_id FROM touched WHERE kind = 'a'))" \
    " ORDER BY b.id"
/* clang-format on */

#define FIRST_AUTHOR 4 /* among the texts */
#define YEAR 5

static int32_t year_of(const struct value *texts)
{
    int32_t year = 0;

    (void)number_year(texts[YEAR].text, &year);
    return year;
}

static void title_key(struct pass *pass, const struct value *texts)
{
    want_fact(pass,
              key_of_title(&pass->keys, texts[0].text, texts[1].text,
                           texts[FIRST_AUTHOR].text),
              KEY_TITLE, year_of(texts));
}

static void work_keys(struct pass *pass, const struct value *texts)
{
    const struct slice field[BOOK_FIELDS] = {
        [BOOK_TITLE] = texts[0].text,
        [BOOK_SUBTITLE] = texts[1].text,
        [BOOK_SORT_TITLE] = texts[2].text,
        [BOOK_UNIFORM_TITLE] = texts[3].text,
    };
    struct slice author = texts[FIRST_AUTHOR].text;
    struct key keys[WORK_KEYS];

    work_keys_of(&pass->keys, field, author,
                 key_of_title(&pass->keys, field[BOOK_TITLE],
                              field[BOOK_SUBTITLE], author),
                 keys);
    for (size_t i = 0; i < WORK_KEYS; i++)
        want_fact(pass, keys[i], KEY_WORK, year_of(texts));
}

static void all_title_keys(struct pass *pass, const struct value *texts)
{
    title_key(pass, texts);
    work_keys(pass, texts);
}

int check_title_keys(struct store *store, struct verdict *verdict,
                     struct error *error)
{
    struct pass pass = {
        .verdict = verdict, .table = "books", .make = title_key};

    return pass_run(&pass, store, OF_TITLES("(2)"), error);
}

/* A title key of the book, its own or another record's, finds the work as well. */
int check_work_keys(struct store *store, struct verdict *verdict,
                    struct error *error)
{
    struct pass pass = {
        .verdict = verdict, .table = "books", .make = work_keys};

    return pass_run(&pass, store, OF_TITLES("(2, 6)"), error);
}

int check_work_keys_differ(struct store *store, struct verdict *verdict,
                           struct error *error)
{
    struct pass pass = {.verdict = verdict,
                        .table = "books",
                        .make = work_keys,
                        .only = KEY_WORK};

    return pass_run(&pass, store, OF_TITLES("(6)"), error);
}

/* Only of the keys that the row itself has: another record's title, or that of a
 * book that was merged, keeps its year. */
int check_book_facts(struct store *store, struct verdict *verdict,
                     struct error *error)
{
    struct pass pass = {.verdict = verdict,
                        .table = "books",
                        .make = all_title_keys,
                        .facts = true};

    return pass_run(&pass, store, OF_TITLES("(2, 6)"), error);
}
