-- title: Source records
-- text: The records that gave it, as last seen, and the rule by which each met it.
-- param: id integer 0 Id of the author
-- limit: 1000
-- column: source plain Source
-- column: import plain Import
-- column: file plain File
-- column: record plain Record
-- column: line plain Line
-- column: byte_offset plain Offset
-- column: rule plain Rule
-- column: names plain Names
SELECT o.name AS source, f.import_id AS import, f.name AS file, s.record,
       s.line, s.byte_offset, s.rule,
       (SELECT group_concat(coalesce(n.name, '#' || n.id), '; ')
          FROM (SELECT j.value AS id, a.name
                  FROM json_each(s.authors) AS j
                  LEFT JOIN authors AS a ON a.id = j.value
                 ORDER BY j.key) AS n) AS names
  FROM source_records AS s
  LEFT JOIN sources AS o ON o.id = s.source_id
  LEFT JOIN import_files AS f ON f.id = s.file_id
 WHERE s.author_id = :id
    OR (s.book_id IN (SELECT l.book_id FROM book_author AS l
                       WHERE l.author_id = :id)
        AND EXISTS (SELECT 1 FROM json_each(s.authors) AS j
                     WHERE j.value = :id))
 ORDER BY s.id;
