-- title: Books with exactly so many authors
-- text: Books whose number of authors is the parameter n; n = 0 finds books without any.
-- column: id plain Id
-- column: title plain Title
-- column: names plain Authors
-- param: n integer 2 Number of authors
-- param: roles authors|all authors Who counts: creating roles, or every contributor
SELECT b.id, b.title,
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
 WHERE b.id IN (SELECT l.book_id
                  FROM book_author AS l
                 WHERE (:roles = 'all' OR l.role IS NULL
        OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
                 GROUP BY l.book_id
                HAVING count(*) = :n)
    OR (:n = 0 AND b.id NOT IN (SELECT l.book_id
                                  FROM book_author AS l
                                 WHERE
       (:roles = 'all' OR l.role IS NULL
        OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))))
 ORDER BY b.id;
