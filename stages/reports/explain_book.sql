-- title: The book
-- text: The row as it is now; edited names the columns changed by hand.
-- param: id integer 0 Id of the book
-- limit: 1000
-- column: field plain Column
-- column: value plain Value
SELECT m.field, m.value
  FROM (SELECT 1 AS place, 'id' AS field, id AS value FROM books WHERE id = :id
        UNION ALL SELECT 2, 'title', title FROM books WHERE id = :id
        UNION ALL SELECT 3, 'sort_title', sort_title FROM books WHERE id = :id
        UNION ALL SELECT 4, 'subtitle', subtitle FROM books WHERE id = :id
        UNION ALL SELECT 5, 'uniform_title', uniform_title
          FROM books WHERE id = :id
        UNION ALL SELECT 6, 'work_id', work_id FROM books WHERE id = :id
        UNION ALL SELECT 7, 'isbn', isbn FROM books WHERE id = :id
        UNION ALL SELECT 8, 'issn', issn FROM books WHERE id = :id
        UNION ALL SELECT 9, 'lccn', lccn FROM books WHERE id = :id
        UNION ALL SELECT 10, 'oclc', oclc FROM books WHERE id = :id
        UNION ALL SELECT 11, 'year', year FROM books WHERE id = :id
        UNION ALL SELECT 12, 'publisher', publisher FROM books WHERE id = :id
        UNION ALL SELECT 13, 'language', language FROM books WHERE id = :id
        UNION ALL SELECT 14, 'material', material FROM books WHERE id = :id
        UNION ALL SELECT 15, 'extra', extra FROM books WHERE id = :id
        UNION ALL SELECT 16, 'edited', edited FROM books WHERE id = :id) AS m
 WHERE m.value IS NOT NULL
 ORDER BY m.place;
