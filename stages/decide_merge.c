/*
 * Two authors or two books become one. Nothing is lost: what of the one that goes
 * does not live on in the other is in the image.
 */
#include "decide.h"
#include "is_json.h"

#include "name_script.h"

#include <inttypes.h>

#define STATED(link) \
    "(" link ".royalty_stated OR " link ".royalty_percentage <> 0)"

/* The words of both, in order, each once. */
#define WORDS(text)                                      \
    "json_each('[' || replace(json_quote(coalesce(" text \
    ", '')), ' ', '\",\"')"                              \
    " || ']')"
/* clang-format off */
#define UNION_OF(column) \
    column " = nullif((SELECT group_concat(u.word, ' ') FROM (SELECT" \
    " w.word, min(w.place) FROM (SELECT j.value AS word, j.key AS place" \
    " FROM " WORDS("book_author." column) " AS j UNION ALL SELECT j.value," \
    " 1000 + j.key FROM " WORDS("g." column) " AS j) AS w WHERE w.word <>" \
    " '' GROUP BY w.word ORDER BY min(w.place)) AS u), '')"
/* clang-format on */

/* ---- what stands in the way ---- */

/* Another program's rows would go with ours, or forbid it, or be left hanging: who
 * they mean now is for its people to say. */
static const char referring_tables[] =
    "SELECT replace(group_concat(printf('SELECT ''%q.%q'' AS place FROM"
    " main.\"%w\" WHERE \"%w\" = :%s', t.name, f.\"from\", t.name,"
    " f.\"from\", 'gone'), ' UNION ALL '), '@', '@@@@')"
    " FROM main.sqlite_schema AS t"
    " JOIN pragma_foreign_key_list(t.name, 'main') AS f"
    " WHERE t.type = 'table' AND lower(f.\"table\") = '@owns'"
    " AND lower(t.name) <> 'book_author'";

static int check_others(struct decide *decide, struct error *error)
{
    struct slice sql, place;

    if (decide_text(decide, referring_tables, &sql, error))
        return -1;
    if (!sql.at)
        return 0;
    if (decide_text(decide, sql.at, &place, error))
        return -1;
    if (!place.at)
        return 0;
    return error_set(error, ERROR_USAGE,
                     "%.*s of another program refers to %s %" PRId64
                     "; let it refer to %" PRId64 " first",
                     SLICE_ARG(place), decide_own(decide), decide->gone,
                     decide->keep);
}

static const char two_royalties[] =
    "SELECT printf('book %d, %s: %s, author %d', g.book_id, b.title,"
    " a.name, g.author_id) || printf(' has %.10g (%s), @own %d has"
    " %.10g (%s)', g.royalty_percentage, coalesce(g.royalty_mode, 'rate'),"
    " :keep, k.royalty_percentage, coalesce(k.royalty_mode, 'rate'))"
    " FROM book_author AS g JOIN book_author AS k"
    " ON k.@own_id = :keep AND k.@other_id = g.@other_id"
    " JOIN books AS b ON b.id = g.book_id"
    " JOIN authors AS a ON a.id = g.author_id"
    " WHERE g.@own_id = :gone AND " STATED("g") " AND " STATED(
        "k") " AND (round(g.royalty_percentage * 10000)"
             " <> round(k.royalty_percentage * 10000)"
             " OR coalesce(g.royalty_mode, 'rate') <> coalesce(k.royalty_mode, 'rate'))"
             " ORDER BY g.@other_id DESC";

static int check_royalties(struct decide *decide, struct error *error)
{
    struct slice text;

    if (decide_text(decide, two_royalties, &text, error))
        return -1;
    if (!text.at)
        return 0;
    return error_set(error, ERROR_USAGE,
                     "two royalties are stated for one link: %.*s; correct "
                     "one of them first",
                     SLICE_ARG(text));
}

/* ---- links ---- */

/* clang-format off */
static const char unite_links[] =
    "UPDATE book_author SET publication_order ="
    " coalesce(book_author.publication_order, g.publication_order),"
    " royalty_percentage = CASE WHEN " STATED("book_author") " THEN"
    " book_author.royalty_percentage ELSE g.royalty_percentage END,"
    " royalty_mode = CASE WHEN " STATED("book_author") " THEN"
    " book_author.royalty_mode ELSE g.royalty_mode END, royalty_stated ="
    " coalesce(" STATED("book_author") " OR " STATED("g") ", 0), "
    UNION_OF("role") ", " UNION_OF("edited") " FROM book_author AS g WHERE"
    " g.@own_id = :gone AND g.@other_id = book_author.@other_id AND"
    " book_author.@own_id = :keep";
/* clang-format on */

static const char count_united[] =
    "SELECT count(*) FROM book_author AS g JOIN book_author AS k"
    " ON k.@own_id = :keep AND k.@other_id = g.@other_id"
    " WHERE g.@own_id = :gone";

