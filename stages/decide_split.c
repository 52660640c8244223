/*
 * A merge is taken back from its image, as far as nobody changed since what it made:
 * a link or a column that is another now stays as it is, and what came later stays
 * with the row that stayed.
 */
#include "decide.h"
#include "is_json.h"

#include <inttypes.h>

/* ---- rows from the image ---- */

/* The columns that a table has and its image too, as a list, and their values out
 * of a JSON object. */
static int columns(struct decide *decide, const char *table, const char *member,
                   const char *object, const char **list, const char **values,
                   struct error *error)
{
    struct slice text, sql[2];
    const char *const formats[] = {
        "SELECT replace(group_concat(printf('\"%%w\"', c.name), ', '), '@',"
        " '@@@@') FROM pragma_table_info('%s', 'main') AS c WHERE c.name IN (SELECT j.key"
        " FROM decisions AS d, json_each(d.image, '%s') AS j"
        " WHERE d.id = :decision)",
        "SELECT replace(group_concat(printf('json_extract(%s, %%Q)',"
        " printf('$.\"%%s\"', c.name)), ', '), '@', '@@@@') FROM"
        " pragma_table_info('%s', 'main') AS c WHERE c.name IN (SELECT j.key"
        " FROM decisions AS d, json_each(d.image, '%s') AS j"
        " WHERE d.id = :decision)",
    };

    sql[0] = arena_printf(decide->arena, formats[0], table, member);
    sql[1] = arena_printf(decide->arena, formats[1], object, table, member);
    if (!sql[0].at || !sql[1].at)
        return error_memory(error);
    if (decide_text(decide, sql[0].at, &text, error))
        return -1;
    *list = text.at;
    if (decide_text(decide, sql[1].at, &text, error))
        return -1;
    *values = text.at;
    return 0;
}

static int run_made(struct decide *decide, struct slice sql,
                    struct error *error)
{
    return sql.at ? decide_run(decide, sql.at, NULL, error)
                  : error_memory(error);
}

static int give_back_row(struct decide *decide, struct error *error)
{
    const char *list = NULL, *values = NULL;
    int64_t there = 0;

    if (columns(decide, "@owns", "$.row", "d.image -> ''$.row''", &list,
                &values, error))
        return -1;
    if (run_made(decide,
                 arena_printf(decide->arena,
                              "INSERT INTO @owns (%s) SELECT %s"
                              " FROM decisions AS d WHERE d.id = :decision",
                              list, values),
                 error) ||
        decide_run(decide, "SELECT count(*) FROM @owns WHERE id = :gone",
                   &there, error))
        return -1;
    return there ? 0
                 : error_set(error, ERROR_USAGE,
                             "a trigger of this database ignores that %s "
                             "%" PRId64 " is to be there again; take it away "
                             "first",
                             decide_own(decide), decide->gone);
}

/* Columns of a book that its records have stated since the merge as well: the ledger
 * says so of the place where such a record was seen last. Who was merged on later was
 * another book at that time. */
#define STATED_SINCE                                                            \
    "(SELECT e.field FROM ledger AS e JOIN source_records AS s ON s.file_id ="  \
    " e.file_id AND s.record = e.record WHERE '@own' = 'book' AND e.book_id IN" \
    " (SELECT keep_id FROM decisions WHERE subject = 'book' AND verdict ="      \
    " 'same') AND e.event = 'stated' AND e.id > (SELECT max(id) FROM ledger"    \
    " WHERE book_id = :keep AND event = 'merged' AND after = :gone)"            \
    " AND s.book_id = :keep AND s.id NOT IN (SELECT json_extract(j.value,"      \
    " '$[0]') FROM decisions AS d, json_each(d.image, '$.records') AS j"        \
    " WHERE d.id = :decision))"

/* What the merge alone filled in is taken out of the row that stays. */
static int restore_kept(struct decide *decide, struct error *error)
{
    struct slice sets;

    if (decide_text(
            decide,
            "SELECT replace(group_concat(printf('\"%w\" = CASE WHEN \"%w\" IS"
            " json_extract(d.image, %Q) THEN json_extract(d.image, %Q)"
            " ELSE \"%w\" END', c.name, c.name,"
            " printf('$.merged.\"%s\"', c.name),"
            " printf('$.kept.\"%s\"', c.name), c.name), ', '), '@', '@@@@')"
            " FROM pragma_table_info('@owns', 'main') AS c WHERE c.pk = 0"
            " AND c.name IN (SELECT j.key FROM decisions AS d,"
            " json_each(d.image, '$.merged') AS j WHERE d.id = :decision)"
            " AND c.name NOT IN " STATED_SINCE,
            &sets, error))
        return -1;
    return run_made(decide,
                    arena_printf(decide->arena,
                                 "UPDATE @owns SET %s FROM (SELECT image FROM"
                                 " decisions WHERE id = :decision) AS d"
                                 " WHERE @owns.id = :keep",
                                 sets.at),
                    error);
}

