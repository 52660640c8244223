-- title: Payees that match nobody
-- text: Rows that join royalties to books and were rejected, unless their file was imported again since.
-- column: import plain Import
-- column: source plain Source
-- column: file plain File
-- column: record plain Record
-- column: line plain Line
-- column: why plain Why
-- column: payee plain Payee
-- column: book plain Book
-- limit: 200
WITH open_join AS MATERIALIZED (
    SELECT * FROM rejects
     WHERE state = 'open'
       AND code IN ('JOIN_NO_BOOK', 'JOIN_SEVERAL_BOOKS', 'JOIN_NO_AUTHOR',
                    'JOIN_SEVERAL_AUTHORS')
),
-- The same file of the same source again: what is still wrong is rejected anew.
read_again AS MATERIALIZED (
    SELECT f.id
      FROM import_files AS f
      JOIN imports AS i ON i.id = f.import_id
     WHERE f.id IN (SELECT file_id FROM open_join)
       AND f.path <> '-'
       AND EXISTS (SELECT 1
                     FROM import_files AS g
                     JOIN imports AS j ON j.id = g.import_id
                    WHERE g.path = f.path AND g.id > f.id
                      AND g.state = 'complete' AND g.records_read > 0
                      AND j.source_id = i.source_id)
)
SELECT r.import_id AS import, s.name AS source, f.name AS file, r.record,
       r.line,
       CASE r.code WHEN 'JOIN_NO_BOOK' THEN 'no such book'
                   WHEN 'JOIN_SEVERAL_BOOKS' THEN 'several books'
                   WHEN 'JOIN_NO_AUTHOR' THEN 'not of this book'
                   ELSE 'several of this book' END AS why,
       CASE WHEN r.code IN ('JOIN_NO_AUTHOR', 'JOIN_SEVERAL_AUTHORS')
            THEN r.found
            WHEN r.expected LIKE 'a book of _%' THEN substr(r.expected, 11)
            END AS payee,
       CASE WHEN r.code IN ('JOIN_NO_AUTHOR', 'JOIN_SEVERAL_AUTHORS')
            THEN r.expected ELSE r.found END AS book
  FROM open_join AS r
  LEFT JOIN imports AS i ON i.id = r.import_id
  LEFT JOIN sources AS s ON s.id = i.source_id
  LEFT JOIN import_files AS f ON f.id = r.file_id
 WHERE r.file_id NOT IN (SELECT id FROM read_again)
 ORDER BY r.import_id DESC, r.file_id, r.record, r.id;
