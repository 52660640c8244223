# The other commands on small databases; as small_scenarios.sh, and sourced behind it.
#
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the sweep reads and sets these

small_commands='report_text report_csv report_json report_html query royalties
explain_book explain_author imports undone cascade replayed merged_authors
merged_books split deleted_author pruned verified verified_wrong adopted wrong_config
wrong_words help'

small_report_text() {
    begun
    command='report -q -d k.db'
}

small_report_csv() {
    begun
    command='report -q -d k.db --format csv -o out/'
}

small_report_json() {
    begun
    command='report -q -d k.db --format json -p n=2 books_with_exactly overview'
}

small_report_html() {
    begun
    command='report -q -d k.db --format html -o report.html by_year co_authors'
}

small_query() {
    begun
    command='query -q -d k.db books-by-author austen'
}

small_royalties() {
    begun
    royalty_rows > b.csv
    load b.csv
    command='query -q -d k.db --json royalties-of gaiman'
}

small_explain_book() {
    begun
    command='explain -q -d k.db book isbn:9780060853983'
}

small_explain_author() {
    begun
    command='explain -q -d k.db --json author 1'
}

small_imports() {
    begun
    command='imports -q -d k.db'
}

small_undone() {
    begun
    other_rows > b.csv
    load b.csv
    command='undo -q -d k.db 2'
}

small_cascade() {
    begun
    other_rows > b.csv
    load b.csv
    command='undo -q -d k.db --cascade 1'
}

small_replayed() {
    begun
    sed -i 's/^,Nobody.*/Odyssey,Homer,,/' k.db.rejects/1-a.csv
    command='replay -q -c bibload.ini -d k.db k.db.rejects/1-a.csv'
}

small_merged_authors() {
    begun
    command='merge -q -d k.db author 2 3'
}

small_merged_books() {
    begun
    command='merge -q -d k.db book 1 3'
}

small_split() {
    begun
    "$bibload" merge -q -d k.db author 2 3 > said
    rm said
    command='split -q -d k.db author 3'
}

small_deleted_author() {
    begun
    command='delete -q -d k.db --with-books author 2'
}

small_pruned() {
    begun
    sqlite3 k.db 'DELETE FROM books WHERE id IN (1, 2, 5)'
    command='prune -q -d k.db'
}

small_verified() {
    begun
    command='verify -d k.db'
}

small_verified_wrong() {
    begun
    sqlite3 k.db "PRAGMA foreign_keys = OFF; DROP TRIGGER books_deleted;
        DELETE FROM books WHERE id = 2" 2> /dev/null || true
    sqlite3 k.db 'UPDATE book_author SET royalty_percentage = 101;
        DELETE FROM author_keys WHERE author_id = 1'
    command='verify -d k.db'
}

# SQLite reads its own schema again for each thing that changes in it, and asks for
# 170,000 blocks: by the same ways again and again.
small_adopted() {
    memory_step=31
    sqlite3 k.db < "$here/../../fixtures/sql/orm.sql"
    configure
    command='adopt -q -d k.db'
}

small_wrong_config() {
    configure 'batch_record = 3'
    few_rows > a.csv
    command="$import a.csv"
}

small_wrong_words() {
    configure
    command='imprt --batch a.csv'
}

small_help() {
    configure
    command='import --help'
}
