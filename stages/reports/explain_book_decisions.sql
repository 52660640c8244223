-- title: Decisions
-- text: What people decided about it.
-- param: id integer 0 Id of the book
-- limit: 1000
-- column: made plain When (UTC)
-- column: made_by plain Who
-- column: verdict plain Verdict
-- column: keep_id plain Stays
-- column: gone_id plain Went
-- column: gone_name plain Name of that
-- column: undone plain Taken back
SELECT made, made_by, verdict, keep_id, gone_id, gone_name, undone
  FROM decisions
 WHERE subject = 'book' AND :id IN (keep_id, gone_id)
 ORDER BY id;
