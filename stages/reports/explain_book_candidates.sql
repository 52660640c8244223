-- title: Candidates
-- text: What an import kept apart from it, though it may be the same book.
-- param: id integer 0 Id of the book
-- limit: 1000
-- column: other_id plain Id
-- column: title plain Title
-- column: year plain Year
-- column: rule plain Rule
SELECT c.other_id, b.title, b.year, c.rule
  FROM (SELECT CAST(after AS INTEGER) AS other_id, rule
          FROM ledger
         WHERE event = 'candidate' AND subject = 'book' AND book_id = :id
        UNION
        SELECT book_id, rule
          FROM ledger
         WHERE event = 'candidate' AND subject = 'book'
           AND CAST(after AS INTEGER) = :id) AS c
  JOIN books AS b ON b.id = c.other_id
 ORDER BY c.other_id;
