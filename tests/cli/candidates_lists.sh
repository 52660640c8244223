# What the config's list keeps apart is no likely duplicate; without the config, it is.
cat >b.ini <<'END'
[match]
different = different.csv
[source:a]
END
cat >different.csv <<'END'
author,Mary Shelley|1797-1851,Mary Shelley
author,3,David M. Young
author,viaf:99,Nobody
book,Poems|Ann Other|1901,Poems|Ann Other|1902
END
cat >books.csv <<'END'
title,author,dates,year,publisher
Frankenstein,Mary Shelley,1797-1851,1818,
Valperga,Mary Shelley,1901-,1823,
Statistics,David Young,,,
More statistics,David M. Young,,,
Novels,Jane Austen,,,
Letters,Jane Austin,,,
Poems,Ann Other,,1901,One
Poems,Ann Other,,1901,Two
END
"$BIBLOAD" import -q -d b.db books.csv
"$BIBLOAD" import -q -d b.db - <<'END'
title,author,dates,year,publisher
Lodore,Mary Shelley,,1835,
Poems,Ann Other,,,Three
END
candidates() { "$BIBLOAD" report -q -d b.db "$@" candidates --format csv |
    cut -d, -f2-5,8,9; }
candidates
echo '--- with the list'
candidates -c b.ini
cat >different.csv <<'END'
author,3,4
author,5,6
book,Poems|Ann Other|1901,Poems|Ann Other
END
echo '--- and another'
candidates -c b.ini
"$BIBLOAD" report -q -d b.db -c b.ini overview | head -1
echo 'author,3,3' >different.csv
candidates -c b.ini
"$BIBLOAD" report -q -d b.db -c b.ini overview | head -1
