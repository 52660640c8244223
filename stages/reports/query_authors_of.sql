-- title: Authors of a book
-- text: Everybody who contributed to the books found, in publication order.
-- limit: 1000
-- column: book_id plain Book
-- column: title plain Title
-- column: place plain Order
-- column: author_id plain Id
-- column: author plain Author
-- column: role plain Role
-- param: ids text [] JSON array of book ids
SELECT b.id AS book_id, b.title, l.publication_order AS place,
       a.id AS author_id, a.name AS author, l.role
  FROM books AS b
  LEFT JOIN book_author AS l ON l.book_id = b.id
  LEFT JOIN authors AS a ON a.id = l.author_id
 WHERE b.id IN (SELECT value FROM json_each(:ids))
 ORDER BY b.title, b.id, l.publication_order IS NULL, l.publication_order,
          l.author_id;
