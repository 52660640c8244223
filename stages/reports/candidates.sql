-- title: Candidates
-- text: Pairs that nearly fitted and were kept apart, for people to look at; newest first.
-- column: ledger plain Entry
-- column: import plain Import
-- column: subject plain Subject
-- column: book_id plain Book
-- column: title plain Title
-- column: author_id plain Author
-- column: author plain Name
-- column: rule plain Rule
-- column: other plain May be
SELECT e.id AS ledger, e.import_id AS import, e.subject, e.book_id, b.title,
       e.author_id, a.name AS author, e.rule, e.after AS other
  FROM ledger AS e
  LEFT JOIN books AS b ON b.id = e.book_id
  LEFT JOIN authors AS a ON a.id = e.author_id
 WHERE e.event = 'candidate'
 ORDER BY e.id DESC;
