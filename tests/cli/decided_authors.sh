# An author who was parted, by the records that are about somebody else: these records
# name the new author also when they are restated, under any name that is his.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
credits() {
    sqlite3 b.db "SELECT group_concat(title || ': ' || author || ' #' || author_id, '; ')
        FROM (SELECT * FROM credits ORDER BY book_id, publication_order)"
}
printf '[source:s]\n[source:t]\n' >b.ini
books() {
    {
        echo book_ref,title,authors,dates
        cat
    } >books.csv
    run import -q -c b.ini -d b.db -s "${1:-s}" books.csv
    credits
}
books <<'END1'
b1,One,John Smith,
b2,Two,John Smith,
b3,Three,John Smith; Ann Ash,
b4,Four,Ann Ash,
END1
run split -q -d b.db author 1 s:b2 s:b3
credits
echo '--- restated'
books <<'END1'
b1,One again,John Smith,
b2,Two again,John Smith,
b3,Three again,JOHN SMITH; Ann Ash,
b4,Four,Ann Ash; John Smith,
END1
echo '--- with dates, that he gets'
books <<'END1'
b2,Two again,John Smith,1901-1980
END1
books <<'END1'
b1,One,John Smith,1850-1900
END1
echo '--- another name is another author'
books <<'END1'
b3,Three again,Joe Smith; Ann Ash,
END1
echo '--- another source, and the new author parted in turn'
books t <<'END1'
c1,Five,John Smith,
c2,Six,John Smith,1901-
c3,Seven,John Smith,1850-
END1
run split -q -d b.db author 3 t:c2
books t <<'END1'
c2,Six,John Smith,1901-1981
c3,Seven,John Smith,1850-
END1
echo '--- deleted by another program'
sqlite3 b.db 'DELETE FROM authors WHERE id = 3'
books <<'END1'
b2,Two once more,John Smith,
END1
echo '--- united again'
run merge -q -d b.db author 1 5
books <<'END1'
b2,Two at last,John Smith,
END1
run verify -q -d b.db | grep FAILED || echo sound