/* ---- links ---- */

/* The links that are as the merge left them, and whose other side is there. */
static int choose_links(struct decide *decide, struct error *error)
{
    struct slice text;
    const char *const counts =
        "SELECT count(*) FROM decisions AS d, json_each(d.image, '$.links')"
        " WHERE d.id = :decision";

    if (decide_text(decide,
                    "SELECT replace(group_concat(quote(name)"
                    " || printf(', l.\"%w\"', name), ', '), '@', '@@@@')"
                    " FROM pragma_table_info('book_author', 'main')",
                    &text, error) ||
        decide_run(decide, counts, &decide->left, error) ||
        run_made(decide,
                 arena_printf(
                     decide->arena,
                     "CREATE TEMP TABLE split_links AS"
                     " SELECT l.@other_id AS other_id FROM main.decisions AS d,"
                     " json_each(d.image, '$.merged_links') AS j"
                     " JOIN main.book_author AS l ON l.@own_id = d.keep_id"
                     " AND l.@other_id = json_extract(j.value, '$.@other_id')"
                     " AND json_object(%s) = j.value"
                     " WHERE d.id = %" PRId64,
                     text.at, decide->decision),
                 error) ||
        decide_run(decide, "SELECT count(*) FROM temp.split_links",
                   &decide->moved, error))
        return -1;
    decide->left -= decide->moved;
    return 0;
}

#define CHOSEN                                                         \
    " FROM decisions AS d, json_each(d.image, '%s') AS j"              \
    " WHERE d.id = :decision AND json_extract(j.value, '$.@other_id')" \
    " IN (SELECT other_id FROM temp.split_links)"

static int give_back_links(struct decide *decide, struct error *error)
{
    const char *list = NULL, *values = NULL;

    if (choose_links(decide, error) ||
        columns(decide, "book_author", "$.links[0]", "j.value", &list, &values,
                error) ||
        decide_run(decide,
                   "DELETE FROM book_author WHERE @own_id = :keep AND @other_id"
                   " IN (SELECT other_id FROM temp.split_links)",
                   NULL, error))
        return -1;
    if (!list) /* there were none */
        return 0;
    return run_made(
               decide,
               arena_printf(decide->arena,
                            "INSERT INTO book_author (%s) SELECT %s" CHOSEN,
                            list, values, "$.kept_links"),
               error) ||
                   run_made(decide,
                            arena_printf(
                                decide->arena,
                                "INSERT INTO book_author (%s) SELECT %s" CHOSEN,
                                list, values, "$.links"),
                            error)
               ? -1
               : 0;
}

/* A place that somebody took meanwhile is not given twice. */
static const char clear_places[] =
    "UPDATE book_author SET publication_order = (SELECT 1 + max("
    "o.publication_order) FROM book_author AS o"
    " WHERE o.book_id = book_author.book_id) WHERE @own_id = :gone"
    " AND EXISTS (SELECT 1 FROM book_author AS o"
    " WHERE o.book_id = book_author.book_id"
    " AND o.author_id <> book_author.author_id"
    " AND o.publication_order = book_author.publication_order)";

/* ---- keys, forms, records ---- */

#define IN_IMAGE(member)                                                   \
    "(SELECT json_extract(j.value, '$[1]'), json_extract(j.value, '$[2]')" \
    " FROM decisions AS d, json_each(d.image, '$." member "') AS j"        \
    " WHERE d.id = :decision)"
#define NAMES_IN_IMAGE(member)                                   \
    "(SELECT json_extract(j.value, '$[0]') FROM decisions AS d," \
    " json_each(d.image, '$." member "') AS j WHERE d.id = :decision)"

static const char *const give_back_keys[] = {
    "DELETE FROM @own_keys WHERE @own_id = :keep AND (hash_high, hash_low) IN " IN_IMAGE(
        "keys") " AND (hash_high, hash_low) NOT IN " IN_IMAGE("kept_keys"),
    "INSERT OR IGNORE INTO @own_keys SELECT :gone,"
    " json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]'),"
    " json_extract(j.value, '$[2]'), json_extract(j.value, '$[3]')"
    " FROM decisions AS d, json_each(d.image, '$.keys') AS j"
    " WHERE d.id = :decision",
    NULL,
};

