-- title: Books by publisher
-- text: Books by publisher as stated; those without one are in the report quality.
-- column: publisher plain Publisher
-- column: books number Books
-- column: first plain First year
-- column: last plain Last year
-- chart: bar publisher books
SELECT publisher, count(*) AS books, min(year) AS first, max(year) AS last
  FROM books
 WHERE publisher IS NOT NULL
 GROUP BY publisher
 ORDER BY books DESC, publisher;
