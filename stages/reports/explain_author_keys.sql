-- title: Match keys
-- text: By what the next import recognises it.
-- param: id integer 0 Id of the author
-- limit: 1000
-- column: kind plain Kind
-- column: keys number Keys
SELECT coalesce(t.name, k.kind) AS kind, count(*) AS keys
  FROM author_keys AS k LEFT JOIN key_kinds AS t ON t.id = k.kind
 WHERE k.author_id = :id
 GROUP BY k.kind
 ORDER BY k.kind;