static const char drop_united[] =
    "DELETE FROM book_author WHERE @own_id = :gone AND @other_id IN"
    " (SELECT @other_id FROM book_author WHERE @own_id = :keep)";

static const char count_moved[] =
    "SELECT count(*) FROM book_author WHERE @own_id = :gone";

/* As the next import would have: another program does not say so itself. */
#define MARK_STATED                         \
    "royalty_stated = max(royalty_stated, " \
    "coalesce(royalty_percentage, 0) <> 0)"

/* The books of the one are disjoint from the other's now: orders stay. */
static const char move_to_author[] =
    "UPDATE book_author SET author_id = :keep, " MARK_STATED
    " WHERE author_id = :gone";

/* On a book a place that is taken is not given twice: such links come behind. */
static const char move_to_book[] =
    "UPDATE book_author SET book_id = :keep, publication_order = o.place, " MARK_STATED
    " FROM (SELECT g.author_id, CASE WHEN g.publication_order IS NULL THEN NULL"
    " WHEN k.author_id IS NULL THEN g.publication_order"
    " ELSE (SELECT max(publication_order) FROM book_author"
    " WHERE book_id IN (:keep, :gone)) + row_number() OVER"
    " (PARTITION BY k.author_id IS NULL ORDER BY g.publication_order) END"
    " AS place FROM book_author AS g LEFT JOIN book_author AS k"
    " ON k.book_id = :keep AND k.publication_order = g.publication_order"
    " WHERE g.book_id = :gone) AS o"
    " WHERE book_author.book_id = :gone"
    " AND book_author.author_id = o.author_id";

static int merge_links(struct decide *decide, struct error *error)
{
    return decide_run(decide, count_united, &decide->united, error) ||
                   decide_run(decide, unite_links, NULL, error) ||
                   decide_run(decide, drop_united, NULL, error) ||
                   decide_run(decide, count_moved, &decide->moved, error) ||
                   decide_run(decide,
                              decide->subject == FIND_AUTHORS ? move_to_author
                                                              : move_to_book,
                              NULL, error)
               ? -1
               : 0;
}

/* ---- keys, forms, fields, records ---- */

/* A name's key becomes that of a variant; what the other has already is left. */
#define MOVE_KEYS                                                           \
    "INSERT OR IGNORE INTO @own_keys SELECT :keep, CASE kind WHEN 3 THEN 4" \
    " ELSE kind END, hash_high, hash_low, fact FROM @own_keys AS g"         \
    " WHERE @own_id = :gone AND NOT EXISTS (SELECT 1 FROM @own_keys AS k"   \
    " WHERE k.@own_id = :keep AND k.hash_high = g.hash_high"                \
    " AND k.hash_low = g.hash_low)"

#define FILL(column) column " = coalesce(@owns." column ", g." column ")"

/* One id of a scheme: the other stays a key. */
/* clang-format off */
static const char fill_author[] =
    "UPDATE authors SET sort_name = coalesce(authors.sort_name, CASE WHEN"
    " g.name = authors.name THEN g.sort_name END), " FILL("kind") ", "
    FILL("dates") ", " FILL("titles") ", " FILL("fuller_name") ", authority_id"
    " = nullif(trim(coalesce(authors.authority_id, '') || coalesce((SELECT"
    " group_concat(' ' || j.value, '') FROM " WORDS("g.authority_id") " AS j"
    " WHERE instr(j.value, ':') AND instr(' ' || coalesce(authors.authority_id,"
    " ''), ' ' || substr(j.value, 1, instr(j.value, ':'))) = 0), '')), '') FROM"
    " authors AS g WHERE authors.id = :keep AND g.id = :gone";
/* clang-format on */

static const char *const merge_author[] = {
    MOVE_KEYS,
    "INSERT OR IGNORE INTO author_names SELECT :keep, name, sort_name, script,"
    " 'merge' FROM author_names WHERE author_id = :gone AND name NOT IN"
    " (SELECT name FROM authors WHERE id = :keep)",
    fill_author,
    "UPDATE source_records SET author_id = :keep WHERE author_id = :gone",
    /* the ids of the image's records: each once, where it first stood */
    "UPDATE source_records SET authors = (SELECT json_group_array(u.id) FROM"
    " (SELECT CASE j.value WHEN :gone THEN :keep ELSE j.value END AS id"
    " FROM json_each(source_records.authors) AS j GROUP BY 1"
    " ORDER BY min(j.key)) AS u)"
    " WHERE " AUTHORS_ARE_JSON
    " AND id IN (SELECT json_extract(j.value, '$[0]')"
    " FROM decisions AS d, json_each(d.image, '$.records') AS j"
    " WHERE d.id = :decision)",
    NULL,
};

#define WORK_OF(side)                                   \
    "(SELECT coalesce(w.work_id, w.id) FROM books AS w" \
    " WHERE w.id = :" side ")"

