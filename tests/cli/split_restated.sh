# A merge fills in fields of the book that stays; what its own records have stated since
# as well, it keeps when the two are split.
run() { "$BIBLOAD" "$@" || echo "status $?"; }
import() {
    printf 'book_ref,title,isbn,year,publisher,authors\n%s\n' "$2" >"$1.csv"
    run import -q -c b.ini -d b.db -s s "$1.csv"
}
begin() {
    echo "--- $1"
    rm -f b.db
    import first 'r1,Emma,,,,Jane A
r2,Emma too,9780060853983,1816,Reclam,Jane B
r3,Emma again,,,,Jane C'
    run merge -q -d b.db book 1 2
}
end() {
    run split -q -d b.db book 2
    rows
}
rows() {
    sqlite3 b.db 'SELECT id, title, isbn, year, publisher FROM books'
    "$BIBLOAD" verify -q -d b.db | grep FAILED || echo sound
}
printf '[source:s]\n[source:t]\n' >b.ini
begin 'nothing'
end
begin 'an ISBN and a year'
import second 'r1,Emma,9780060853983,1816,,Jane A'
end
sqlite3 b.db "SELECT book_id, record, event, rule, field, after FROM ledger
    WHERE event = 'stated' ORDER BY field"
begin 'another year, and the same again'
import second 'r1,Emma,,1899,,Jane A'
import third 'r1,Emma,,1816,,Jane A'
end
begin 'stated, and not any more; a field that is left out stays as it is'
import second 'r1,Emma,9780060853983,,,Jane A'
import third 'r1,Emma,,,Murray,Jane A'
end
begin 'by the record of the other one'
import second 'r2,Emma too,9780060853983,1816,Reclam,Jane Bee'
end
begin 'by an import that was taken back'
import second 'r1,Emma,9780060853983,1816,,Jane A'
run undo -q -d b.db 3
end
begin 'before a merge that came later'
import second 'r1,Emma,9780060853983,1816,,Jane A'
end
sqlite3 b.db 'UPDATE books SET isbn = NULL WHERE id = 1'
run merge -q -d b.db book 1 2
end
begin 'while the book was another'
run merge -q -d b.db book 3 1
import second 'r1,Emma,9780060853983,1816,,Jane A'
run split -q -d b.db book 1
rows
end
