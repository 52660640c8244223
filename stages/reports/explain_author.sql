-- title: The author
-- text: The row as it is now; edited names the columns changed by hand.
-- param: id integer 0 Id of the author
-- limit: 1000
-- column: field plain Column
-- column: value plain Value
SELECT m.field, m.value
  FROM (SELECT 1 AS place, 'id' AS field, id AS value
          FROM authors WHERE id = :id
        UNION ALL SELECT 2, 'name', name FROM authors WHERE id = :id
        UNION ALL SELECT 3, 'sort_name', sort_name FROM authors WHERE id = :id
        UNION ALL SELECT 4, 'kind', kind FROM authors WHERE id = :id
        UNION ALL SELECT 5, 'dates', dates FROM authors WHERE id = :id
        UNION ALL SELECT 6, 'authority_id', authority_id
                    FROM authors WHERE id = :id
        UNION ALL SELECT 7, 'titles', titles FROM authors WHERE id = :id
        UNION ALL SELECT 8, 'fuller_name', fuller_name
                    FROM authors WHERE id = :id
        UNION ALL SELECT 9, 'edited', edited FROM authors WHERE id = :id) AS m
 WHERE m.value IS NOT NULL
 ORDER BY m.place;
