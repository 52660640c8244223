/*
 * The checks, one row each, and how a check that is an SQL text runs. Failures
 * are what no program of ours leaves behind and no trigger lets through; notes
 * are what other programs may do, or what people should know of.
 */
#include "verify.h"

#include <stdarg.h>
#include <stdio.h>

#define UNTOUCHED_BOOK \
    " NOT IN (SELECT book_id FROM touched WHERE kind IN ('b', 'l'))"
#define SUM_OF_RECORDS                                                    \
    "records_new + records_matched + records_unchanged + records_deleted" \
    " + records_skipped + records_rejected"

const struct check check_list[] = {
    {"damaged database file", CHECK_FAILURE,
     "SELECT integrity_check FROM pragma_integrity_check"
     " WHERE integrity_check <> 'ok'",
     NULL},
    {"not a database of this program and version", CHECK_FAILURE,
     "SELECT 'application_id ' || application_id FROM pragma_application_id"
     " WHERE application_id <> 0x4269626c "
     "UNION ALL SELECT 'user_version ' || user_version"
     " FROM pragma_user_version WHERE user_version <> 1",
     NULL},
    {"schema changed", CHECK_FAILURE, NULL, check_schema},
    {"index missing or changed", CHECK_FAILURE, NULL, check_indexes},
    {"trigger of another program on our tables", CHECK_NOTE,
     "SELECT 'trigger ' || name FROM sqlite_schema WHERE type = 'trigger'"
     " AND lower(tbl_name) IN ('books', 'authors', 'book_author')"
     " AND name NOT IN ('books_inserted', 'books_updated', 'books_deleted',"
     " 'authors_inserted', 'authors_updated', 'authors_deleted',"
     " 'links_inserted', 'links_updated', 'links_deleted') ORDER BY name",
     NULL},

    {"foreign key broken", CHECK_FAILURE,
     /* what other programs' tables refer to is theirs */
     "SELECT \"table\" || ' -> ' || parent"
     " FROM pragma_foreign_key_check('book_author')",
     NULL},
    {"link to a missing book", CHECK_FAILURE,
     "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
     " WHERE book_id NOT IN (SELECT id FROM books)",
     NULL},
    {"link to a missing author", CHECK_FAILURE,
     "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
     " WHERE author_id NOT IN (SELECT id FROM authors)",
     NULL},
    {"id above the last one given", CHECK_FAILURE,
     "SELECT 'books ' || id FROM books WHERE id > coalesce("
     "(SELECT seq FROM sqlite_sequence"
     " WHERE name = 'books' COLLATE NOCASE), 0) "
     "UNION ALL SELECT 'authors ' || id FROM authors WHERE id > coalesce("
     "(SELECT seq FROM sqlite_sequence"
     " WHERE name = 'authors' COLLATE NOCASE), 0)",
     NULL},
    {"empty title or name", CHECK_FAILURE,
     "SELECT 'books ' || id FROM books WHERE trim(title) = '' "
     "UNION ALL SELECT 'authors ' || id FROM authors WHERE trim(name) = ''",
     NULL},
    {"ISBN that is none", CHECK_NOTE,
     "SELECT 'books ' || id FROM books WHERE isbn IS NOT NULL"
     " AND (length(isbn) <> 13 OR isbn GLOB '*[^0-9]*' OR ("
     " substr(isbn, 1, 1) + 3 * substr(isbn, 2, 1)"
     " + substr(isbn, 3, 1) + 3 * substr(isbn, 4, 1)"
     " + substr(isbn, 5, 1) + 3 * substr(isbn, 6, 1)"
     " + substr(isbn, 7, 1) + 3 * substr(isbn, 8, 1)"
     " + substr(isbn, 9, 1) + 3 * substr(isbn, 10, 1)"
     " + substr(isbn, 11, 1) + 3 * substr(isbn, 12, 1)"
     " + substr(isbn, 13, 1)) % 10 <> 0)",
     NULL},

    {"publication order given twice", CHECK_FAILURE,
     "SELECT 'book_author ' || book_id || ' order ' || publication_order"
     " FROM book_author WHERE publication_order IS NOT NULL"
     " AND book_id" UNTOUCHED_BOOK
     " GROUP BY book_id, publication_order HAVING count(*) > 1",
     NULL},
    {"publication order below 1 or no whole number", CHECK_FAILURE,
     "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
     " WHERE publication_order < 1 OR (publication_order IS NOT NULL"
     " AND typeof(publication_order) <> 'integer')",
     NULL},
    {"gap in publication order", CHECK_NOTE,
     "SELECT 'books ' || book_id FROM book_author GROUP BY book_id"
     " HAVING max(publication_order) > count(publication_order)"
     " OR min(publication_order) > 1 OR count(publication_order) < count(*)",
     NULL},
    {"royalty outside 0 to 100", CHECK_FAILURE,
     "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
     " WHERE royalty_percentage < 0 OR royalty_percentage > 100"
     " OR typeof(royalty_percentage) NOT IN ('real', 'integer', 'null')",
     NULL},
    {"royalty with more than four decimals", CHECK_FAILURE,
     "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
     " WHERE abs(royalty_percentage * 10000"
     " - round(royalty_percentage * 10000)) > 1e-6",
     NULL},
    {"royalty of which nothing says that it was stated", CHECK_NOTE,
     "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
     " WHERE royalty_percentage <> 0 AND NOT royalty_stated",
     NULL},

    {"key without its row", CHECK_FAILURE,
     "SELECT 'book_keys ' || book_id FROM book_keys"
     " WHERE book_id NOT IN (SELECT id FROM books) "
     "UNION ALL SELECT 'author_keys ' || author_id FROM author_keys"
     " WHERE author_id NOT IN (SELECT id FROM authors)",
     NULL},
    {"key of no known kind, or no number", CHECK_FAILURE,
     "SELECT 'book_keys ' || book_id FROM book_keys"
     " WHERE typeof(hash_high) <> 'integer' OR typeof(hash_low) <> 'integer'"
     " OR kind NOT IN (SELECT id FROM key_kinds) "
     "UNION ALL SELECT 'author_keys ' || author_id FROM author_keys"
     " WHERE typeof(hash_high) <> 'integer' OR typeof(hash_low) <> 'integer'"
     " OR kind NOT IN (SELECT id FROM key_kinds)",
     NULL},
    {"author without the key of its name", CHECK_FAILURE, NULL,
     check_name_keys},
    {"author without the key of an id in authority_id", CHECK_FAILURE, NULL,
     check_authority_keys},
    {"book without the key of its ISBN", CHECK_FAILURE, NULL, check_isbn_keys},
    {"book without the key of its ISSN", CHECK_FAILURE, NULL, check_issn_keys},
    {"book without the key of its LCCN", CHECK_FAILURE, NULL, check_lccn_keys},
    {"book without the key of its OCLC number", CHECK_FAILURE, NULL,
     check_oclc_keys},
    {"book without the key of its title and first author", CHECK_FAILURE, NULL,
     check_title_keys},
    {"book without a key of its work", CHECK_FAILURE, NULL, check_work_keys},
    {"book with the key of a work that is not its own", CHECK_FAILURE, NULL,
     check_work_keys_differ},
    {"number of a work that no book can have had", CHECK_FAILURE,
     "SELECT 'books ' || id || ' work_id ' || work_id FROM books"
     " WHERE work_id IS NOT NULL AND (typeof(work_id) <> 'integer'"
     " OR work_id < 1 OR work_id = id OR work_id > coalesce("
     "(SELECT seq FROM sqlite_sequence"
     " WHERE name = 'books' COLLATE NOCASE), 0))",
     NULL},
    {"title or name that is binary data, read as text", CHECK_NOTE,
     "SELECT 'books ' || id FROM books WHERE typeof(title) = 'blob' "
     "UNION ALL SELECT 'authors ' || id FROM authors"
     " WHERE typeof(name) = 'blob'",
     NULL},
    {"row that the next import will key", CHECK_NOTE,
     "SELECT CASE kind WHEN 'b' THEN 'books ' || book_id"
     " WHEN 'a' THEN 'authors ' || author_id"
     " ELSE 'book_author ' || book_id || '/' || author_id END"
     " FROM touched WHERE event <> 'd'"
     " GROUP BY kind, book_id, author_id",
     NULL},

    {"source record of a missing row", CHECK_FAILURE,
     "SELECT 'source_records ' || id FROM source_records"
     " WHERE book_id IS NOT NULL AND book_id NOT IN (SELECT id FROM books)"
     " OR author_id IS NOT NULL AND author_id NOT IN (SELECT id FROM authors)"
     " OR file_id NOT IN (SELECT id FROM import_files)"
     " OR source_id NOT IN (SELECT id FROM sources)",
     NULL},
    {"form of a missing author's name", CHECK_FAILURE,
     "SELECT 'author_names ' || author_id || ' ' || name FROM author_names"
     " WHERE author_id NOT IN (SELECT id FROM authors)",
     NULL},
    /* rows that went since are no breach: a decision outlives them */
    {"decision that says nothing, or can't be taken back", CHECK_FAILURE,
     "SELECT 'decisions ' || id FROM decisions"
     " WHERE subject NOT IN ('author', 'book')"
     " OR verdict NOT IN ('same', 'different') OR keep_id = gone_id"
     " OR (verdict = 'same' AND image IS NULL)"
     " OR (image IS NOT NULL AND NOT json_valid(image))",
     NULL},
    {"merged row that is there", CHECK_FAILURE,
     "SELECT 'decisions ' || id FROM decisions"
     " WHERE verdict = 'same' AND undone IS NULL AND CASE subject"
     " WHEN 'author' THEN gone_id IN (SELECT id FROM authors)"
     " ELSE gone_id IN (SELECT id FROM books) END",
     NULL},
    {"file of no import, import of no source", CHECK_FAILURE,
     "SELECT 'import_files ' || id FROM import_files"
     " WHERE import_id NOT IN (SELECT id FROM imports) "
     "UNION ALL SELECT 'imports ' || id FROM imports"
     " WHERE source_id NOT IN (SELECT id FROM sources)",
     NULL},
    {"reject, warning or ledger entry of no import", CHECK_FAILURE,
     "SELECT 'rejects ' || id FROM rejects"
     " WHERE import_id NOT IN (SELECT id FROM imports)"
     " OR file_id NOT IN (SELECT id FROM import_files) "
     "UNION ALL SELECT 'warnings ' || id FROM warnings"
     " WHERE import_id NOT IN (SELECT id FROM imports)"
     " OR file_id NOT IN (SELECT id FROM import_files) "
     "UNION ALL SELECT 'ledger ' || id FROM ledger"
     " WHERE import_id NOT IN (SELECT id FROM imports)",
     NULL},
    {"file not read to its end, of an import that says so", CHECK_FAILURE,
     "SELECT 'import_files ' || f.id FROM import_files AS f"
     " JOIN imports AS i ON i.id = f.import_id"
     " WHERE f.state = 'running' AND i.state IN ('complete', 'damaged')",
     NULL},
    {"records of a file that don't add up", CHECK_FAILURE,
     "SELECT 'import_files ' || id FROM import_files"
     " WHERE records_read <> " SUM_OF_RECORDS,
     NULL},
    {"records of an import that don't add up", CHECK_FAILURE,
     "SELECT 'imports ' || id FROM imports"
     " WHERE records_read <> " SUM_OF_RECORDS,
     NULL},
    {"import that read other than its files", CHECK_FAILURE,
     "SELECT 'imports ' || i.id FROM imports AS i"
     " LEFT JOIN (SELECT import_id, sum(records_read) AS n"
     " FROM import_files GROUP BY import_id) AS f ON f.import_id = i.id"
     " WHERE i.records_read <> coalesce(f.n, 0)",
     NULL},
    {"file with other rejects than it counts", CHECK_FAILURE,
     "SELECT 'import_files ' || f.id FROM import_files AS f"
     " LEFT JOIN (SELECT file_id, count(*) AS n FROM rejects"
     " GROUP BY file_id) AS r ON r.file_id = f.id"
     " WHERE f.records_rejected <> coalesce(r.n, 0)",
     NULL},
    {NULL, CHECK_NOTE, NULL, NULL},
};

/* ---- running one -------------------------------------------------------- */

int verdict_add(struct verdict *verdict, struct error *error,
                const char *format, ...)
{
    char text[300];
    va_list args;
    struct slice kept;

    if (verdict->count++ >= VERDICT_FIRST)
        return 0;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    kept = arena_copy(verdict->arena, slice_of(text));
    if (!kept.at)
        return error_memory(error);
    verdict->first[verdict->count - 1] = kept;
    return 0;
}

static int breach_columns(void *context, const char *const *names, size_t count,
                          struct error *error)
{
    (void)context, (void)names, (void)count, (void)error;
    return 0;
}

static int breach_row(void *context, const struct value *values, size_t count,
                      struct error *error)
{
    struct verdict *verdict = context;

    (void)count;
    return verdict_add(verdict, error, "%.*s", SLICE_ARG(values[0].text));
}

int check_run(const struct check *check, struct store *store,
              struct verdict *verdict, struct error *error)
{
    const struct result_sink sink = {verdict, breach_columns, breach_row};

    if (check->run)
        return check->run(store, verdict, error);
    return store->type->query(store, check->sql, NULL, 0, &sink, error);
}
