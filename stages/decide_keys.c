/* See decide.h: keys that a decision makes anew. */
#include "decide.h"

#include "author_facts.h"
#include "find_ids.h"
#include "keys.h"
#include "numbers.h"
#include "works.h"

static struct keys_context context_of(const struct decide *decide)
{
    return (struct keys_context){.secret = decide->store->secret,
                                 .arena = decide->arena};
}

static int no_columns(void *context, const char *const *columns, size_t count,
                      struct error *error)
{
    (void)context, (void)columns, (void)count, (void)error;
    return 0;
}

/* ---- names ---- */

struct author_text {
    struct arena *arena;
    struct slice field[AUTHOR_FIELDS];
};

static int author_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    struct author_text *author = context;

    for (size_t i = 0; i < count && i < AUTHOR_FIELDS; i++) {
        author->field[i] = arena_copy(author->arena, values[i].text);
        if (!author->field[i].at)
            return error_memory(error);
    }
    return 0;
}

static int read_author(struct decide *decide, int64_t id,
                       struct author_text *author, struct error *error)
{
    const struct parameter parameter = find_number("id", id);
    const struct result_sink sink = {author, no_columns, author_row};

    return decide->store->type->query(
        decide->store,
        "SELECT name, sort_name, kind, dates, authority_id, titles,"
        " fuller_name FROM authors WHERE id = :id",
        &parameter, 1, &sink, error);
}

int decide_facts(struct decide *decide, int64_t id, struct error *error)
{
    struct author_text author = {.arena = decide->arena};
    struct author_facts facts;
    struct parameter parameters[3] = {find_number("id", id)};

    if (read_author(decide, id, &author, error))
        return -1;
    facts = author_facts_read(decide->arena, author.field);
    parameters[1] = find_number("fact", author_facts_pack(facts));
    facts.variant = true;
    parameters[2] = find_number("variant", author_facts_pack(facts));
    if (decide->arena->failed)
        return error_memory(error);
    return decide->store->type->query(
        decide->store,
        "UPDATE author_keys SET fact = CASE kind WHEN 3 THEN :fact"
        " ELSE :variant END WHERE author_id = :id AND kind IN (3, 4)",
        parameters, 3, NULL, error);
}

int decide_key_gone(struct decide *decide, struct error *error)
{
    struct keys_context context = context_of(decide);
    struct author_text author = {.arena = decide->arena};
    struct key key;

    if (decide->subject != FIND_AUTHORS)
        return 0;
    if (read_author(decide, decide->gone, &author, error))
        return -1;
    key = key_of_name(&context, author.field[AUTHOR_NAME]);
    if (decide->arena->failed)
        return error_memory(error);
    if (!key_is_none(key)) {
        const struct parameter parameters[] = {
            find_number("id", decide->gone),
            find_number("high", (int64_t)key.high),
            find_number("low", (int64_t)key.low),
        };

        if (decide->store->type->query(
                decide->store,
                "INSERT INTO author_keys SELECT :id, 3, :high, :low, 0"
                " WHERE NOT EXISTS (SELECT 1 FROM author_keys"
                " WHERE author_id = :id AND hash_high = :high"
                " AND hash_low = :low)",
                parameters, 3, NULL, error))
            return -1;
    }
    return decide_facts(decide, decide->gone, error);
}

/* ---- titles ---- */

struct title_key {
    int64_t book;
    struct key key;
    struct key works[WORK_KEYS];
    int32_t year;
};

struct title_keys {
    struct decide *decide;
    LIST(struct title_key) before, after, *fill;
};

static int title_row(void *context, const struct value *values, size_t count,
                     struct error *error)
{
    struct title_keys *keys = context;
    struct keys_context made = context_of(keys->decide);
    struct title_key *one = list_push(keys->decide->arena, keys->fill);
    const struct slice field[BOOK_FIELDS] = {
        [BOOK_TITLE] = values[2].text,
        [BOOK_SUBTITLE] = values[3].text,
        [BOOK_SORT_TITLE] = values[5].text,
        [BOOK_UNIFORM_TITLE] = values[6].text,
    };

