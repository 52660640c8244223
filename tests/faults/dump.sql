-- All that an import leaves, but for what differs from database to database (the
-- secret, and the hashes and digests that are keyed by it) and from run to run
-- (times; what changesets hold: one is a transaction's, and a first load has none
-- unless it went on).
.mode quote
SELECT 'authors', * FROM authors ORDER BY id;
SELECT 'books', * FROM books ORDER BY id;
SELECT 'book_author', * FROM book_author ORDER BY book_id, author_id;
SELECT 'author_names', * FROM author_names ORDER BY author_id, name;
SELECT 'book_keys', book_id, kind, fact, count(*) FROM book_keys
 GROUP BY book_id, kind, fact ORDER BY book_id, kind, fact;
SELECT 'author_keys', author_id, kind, fact, count(*) FROM author_keys
 GROUP BY author_id, kind, fact ORDER BY author_id, kind, fact;
SELECT 'key_kinds', * FROM key_kinds ORDER BY id;
SELECT 'sources', * FROM sources ORDER BY id;
SELECT 'imports', id, source_id, options, job, state, error, records_read,
       records_new, records_matched, records_unchanged, records_deleted,
       records_skipped, records_rejected, books_new, books_updated,
       books_deleted, authors_new, authors_updated, authors_deleted, links_new,
       links_updated, links_deleted, warnings, last_book, last_author,
       last_source
  FROM imports ORDER BY id;
SELECT 'import_files', * FROM import_files ORDER BY id;
SELECT 'source_records', id, source_id, book_id, author_id, file_id, record, line,
       byte_offset, byte_length, rule, authors, version
  FROM source_records ORDER BY id;
SELECT 'ledger', * FROM ledger ORDER BY id;
WITH RECURSIVE ids(import_id, subject, id, last_id) AS (
    SELECT import_id, subject, first_id, last_id FROM inserted
    UNION ALL
    SELECT import_id, subject, id + 1, last_id FROM ids WHERE id < last_id)
SELECT 'inserted', import_id, subject, id, count(*) FROM ids
 GROUP BY import_id, subject, id ORDER BY import_id, subject, id;
SELECT 'changesets', import_id, 'some' FROM changesets
 WHERE import_id > (SELECT min(id) FROM imports WHERE job IS NOT NULL)
 GROUP BY import_id ORDER BY import_id;
SELECT 'rejects', * FROM rejects ORDER BY id;
SELECT 'warnings', * FROM warnings ORDER BY id;
SELECT 'touched', * FROM touched
 ORDER BY kind, book_id, author_id, event, field;
SELECT 'decisions', id, subject, verdict, made_by, keep_id, gone_id, gone_name,
       undone IS NULL, image
  FROM decisions ORDER BY id;
SELECT 'meta', name, typeof(value), length(value) FROM meta ORDER BY name;
SELECT 'creating_roles', * FROM creating_roles ORDER BY code;
SELECT 'sequence', * FROM sqlite_sequence ORDER BY name;
SELECT 'schema', type, name, tbl_name, sql FROM sqlite_schema
 WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name;
SELECT * FROM pragma_integrity_check;
SELECT * FROM pragma_foreign_key_check;
