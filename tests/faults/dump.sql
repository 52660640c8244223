-- All that an import leaves, but for what differs from database to database (the
-- hashes and the digests that are keyed by its secret) and from run to run (times).
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
SELECT 'rejects', * FROM rejects ORDER BY id;
SELECT 'warnings', * FROM warnings ORDER BY id;
SELECT 'touched', * FROM touched;
SELECT 'decisions', id, subject, verdict, keep_id, gone_id FROM decisions;
SELECT 'sequence', * FROM sqlite_sequence ORDER BY name;
SELECT 'schema', type, name, tbl_name FROM sqlite_schema
 WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name;
SELECT * FROM pragma_integrity_check;
SELECT * FROM pragma_foreign_key_check;
