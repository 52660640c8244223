-- title: Links
-- text: Its contributors, in publication order; edited names the columns changed by hand.
-- param: id integer 0 Id of the book
-- limit: 1000
-- column: author_id plain Id
-- column: author plain Author
-- column: place plain Order
-- column: royalty percent Royalty %
-- column: mode plain Mode
-- column: role plain Role
-- column: edited plain Edited
SELECT l.author_id, a.name AS author, l.publication_order AS place,
       CASE WHEN l.royalty_stated OR l.royalty_percentage <> 0
            THEN CAST(round(l.royalty_percentage * 10000) AS INTEGER)
            END AS royalty,
       l.royalty_mode AS mode, l.role, l.edited
  FROM book_author AS l
  LEFT JOIN authors AS a ON a.id = l.author_id
 WHERE l.book_id = :id
 ORDER BY l.publication_order IS NULL, l.publication_order,
          l.author_id;
