-- title: Books by year
-- text: Books by year of publication; those without a year are in the report quality.
-- column: year plain Year
-- column: books number Books
-- chart: bar year books
SELECT year, count(*) AS books
  FROM books
 WHERE year IS NOT NULL
 GROUP BY year
 ORDER BY year DESC;
