/*
 * An author that holds several people: what some source records gave goes to a new
 * author of the same name. That the two are different is a decision, by which these
 * records find the new one when they are restated (match_decided.c); merging the two
 * takes it back.
 */
#include "decide.h"
#include "is_json.h"

#include <inttypes.h>

/* Records that do not name the author are none of ours. */
static int check_records(struct decide *decide, struct error *error)
{
    struct slice place;

    if (decide_text(decide,
                    "SELECT 'book ' || s.book_id || ' is named by record '"
                    " || s.record || ' of ' || f.name || ' too' FROM"
                    " temp.divided AS d JOIN source_records AS s"
                    " ON s.book_id = d.book_id"
                    " LEFT JOIN import_files AS f ON f.id = s.file_id"
                    " WHERE s.id NOT IN (SELECT id FROM temp.divided)"
                    " AND " S_AUTHORS_ARE_JSON " AND EXISTS (SELECT 1"
                    " FROM json_each(s.authors) AS j WHERE j.value = :keep)",
                    &place, error))
        return -1;
    return place.at ? error_set(error, ERROR_USAGE,
                                "%.*s, with author %" PRId64
                                "; split it off together with the others",
                                SLICE_ARG(place), decide->keep)
                    : 0;
}

static const char *const divide[] = {
    "UPDATE book_author SET author_id = :gone WHERE author_id = :keep"
    " AND book_id IN (SELECT book_id FROM temp.divided)",
    "UPDATE source_records SET authors = (SELECT json_group_array(u.id) FROM"
    " (SELECT CASE j.value WHEN :keep THEN :gone ELSE j.value END AS id"
    " FROM json_each(source_records.authors) AS j ORDER BY j.key) AS u)"
    " WHERE id IN (SELECT id FROM temp.divided)",
    "INSERT INTO decisions (subject, verdict, made, made_by, keep_id, gone_id,"
    " gone_name) SELECT 'author', 'different',"
    " strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), :login, :keep, :gone, name"
    " FROM authors WHERE id = :gone",
    "INSERT INTO ledger (import_id, subject, author_id, event, rule, before,"
    " after) SELECT :batch, 'author', :keep, 'split', 'decision', name, :gone"
    " FROM authors WHERE id = :gone",
    "INSERT INTO ledger (import_id, subject, author_id, event, rule, before,"
    " after) SELECT :batch, 'author', :gone, 'split', 'decision', name, :keep"
    " FROM authors WHERE id = :gone",
    "UPDATE imports SET authors_new = 1, links_updated = (SELECT"
    " count(DISTINCT book_id) FROM temp.divided) WHERE id = :batch",
    NULL,
};

int decide_divide(struct decide *decide, struct error *error)
{
    if (check_records(decide, error) ||
        decide_batch(decide, "bibload split", error) ||
        decide_run(decide,
                   "INSERT INTO authors (name, sort_name, kind, titles,"
                   " fuller_name) SELECT name, sort_name, kind, titles,"
                   " fuller_name FROM authors WHERE id = :keep",
                   NULL, error) ||
        decide_run(decide, "SELECT max(id) FROM authors", &decide->gone,
                   error) ||
        decide_key_gone(decide, error) ||
        decide_run(decide,
                   "SELECT count(*) FROM book_author WHERE author_id = :keep"
                   " AND book_id IN (SELECT book_id FROM temp.divided)",
                   &decide->moved, error))
        return -1;
    return decide_run_all(decide, divide, error);
}