static const char *const of_author[] = {
    "DELETE FROM author_names WHERE author_id = :keep AND source = 'merge'"
    " AND (name IN " NAMES_IN_IMAGE(
        "names") " OR name IN (SELECT gone_name"
                 " FROM decisions WHERE id = :decision))"
                 " AND name NOT IN " NAMES_IN_IMAGE("kept_names"),
    "INSERT OR IGNORE INTO author_names SELECT :gone,"
    " json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]'),"
    " json_extract(j.value, '$[2]'), json_extract(j.value, '$[3]')"
    " FROM decisions AS d, json_each(d.image, '$.names') AS j"
    " WHERE d.id = :decision",
    /* those that named both name both again */
    "UPDATE source_records SET authors = coalesce((SELECT json_group_array("
    "v.id) FROM (SELECT CASE WHEN c.value = :keep AND instr(replace(replace("
    "r.before, '[', ','), ']', ','), ',' || :keep || ',') = 0 THEN :gone"
    " ELSE c.value END AS id FROM json_each(source_records.authors) AS c"
    " UNION ALL SELECT :gone WHERE instr(replace(replace(r.before, '[', ','),"
    " ']', ','), ',' || :keep || ',') > 0) AS v), authors)"
    " FROM (SELECT json_extract(j.value, '$[0]') AS id,"
    " json_extract(j.value, '$[1]') AS before FROM decisions AS d,"
    " json_each(d.image, '$.records') AS j WHERE d.id = :decision) AS r"
    " WHERE source_records.id = r.id AND " AUTHORS_ARE_JSON
    " AND r.before IS NOT NULL AND instr(replace(replace(authors, '[', ','),"
    " ']', ','), ',' || :keep || ',')",
    NULL,
};

/* ---- works ---- */

#define WORK(book) "coalesce(" book ".work_id, " book ".id)"
#define WORK_OF_GONE "(SELECT " WORK("w") " FROM books AS w WHERE w.id = :gone)"
#define FROM_IMAGE(member)                          \
    "(SELECT json_extract(d.image, '$." member "')" \
    " FROM decisions AS d WHERE d.id = :decision)"
/* The editions that the merge moved: id, work_id */
#define MOVED                                                        \
    "(SELECT json_extract(j.value, '$[0]') AS id,"                   \
    " json_extract(j.value, '$[1]') AS work_id FROM decisions AS d," \
    " json_each(d.image, '$.works') AS j WHERE d.id = :decision)"
/* Has the book in hand a title in common with one of those? */
#define SHARES(those)                                                 \
    "EXISTS (SELECT 1 FROM book_keys AS k JOIN book_keys AS m"        \
    " ON m.hash_high = k.hash_high AND m.hash_low = k.hash_low"       \
    " JOIN books AS o ON o.id = m.book_id WHERE k.book_id = books.id" \
    " AND k.kind IN (2, 6) AND m.kind IN (2, 6) AND " those ")"

/* clang-format off */
static const char *const of_book[] = {
    "UPDATE books SET work_id = m.work_id FROM " MOVED " AS m"
    " WHERE books.id = m.id AND " WORK("books") " = " FROM_IMAGE("work"),
    /* all of them went elsewhere since: it follows */
    "UPDATE books SET work_id = (SELECT nullif(" WORK("o") ", :gone) FROM books"
    " AS o JOIN " MOVED " AS m ON m.id = o.id ORDER BY o.id LIMIT 1) WHERE id ="
    " :gone AND EXISTS (SELECT 1 FROM books AS o JOIN " MOVED " AS m ON m.id ="
    " o.id) AND NOT EXISTS (SELECT 1 FROM books AS o JOIN " MOVED " AS m ON"
    " m.id = o.id WHERE " WORK("o") " = " WORK_OF_GONE ")",
    /* editions that came since go with those whose titles they have */
    "UPDATE books SET work_id = " WORK_OF_GONE " WHERE work_id = "
    FROM_IMAGE("work") " AND id > " FROM_IMAGE("last") " AND id <> :gone AND "
    WORK_OF_GONE " <> " FROM_IMAGE("work") " AND "
    SHARES(WORK("o") " = " WORK_OF_GONE) " AND NOT "
    SHARES(WORK("o") " = " FROM_IMAGE("work") " AND o.id <= " FROM_IMAGE("last")),
    NULL,
};
/* clang-format on */

