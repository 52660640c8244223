-- title: Books per author
-- text: Every author with the number of books, most books first.
-- column: id plain Id
-- column: author plain Author
-- column: books number Books
-- chart: bar author books
-- param: roles authors|all authors Who counts: creating roles, or every contributor
SELECT a.id, a.name AS author, n.books
  FROM (SELECT l.author_id, count(*) AS books
          FROM book_author AS l NOT INDEXED
         WHERE (:roles = 'all' OR l.role IS NULL OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
         GROUP BY l.author_id) AS n
  JOIN authors AS a ON a.id = n.author_id
 ORDER BY n.books DESC, a.name, a.id;