/* clang-format off */
static const char *const merge_book[] = {
    MOVE_KEYS,
    "UPDATE books SET subtitle = coalesce(books.subtitle, CASE WHEN g.title ="
    " books.title THEN g.subtitle END), " FILL("isbn") ", " FILL("issn") ", "
    FILL("year") ", " FILL("publisher") ", " FILL("language") ", "
    FILL("material") ", " FILL("extra") ", " FILL("uniform_title") ", "
    FILL("lccn") ", " FILL("oclc") " FROM books AS g WHERE books.id = :keep AND"
    " g.id = :gone",
    /* their works are one */
    "UPDATE books SET work_id = nullif(" WORK_OF("keep") ", id) WHERE (work_id"
    " = " WORK_OF("gone") " OR (id = " WORK_OF("gone") " AND work_id IS NULL))"
    " AND id <> :gone AND " WORK_OF("gone") " <> " WORK_OF("keep"),
    "UPDATE source_records SET book_id = :keep WHERE book_id = :gone",
    NULL,
};
/* clang-format on */

/* The name of the one that goes is a form of the other's. */
static int keep_name(struct decide *decide, struct error *error)
{
    struct slice name;
    struct parameter parameters[3] = {{"keep", {.kind = VALUE_INTEGER}},
                                      {"gone", {.kind = VALUE_INTEGER}},
                                      {"script", {.kind = VALUE_NULL}}};
    const char *script;

    if (decide_text(decide, "SELECT name FROM authors WHERE id = :gone", &name,
                    error))
        return -1;
    script = name_script(name);
    parameters[0].value.integer = decide->keep;
    parameters[1].value.integer = decide->gone;
    if (script)
        parameters[2].value =
            (struct value){.kind = VALUE_TEXT, .text = slice_of(script)};
    return decide->store->type->query(
        decide->store,
        "INSERT OR IGNORE INTO author_names SELECT :keep, name, sort_name,"
        " :script, 'merge' FROM authors WHERE id = :gone AND name NOT IN"
        " (SELECT name FROM authors WHERE id = :keep)",
        parameters, 3, NULL, error);
}

static int merge_rows(struct decide *decide, struct error *error)
{
    if (decide->subject == FIND_BOOKS)
        return decide_run_all(decide, merge_book, error);
    return decide_run_all(decide, merge_author, error) ||
                   keep_name(decide, error) ||
                   decide_facts(decide, decide->keep, error)
               ? -1
               : 0;
}

/* ---- the whole ---- */

/* The ledger tells of it under both ids. */
static const char *const write_down[] = {
    "INSERT INTO ledger (import_id, subject, @own_id, event, rule, before,"
    " after) SELECT :batch, '@own', :keep, 'merged', 'decision', gone_name,"
    " :gone FROM decisions WHERE id = :decision",
    "INSERT INTO ledger (import_id, subject, @own_id, event, rule, before,"
    " after) SELECT :batch, '@own', :gone, 'merged', 'decision', gone_name,"
    " :keep FROM decisions WHERE id = :decision",
    "UPDATE decisions SET undone = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
    " WHERE subject = '@own' AND verdict = 'different' AND undone IS NULL"
    " AND min(keep_id, gone_id) = min(:keep, :gone)"
    " AND max(keep_id, gone_id) = max(:keep, :gone)",
    "UPDATE imports SET @owns_deleted = 1, @owns_updated = 1 WHERE id = :batch",
    "DELETE FROM @owns WHERE id = :gone",
    NULL,
};

/* RAISE(IGNORE) in a trigger says nothing: what is still there must not be lost. */
static int check_left(struct decide *decide, const char *what, const char *sql,
                      struct error *error)
{
    int64_t left = 0;

    if (decide_run(decide, sql, &left, error))
        return -1;
    return left ? error_set(error, ERROR_USAGE,
                            "a trigger of this database ignores that %s%s "
                            "%" PRId64 " is to go; take the trigger away first",
                            what, decide_own(decide), decide->gone)
                : 0;
}

int decide_merge(struct decide *decide, struct error *error)
{
    struct title_keys *titles;

    if (decide->keep == decide->gone)
        return error_set(error, ERROR_USAGE, "that is one %s already: %" PRId64,
                         decide_own(decide), decide->keep);
    if (check_others(decide, error) || check_royalties(decide, error) ||
        decide_batch(decide, "bibload merge", error) ||
        decide_key_gone(decide, error) || decide_image(decide, error) ||
        decide_titles_before(decide, &titles, error) ||
        decide_titles_image(decide, titles, error) ||
        merge_links(decide, error) ||
        check_left(decide, "a link of ", count_moved, error) ||
        merge_rows(decide, error) ||
        decide_run_all(decide, write_down, error) ||
        check_left(decide, "", "SELECT count(*) FROM @owns WHERE id = :gone",
                   error) ||
        decide_titles_after(decide, titles, false, error))
        return -1;
    return decide_image_after(decide, error);
}