    (void)count;
    if (!one)
        return error_memory(error);
    *one = (struct title_key){
        .book = values[0].integer,
        .key =
            key_of_title(&made, values[2].text, values[3].text, values[4].text),
    };
    (void)number_year(values[1].text, &one->year);
    work_keys_of(&made, field, values[4].text, one->key, one->works);
    return keys->decide->arena->failed ? error_memory(error) : 0;
}

/* What another program wrote as binary data, imports read as text. */
#define AS_TEXT(column) "CAST(" column " AS TEXT)"

/* The books concerned are the decision's own, or those in its image. */
/* clang-format off */
static const char titles[] =
    "SELECT b.id, " AS_TEXT("b.year") ", " AS_TEXT("b.title") ", "
    AS_TEXT("b.subtitle") ", (SELECT " AS_TEXT("a.name") " FROM book_author AS l JOIN authors AS a ON"
    " a.id = l.author_id WHERE l.book_id = b.id ORDER BY l.publication_order IS"
    " NULL, l.publication_order, l.author_id LIMIT 1), " AS_TEXT("b.sort_title")
    ", " AS_TEXT("b.uniform_title") " FROM books AS b WHERE ('@own' = 'book'"
    " AND b.id IN (:keep, :gone)) OR ('@own' = 'author' AND b.id IN (SELECT"
    " json_extract(j.value, '$.book_id') FROM decisions AS d,"
    " json_each(d.image, '$.links') AS j WHERE d.id = :decision))"
                                                       " ORDER BY b.id";
/* clang-format on */

int decide_titles_before(struct decide *decide, struct title_keys **keys,
                         struct error *error)
{
    struct result_sink sink = {NULL, no_columns, title_row};

    *keys = arena_zero(decide->arena, sizeof **keys);
    if (!*keys)
        return error_memory(error);
    (*keys)->decide = decide;
    (*keys)->fill = &(*keys)->before;
    sink.context = *keys;
    return decide_rows(decide, titles, &sink, error);
}

static int title_run(struct decide *decide, const char *sql,
                     const struct title_key *one, struct key key,
                     struct error *error)
{
    const struct parameter parameters[] = {
        find_number("book", one->book),
        find_number("high", (int64_t)key.high),
        find_number("low", (int64_t)key.low),
        find_number("year", one->year),
    };

    if (key_is_none(key))
        return 0;
    return decide->store->type->query(decide->store, sql, parameters,
                                      strstr(sql, ":year") ? 4 : 3, NULL,
                                      error);
}

/* Work keys are those of the row, and no others. A title key finds the work as
 * well: a key is a book's in one way only. */
static int renew_works(struct decide *decide, const struct title_key *one,
                       struct error *error)
{
    const struct parameter book = find_number("book", one->book);

    if (decide->store->type->query(
            decide->store,
            "DELETE FROM book_keys WHERE book_id = :book AND kind = 6", &book,
            1, NULL, error))
        return -1;
    for (size_t i = 0; i < WORK_KEYS; i++)
        if (title_run(decide,
                      "INSERT OR IGNORE INTO book_keys"
                      " SELECT :book, 6, :high, :low, :year WHERE NOT EXISTS"
                      " (SELECT 1 FROM book_keys WHERE book_id = :book"
                      " AND kind = 2 AND hash_high = :high"
                      " AND hash_low = :low)",
                      one, one->works[i], error))
            return -1;
    return 0;
}

/* A row may lack the key of what it says (its name came from elsewhere), and have
 * further ones: a split gives back what was, not what should have been. */
#define TITLE_COLUMNS(further)                                      \
    "book_id INTEGER, hash_high INTEGER, hash_low INTEGER," further \
    " PRIMARY KEY (book_id, hash_high, hash_low)"

static const char image_titles[] =
    "UPDATE decisions SET image = json_set(image, '$.title_keys',"
    " json((SELECT json_group_array(json_array(k.book_id, k.hash_high,"
    " k.hash_low, k.fact)) FROM book_keys AS k WHERE k.kind = 2"
    " AND k.book_id IN (SELECT json_extract(j.value, '$.book_id')"
    " FROM json_each(decisions.image, '$.links') AS j"
    " UNION SELECT b.id FROM books AS b"
    " WHERE '@own' = 'book' AND b.id IN (:keep, :gone)))), '$.titles',"
    " json((SELECT json_group_array(json_array(t.book_id, t.hash_high,"
    " t.hash_low)) FROM temp.titles_said AS t)))"
    " WHERE id = :decision";

