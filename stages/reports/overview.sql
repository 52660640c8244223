-- title: Overview
-- text: What the database holds.
-- column: measure plain Measure
-- column: value number Value
-- param: roles authors|all authors Who counts: creating roles, or every contributor
WITH per_book(links) AS MATERIALIZED (
    SELECT count(*) FROM book_author AS l
     WHERE (:roles = 'all' OR l.role IS NULL OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
     GROUP BY l.book_id
),
link(links, royalties) AS MATERIALIZED (
    SELECT count(*),
           count(CASE WHEN royalty_stated OR royalty_percentage <> 0 THEN 1 END)
      FROM book_author
),
book(books, isbns, least, most) AS MATERIALIZED (
    SELECT count(*), count(isbn), min(year), max(year) FROM books
)
SELECT m.measure, m.value
  FROM (SELECT 1 AS place, 'books' AS measure, (SELECT books FROM book) AS value
        UNION ALL SELECT 2, 'authors and other contributors',
                         (SELECT count(*) FROM authors)
        UNION ALL SELECT 3, 'links', (SELECT links FROM link)
        UNION ALL SELECT 4, 'books with an author',
                         (SELECT count(*) FROM per_book)
        UNION ALL SELECT 5, 'books with several authors',
                         (SELECT count(*) FROM per_book WHERE links > 1)
        UNION ALL SELECT 6, 'most authors of a book',
                         (SELECT coalesce(max(links), 0) FROM per_book)
        UNION ALL SELECT 7, 'books with an ISBN', (SELECT isbns FROM book)
        UNION ALL SELECT 8, 'royalties', (SELECT royalties FROM link)
        UNION ALL SELECT 9, 'earliest year',
                         (SELECT CAST(least AS TEXT) FROM book)
        UNION ALL SELECT 10, 'latest year',
                         (SELECT CAST(most AS TEXT) FROM book)
        UNION ALL SELECT 11, 'imports', (SELECT count(*) FROM imports)) AS m
 ORDER BY m.place;
