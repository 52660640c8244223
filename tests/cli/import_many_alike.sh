# Very many books of one title, author and year are told apart, and looked at no
# more than so many times each.
{ echo title,authors,year,publisher
  i=0; while [ $i -lt 3000 ]; do i=$((i + 1))
    echo "Poems,Jane Austen,2000,Publisher $i"; done; } > poems.csv
"$BIBLOAD" import -d p.db poems.csv 2>&1 | grep '^books '
"$BIBLOAD" import -d p.db poems.csv 2>&1 | grep '^books '
