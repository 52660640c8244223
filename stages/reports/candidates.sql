-- title: Candidates
-- text: Pairs that may be one, for people to look at, best first: 'bibload merge' makes one of them, and what was decided is not asked again.
-- param: block integer 50 Names with the same beginning that are still compared each with each
-- column: score number Score
-- column: subject plain Subject
-- column: why plain Why
-- column: id plain Id
-- column: name plain Name
-- column: dates plain Dates
-- column: books number Books
-- column: other_id plain Id
-- column: other_name plain Name
-- column: other_dates plain Dates
-- column: other_books number Books
-- limit: 50
WITH who AS MATERIALIZED (
    SELECT id, name, sort_name, dates, authority_id,
           bibload_block(sort_name, name, 1) AS family,
           bibload_block(sort_name, name, 2) AS given
      FROM authors
     WHERE coalesce(kind, 'person') = 'person'
),
member AS MATERIALIZED (
    SELECT 1 AS which, family AS block, id, name, sort_name, dates
      FROM who WHERE family IS NOT NULL
    UNION ALL
    SELECT 2, given, id, name, sort_name, dates
      FROM who WHERE given IS NOT NULL
),
size AS MATERIALIZED (
    SELECT which, block, count(*) AS n
      FROM member GROUP BY which, block HAVING count(*) > 1
),
chosen AS MATERIALIZED (
    SELECT m.*, s.n
      FROM size AS s JOIN member AS m ON m.which = s.which AND m.block = s.block
     WHERE s.n <= :block
),
-- names that are like each other: initials, letters
alike AS MATERIALIZED (
    SELECT a.id AS one, b.id AS two, a.n,
           CASE WHEN a.which = 1 THEN bibload_initials_agree(
               a.sort_name, a.name, b.sort_name, b.name) END AS initials,
           bibload_distance(a.name, b.name) AS letters,
           length(a.name) AS length
      FROM chosen AS a
      JOIN chosen AS b
        ON b.which = a.which AND b.block = a.block AND b.id > a.id
     WHERE bibload_dates_agree(a.dates, b.dates) >= 0
),
-- names that are equal
named AS MATERIALIZED (
    SELECT hash_high, hash_low, count(*) AS n
      FROM author_keys WHERE kind = 3
     GROUP BY hash_high, hash_low HAVING count(*) > 1
),
namesake AS MATERIALIZED (
    SELECT a.author_id AS one, b.author_id AS two, n.n
      FROM named AS n
      JOIN author_keys AS a
        ON a.hash_high = n.hash_high AND a.hash_low = n.hash_low AND a.kind = 3
      JOIN author_keys AS b
        ON b.hash_high = n.hash_high AND b.hash_low = n.hash_low AND b.kind = 3
       AND b.author_id > a.author_id
     WHERE n.n <= :block
),
pair AS (
    SELECT 'author' AS subject, p.one, p.two,
           CASE WHEN (a.dates IS NULL) = (b.dates IS NULL) THEN 60
                WHEN p.n = 2 THEN 85 ELSE 75 END AS score,
           CASE WHEN (a.dates IS NULL) = (b.dates IS NULL) THEN 'same name'
                WHEN p.n = 2 THEN 'same name, one with dates'
                ELSE 'same name, one of ' || p.n || ' with dates' END AS why
      FROM namesake AS p
      JOIN authors AS a ON a.id = p.one
      JOIN authors AS b ON b.id = p.two
    UNION ALL
    SELECT 'author', one, two,
           -- a long name is not by chance nearly another; one of many of a
           -- family may be any of them
           CASE WHEN initials THEN 65 - min(n - 2, 10)
                WHEN letters = 1 THEN 40 + min(length, 20) ELSE 20 + min(length, 20)
                END,
           CASE WHEN initials THEN 'initials or a middle name'
                WHEN letters = 1 THEN 'one letter' ELSE 'two letters' END
      FROM alike WHERE initials OR letters > 0
    UNION ALL
    SELECT subject, min(author_id, CAST(after AS INTEGER)),
           max(author_id, CAST(after AS INTEGER)), 70,
           'kept apart by an import (' || coalesce(rule, '') || ')'
      FROM ledger
     WHERE event = 'candidate' AND subject = 'author'
    UNION ALL
    SELECT subject, min(book_id, CAST(after AS INTEGER)),
           max(book_id, CAST(after AS INTEGER)), 70,
           'kept apart by an import (' || coalesce(rule, '') || ')'
      FROM ledger
     WHERE event = 'candidate' AND subject = 'book'
),
best AS MATERIALIZED (
    SELECT p.subject, p.one, p.two, max(p.score) AS score, p.why
      FROM pair AS p
     WHERE p.one <> p.two
       AND NOT EXISTS (
           SELECT 1 FROM decisions AS d
            WHERE d.subject = p.subject
              AND ((d.keep_id = p.one AND d.gone_id = p.two)
                   OR (d.keep_id = p.two AND d.gone_id = p.one)))
       -- nor what the lists of the config keep apart
       AND NOT (bibload_apart() AND p.subject = 'author' AND EXISTS (
           SELECT 1 FROM author_keys AS x
             JOIN author_keys AS y ON y.author_id = p.two AND y.kind = 3
            WHERE x.author_id = p.one AND x.kind = 3
              AND bibload_apart('author', p.one, x.hash_high, x.hash_low,
                                x.fact, p.two, y.hash_high, y.hash_low, y.fact)))
       AND NOT (bibload_apart() AND p.subject = 'book' AND EXISTS (
           SELECT 1 FROM book_keys AS x
             JOIN book_keys AS y ON y.book_id = p.two
            WHERE x.book_id = p.one
              AND bibload_apart('book', p.one, x.hash_high, x.hash_low,
                                x.fact, p.two, y.hash_high, y.hash_low, y.fact)))
     GROUP BY p.subject, p.one, p.two
),
author AS MATERIALIZED (
    SELECT p.score, p.why, a.id, a.name, a.dates, b.id AS other_id,
           b.name AS other_name, b.dates AS other_dates,
           bibload_dates_agree(a.dates, b.dates) AS same_years,
           EXISTS (SELECT 1 FROM book_author AS x
                     JOIN book_author AS y
                       ON y.book_id = x.book_id AND y.author_id = p.two
                    WHERE x.author_id = p.one) AS together
      FROM best AS p
      JOIN authors AS a ON a.id = p.one
      JOIN authors AS b ON b.id = p.two
     WHERE p.subject = 'author'
       AND coalesce(a.kind, b.kind) IS coalesce(b.kind, a.kind)
       AND bibload_dates_agree(a.dates, b.dates) >= 0
       AND NOT bibload_ids_differ(a.authority_id, b.authority_id)
)
SELECT c.score, c.subject, c.why, c.id, c.name, c.dates, c.books, c.other_id,
       c.other_name, c.other_dates, c.other_books
  FROM (SELECT score + CASE WHEN same_years > 0 THEN 25 ELSE 0 END
               - CASE WHEN together THEN 25 ELSE 0 END AS score,
               'author' AS subject,
               why || CASE WHEN same_years > 0 THEN ', same years' ELSE '' END
               || CASE WHEN together THEN ', both on one book' ELSE '' END
                   AS why,
               id, name, dates,
               (SELECT count(*) FROM book_author AS l WHERE l.author_id = p.id)
                   AS books,
               other_id, other_name, other_dates,
               (SELECT count(*) FROM book_author AS l
                 WHERE l.author_id = p.other_id) AS other_books
          FROM author AS p
        UNION ALL
        SELECT p.score, 'book', p.why, a.id, a.title, a.year, NULL, b.id,
               b.title, b.year, NULL
          FROM best AS p
          JOIN books AS a ON a.id = p.one
          JOIN books AS b ON b.id = p.two
         WHERE p.subject = 'book'
        UNION ALL
        SELECT 0, 'author', count(*) || ' beginnings of names were left out:'
               || ' more than ' || :block || ' authors have them',
               NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
          FROM size WHERE n > :block
        HAVING count(*) > 0) AS c
 ORDER BY c.score DESC, c.subject, c.name, c.id, c.other_id;
