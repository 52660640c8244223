-- The secondary indexes: built at the end of the first load of an empty database
-- (each may already be there when a step before was interrupted, and two that are
-- mostly empty are kept from its beginning), kept from then on. Named for what they
-- find.
CREATE INDEX IF NOT EXISTS book_author_by_author ON book_author (author_id);
CREATE INDEX IF NOT EXISTS books_by_work
    ON books (work_id) WHERE work_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS author_keys_by_hash ON author_keys (hash_high);
CREATE INDEX IF NOT EXISTS book_keys_by_hash ON book_keys (hash_high);
CREATE INDEX IF NOT EXISTS source_records_by_ident ON source_records (ident_high);
CREATE INDEX IF NOT EXISTS source_records_by_book
    ON source_records (book_id) WHERE book_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS source_records_by_author
    ON source_records (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS ledger_by_book
    ON ledger (book_id) WHERE book_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS ledger_by_author
    ON ledger (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS import_files_by_import ON import_files (import_id);
CREATE INDEX IF NOT EXISTS import_files_by_bytes ON import_files (bytes);
CREATE INDEX IF NOT EXISTS rejects_by_import ON rejects (import_id);
CREATE INDEX IF NOT EXISTS rejects_joining ON rejects (file_id)
    WHERE state = 'open' AND code GLOB 'JOIN_*';
CREATE INDEX IF NOT EXISTS warnings_by_import ON warnings (import_id);
