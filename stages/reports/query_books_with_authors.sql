-- title: Books by number of authors
-- text: Books that have as many authors as asked for.
-- limit: 1000
-- column: id plain Id
-- column: title plain Title
-- column: authors number Authors
-- column: names plain Names
-- param: least integer 1 Least number of authors
-- param: most integer 1 Greatest number of authors
-- param: roles authors|all authors Who counts: creating roles, or every contributor
SELECT b.id, b.title, coalesce(n.authors, 0) AS authors,
       (SELECT group_concat(o.name, '; ')
          FROM (SELECT a.name
                  FROM book_author AS l JOIN authors AS a ON a.id = l.author_id
                 WHERE l.book_id = b.id
                   AND (:roles = 'all' OR l.role IS NULL
        OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
                 ORDER BY l.publication_order IS NULL, l.publication_order,
                          l.author_id) AS o) AS names
  FROM books AS b
  LEFT JOIN (SELECT l.book_id, count(*) AS authors
               FROM book_author AS l
              WHERE (:roles = 'all' OR l.role IS NULL
        OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
              GROUP BY l.book_id) AS n ON n.book_id = b.id
 WHERE coalesce(n.authors, 0) BETWEEN :least AND :most
 ORDER BY coalesce(n.authors, 0), b.id;
