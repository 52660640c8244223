-- title: What an import changed
-- text: New rows, changed fields with what was there before, links, records that met a book which was there, and what is for people to look at.
-- param: import integer 0 Number of the import; 0: the last one
-- limit: 200
-- column: change plain Change
-- column: subject plain Of
-- column: id number Id
-- column: name plain Name
-- column: field plain Field
-- column: before plain Before
-- column: after plain After
-- column: rule plain Rule
-- column: record plain Record
WITH one AS MATERIALIZED (
    SELECT max(id) AS id FROM imports WHERE :import IN (0, id)
),
ranges AS MATERIALIZED (
    SELECT * FROM inserted WHERE import_id = (SELECT id FROM one)
),
changes AS (
    SELECT 1 AS place, b.id AS book_id, NULL AS author_id, 'new' AS change,
           'book' AS subject, b.title AS name, NULL AS field, NULL AS before,
           (SELECT group_concat(o.name, '; ')
              FROM (SELECT a.name FROM book_author AS l
                      JOIN authors AS a ON a.id = l.author_id
                     WHERE l.book_id = b.id
                     ORDER BY l.publication_order, l.author_id) AS o) AS after,
           NULL AS rule, NULL AS file_id, NULL AS record
      FROM ranges AS r JOIN books AS b ON b.id BETWEEN r.first_id AND r.last_id
     WHERE r.subject = 'book'
    UNION ALL
    SELECT 2, NULL, a.id, 'new', 'author', a.name, NULL, NULL, a.dates, NULL,
           NULL, NULL
      FROM ranges AS r
      JOIN authors AS a ON a.id BETWEEN r.first_id AND r.last_id
     WHERE r.subject = 'author'
    UNION ALL
    SELECT 3, s.book_id, s.author_id, 'met',
           iif(s.book_id IS NULL, 'author', 'book'), NULL, NULL, NULL, NULL,
           s.rule, s.file_id, s.record
      FROM ranges AS r
      JOIN source_records AS s ON s.id BETWEEN r.first_id AND r.last_id
     WHERE r.subject = 'source_record' AND s.rule <> 'new'
    UNION ALL
    SELECT 4, e.book_id, e.author_id, e.event, e.subject,
           iif(e.event IN ('deleted', 'withdrawn'), e.before, NULL), e.field,
           e.before, e.after, e.rule, e.file_id, e.record
      FROM ledger AS e WHERE e.import_id = (SELECT id FROM one)
)
SELECT c.change, c.subject,
       CASE c.subject WHEN 'author' THEN c.author_id ELSE c.book_id END AS id,
       coalesce(c.name,
                iif(c.subject = 'author', a.name,
                    b.title || iif(c.subject = 'link', ' / ' || a.name, '')))
           AS name,
       c.field, c.before, c.after, c.rule,
       f.name || ' ' || c.record AS record
  FROM changes AS c
  LEFT JOIN books AS b ON b.id = c.book_id
  LEFT JOIN authors AS a ON a.id = c.author_id
  LEFT JOIN import_files AS f ON f.id = c.file_id
 ORDER BY c.place, c.file_id, c.record, c.book_id, c.author_id, c.field;
