/*
 * The checks, one row each. Failures are what no program of ours leaves behind
 * and no trigger lets through; notes are what other programs may do, or what
 * people should know of. They are in the order in which --repair goes: keys are
 * made of rows whose parents are there, works are found by keys.
 */
#include "is_json.h"
#include "repair.h"
#include "schema_steps.h"
#include "verify.h"

#define DIGITS(number) DIGITS_OF(number)
#define DIGITS_OF(number) #number

#define UNTOUCHED_BOOK \
    " NOT IN (SELECT book_id FROM touched WHERE kind IN ('b', 'l'))"
#define SUM_OF_RECORDS                                                    \
    "records_new + records_matched + records_unchanged + records_deleted" \
    " + records_skipped + records_rejected"

/* Of an import that read records: what it counts, and how often its ledger tells
 * of it. */
#define TOLD_AS(what, column, told)                                           \
    "SELECT i.id, '" what "' AS what, i." column " AS counted, (SELECT " told \
    " FROM ledger AS e WHERE e.import_id = i.id AND e.subject || ' '"         \
    " || e.event = '" what "') AS told FROM imports AS i"                     \
    " WHERE i.job IS NOT NULL"
#define RECORDS_TOLD(id)                    \
    "count(DISTINCT CASE WHEN e.record > 0" \
    " THEN e.file_id || ' ' || e.record || ' ' || " id " END)"
/* clang-format off */
#define TOLD \
    TOLD_AS("link unlinked", "links_deleted", "count(*)") \
    " UNION ALL " TOLD_AS("book deleted", "books_deleted", "count(*)") \
    " UNION ALL " TOLD_AS("book changed", "books_updated", \
        "count(DISTINCT CASE WHEN e.record > 0 AND e.field <> 'work_id'" \
        " THEN e.file_id || ' ' || e.record || ' ' || e.book_id END)") \
    " UNION ALL " TOLD_AS("author changed", "authors_updated", \
        RECORDS_TOLD("e.author_id")) \
    " UNION ALL " TOLD_AS("link changed", "links_updated", \
        RECORDS_TOLD("e.book_id || '/' || e.author_id"))
/* clang-format on */

