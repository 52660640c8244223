/*
 * Compares the schema of a database with the texts it was made from. SQLite
 * keeps the text of each CREATE as it was written, but for the words between
 * CREATE and the name; so texts are compared without blanks and without IF NOT
 * EXISTS.
 *
 * An application may add columns to the three tables, which ALTER TABLE puts behind
 * the last of ours. Those of a database that was taken over are another program's
 * declarations: verify_adopted.c looks at what they must have.
 *
 * A statement of our files begins with CREATE at the beginning of a line and
 * ends with a semicolon at the end of one; a trigger ends with END; on a line.
 */
#include "schema_objects.h"
#include "schema_steps.h"
#include "verify.h"

#include "../pipeline/embedded.h"

#define OBJECT_MAX 32768 /* bytes of one statement, further columns included */

/* That it found no memory for a page, SQLite tells like damage. */
static int damage_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    static const char short_of_memory[] = "error code=7";
    const size_t len = sizeof short_of_memory - 1;
    struct slice text = values[0].text;

    (void)count;
    if (text.len >= len &&
        memcmp(text.at + text.len - len, short_of_memory, len) == 0)
        return error_memory(error);
    return verdict_add(context, error, "%.*s", SLICE_ARG(text));
}

int check_damage(struct store *store, struct verdict *verdict,
                 struct error *error)
{
    const struct result_sink sink = {verdict, check_no_columns, damage_row};

    return store->type->query(
        store,
        "SELECT integrity_check FROM pragma_integrity_check"
        " WHERE integrity_check <> 'ok'",
        NULL, 0, &sink, error);
}

const char *schema_text(const char *file)
{
    for (size_t i = 0; embedded_files[i].name; i++)
        if (strcmp(embedded_files[i].name, file) == 0)
            return embedded_files[i].text;
    return "";
}

static struct slice word_at(const char **at)
{
    struct slice word;

    *at += strspn(*at, " \n");
    word = (struct slice){*at, strcspn(*at, " \n(")};
    *at += word.len;
    return word;
}

bool schema_object_next(const char **at, struct schema_object *object)
{
    const char *start =
        strncmp(*at, "CREATE ", 7) == 0 ? *at : strstr(*at, "\nCREATE ");
    const char *word, *end;

    if (!start)
        return false;
    start += *start == '\n';
    word = start + 7;
    object->type = word_at(&word);
    object->name = word_at(&word);
    if (slice_is(object->name, "IF")) {
        (void)word_at(&word);
        (void)word_at(&word);
        object->name = word_at(&word);
    }
    if (slice_is(object->type, "TRIGGER")) {
        end = strstr(start, "\nEND;");
        end = end ? end + 4 : NULL;
    } else {
        end = strstr(start, ";\n");
    }
    if (!end)
        return false;
    object->text = slice_between(start, end);
    *at = end;
    return true;
}

/* Behind the blank, comment or IF NOT EXISTS at `at`; at itself: there is none. */
static const char *skip_one(const char *at, const char *end)
{
    static const char optional[] = "IF NOT EXISTS ";
    const size_t len = (size_t)(end - at);

    if (*at == ' ' || *at == '\n')
        return at + 1;
    if (len > 1 && at[0] == '-' && at[1] == '-') {
        const char *line = memchr(at, '\n', len);

        return line ? line : end;
    }
    if (len > 3 && at[0] == '/' && at[1] == '*') {
        for (at += 3; at < end; at++)
            if (at[-1] == '*' && at[0] == '/')
                return at + 1;
        return end;
    }
    return len >= sizeof optional - 1 &&
                   memcmp(at, optional, sizeof optional - 1) == 0
               ? at + sizeof optional - 1
               : at;
}

/* Without blanks and comments, but for those in quotes, and IF NOT EXISTS; as far
 * as room goes. */
static struct slice squeeze(struct slice text, char room[OBJECT_MAX])
{
    const char *at = text.at, *end = text.at + text.len;
    char quote = 0;
    size_t len = 0;

    while (at < end && len < OBJECT_MAX) {
        const char *next = quote ? at : skip_one(at, end);

        if (next == at) {
            if (quote ? *at == quote : strchr("'\"`", *at) != NULL)
                quote = quote ? 0 : *at;
            room[len++] = *next++;
        }
        at = next;
    }
    return (struct slice){room, len};
}

static bool is_anybodys(const struct schema_object *object)
{
    return slice_is(object->type, "TABLE") &&
           (slice_is(object->name, "books") ||
            slice_is(object->name, "authors") ||
            slice_is(object->name, "book_author"));
}

/* Behind the last column of a table: its key, or its parenthesis. */
static size_t columns_end(struct slice table)
{
    static const char key[] = ",PRIMARYKEY(";
    size_t last = 0;

    for (size_t i = 0; i < table.len; i++) {
        if (table.len - i >= sizeof key - 1 &&
            memcmp(table.at + i, key, sizeof key - 1) == 0)
            return i;
        if (table.at[i] == ')')
            last = i;
    }
    return last;
}

