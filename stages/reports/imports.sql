-- title: Imports
-- text: The batches so far, newest first.
-- limit: 1000
-- column: import plain Import
-- column: started plain Started (UTC)
-- column: source plain Source
-- column: state plain State
-- column: files plain Files
-- column: read number Read
-- column: new number New
-- column: matched number Matched
-- column: unchanged number Unchanged
-- column: deleted number Deleted
-- column: skipped number Skipped
-- column: rejected number Rejected
-- column: warnings number Warnings
-- column: seconds number Seconds
-- column: error plain Error
SELECT i.id AS import, i.started, s.name AS source, i.state,
       (SELECT group_concat(f.name, ', ')
          FROM (SELECT name FROM import_files
                 WHERE import_id = i.id ORDER BY id) AS f) AS files,
       i.records_read AS read, i.records_new AS new,
       i.records_matched AS matched, i.records_unchanged AS unchanged,
       i.records_deleted AS deleted, i.records_skipped AS skipped,
       i.records_rejected AS rejected, i.warnings, round(i.seconds, 2) AS seconds,
       i.error
  FROM imports AS i LEFT JOIN sources AS s ON s.id = i.source_id
 ORDER BY i.id DESC;