static const char *const write_down[] = {
    "UPDATE source_records SET @own_id = :gone WHERE @own_id = :keep"
    " AND id IN (SELECT json_extract(j.value, '$[0]') FROM decisions AS d,"
    " json_each(d.image, '$.records') AS j WHERE d.id = :decision"
    " AND json_extract(j.value, '$[2]') = :gone)",
    "INSERT INTO ledger (import_id, subject, @own_id, event, rule, before,"
    " after) SELECT :batch, '@own', :keep, 'split', 'decision', gone_name,"
    " :gone FROM decisions WHERE id = :decision",
    "INSERT INTO ledger (import_id, subject, @own_id, event, rule, before,"
    " after) SELECT :batch, '@own', :gone, 'split', 'decision', gone_name,"
    " :keep FROM decisions WHERE id = :decision",
    "UPDATE imports SET @owns_new = 1, @owns_updated = 1 WHERE id = :batch",
    "UPDATE decisions SET undone = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
    " WHERE id = :decision",
    NULL,
};

/* ---- the whole ---- */

/* What a later merge made of the links it found, this one's among them, can't be
 * told apart from here: the last comes first. */
static int check_later(struct decide *decide, struct error *error)
{
    int64_t later = 0;

    if (decide_run(decide,
                   "SELECT ifnull((SELECT gone_id FROM decisions"
                   " WHERE subject = '@own' AND verdict = 'same'"
                   " AND undone IS NULL AND keep_id = :keep"
                   " AND id > :decision ORDER BY id DESC LIMIT 1), 0)",
                   &later, error))
        return -1;
    if (later)
        return error_set(error, ERROR_USAGE,
                         "%s %" PRId64 " was merged into %" PRId64
                         " later: split that one first",
                         decide_own(decide), later, decide->keep);
    return 0;
}

/* What became of the row that stayed, and whether that can be taken back. */
static const char whereabouts[] =
    "SELECT coalesce((SELECT printf('was merged into %d itself: split these two"
    " first', keep_id) FROM decisions WHERE subject = '@own'"
    " AND verdict = 'same' AND undone IS NULL AND gone_id = :keep),"
    " (SELECT printf('was deleted by import %d: take that back first', i.id)"
    " FROM ledger AS e JOIN imports AS i ON i.id = e.import_id"
    " WHERE e.@own_id = :keep AND e.subject = '@own' AND e.event = 'deleted'"
    " AND i.job IS NOT NULL AND i.state <> 'undone' ORDER BY e.id DESC LIMIT 1),"
    " 'is gone, so that merge can''t be taken back any more')";

static int refuse_split(struct decide *decide, struct error *error)
{
    struct slice text;

    if (decide_text(decide, whereabouts, &text, error))
        return -1;
    return error_set(error, ERROR_USAGE,
                     "%s %" PRId64 ", which %s %" PRId64
                     " was merged into, %.*s",
                     decide_own(decide), decide->keep, decide_own(decide),
                     decide->gone, SLICE_ARG(text));
}

static int check_split(struct decide *decide, struct error *error)
{
    int64_t kept = 0, gone = 0;

    if (decide_run(decide, "SELECT count(*) FROM @owns WHERE id = :keep", &kept,
                   error) ||
        decide_run(decide, "SELECT count(*) FROM @owns WHERE id = :gone", &gone,
                   error))
        return -1;
    if (gone)
        return error_set(error, ERROR_USAGE, "%s %" PRId64 " is there already",
                         decide_own(decide), decide->gone);
    if (!kept)
        return refuse_split(decide, error);
    return check_later(decide, error);
}

int decide_split(struct decide *decide, struct error *error)
{
    bool author = decide->subject == FIND_AUTHORS;
    struct title_keys *titles;

    if (check_split(decide, error) ||
        decide_batch(decide, "bibload split", error) ||
        decide_titles_before(decide, &titles, error) ||
        give_back_row(decide, error) || restore_kept(decide, error) ||
        give_back_links(decide, error) ||
        decide_run(decide, clear_places, NULL, error) ||
        decide_run_all(decide, give_back_keys, error) ||
        decide_stated(decide, decide->keep, error) ||
        decide_stated(decide, decide->gone, error) ||
        decide_run_all(decide, author ? of_author : of_book, error))
        return -1;
    if (author && (decide_facts(decide, decide->keep, error) ||
                   decide_facts(decide, decide->gone, error)))
        return -1;
    if (decide_run_all(decide, write_down, error))
        return -1;
    return decide_titles_after(decide, titles, true, error);
}
