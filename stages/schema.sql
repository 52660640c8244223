-- The database of bibload, version 1. Secondary indexes are in indexes.sql: an
-- empty database gets them at the end of its first load, and every command works
-- without them.
--
-- authors, books and book_author are anybody's to read and to write, with plain
-- SQL and without a function of ours. The triggers keep the promises for clients
-- that never switch foreign keys on, and note in `touched` what other programs
-- did, so that the next import recognises it. The importer's own connection runs
-- with triggers off and keeps the same rules itself.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,      -- secret: 16 bytes that key all hashes; adopted:
                                 -- when it was taken over, if it was
    value NOT NULL
) WITHOUT ROWID;

CREATE TABLE authors (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    name      TEXT NOT NULL,     -- display form: Jane Austen
    sort_name TEXT,              -- Austen, Jane
    kind      TEXT,              -- person, corporate, meeting, family; NULL: nobody said
    dates     TEXT,              -- as stated: 1775-1817
    authority_id TEXT,           -- viaf:102333412 lcnaf:n79032879; one of a scheme
    titles    TEXT,              -- words beside the name: Sir; Pope
    fuller_name TEXT,            -- of T. S. Eliot: Thomas Stearns
    edited    TEXT               -- columns changed by hand, space-separated
);

CREATE TABLE books (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    title     TEXT NOT NULL,
    subtitle  TEXT,
    isbn      TEXT,              -- 13 digits; further ones are keys only
    issn      TEXT,              -- 1234-567X
    year      INTEGER,
    publisher TEXT,
    language  TEXT,
    material  TEXT,              -- text, music, map, film, ...; NULL: nobody said
    extra     TEXT,              -- JSON object of columns kept as they came
    sort_title TEXT,             -- without what is not filed; NULL: as the title
    uniform_title TEXT,          -- of the work: MARC 130, 240
    lccn      TEXT,              -- n78890351; further ones are keys only
    oclc      TEXT,              -- digits; likewise
    work_id   INTEGER,           -- number of the work this is an edition of: the id
                                 -- of the book that began it, which need not be
                                 -- there or an edition of it any more, or one that
                                 -- no book has; NULL: the book's own id
    edited    TEXT
);

CREATE TABLE book_author (
    book_id            INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    author_id          INTEGER NOT NULL REFERENCES authors (id) ON DELETE CASCADE,
    royalty_percentage REAL DEFAULT 0.0,
    publication_order  INTEGER,
    role               TEXT,     -- relator codes, space-separated; NULL: nobody said
    royalty_stated     INTEGER NOT NULL DEFAULT 0,
    royalty_mode       TEXT,     -- rate or share; NULL: nobody said
    edited             TEXT,
    PRIMARY KEY (book_id, author_id)
) WITHOUT ROWID;

-- Match keys: 128 bits, SipHash-2-4 keyed by the secret, of the canonical forms
-- that docs/ARCHITECTURE.md lists, as two numbers of 64 bits (SQLite sorts numbers
-- twice as fast as blobs). `fact` is what must be known to judge a candidate
-- without reading its row: of a title key the year.
CREATE TABLE key_kinds (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE    -- isbn, title, name, ...; id:NAMESPACE for own ids
);
INSERT INTO key_kinds (id, name) VALUES
    (1, 'isbn'), (2, 'title'), (3, 'name'), (4, 'name variant'),
    (5, 'authority'), (6, 'work'), (7, 'lccn'), (8, 'oclc'), (9, 'issn');

CREATE TABLE book_keys (
    book_id   INTEGER NOT NULL,
    kind      INTEGER NOT NULL,
    hash_high INTEGER NOT NULL,
    hash_low  INTEGER NOT NULL,
    fact      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (book_id, kind, hash_high, hash_low)
) WITHOUT ROWID;

CREATE TABLE author_keys (
    author_id INTEGER NOT NULL,
    kind      INTEGER NOT NULL,
    hash_high INTEGER NOT NULL,
    hash_low  INTEGER NOT NULL,
    fact      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (author_id, kind, hash_high, hash_low)
) WITHOUT ROWID;

