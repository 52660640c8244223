-- title: Forms of the name
-- text: Other forms of the name that were seen, and where.
-- param: id integer 0 Id of the author
-- limit: 1000
-- column: name plain Name
-- column: sort_name plain Filed as
-- column: script plain Script
-- column: source plain Source
SELECT name, sort_name, script, source
  FROM author_names
 WHERE author_id = :id
 ORDER BY name;
