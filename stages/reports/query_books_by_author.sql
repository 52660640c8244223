-- title: Books by author
-- text: The books of the authors found, in publication order.
-- limit: 1000
-- column: author_id plain Id
-- column: author plain Author
-- column: book_id plain Book
-- column: title plain Title
-- column: year plain Year
-- column: place plain Order
-- column: role plain Role
-- param: ids text [] JSON array of author ids
SELECT a.id AS author_id, a.name AS author, b.id AS book_id, b.title, b.year,
       l.publication_order AS place, l.role
  FROM authors AS a
  JOIN book_author AS l ON l.author_id = a.id
  JOIN books AS b ON b.id = l.book_id
 WHERE a.id IN (SELECT value FROM json_each(:ids))
 ORDER BY a.name, a.id, b.year IS NULL, b.year, b.title, b.id;
