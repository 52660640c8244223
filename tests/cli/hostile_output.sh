# Text that wants to be more than text: markup, formulas, terminal escapes, forged
# lines. Imported or written by another program, in every report, message and file.
escape=$(printf '\033')
cat >books.csv <<'CSV'
title,author,publisher,isbn
<script>alert(1)</script>,"<img src=x onerror=alert(1)>",javascript:alert(1),
"=HYPERLINK(""http://x"",1+1)",@SUM(A1),+1,
-2+3,"	=tab",=x,
"' OR 1=1; DROP TABLE books; --","x""; --",&amp;lt;,
CSV
printf '%s[2J%s]0;owned\007 cleared,Some one,p,\n' "$escape" "$escape" >>books.csv
"$BIBLOAD" import -q -d b.db books.csv 2>said || echo "status $?"
cat -v said
sqlite3 b.db "INSERT INTO books (title) VALUES ('${escape}[31mred' || char(13, 10) || 'bibload: error: forged');
    INSERT INTO books (title) VALUES (char(13) || '=1+1');
    INSERT INTO books (title) VALUES ('</td></table><script src=//x></script>')"
cat >titles.sql <<'SQL'
-- title: <b>Titles</b> & "all"
SELECT title, (SELECT name FROM book_author JOIN authors ON id = author_id
                WHERE book_id = books.id) AS "<author>", publisher
  FROM books ORDER BY id
SQL
for format in text csv json html; do
    echo "-- $format"
    "$BIBLOAD" report -q -d b.db --format "$format" ./titles.sql >out
    grep -v '^<style\|^body\|^[a-z.@,]*{' out | cat -v
done
echo "-- what a page must not have"
grep -c '<script\|<img\|<a ' out
echo "-- messages"
cp books.csv "evil
bibload: error: forged.csv"
"$BIBLOAD" import -d b.db --again "evil
bibload: error: forged.csv" 2>&1 | sed 's/in [0-9.]* s$/in N s/' | cat -v
"$BIBLOAD" report -q -d b.db "a'; DROP TABLE \"books
bibload: error: forged" 2>&1 | cat -v
"$BIBLOAD" explain -q -d b.db book 6 | cat -v
"$BIBLOAD" query -q -d b.db authors-of "' OR 1=1; DROP TABLE books; --" | cat -v
sqlite3 b.db 'SELECT count(*) FROM books'