-- Forms of an author's name beside authors.name: every other form seen, in other
-- scripts, fuller, in capitals.
CREATE TABLE author_names (
    author_id INTEGER NOT NULL,
    name      TEXT NOT NULL,     -- as shown
    sort_name TEXT,              -- as filed
    script    TEXT,              -- ISO 15924: Latn, Cyrl, Hani, ...
    source    TEXT NOT NULL,     -- heading, 880, fuller form
    PRIMARY KEY (author_id, name)
) WITHOUT ROWID;

CREATE TABLE sources (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE imports (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id       INTEGER NOT NULL,
    options         TEXT NOT NULL,  -- digest of what affects the result
    job             TEXT,           -- digest of the files' paths
    state           TEXT NOT NULL,  -- running, complete, damaged (a file is),
                                    -- failed, interrupted (the same command goes
                                    -- on), abandoned (another one began instead),
                                    -- undone
    started         TEXT NOT NULL,  -- UTC
    finished        TEXT,
    seconds         REAL,
    error           TEXT,
    records_read    INTEGER NOT NULL DEFAULT 0,
    records_new     INTEGER NOT NULL DEFAULT 0,
    records_matched INTEGER NOT NULL DEFAULT 0,
    records_unchanged INTEGER NOT NULL DEFAULT 0,
    records_deleted INTEGER NOT NULL DEFAULT 0,
    records_skipped INTEGER NOT NULL DEFAULT 0,
    records_rejected INTEGER NOT NULL DEFAULT 0,
    books_new       INTEGER NOT NULL DEFAULT 0,
    books_updated   INTEGER NOT NULL DEFAULT 0,
    books_deleted   INTEGER NOT NULL DEFAULT 0,
    authors_new     INTEGER NOT NULL DEFAULT 0,
    authors_updated INTEGER NOT NULL DEFAULT 0,
    authors_deleted INTEGER NOT NULL DEFAULT 0,
    links_new       INTEGER NOT NULL DEFAULT 0,
    links_updated   INTEGER NOT NULL DEFAULT 0,
    links_deleted   INTEGER NOT NULL DEFAULT 0,
    warnings        INTEGER NOT NULL DEFAULT 0,
    last_book       INTEGER,        -- highest ids from before
    last_author     INTEGER,
    last_source     INTEGER
);

CREATE TABLE import_files (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    import_id       INTEGER NOT NULL,
    source_id       INTEGER,        -- whose its records are
    name            TEXT NOT NULL,  -- as the user named it
    path            TEXT NOT NULL,  -- real path; - for standard input
    format          TEXT NOT NULL,
    encoding        TEXT NOT NULL,
    gzip            INTEGER NOT NULL,
    state           TEXT NOT NULL,  -- running, complete, damaged
    digest          TEXT,           -- XXH3-128 of the stored bytes
    bytes           INTEGER,        -- stored bytes read
    fault           TEXT,           -- code, if damaged
    fault_offset    INTEGER,
    fault_text      TEXT,
    -- the place reached, in the same transaction as the rows
    next_offset     INTEGER NOT NULL DEFAULT 0,
    next_line       INTEGER NOT NULL DEFAULT 1,
    read_bytes      INTEGER NOT NULL DEFAULT 0, -- gunzipped, as UTF-8: up to there
    read_digest     TEXT,                       -- XXH3-128 of them
    carry           TEXT,           -- of link rows: the book that they are on
    rejects         TEXT,           -- its reject file, without folder and ending
    records_read    INTEGER NOT NULL DEFAULT 0,
    records_new     INTEGER NOT NULL DEFAULT 0,
    records_matched INTEGER NOT NULL DEFAULT 0,
    records_unchanged INTEGER NOT NULL DEFAULT 0,
    records_deleted INTEGER NOT NULL DEFAULT 0,
    records_skipped INTEGER NOT NULL DEFAULT 0,
    records_rejected INTEGER NOT NULL DEFAULT 0,
    books_new       INTEGER NOT NULL DEFAULT 0,
    books_updated   INTEGER NOT NULL DEFAULT 0,
    books_deleted   INTEGER NOT NULL DEFAULT 0,
    authors_new     INTEGER NOT NULL DEFAULT 0,
    authors_updated INTEGER NOT NULL DEFAULT 0,
    authors_deleted INTEGER NOT NULL DEFAULT 0,
    links_new       INTEGER NOT NULL DEFAULT 0,
    links_updated   INTEGER NOT NULL DEFAULT 0,
    links_deleted   INTEGER NOT NULL DEFAULT 0,
    plan            TEXT            -- JSON: what was found of a CSV, for a replay
                                    -- of its rejects
);

-- One record of one source, as last seen: where it came from, what it made, and
-- by which rule it met an existing row.
CREATE TABLE source_records (
    id          INTEGER PRIMARY KEY,
    source_id   INTEGER NOT NULL,
    ident_high  INTEGER NOT NULL, -- what identifies it within its source, hashed
    ident_low   INTEGER NOT NULL,
    digest      INTEGER NOT NULL, -- of its bytes and its mapping
    book_id     INTEGER,         -- NULL: none, or deleted since
    author_id   INTEGER,         -- of an authors' file; NULL likewise
    file_id     INTEGER NOT NULL,
    record      INTEGER NOT NULL, -- from 1 within the file
    line        INTEGER NOT NULL,
    byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL,
    rule        TEXT NOT NULL,   -- new, id, isbn, title, ...
    authors     TEXT,            -- JSON array: ids of the authors it names
    version     TEXT             -- MARC 005
);

-- What happened to rows and why, beyond being new. Of a replay also which file's
-- rejects it was given: subject file, event replayed.
CREATE TABLE ledger (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL,
    file_id   INTEGER,
    record    INTEGER,
    subject   TEXT NOT NULL,     -- book, author, link, source_record; reject: that
                                 -- a replay closed, by its own file and record
    book_id   INTEGER,
    author_id INTEGER,
    event     TEXT NOT NULL,     -- changed, linked, unlinked, matched, conflict,
                                 -- candidate, edited, deleted, withdrawn (a
                                 -- record that named the row is), merged, split
    rule      TEXT,
    field     TEXT,
    before    TEXT,
    after     TEXT
);

-- What an import did, for taking it back: the ids of the rows that it inserted, and
-- changesets (SQLite's session extension) of what it changed of others.
CREATE TABLE inserted (
    import_id INTEGER NOT NULL,
    subject   TEXT NOT NULL,     -- book, author, source_record
    first_id  INTEGER NOT NULL,
    last_id   INTEGER NOT NULL,
    PRIMARY KEY (import_id, subject, first_id)
) WITHOUT ROWID;

CREATE TABLE changesets (
    id        INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL,
    changes   BLOB NOT NULL
);

-- What people decided about two authors or two books: that they are one, or that
-- they are not. Imports read it before anything else. `image` is what a merge found
-- and left, for taking it back (stages/decide.h).
CREATE TABLE decisions (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    subject   TEXT NOT NULL,     -- author, book
    verdict   TEXT NOT NULL,     -- same, different
    made      TEXT NOT NULL,     -- UTC
    made_by   TEXT,              -- login; NULL: unknown
    keep_id   INTEGER NOT NULL,  -- same: who is both now
    gone_id   INTEGER NOT NULL,  -- same: who became the other
    gone_name TEXT,              -- its name or title at that time
    undone    TEXT,              -- UTC: taken back; NULL: in force
    image     TEXT               -- JSON
);

CREATE TABLE rejects (
    id          INTEGER PRIMARY KEY,
    import_id   INTEGER NOT NULL,
    file_id     INTEGER NOT NULL,
    record      INTEGER NOT NULL,
    line        INTEGER NOT NULL,
    byte_offset INTEGER NOT NULL,
    byte_length INTEGER NOT NULL,
    code        TEXT NOT NULL,
    field       TEXT,
    expected    TEXT,
    found       TEXT,
    state       TEXT NOT NULL DEFAULT 'open' -- replayed: it was repaired; again:
                                 -- it was replayed, and rejected again; undone
);

CREATE TABLE warnings (
    id          INTEGER PRIMARY KEY,
    import_id   INTEGER NOT NULL,
    file_id     INTEGER NOT NULL,
    record      INTEGER NOT NULL,
    line        INTEGER NOT NULL,
    byte_offset INTEGER NOT NULL,
    code        TEXT NOT NULL,
    field       TEXT,
    expected    TEXT,
    found       TEXT
);

-- Rows that other programs added, changed or deleted since the last import.
CREATE TABLE touched (
    kind      TEXT NOT NULL,     -- b book, a author, l link
    event     TEXT NOT NULL,     -- i inserted, u updated, d deleted
    book_id   INTEGER NOT NULL,  -- 0: none
    author_id INTEGER NOT NULL,
    field     TEXT NOT NULL,     -- column, of an update
    PRIMARY KEY (kind, book_id, author_id, event, field)
) WITHOUT ROWID;

CREATE TRIGGER books_inserted AFTER INSERT ON books BEGIN
    INSERT OR IGNORE INTO touched VALUES ('b', 'i', NEW.id, 0, '');
END;

CREATE TRIGGER books_updated AFTER UPDATE ON books BEGIN
    INSERT OR IGNORE INTO touched
    SELECT 'b', 'u', NEW.id, 0, f.field
      FROM (SELECT 'title' AS field, OLD.title IS NOT NEW.title AS differs
            UNION ALL SELECT 'subtitle', OLD.subtitle IS NOT NEW.subtitle
            UNION ALL SELECT 'isbn', OLD.isbn IS NOT NEW.isbn
            UNION ALL SELECT 'issn', OLD.issn IS NOT NEW.issn
            UNION ALL SELECT 'year', OLD.year IS NOT NEW.year
            UNION ALL SELECT 'publisher', OLD.publisher IS NOT NEW.publisher
            UNION ALL SELECT 'language', OLD.language IS NOT NEW.language
            UNION ALL SELECT 'material', OLD.material IS NOT NEW.material
            UNION ALL SELECT 'extra', OLD.extra IS NOT NEW.extra
            UNION ALL SELECT 'sort_title', OLD.sort_title IS NOT NEW.sort_title
            UNION ALL SELECT 'uniform_title',
                   OLD.uniform_title IS NOT NEW.uniform_title
            UNION ALL SELECT 'lccn', OLD.lccn IS NOT NEW.lccn
            UNION ALL SELECT 'oclc', OLD.oclc IS NOT NEW.oclc) AS f
     WHERE f.differs;
END;

CREATE TRIGGER books_deleted AFTER DELETE ON books BEGIN
    DELETE FROM book_author WHERE book_id = OLD.id;
    DELETE FROM book_keys WHERE book_id = OLD.id;
    UPDATE source_records SET book_id = NULL WHERE book_id = OLD.id;
    INSERT OR IGNORE INTO touched VALUES ('b', 'd', OLD.id, 0, '');
END;

CREATE TRIGGER authors_inserted AFTER INSERT ON authors BEGIN
    INSERT OR IGNORE INTO touched VALUES ('a', 'i', 0, NEW.id, '');
END;

CREATE TRIGGER authors_updated AFTER UPDATE ON authors BEGIN
    INSERT OR IGNORE INTO touched
    SELECT 'a', 'u', 0, NEW.id, f.field
      FROM (SELECT 'name' AS field, OLD.name IS NOT NEW.name AS differs
            UNION ALL SELECT 'sort_name', OLD.sort_name IS NOT NEW.sort_name
            UNION ALL SELECT 'kind', OLD.kind IS NOT NEW.kind
            UNION ALL SELECT 'dates', OLD.dates IS NOT NEW.dates
            UNION ALL SELECT 'authority_id',
                   OLD.authority_id IS NOT NEW.authority_id
            UNION ALL SELECT 'titles', OLD.titles IS NOT NEW.titles
            UNION ALL SELECT 'fuller_name',
                   OLD.fuller_name IS NOT NEW.fuller_name) AS f
     WHERE f.differs;
END;

CREATE TRIGGER authors_deleted AFTER DELETE ON authors BEGIN
    DELETE FROM book_author WHERE author_id = OLD.id;
    DELETE FROM author_keys WHERE author_id = OLD.id;
    DELETE FROM author_names WHERE author_id = OLD.id;
    UPDATE source_records SET author_id = NULL WHERE author_id = OLD.id;
    INSERT OR IGNORE INTO touched VALUES ('a', 'd', 0, OLD.id, '');
END;

CREATE TRIGGER links_inserted AFTER INSERT ON book_author BEGIN
    INSERT OR IGNORE INTO touched
    VALUES ('l', 'i', NEW.book_id, NEW.author_id, '');
END;

CREATE TRIGGER links_updated AFTER UPDATE ON book_author BEGIN
    INSERT OR IGNORE INTO touched
    SELECT 'l', 'u', NEW.book_id, NEW.author_id, f.field
      FROM (SELECT 'royalty_percentage' AS field,
                   OLD.royalty_percentage IS NOT NEW.royalty_percentage AS differs
            UNION ALL SELECT 'publication_order',
                   OLD.publication_order IS NOT NEW.publication_order
            UNION ALL SELECT 'role', OLD.role IS NOT NEW.role
            UNION ALL SELECT 'royalty_stated',
                   OLD.royalty_stated IS NOT NEW.royalty_stated
            UNION ALL SELECT 'royalty_mode',
                   OLD.royalty_mode IS NOT NEW.royalty_mode) AS f
     WHERE f.differs;
END;

CREATE TRIGGER links_deleted AFTER DELETE ON book_author BEGIN
    INSERT OR IGNORE INTO touched
    VALUES ('l', 'd', OLD.book_id, OLD.author_id, '');
END;

-- Relator codes of those who made the work (MARC relator list): who is an author
-- in reports. NULL in book_author.role counts too: nobody said.
CREATE TABLE creating_roles (code TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO creating_roles VALUES
    ('arc'), ('art'), ('att'), ('aus'), ('aut'), ('bka'), ('chr'), ('cmp'),
    ('com'), ('cre'), ('ctg'), ('dis'), ('dsr'), ('enj'), ('fmk'), ('gdv'),
    ('grt'), ('inv'), ('ive'), ('ivr'), ('lbt'), ('lsa'), ('lyr'), ('org'),
    ('pht'), ('pra'), ('prg'), ('rap'), ('rsp'), ('rxa'), ('sce'), ('scl'),
    ('swd'), ('tau'), ('wfs'), ('wts');

CREATE VIEW credits AS
SELECT l.book_id, b.title, l.author_id, a.name AS author, l.publication_order,
       l.role,
       CASE WHEN l.royalty_stated OR l.royalty_percentage <> 0
            THEN l.royalty_percentage END AS royalty,
       l.royalty_mode,
       l.role IS NULL OR EXISTS (
           SELECT 1 FROM creating_roles AS c
            WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' ')
       ) AS is_author
  FROM book_author AS l
  JOIN books AS b ON b.id = l.book_id
  JOIN authors AS a ON a.id = l.author_id
 ORDER BY l.book_id, l.publication_order, l.author_id;

CREATE VIEW book_list AS
SELECT b.id, b.title, b.subtitle, b.isbn, b.year, b.publisher, b.language,
       b.material,
       (SELECT group_concat(o.name, '; ')
          FROM (SELECT a.name
                  FROM book_author AS l JOIN authors AS a ON a.id = l.author_id
                 WHERE l.book_id = b.id
                 ORDER BY l.publication_order, l.author_id) AS o) AS authors,
       (SELECT count(*) FROM book_author AS l WHERE l.book_id = b.id)
           AS author_count
  FROM books AS b;

-- Editions of one work: books with one uniform title, or one title, and one first
-- author. A work's id stays when the book that began it goes.
CREATE VIEW works AS
SELECT coalesce(b.work_id, b.id) AS id,
       coalesce(max(b.uniform_title), min(b.title)) AS title,
       count(*) AS editions, min(b.year) AS first_year, max(b.year) AS last_year
  FROM books AS b
 GROUP BY coalesce(b.work_id, b.id);

CREATE VIEW author_list AS
SELECT a.id, a.name, a.sort_name, a.kind, a.dates, a.authority_id,
       count(l.book_id) AS books,
       count(CASE WHEN l.role IS NULL OR EXISTS (
                 SELECT 1 FROM creating_roles AS c
                  WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))
             THEN l.book_id END) AS books_as_author,
       count(CASE WHEN l.royalty_stated OR l.royalty_percentage <> 0
             THEN 1 END) AS royalties
  FROM authors AS a LEFT JOIN book_author AS l ON l.author_id = a.id
 GROUP BY a.id;
