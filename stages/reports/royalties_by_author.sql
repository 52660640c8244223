-- title: Royalties by author
-- text: Every royalty with its book; rates of different books have no sum.
-- column: id plain Id
-- column: author plain Author
-- column: book_id plain Book
-- column: title plain Title
-- column: royalty percent Royalty %
-- column: mode plain Mode
SELECT a.id, a.name AS author, b.id AS book_id, b.title,
       CAST(round(l.royalty_percentage * 10000) AS INTEGER) AS royalty,
       l.royalty_mode AS mode
  FROM book_author AS l NOT INDEXED
  JOIN authors AS a ON a.id = l.author_id
  JOIN books AS b ON b.id = l.book_id
 WHERE l.royalty_stated OR l.royalty_percentage <> 0
 ORDER BY coalesce(a.sort_name, a.name), a.id, b.id;
