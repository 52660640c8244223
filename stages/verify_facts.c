/*
 * What stands beside keys and forms of names so that a row need not be read to
 * judge it, compared with the row: `fact` of keys of authors, and the script of a form. Rows
 * in `touched` are left out: the next import makes theirs anew.
 */
#include "author_facts.h"
#include "keys.h"
#include "name_script.h"
#include "row_keys.h"
#include "verify.h"

#include <inttypes.h>

/* What another program wrote as binary data, imports read as text. */
#define AS_TEXT(column) "CAST(" column " AS TEXT)"

struct look {
    struct verdict *verdict;
    struct keys_context keys;
    struct arena scratch; /* of one row */
    int64_t last;         /* told already; 0: none */
};

static int tell(struct look *look, const char *table, int64_t id,
                struct error *error)
{
    if (look->scratch.failed)
        return error_memory(error);
    if (id == look->last)
        return 0;
    look->last = id;
    return verdict_row(look->verdict, error, table, id);
}

static int look_run(struct store *store, const char *sql,
                    int (*row)(void *, const struct value *, size_t,
                               struct error *),
                    struct verdict *verdict, struct error *error)
{
    struct look look = {.verdict = verdict};
    const struct result_sink sink = {&look, check_no_columns, row};
    int result;

    arena_init(&look.scratch, 4096);
    look.keys =
        (struct keys_context){.secret = store->secret, .arena = &look.scratch};
    result = store->type->query(store, sql, NULL, 0, &sink, error);
    arena_clear(&look.scratch);
    return result;
}

/* ---- authors ---- */

/* The key of an id in an authority file has its scheme; what is no id of the row is
 * another record's. */
static bool scheme_is_right(struct look *look, struct key key, int64_t fact,
                            struct slice ids)
{
    struct row_authority authority;

    while (row_next_authority(&look->keys, &ids, &authority))
        if (key_equal(authority.key, key))
            return fact == (int64_t)authority.scheme;
    return true;
}

/* id, kind, fact, the two numbers of the key, the fields. */
static int author_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    struct look *look = context;
    struct slice field[AUTHOR_FIELDS];
    const struct key key = {(uint64_t)values[3].integer,
                            (uint64_t)values[4].integer};
    struct author_facts facts;
    bool right;

    (void)count;
    arena_reset(&look->scratch);
    for (size_t i = 0; i < AUTHOR_FIELDS; i++)
        field[i] = values[5 + i].text;
    if (values[1].integer == KEY_AUTHORITY) {
        right = scheme_is_right(look, key, values[2].integer,
                                field[AUTHOR_AUTHORITY_ID]);
    } else {
        facts = author_facts_read(&look->scratch, field);
        facts.variant = values[1].integer == KEY_VARIANT;
        right = values[2].integer == author_facts_pack(facts);
    }
    return right && !look->scratch.failed
               ? 0
               : tell(look, "authors", values[0].integer, error);
}

/* clang-format off */
static const char of_authors[] =
    "SELECT a.id, k.kind, k.fact, k.hash_high, k.hash_low," AS_TEXT("a.name")
    "," AS_TEXT("a.sort_name") "," AS_TEXT("a.kind") "," AS_TEXT("a.dates") ","
    AS_TEXT("a.authority_id") "," AS_TEXT("a.titles") ","
    AS_TEXT("a.fuller_name") " FROM author_keys AS k JOIN authors AS a ON a.id"
    " = k.author_id WHERE k.kind IN (3, 4, 5) AND a.id NOT IN (SELECT author_id"
    " FROM touched WHERE kind = 'a') ORDER BY a.id";
/* clang-format on */

int check_author_facts(struct store *store, struct verdict *verdict,
                       struct error *error)
{
    return look_run(store, of_authors, author_row, verdict, error);
}

/* ---- forms of names ---- */

/* author_id, name, script. */
static int form_row(void *context, const struct value *values, size_t count,
                    struct error *error)
{
    struct look *look = context;
    const char *script = name_script(values[1].text);

    (void)count;
    if (script ? slice_is(values[2].text, script) : !values[2].text.len)
        return 0;
    return tell(look, "author_names", values[0].integer, error);
}

int check_form_scripts(struct store *store, struct verdict *verdict,
                       struct error *error)
{
    return look_run(store,
                    "SELECT author_id, name, script FROM author_names"
                    " ORDER BY author_id",
                    form_row, verdict, error);
}
