-- title: Co-authors
-- text: Pairs of authors who made books together; books with more authors than most_authors are left out.
-- column: first_id plain Id
-- column: first plain Author
-- column: second_id plain Id
-- column: second plain With
-- column: books number Books
-- param: most_authors integer 20 Books with more authors are left out
-- param: roles authors|all authors Who counts: creating roles, or every contributor
WITH link(book_id, author_id) AS MATERIALIZED (
    SELECT l.book_id, l.author_id
      FROM book_author AS l
     WHERE (:roles = 'all' OR l.role IS NULL OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
),
chosen(book_id) AS MATERIALIZED (
    SELECT book_id FROM link
     GROUP BY book_id
    HAVING count(*) BETWEEN 2 AND :most_authors
)
SELECT n.first_id, a.name AS first, n.second_id, b.name AS second, n.books
  FROM (SELECT l.author_id AS first_id, m.author_id AS second_id,
               count(*) AS books
          FROM chosen
         CROSS JOIN book_author AS l ON l.book_id = chosen.book_id
         CROSS JOIN book_author AS m ON m.book_id = l.book_id
                                    AND m.author_id > l.author_id
         WHERE (:roles = 'all' OR l.role IS NULL OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
           AND (:roles = 'all' OR m.role IS NULL OR m.role IN creating_roles
        OR (instr(m.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || m.role || ' ', ' ' || c.code || ' '))))
         GROUP BY l.author_id, m.author_id) AS n
  JOIN authors AS a ON a.id = n.first_id
  JOIN authors AS b ON b.id = n.second_id
 ORDER BY n.books DESC, n.first_id, n.second_id;