/* Are they our declarations, and further ones behind our last column? */
static bool has_more(struct slice ours, struct slice theirs)
{
    size_t head = columns_end(ours), tail = ours.len - head;

    return theirs.len > ours.len && theirs.at[head] == ',' &&
           memcmp(theirs.at, ours.at, head) == 0 &&
           memcmp(theirs.at + theirs.len - tail, ours.at + head, tail) == 0;
}

struct comparison {
    const struct schema_object *object;
    bool found, equal;
};

static int schema_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    struct comparison *comparison = context;
    char our_room[OBJECT_MAX], their_room[OBJECT_MAX];
    struct slice ours = squeeze(comparison->object->text, our_room);
    struct slice theirs = squeeze(values[0].text, their_room);

    (void)count, (void)error;
    comparison->found = true;
    comparison->equal =
        slice_equal(ours, theirs) ||
        (is_anybodys(comparison->object) && has_more(ours, theirs));
    return 0;
}

int schema_compare(struct store *store, const struct schema_object *object,
                   enum schema_state *state, struct error *error)
{
    struct comparison comparison = {.object = object};
    const struct result_sink sink = {&comparison, check_no_columns, schema_row};
    const struct parameter parameters[] = {
        {"type", {.kind = VALUE_TEXT, .text = object->type}},
        {"name", {.kind = VALUE_TEXT, .text = object->name}},
    };

    if (store->type->query(store,
                           "SELECT sql FROM sqlite_schema"
                           " WHERE type = lower(:type) AND name = :name",
                           parameters, 2, &sink, error))
        return -1;
    *state = comparison.equal   ? SCHEMA_EQUAL
             : comparison.found ? SCHEMA_CHANGED
                                : SCHEMA_MISSING;
    return 0;
}

static int compare(struct store *store, const struct schema_object *object,
                   struct verdict *verdict, struct error *error)
{
    enum schema_state state;

    if (schema_compare(store, object, &state, error))
        return -1;
    if (state == SCHEMA_EQUAL)
        return 0;
    return verdict_add(verdict, error, "%.*s %.*s %s", SLICE_ARG(object->type),
                       SLICE_ARG(object->name),
                       state == SCHEMA_CHANGED ? "changed" : "missing");
}

/* What may be otherwise than this program makes it. */
struct allowance {
    bool adopted;    /* the tables that another program made: check_adopted */
    int64_t version; /* the tables that an upgrade from there changes */
};

static bool is_allowed(const struct allowance *allowance,
                       const struct schema_object *object)
{
    return (allowance->adopted && is_anybodys(object)) ||
           (slice_is(object->type, "TABLE") &&
            schema_step_awaits(allowance->version, object->name));
}

static int compare_file(struct store *store, const char *name,
                        const struct allowance *allowance,
                        struct verdict *verdict, struct error *error)
{
    const char *at = schema_text(name);
    struct schema_object object;

    while (schema_object_next(&at, &object))
        if (!is_allowed(allowance, &object) &&
            compare(store, &object, verdict, error))
            return -1;
    return 0;
}

static int allowance_row(void *context, const struct value *values,
                         size_t count, struct error *error)
{
    struct allowance *allowance = context;

    (void)count, (void)error;
    allowance->adopted = values[0].integer > 0;
    allowance->version = values[1].integer;
    return 0;
}

static int state_row(void *context, const struct value *values, size_t count,
                     struct error *error)
{
    (void)count, (void)error;
    *(bool *)context = values[0].integer > 0;
    return 0;
}

int check_schema(struct store *store, struct verdict *verdict,
                 struct error *error)
{
    struct allowance allowance = {.adopted = false};
    const struct result_sink sink = {&allowance, check_no_columns,
                                     allowance_row};

    if (store->type->query(store,
                           "SELECT (SELECT count(*) FROM meta"
                           " WHERE name = 'adopted'), user_version"
                           " FROM pragma_user_version",
                           NULL, 0, &sink, error) ||
        compare_file(store, "schema.sql", &allowance, verdict, error) ||
        check_further(store, verdict, error))
        return -1;
    return allowance.adopted ? check_adopted(store, verdict, error) : 0;
}

/* They are made at the end of the first load: before one is complete, none is
 * missed. What merges, prunes and repairs write down is no load. */
int check_indexes(struct store *store, struct verdict *verdict,
                  struct error *error)
{
    const struct allowance none = {.version = SCHEMA_VERSION};
    bool complete = false;
    const struct result_sink sink = {&complete, check_no_columns, state_row};

    if (store->type->query(store,
                           "SELECT count(*) FROM imports"
                           " WHERE state = 'complete' AND job IS NOT NULL",
                           NULL, 0, &sink, error))
        return -1;
    if (!complete)
        return 0;
    return compare_file(store, "indexes.sql", &none, verdict, error);
}
