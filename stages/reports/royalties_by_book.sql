-- title: Royalties by book
-- text: The exact sum of the royalties stated for each book; what needs a look comes first.
-- column: id plain Id
-- column: title plain Title
-- column: royalties number Royalties
-- column: missing number Missing
-- column: sum percent Sum %
-- column: remark plain Remark
-- param: roles authors|all authors Who counts: creating roles, or every contributor
SELECT b.id, b.title, n.royalties, n.missing, n.sum,
       CASE WHEN n.sum > 1000000 THEN 'over 100'
            WHEN n.shares AND n.missing = 0
             AND abs(n.share_sum - 1000000) > 100 * n.shares
            THEN 'shares miss 100'
            WHEN n.missing THEN 'missing' END AS remark
  FROM (SELECT l.book_id,
               count(l.stated) AS royalties,
               count(CASE WHEN l.stated IS NULL AND
       (:roles = 'all' OR l.role IS NULL
        OR l.role IN creating_roles
        OR (instr(l.role, ' ') AND EXISTS (
            SELECT 1 FROM creating_roles AS c
             WHERE instr(' ' || l.role || ' ', ' ' || c.code || ' '))))
                     THEN 1 END) AS missing,
               coalesce(sum(l.stated), 0) AS sum,
               count(l.shared) AS shares,
               coalesce(sum(l.shared), 0) AS share_sum
          FROM (SELECT book_id, role,
                       CASE WHEN royalty_stated OR royalty_percentage <> 0
                            THEN CAST(round(royalty_percentage * 10000)
                                      AS INTEGER) END AS stated,
                       CASE WHEN royalty_mode = 'share'
                             AND (royalty_stated OR royalty_percentage <> 0)
                            THEN CAST(round(royalty_percentage * 10000)
                                      AS INTEGER) END AS shared
                  FROM book_author) AS l
         GROUP BY l.book_id
        HAVING count(l.stated) > 0) AS n
  JOIN books AS b ON b.id = n.book_id
 ORDER BY remark IS NULL, remark IS 'missing', n.sum DESC, b.id;