const struct check check_list[] = {
    {.name = "damaged database file",
     .run = check_damage,
     .mends = "builds indexes anew where only they are damaged",
     .repair = repair_damaged_indexes,
     .vital = true,
     .advice = "the rows themselves can't be read: restore a backup and "
               "import again what came since"},
    {.name = "not a database of this program and version",
     .sql =
         "SELECT 'application_id ' || application_id FROM pragma_application_id"
         " WHERE application_id <> 0x4269626c "
         "UNION ALL SELECT 'user_version ' || user_version"
         " FROM pragma_user_version WHERE user_version NOT BETWEEN " DIGITS(
             SCHEMA_FIRST) " AND " DIGITS(SCHEMA_VERSION),
     .advice = "use the bibload that made it, or restore a backup"},
    {.name = "schema of an earlier version",
     .severity = CHECK_NOTE,
     .sql =
         "SELECT 'version ' || user_version || ', which the next import"
         " brings to " DIGITS(SCHEMA_VERSION) "' FROM pragma_user_version"
                                              " WHERE user_version < " DIGITS(
                                                  SCHEMA_VERSION)},
    {.name = "schema changed",
     .run = check_schema,
     .mends = "makes triggers and views anew",
     .repair = repair_schema,
     .advice = "a table can't be made anew without its rows: undo what "
               "changed it, or restore a backup"},
    {.name = "index missing or changed",
     .run = check_indexes,
     .mends = "builds it anew",
     .repair = repair_indexes,
     .advice = "something else has its name: rename that, and repair again"},
    {.name = "trigger of another program on our tables",
     .severity = CHECK_NOTE,
     .sql =
         "SELECT 'trigger ' || name FROM sqlite_schema WHERE type = 'trigger'"
         " AND lower(tbl_name) IN ('books', 'authors', 'book_author')"
         " AND name NOT IN ('books_inserted', 'books_updated', 'books_deleted',"
         " 'authors_inserted', 'authors_updated', 'authors_deleted',"
         " 'links_inserted', 'links_updated', 'links_deleted') ORDER BY name"},

    {.name = "foreign key broken",
     .sql = /* what other programs' tables refer to is theirs */
     "SELECT \"table\" || ' -> ' || parent"
     " FROM pragma_foreign_key_check('book_author')",
     .mends = "takes away links whose book or author is gone",
     .repair = repair_links,
     .advice = "a column of another program refers to a row that is gone: "
               "correct it there"},
    {.name = "link to a missing book",
     .sql =
         "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
         " WHERE book_id NOT IN (SELECT id FROM books)",
     .mends = "takes it away, as the book's deletion should have",
     .repair = repair_links},
    {.name = "link to a missing author",
     .sql =
         "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
         " WHERE author_id NOT IN (SELECT id FROM authors)",
     .mends = "takes it away, as the author's deletion should have",
     .repair = repair_links},
    {.name = "id above the last one given",
     .sql =
         "SELECT 'books ' || id FROM books WHERE id > coalesce("
         "(SELECT seq FROM sqlite_sequence"
         " WHERE name = 'books' COLLATE NOCASE), 0) "
         "UNION ALL SELECT 'authors ' || id FROM authors WHERE id > coalesce("
         "(SELECT seq FROM sqlite_sequence"
         " WHERE name = 'authors' COLLATE NOCASE), 0)",
     .mends = "sets the sequence to the highest id that anything names",
     .repair = repair_sequences},
    {.name = "empty title or name",
     .sql =
         "SELECT 'books ' || id FROM books WHERE trim(title) = '' "
         "UNION ALL SELECT 'authors ' || id FROM authors WHERE trim(name) = ''",
     .advice = "nobody but its source knows it: correct the row, or "
               "'bibload delete' it"},
    {.name = "ISBN that is none",
     .severity = CHECK_NOTE,
     .sql = "SELECT 'books ' || id FROM books WHERE isbn IS NOT NULL"
            " AND (length(isbn) <> 13 OR isbn GLOB '*[^0-9]*' OR ("
            " substr(isbn, 1, 1) + 3 * substr(isbn, 2, 1)"
            " + substr(isbn, 3, 1) + 3 * substr(isbn, 4, 1)"
            " + substr(isbn, 5, 1) + 3 * substr(isbn, 6, 1)"
            " + substr(isbn, 7, 1) + 3 * substr(isbn, 8, 1)"
            " + substr(isbn, 9, 1) + 3 * substr(isbn, 10, 1)"
            " + substr(isbn, 11, 1) + 3 * substr(isbn, 12, 1)"
            " + substr(isbn, 13, 1)) % 10 <> 0)"},

    {.name = "publication order given twice",
     .sql = "SELECT 'book_author ' || book_id || ' order ' || publication_order"
            " FROM book_author WHERE publication_order IS NOT NULL"
            " AND book_id" UNTOUCHED_BOOK
            " GROUP BY book_id, publication_order HAVING count(*) > 1",
     .advice = "nobody but the source knows who comes first: correct "
               "publication_order"},
    {.name = "publication order below 1 or no whole number",
     .sql =
         "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
         " WHERE publication_order < 1 OR (publication_order IS NOT NULL"
         " AND typeof(publication_order) <> 'integer')",
     .advice = "correct publication_order; NULL if nobody knows"},
    {.name = "gap in publication order",
     .severity = CHECK_NOTE,
     .sql =
         "SELECT 'books ' || book_id FROM book_author GROUP BY book_id"
         " HAVING max(publication_order) > count(publication_order)"
         " OR min(publication_order) > 1 OR count(publication_order) < count(*)"},
    {.name = "royalty outside 0 to 100",
     .sql =
         "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
         " WHERE royalty_percentage < 0 OR royalty_percentage > 100"
         " OR typeof(royalty_percentage) NOT IN ('real', 'integer', 'null')",
     .advice = "only who stated it knows it: correct royalty_percentage"},
    {.name = "royalty with more than four decimals",
     .sql =
         "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
         " WHERE abs(royalty_percentage * 10000"
         " - round(royalty_percentage * 10000)) > 1e-6",
     .advice = "only who stated it knows it: correct royalty_percentage; "
               "'bibload' keeps four decimals"},
    {.name = "royalty of which nothing says that it was stated",
     .severity = CHECK_NOTE,
     .sql =
         "SELECT 'book_author ' || book_id || '/' || author_id FROM book_author"
         " WHERE royalty_percentage <> 0 AND NOT royalty_stated"},

    {.name = "key without its row",
     .sql = "SELECT 'book_keys ' || book_id FROM book_keys"
            " WHERE book_id NOT IN (SELECT id FROM books) "
            "UNION ALL SELECT 'author_keys ' || author_id FROM author_keys"
            " WHERE author_id NOT IN (SELECT id FROM authors)",
     .mends = "takes it away, as the row's deletion should have",
     .repair = repair_orphan_keys},
    {.name = "key of no known kind, or no number",
     .sql =
         "SELECT 'book_keys ' || book_id FROM book_keys"
         " WHERE typeof(hash_high) <> 'integer' OR typeof(hash_low) <> 'integer'"
         " OR kind NOT IN (SELECT id FROM key_kinds) "
         "UNION ALL SELECT 'author_keys ' || author_id FROM author_keys"
         " WHERE typeof(hash_high) <> 'integer' OR typeof(hash_low) <> 'integer'"
         " OR kind NOT IN (SELECT id FROM key_kinds)",
     .mends = "takes away what no import can meet, and names the kinds "
              "that every database has",
     .repair = repair_key_kinds,
     .advice = "its namespace of ids is lost from key_kinds: restore a "
               "backup"},
    {.name = "author without the key of its name",
     .run = check_name_keys,
     .mends = "makes it anew",
     .repair = repair_author_keys},
    {.name = "author without the key of an id in authority_id",
     .run = check_authority_keys,
     .mends = "makes it anew",
     .repair = repair_author_keys},
    {.name = "book without the key of its ISBN",
     .run = check_isbn_keys,
     .mends = "makes it anew",
     .repair = repair_book_keys},
    {.name = "book without the key of its ISSN",
     .run = check_issn_keys,
     .mends = "makes it anew",
     .repair = repair_book_keys},
    {.name = "book without the key of its LCCN",
     .run = check_lccn_keys,
     .mends = "makes it anew",
     .repair = repair_book_keys},
    {.name = "book without the key of its OCLC number",
     .run = check_oclc_keys,
     .mends = "makes it anew",
     .repair = repair_book_keys},
    {.name = "book without the key of its title and first author",
     .run = check_title_keys,
     .mends = "makes it anew",
     .repair = repair_book_keys},
    {.name = "book without a key of its work",
     .run = check_work_keys,
     .mends = "makes it anew",
     .repair = repair_book_keys},
    {.name = "book with the key of a work that is not its own",
     .run = check_work_keys_differ,
     .mends = "takes it away",
     .repair = repair_book_keys},
    {.name = "key that says other years or kinds than its author",
     .run = check_author_facts,
     .mends = "makes it anew",
     .repair = repair_author_keys},
    {.name = "key that says another year than its book",
     .run = check_book_facts,
     .mends = "makes it anew",
     .repair = repair_book_keys},
    {.name = "number of a work that no book can have had",
     .sql = "SELECT 'books ' || id || ' work_id ' || work_id FROM books"
            " WHERE " WORK_IS_NONE,
     .mends = "finds the work again by the book's keys",
     .repair = repair_works},
    {.name = "title or name that is binary data, read as text",
     .severity = CHECK_NOTE,
     .sql = "SELECT 'books ' || id FROM books WHERE typeof(title) = 'blob' "
            "UNION ALL SELECT 'authors ' || id FROM authors"
            " WHERE typeof(name) = 'blob'"},
    {.name = "row that the next import will key",
     .severity = CHECK_NOTE,
     .sql = "SELECT CASE kind WHEN 'b' THEN 'books ' || book_id"
            " WHEN 'a' THEN 'authors ' || author_id"
            " ELSE 'book_author ' || book_id || '/' || author_id END"
            " FROM touched WHERE event <> 'd'"
            " GROUP BY kind, book_id, author_id"},

    {.name = "source record of a missing row",
     .sql =
         "SELECT 'source_records ' || id FROM source_records"
         " WHERE book_id IS NOT NULL AND book_id NOT IN (SELECT id FROM books)"
         " OR author_id IS NOT NULL AND author_id NOT IN (SELECT id FROM authors)"
         " OR file_id NOT IN (SELECT id FROM import_files)"
         " OR source_id NOT IN (SELECT id FROM sources)",
     .mends = "makes it a record of a row that was deleted",
     .repair = repair_source_records,
     .advice = "the file or the source that it came from is lost: restore "
               "a backup"},
    {.name = "form of a missing author's name",
     .sql =
         "SELECT 'author_names ' || author_id || ' ' || name FROM author_names"
         " WHERE author_id NOT IN (SELECT id FROM authors)",
     .mends = "takes it away, as the author's deletion should have",
     .repair = repair_forms},
    {.name = "form of a name in another script than it says",
     .run = check_form_scripts,
     .mends = "looks at its letters again",
     .repair = repair_form_scripts},
    /* rows that went since are no breach: a decision outlives them */
    {.name = "decision that says nothing, or can't be taken back",
     .sql = "SELECT 'decisions ' || id FROM decisions"
            " WHERE subject NOT IN ('author', 'book')"
            " OR verdict NOT IN ('same', 'different') OR keep_id = gone_id"
            " OR (verdict = 'same' AND image IS NULL)"
            " OR (image IS NOT NULL AND NOT " IS_JSON("image") ")",
     .advice = "what was merged is not kept anywhere else: restore a "
               "backup, or decide again"},
    {.name = "merged row that is there",
     .sql = "SELECT 'decisions ' || id FROM decisions"
            " WHERE verdict = 'same' AND undone IS NULL AND CASE subject"
            " WHEN 'author' THEN gone_id IN (SELECT id FROM authors)"
            " ELSE gone_id IN (SELECT id FROM books) END",
     .advice = "the id of a row that was merged came back: delete that "
               "row, or 'bibload split' it"},
    {.name = "file of no import, import of no source",
     .sql = "SELECT 'import_files ' || id FROM import_files"
            " WHERE import_id NOT IN (SELECT id FROM imports) "
            "UNION ALL SELECT 'imports ' || id FROM imports"
            " WHERE source_id NOT IN (SELECT id FROM sources)",
     .advice = "which import it was is kept nowhere else: restore a backup"},
    {.name = "reject, warning or ledger entry of no import",
     .sql = "SELECT 'rejects ' || id FROM rejects"
            " WHERE import_id NOT IN (SELECT id FROM imports)"
            " OR file_id NOT IN (SELECT id FROM import_files) "
            "UNION ALL SELECT 'warnings ' || id FROM warnings"
            " WHERE import_id NOT IN (SELECT id FROM imports)"
            " OR file_id NOT IN (SELECT id FROM import_files) "
            "UNION ALL SELECT 'ledger ' || id FROM ledger"
            " WHERE import_id NOT IN (SELECT id FROM imports)",
     .advice = "which import it was is kept nowhere else: restore a backup"},
    {.name = "file not read to its end, of an import that says so",
     .sql = "SELECT 'import_files ' || f.id FROM import_files AS f"
            " JOIN imports AS i ON i.id = f.import_id"
            " WHERE f.state = 'running' AND i.state IN ('complete', 'damaged')",
     .advice = "import that file with --again: records that are there are "
               "recognised"},
    {.name = "records of a file that don't add up",
     .sql = "SELECT 'import_files ' || id FROM import_files"
            " WHERE records_read <> " SUM_OF_RECORDS,
     .mends = "counts the rejects again, where that is what is wrong",
     .repair = repair_counts,
     .advice = "what was read is kept nowhere else: restore a backup; rows"
               " and later imports are not concerned"},
    {.name = "records of an import that don't add up",
     .sql = "SELECT 'imports ' || id FROM imports"
            " WHERE records_read <> " SUM_OF_RECORDS,
     .mends = "adds up its files, where those are right",
     .repair = repair_counts,
     .advice = "what was read is kept nowhere else: restore a backup; rows"
               " and later imports are not concerned"},
    {.name = "import that read other than its files",
     .sql = "SELECT 'imports ' || i.id FROM imports AS i"
            " LEFT JOIN (SELECT import_id, sum(records_read) AS n"
            " FROM import_files GROUP BY import_id) AS f ON f.import_id = i.id"
            " WHERE i.records_read <> coalesce(f.n, 0)",
     .mends = "adds up its files, where those are right",
     .repair = repair_counts,
     .advice = "what was read is kept nowhere else: restore a backup; rows"
               " and later imports are not concerned"},
    {.name = "file with other rejects than it counts",
     .sql = "SELECT 'import_files ' || f.id FROM import_files AS f"
            " LEFT JOIN (SELECT file_id, count(*) AS n FROM rejects"
            " GROUP BY file_id) AS r ON r.file_id = f.id"
            " WHERE f.records_rejected <> coalesce(r.n, 0)",
     .mends = "counts the rejects again, where that adds up",
     .repair = repair_counts,
     .advice = "rejects are missing that 'bibload replay' would have "
               "closed: restore a backup, or import the file with --again"},
    {.name = "import that counts other than its ledger tells",
     .sql = "SELECT 'imports ' || i.id || ' ' || t.what || ' ' || t.counted"
            " || ', told ' || t.told FROM imports AS i JOIN (" TOLD ") AS t"
            " ON t.id = i.id WHERE t.counted <> t.told",
     .advice = "ledger lines or counts are lost, and kept nowhere else: "
               "restore a backup; rows and later imports are not concerned"},
    {.name = NULL},
};
