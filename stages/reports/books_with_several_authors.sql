-- title: Books with several authors
-- text: Books that have more than one author, most authors first.
-- column: id plain Id
-- column: title plain Title
-- column: authors number Authors
-- column: names plain Names
-- param: roles authors|all authors Who counts: creating roles, or every contributor
SELECT b.id, b.title, n.authors,
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
  FROM (SELECT l.book_id, count(*) AS authors
          FROM book_author AS l
         WHERE (:roles = 'all' OR l.role IS NULL
        OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
         GROUP BY l.book_id
        HAVING count(*) > 1) AS n
  JOIN books AS b ON b.id = n.book_id
 ORDER BY n.authors DESC, b.id;
