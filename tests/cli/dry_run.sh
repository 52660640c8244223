# --dry-run tells what an import would change and changes nothing: no row, no
# database, no reject file. --restart takes an interrupted import back first.
run() { "$BIBLOAD" "$@" 2>&1 || echo "status $?"; }
printf '[source:shop]\nauthor_separator = ";"\nmax_deletes = 100%%\n' >b.ini
cat >a.csv <<'END'
book_ref,title,authors,isbn
1,Emma,Jane Austen,
2,Dune,Frank Herbert,
END
cat >b.csv <<'END'
book_ref,title,authors,isbn
1,Emma: a novel,Jane Austen; R. W. Chapman,9780141439587
3,Persuasion,Jane Austen,
4,"Bad"x,"x"y,z,1
END
TMPDIR=$PWD run import -q -n -c b.ini -d b.db -s shop a.csv
run import -q -n -c b.ini -d "sqlite:$PWD/b.db" -s shop a.csv | grep -c '^new'
ls
run import -q -c b.ini -d b.db -s shop a.csv
cp b.db before.db
run import -q -n -c b.ini -d b.db -s shop b.csv
run import -q -n --json -c b.ini -d b.db -s shop b.csv | cut -c1-90
cmp b.db before.db && echo 'nothing changed'
ls
echo '--- the same, in earnest'
run import -q -c b.ini -d b.db -s shop b.csv
run report -q -d b.db --format csv changes
run report -q -d b.db --format csv -p import=1 changes
echo '--- restarted'
sqlite3 b.db "UPDATE imports SET state = 'interrupted' WHERE id = 2"
run import -c b.ini -d b.db -s shop --restart b.csv | grep 'taken back'
sqlite3 b.db 'SELECT id, state FROM imports' 'SELECT id, title FROM books'
