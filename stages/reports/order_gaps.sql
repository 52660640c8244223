-- title: Gaps in publication order
-- text: Books whose authors are not numbered 1, 2, 3 without gap or repeat.
-- column: id plain Id
-- column: title plain Title
-- column: links number Links
-- column: orders plain Orders
-- column: problem plain Problem
SELECT b.id, b.title, n.links,
       (SELECT group_concat(coalesce(o.publication_order, '-'), ', ')
          FROM (SELECT l.publication_order
                  FROM book_author AS l
                 WHERE l.book_id = b.id
                 ORDER BY l.publication_order IS NULL, l.publication_order,
                          l.author_id) AS o) AS orders,
       CASE WHEN n.stated < n.links THEN 'none stated'
            WHEN n.several < n.links THEN 'repeated'
            ELSE 'gap' END AS problem
  FROM (SELECT l.book_id, count(*) AS links,
               count(l.publication_order) AS stated,
               count(DISTINCT l.publication_order) AS several
          FROM book_author AS l
         GROUP BY l.book_id
        HAVING stated < links OR several < links
            OR min(l.publication_order) <> 1
            OR max(l.publication_order) <> links) AS n
  JOIN books AS b ON b.id = n.book_id
 ORDER BY b.id;
