-- title: Data quality
-- text: What is missing or doubtful, in numbers.
-- column: measure plain Measure
-- column: number number Number
-- column: of number Of
-- param: roles authors|all authors Who counts: creating roles, or every contributor
WITH book AS MATERIALIZED (
    SELECT count(*) AS n, count(isbn) AS isbn, count(year) AS year,
           count(publisher) AS publisher, count(language) AS language
      FROM books
),
per_book AS MATERIALIZED (
    SELECT count(CASE WHEN (:roles = 'all' OR l.role IS NULL
        OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
                 THEN 1 END) AS authors,
           count(*) AS links, count(l.publication_order) AS stated,
           count(DISTINCT l.publication_order) AS several,
           min(l.publication_order) AS least, max(l.publication_order) AS most,
           count(CASE WHEN l.royalty_stated OR l.royalty_percentage <> 0
                 THEN 1 END) AS royalties
      FROM book_author AS l
     GROUP BY l.book_id
),
link AS MATERIALIZED (
    SELECT count(CASE WHEN authors THEN 1 END) AS credited,
           coalesce(sum(links), 0) AS n,
           coalesce(sum(links - stated), 0) AS unordered,
           coalesce(sum(links - royalties), 0) AS unpaid,
           count(CASE WHEN stated < links OR several < links OR least <> 1
                        OR most <> links THEN 1 END) AS gaps
      FROM per_book
)
SELECT m.measure, m.number, m.of
  FROM (SELECT 1 AS place, 'books without an author' AS measure,
               book.n - link.credited AS number, book.n AS of
          FROM book, link
        UNION ALL SELECT 2, 'books without an ISBN', n - isbn, n FROM book
        UNION ALL SELECT 3, 'books without a year', n - year, n FROM book
        UNION ALL SELECT 4, 'books without a publisher', n - publisher, n
                    FROM book
        UNION ALL SELECT 5, 'books without a language', n - language, n
                    FROM book
        UNION ALL SELECT 6, 'ISBNs of several books', count(*), NULL
                    FROM (SELECT 1 FROM books WHERE isbn IS NOT NULL
                           GROUP BY isbn HAVING count(*) > 1)
        UNION ALL SELECT 7, 'books with gaps in publication order', gaps,
                         book.n
                    FROM link, book
        UNION ALL SELECT 8, 'links without a publication order', unordered, n
                    FROM link
        UNION ALL SELECT 9, 'links without a royalty', unpaid, n FROM link
        UNION ALL SELECT 10, 'authors without a book',
                         (SELECT count(*) FROM authors)
                         - (SELECT count(*) FROM (SELECT DISTINCT author_id
                                                    FROM book_author)),
                         (SELECT count(*) FROM authors)
        UNION ALL SELECT 11, 'names of several authors', count(*), NULL
                    FROM (SELECT 1 FROM authors
                           GROUP BY name HAVING count(*) > 1)
        UNION ALL SELECT 12, 'rejects that are open', count(*), NULL
                    FROM rejects WHERE state = 'open'
        UNION ALL SELECT 13, 'warnings of all imports', count(*), NULL
                    FROM warnings) AS m
 ORDER BY m.place;
