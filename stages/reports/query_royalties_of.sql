-- title: Royalties of an author
-- text: What was stated for the authors found; rates of different books have no sum.
-- limit: 1000
-- column: author_id plain Id
-- column: author plain Author
-- column: book_id plain Book
-- column: title plain Title
-- column: royalty percent Royalty %
-- column: mode plain Mode
-- param: ids text [] JSON array of author ids
SELECT a.id AS author_id, a.name AS author, b.id AS book_id, b.title,
       CASE WHEN l.royalty_stated OR l.royalty_percentage <> 0
            THEN CAST(round(l.royalty_percentage * 10000) AS INTEGER)
            END AS royalty,
       l.royalty_mode AS mode
  FROM authors AS a
  JOIN book_author AS l ON l.author_id = a.id
  JOIN books AS b ON b.id = l.book_id
 WHERE a.id IN (SELECT value FROM json_each(:ids))
 ORDER BY a.name, a.id, b.title, b.id;
