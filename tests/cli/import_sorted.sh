# Indexes of more keys than are sorted at once, on one thread and with others beside:
# the same rows, and verify finds every key in its index.
if ! command -v sqlite3 >/dev/null; then
    echo 'skipped: sqlite3 is missing' >&2
    cat "${0%.sh}.out"
    exit
fi
awk 'BEGIN {
    print "title,author,isbn,year"
    for (i = 0; i < 40000; i++) {
        isbn = sprintf("9783%08d", i * 97)
        for (sum = j = 0; j < 12; j++)
            sum += substr(isbn, j + 1, 1) * (j % 2 ? 3 : 1)
        printf "Book %d,Author %d,%s%d,%d\n", i, i * 7 % 9000, isbn,
            (10 - sum % 10) % 10, 1900 + i % 120
    }
}' > many.csv
for threads in 1 4; do
    printf '[import]\nthreads = %s\n' "$threads" > bibload.ini
    "$BIBLOAD" import -q -c bibload.ini -d "$threads.db" many.csv
    "$BIBLOAD" verify -d "$threads.db" > found || cat found
    sqlite3 "$threads.db" "SELECT * FROM books; SELECT * FROM authors;
        SELECT * FROM book_author" > "$threads.rows"
done
wc -l < 1.rows
cmp 1.rows 4.rows && echo same
