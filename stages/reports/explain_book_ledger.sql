-- title: Ledger
-- text: What happened to it beyond being new, oldest first.
-- param: id integer 0 Id of the book
-- limit: 1000
-- column: import plain Import
-- column: started plain When (UTC)
-- column: file plain File
-- column: record plain Record
-- column: subject plain Subject
-- column: event plain Event
-- column: rule plain Rule
-- column: author_id plain Author
-- column: field plain Column
-- column: before plain Before
-- column: after plain After
SELECT e.import_id AS import, i.started, f.name AS file, e.record, e.subject,
       e.event, e.rule, e.author_id, e.field, e.before, e.after
  FROM ledger AS e
  LEFT JOIN imports AS i ON i.id = e.import_id
  LEFT JOIN import_files AS f ON f.id = e.file_id
 WHERE e.book_id = :id
 ORDER BY e.id;
