-- title: Royalties that are missing
-- text: Authors without a royalty on books where somebody else has one.
-- column: book_id plain Book
-- column: title plain Title
-- column: author_id plain Id
-- column: author plain Author
-- column: place plain Order
-- column: role plain Role
-- param: roles authors|all authors Who counts: creating roles, or every contributor
SELECT b.id AS book_id, b.title, a.id AS author_id, a.name AS author,
       l.publication_order AS place, l.role
  FROM (SELECT DISTINCT book_id
          FROM book_author NOT INDEXED
         WHERE royalty_stated OR royalty_percentage <> 0) AS paid
  JOIN books AS b ON b.id = paid.book_id
  JOIN book_author AS l ON l.book_id = b.id
  JOIN authors AS a ON a.id = l.author_id
 WHERE NOT (l.royalty_stated OR coalesce(l.royalty_percentage, 0) <> 0)
   AND (:roles = 'all' OR l.role IS NULL OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
 ORDER BY b.id, l.publication_order IS NULL, l.publication_order, a.id;
