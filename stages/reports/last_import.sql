-- title: The last import
-- text: What the last import changed, and what it rejected or warned of.
-- limit: 200
-- column: part plain Part
-- column: what plain What
-- column: value number Value
WITH last AS MATERIALIZED (
    SELECT i.*, s.name AS source
      FROM imports AS i LEFT JOIN sources AS s ON s.id = i.source_id
     ORDER BY i.id DESC LIMIT 1
)
SELECT m.part, m.what, m.value
  FROM (SELECT 1 AS place, 'import' AS part, 'number' AS what, id AS value
          FROM last
        UNION ALL SELECT 2, 'import', 'source', source FROM last
        UNION ALL SELECT 3, 'import', 'state', state FROM last
        UNION ALL SELECT 4, 'import', 'started', started FROM last
        UNION ALL SELECT 5, 'import', 'seconds', round(seconds, 2)
                    FROM last
        UNION ALL SELECT 6, 'records', 'read', records_read FROM last
        UNION ALL SELECT 7, 'records', 'new', records_new FROM last
        UNION ALL SELECT 8, 'records', 'matched', records_matched FROM last
        UNION ALL SELECT 9, 'records', 'unchanged', records_unchanged FROM last
        UNION ALL SELECT 10, 'records', 'deleted', records_deleted FROM last
        UNION ALL SELECT 11, 'records', 'skipped', records_skipped FROM last
        UNION ALL SELECT 12, 'records', 'rejected', records_rejected FROM last
        UNION ALL SELECT 13, 'books', 'new', books_new FROM last
        UNION ALL SELECT 14, 'books', 'updated', books_updated FROM last
        UNION ALL SELECT 15, 'books', 'deleted', books_deleted FROM last
        UNION ALL SELECT 16, 'authors', 'new', authors_new FROM last
        UNION ALL SELECT 17, 'authors', 'updated', authors_updated FROM last
        UNION ALL SELECT 18, 'authors', 'deleted', authors_deleted FROM last
        UNION ALL SELECT 19, 'links', 'new', links_new FROM last
        UNION ALL SELECT 20, 'links', 'updated', links_updated FROM last
        UNION ALL SELECT 21, 'links', 'deleted', links_deleted FROM last
        UNION ALL SELECT 30, 'rejects', r.code, count(*)
                    FROM rejects AS r
                   WHERE r.import_id = (SELECT id FROM last)
                   GROUP BY r.code
        UNION ALL SELECT 31, 'warnings', w.code, count(*)
                    FROM warnings AS w
                   WHERE w.import_id = (SELECT id FROM last)
                   GROUP BY w.code) AS m
 ORDER BY m.place, m.what;
