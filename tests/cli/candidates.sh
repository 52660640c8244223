# Likely duplicates, best first: who may be one and who can't; what was decided is
# not asked again, and what was not compared is said.
candidates() { "$BIBLOAD" report -q -d b.db candidates --format csv "$@"; }
cat >authors.csv <<'END'
author_ref,author,dates
1,Jane Austen,1775-1817
2,J. Austen,
3,Jane Austin,
4,John Ronald Reuel Tolkien,1892-1973
5,J. R. R. Tolkien,1892-
6,"Christopher Tolkien",
7,David M. Young,
8,David W. Young,
9,Mary Shelley,1797-1851
10,Mary Shelley,1901-
11,Mary Shelley,
12,Marguerite Duras,
13,Margueritte Durass,
14,Plato,
15,Plautus,
16,J. Austen,1901-
END
cat >books.csv <<'END'
title,authors
Of both,David Lee;David Lea
Of one,David Lee
END
"$BIBLOAD" import -q -d b.db authors.csv
"$BIBLOAD" import -q -d b.db books.csv
candidates
echo '--- decided'
"$BIBLOAD" merge -q -d b.db author 4 5
"$BIBLOAD" merge -q -d b.db author 12 13
"$BIBLOAD" split -q -d b.db author 13
candidates -p block=2 | cut -d, -f1-9
