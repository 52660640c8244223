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
       CASE WHEN n.shares AND n.rates THEN 'rates and shares'
            WHEN n.shares AND (n.sum > 1000000 + 100 * n.royalties
             OR (n.missing = 0 AND n.sum < 1000000 - 100 * n.royalties))
            THEN 'shares miss 100'
            WHEN n.shares = 0 AND n.sum > 1000000 THEN 'over 100'
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
               count(CASE WHEN l.royalty_mode = 'share' THEN l.stated END)
                   AS shares,
               count(CASE WHEN l.royalty_mode = 'rate' THEN l.stated END)
                   AS rates
          FROM (SELECT book_id, role, royalty_mode,
                       CASE WHEN royalty_stated OR royalty_percentage <> 0
                            THEN CAST(round(royalty_percentage * 10000)
                                      AS INTEGER) END AS stated
                  FROM book_author) AS l
         GROUP BY l.book_id
        HAVING count(l.stated) > 0) AS n
  JOIN books AS b ON b.id = n.book_id
 ORDER BY remark IS NULL, remark IS 'missing', n.sum DESC, b.id;
