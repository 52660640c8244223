/*
 * The image of a merge: JSON of rows with all their columns, another program's
 * too. A column that JSON can't hold (a BLOB) refuses the merge.
 *
 *     row, links, keys, names, records      of the one that goes
 *     kept, kept_links, kept_keys, kept_names  of the one that stays, before
 *     merged, merged_links                  of the one that stays, after
 *     work, works, last                     of books: the work of the one that stays,
 *                                           the editions of the other one's with
 *                                           their numbers, and the highest id
 *     title_keys, titles                    of the books concerned, before: the keys
 *                                           they had, and what they said
 */
#include "decide.h"

/* What json_object takes for a row of that table. */
static int columns(struct decide *decide, const char *table, const char **list,
                   struct error *error)
{
    struct slice sql =
        arena_printf(decide->arena,
                     "SELECT replace(group_concat(quote(name)"
                     " || printf(', t.\"%%w\"', name), ', '), '@', '@@@@') FROM"
                     "  pragma_table_info('%s', 'main')",
                     table);
    struct slice text;

    if (!sql.at)
        return error_memory(error);
    if (decide_text(decide, sql.at, &text, error))
        return -1;
    *list = text.at;
    return 0;
}

/* Rows of what hangs on one side: "keep" or "gone". */
#define KEYS_OF(side)                                                      \
    "(SELECT json_group_array(json_array(t.kind, t.hash_high, t.hash_low," \
    " t.fact)) FROM (SELECT * FROM @own_keys WHERE @own_id = :" side       \
    " ORDER BY kind, hash_high, hash_low) AS t)"
#define NAMES_OF(side)                                                   \
    "(SELECT json_group_array(json_array(t.name, t.sort_name, t.script," \
    " t.source)) FROM author_names AS t WHERE :" side " = t.author_id"   \
    " AND '@own' = 'author')"
#define LINKS_OF(side, columns)                               \
    "(SELECT json_group_array(json_object(" columns "))"      \
    " FROM (SELECT * FROM book_author WHERE @own_id = :" side \
    " ORDER BY @other_id) AS t"
#define SHARED_LINKS                                           \
    " WHERE t.@other_id IN (SELECT @other_id FROM book_author" \
    " WHERE @own_id = :gone)"

/* Who names it: books' records in `authors` or `book_id`, an authors' file's in
 * `author_id`. */
#define RECORDS                                                               \
    "(SELECT json_group_array(json_array(t.id, t.authors, t.@own_id))"        \
    " FROM source_records AS t WHERE t.@own_id = :gone OR ('@own' = 'author'" \
    " AND instr(replace(replace(t.authors, '[', ','), ']', ','),"             \
    " ',' || :gone || ',')))"

/* Of books: the work of the one that stays, the editions of the other one's, if that
 * is another work, with their numbers, and the last book that there was. */
#define WORK_OF(side)                                   \
    "(SELECT coalesce(w.work_id, w.id) FROM books AS w" \
    " WHERE w.id = :" side " AND '@own' = 'book')"
#define WORKS                                                                          \
    " 'work', " WORK_OF(                                                               \
        "keep") ", 'works', json((SELECT"                                              \
                " json_group_array(json_array(b.id, b.work_id)) FROM books AS b WHERE" \
                " (b.work_id = " WORK_OF("gone") " OR (b.id = " WORK_OF(               \
                    "gone") " AND b.work_id IS NULL)) AND b.id <> :gone"               \
                            " AND " WORK_OF("gone") " <> " WORK_OF(                    \
                                "keep") ")), 'last',"                                  \
                                        " (SELECT max(id) FROM books),"

static const char decision[] =
    "INSERT INTO decisions (subject, verdict, made, made_by, keep_id, gone_id,"
    " gone_name, image) SELECT '@own', 'same',"
    " strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', 'now'), :login, :keep, :gone, g.%s,"
    " json_object('row', json((SELECT json_object(%s) FROM @owns AS t"
    " WHERE t.id = :gone)),"
    " 'kept', json((SELECT json_object(%s) FROM @owns AS t"
    " WHERE t.id = :keep)),"
    " 'links', json(" LINKS_OF("gone", "%s") ")),"
                                             " 'kept_links', json(" LINKS_OF(
                                                 "keep", "%s") SHARED_LINKS
    ")),"
    " 'keys', json(" KEYS_OF("gone") "), 'kept_keys', json(" KEYS_OF(
        "keep") "),"
                " 'names', json(" NAMES_OF(
                    "gone") "),"
                            " 'kept_names', json(" NAMES_OF(
                                "keep") ")," WORKS " 'records', json(" RECORDS
                                        "))"
                                        " FROM @owns AS g WHERE g.id = :gone";