int decide_titles_image(struct decide *decide, const struct title_keys *keys,
                        struct error *error)
{
    if (decide_run(decide,
                   "CREATE TEMP TABLE titles_said (" TITLE_COLUMNS("") ")",
                   NULL, error))
        return -1;
    for (size_t i = 0; i < keys->before.count; i++)
        if (title_run(decide,
                      "INSERT INTO temp.titles_said VALUES"
                      " (:book, :high, :low)",
                      &keys->before.at[i], keys->before.at[i].key, error))
            return -1;
    return decide_run(decide, image_titles, NULL, error);
}

#define FROM_IMAGE(member, further)                                         \
    " SELECT json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]')," \
    " json_extract(j.value, '$[2]')" further " FROM main.decisions AS d,"   \
    " json_each(d.image, '$." member "') AS j WHERE d.id = :decision"

/* As tables, for an author may have thousands of books. */
static const char *const read_titles[] = {
    "CREATE TEMP TABLE titles_said (" TITLE_COLUMNS("") ")",
    "CREATE TEMP TABLE titles_had (" TITLE_COLUMNS(" fact INTEGER,") ")",
    "INSERT OR IGNORE INTO temp.titles_said" FROM_IMAGE("titles", ""),
    "INSERT OR IGNORE INTO temp.titles_had" FROM_IMAGE(
        "title_keys", ", json_extract(j.value, '$[3]')"),
    NULL,
};

/* What another program wrote since the last import has its keys from the next one,
 * which looks for a work by what is new of them; any other row has its title's. */
#define TOUCHED                                                              \
    " EXISTS (SELECT 1 FROM temp.touched_before WHERE book_id = :book)"      \
    " OR EXISTS (SELECT 1 FROM book_author AS l JOIN temp.touched_before AS" \
    " t ON t.kind = 'a' AND t.author_id = l.author_id WHERE l.book_id = "    \
    ":book)"

#define THAT_KEY " book_id = :book AND hash_high = :high AND hash_low = :low"
#define NOT_IN(table) \
    " NOT EXISTS (SELECT 1 FROM temp." table " WHERE" THAT_KEY ")"

/* What was right before the split: it goes, or says what it said before the merge. */
static const char *const take_titles[] = {
    "DELETE FROM book_keys WHERE kind = 2 AND" THAT_KEY
    " AND" NOT_IN("titles_had"),
    "UPDATE book_keys SET fact = (SELECT fact FROM temp.titles_had"
    " WHERE" THAT_KEY ") WHERE kind = 2 AND" THAT_KEY,
};

/* The year of a key that is there already is the row's. */
#define PUT(condition)                                                           \
    "INSERT INTO book_keys SELECT :book, 2, :high, :low, :year WHERE " condition \
    " ON CONFLICT DO UPDATE SET fact = excluded.fact"

int decide_titles_after(struct decide *decide, struct title_keys *keys,
                        bool drop, struct error *error)
{
    /* what it said before the merge and had no key of, it has none of again */
    const char *put = drop ? PUT("(" NOT_IN("titles_said") " OR NOT" NOT_IN(
                                 "titles_had") " OR NOT (" TOUCHED "))")
                           : PUT("true");
    const struct result_sink sink = {keys, no_columns, title_row};

    keys->fill = &keys->after;
    if ((drop && decide_run_all(decide, read_titles, error)) ||
        decide_rows(decide, titles, &sink, error))
        return -1;
    for (size_t i = 0; drop && i < keys->before.count; i++)
        for (size_t j = 0; j < sizeof take_titles / sizeof *take_titles; j++)
            if (title_run(decide, take_titles[j], &keys->before.at[i],
                          keys->before.at[i].key, error))
                return -1;
    for (size_t i = 0; i < keys->after.count; i++)
        if (title_run(decide, put, &keys->after.at[i], keys->after.at[i].key,
                      error) ||
            renew_works(decide, &keys->after.at[i], error))
            return -1;
    return 0;
}
