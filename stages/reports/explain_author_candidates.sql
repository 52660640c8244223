-- title: Candidates
-- text: Whom an import kept apart from it, though the names may mean one.
-- param: id integer 0 Id of the author
-- limit: 1000
-- column: other_id plain Id
-- column: name plain Name
-- column: dates plain Dates
-- column: rule plain Rule
SELECT c.other_id, a.name, a.dates, c.rule
  FROM (SELECT CAST(after AS INTEGER) AS other_id, rule
          FROM ledger
         WHERE event = 'candidate' AND subject = 'author' AND author_id = :id
        UNION
        SELECT author_id, rule
          FROM ledger
         WHERE event = 'candidate' AND subject = 'author'
           AND CAST(after AS INTEGER) = :id) AS c
  JOIN authors AS a ON a.id = c.other_id
 ORDER BY c.other_id;
