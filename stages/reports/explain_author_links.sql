-- title: Links
-- text: Its books; edited names the columns changed by hand.
-- param: id integer 0 Id of the author
-- limit: 1000
-- column: book_id plain Id
-- column: title plain Title
-- column: place plain Order
-- column: royalty percent Royalty %
-- column: mode plain Mode
-- column: role plain Role
-- column: edited plain Edited
SELECT l.book_id, b.title, l.publication_order AS place,
       CASE WHEN l.royalty_stated OR l.royalty_percentage <> 0
            THEN CAST(round(l.royalty_percentage * 10000) AS INTEGER)
            END AS royalty,
       l.royalty_mode AS mode, l.role, l.edited
  FROM book_author AS l
  LEFT JOIN books AS b ON b.id = l.book_id
 WHERE l.author_id = :id
 ORDER BY l.book_id;