static const char after[] =
    "UPDATE decisions SET image = json_set(image,"
    " '$.merged', json((SELECT json_object(%s) FROM @owns AS t"
    " WHERE t.id = :keep)),"
    " '$.merged_links', json((SELECT json_group_array(json_object(%s))"
    " FROM (SELECT l.* FROM decisions AS d, json_each(d.image, '$.links') AS j"
    " JOIN book_author AS l ON l.@own_id = :keep"
    " AND l.@other_id = json_extract(j.value, '$.@other_id')"
    " WHERE d.id = :decision) AS t)))"
    " WHERE id = :decision";

/* A path into JSON has no way to write these. */
static int check_names(struct decide *decide, struct error *error)
{
    struct slice column;

    if (decide_text(
            decide,
            "SELECT t.name || '.' || c.name FROM (SELECT '@owns' AS"
            " name UNION ALL SELECT 'book_author') AS t"
            " JOIN pragma_table_info(t.name, 'main') AS c"
            " WHERE instr(c.name, '\"') OR instr(c.name, '\\')"
            " OR c.name GLOB '*[' || char(1) || '-' || char(31) || ']*'",
            &column, error))
        return -1;
    return column.at
               ? error_set(error, ERROR_USAGE,
                           "the column %.*s has a quotation mark, a backslash "
                           "or a control character in its name, with which a "
                           "merge could not be taken back; rename it first",
                           SLICE_ARG(column))
               : 0;
}

/* The first column that JSON can't hold, of the rows that are united or their
 * links. */
static int check_blobs(struct decide *decide, struct error *error)
{
    struct slice sql, column = SLICE_NONE;

    if (decide_text(
            decide,
            "SELECT replace(group_concat(printf('SELECT ''%q.%q holds '' ||"
            " iif(typeof(\"%w\") = ''blob'', ''binary data'', ''an infinite"
            " number'') FROM main.\"%w\" WHERE \"%w\" IN (:%s, :%s) AND"
            " (typeof(\"%w\") = ''blob'' OR typeof(\"%w\") = ''real'' AND"
            " abs(\"%w\") = 9e999)', t.name, c.name, c.name,"
            " t.name, t.id, 'gone', 'keep', c.name, c.name, c.name),"
            " ' UNION ALL '), '@', '@@@@')"
            " FROM (SELECT '@owns' AS name, 'id' AS id"
            " UNION ALL SELECT 'book_author', '@own_id') AS t"
            " JOIN pragma_table_info(t.name, 'main') AS c",
            &sql, error) ||
        decide_text(decide, sql.at, &column, error))
        return -1;
    return column.at ? error_set(error, ERROR_USAGE,
                                 "%.*s, which could not be taken back",
                                 SLICE_ARG(column))
                     : 0;
}

int decide_image(struct decide *decide, struct error *error)
{
    const char *row = NULL, *link = NULL;
    struct slice sql;
    bool author = decide->subject == FIND_AUTHORS;

    if (check_names(decide, error) || check_blobs(decide, error))
        return -1;
    if (columns(decide, author ? "authors" : "books", &row, error) ||
        columns(decide, "book_author", &link, error))
        return -1;
    sql = arena_printf(decide->arena, decision, author ? "name" : "title", row,
                       row, link, link);
    if (!sql.at)
        return error_memory(error);
    if (decide_run(decide, sql.at, NULL, error))
        return -1;
    return decide_run(decide, "SELECT max(id) FROM decisions",
                      &decide->decision, error);
}

int decide_image_after(struct decide *decide, struct error *error)
{
    const char *row = NULL, *link = NULL;
    struct slice sql;

    if (columns(decide, decide->subject == FIND_AUTHORS ? "authors" : "books",
                &row, error) ||
        columns(decide, "book_author", &link, error))
        return -1;
    sql = arena_printf(decide->arena, after, row, link);
    if (!sql.at)
        return error_memory(error);
    return decide_run(decide, sql.at, NULL, error);
}
