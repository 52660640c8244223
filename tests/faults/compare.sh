# What the sweeps compare; sourced by them. Nothing here fails: what can't be read
# is text that differs. Every database is k.db in the folder at hand.
#
# shellcheck shell=sh
# shellcheck disable=SC2154 # the sweeps set here and bibload

# The tables that taking an import back restores.
restored='authors books book_author author_names book_keys author_keys
source_records'

# Database and reject files.
dump() {
    dump_database
    rejects
}

# A file that is not there yet is an empty database, and is not to be made.
dump_database() {
    stored=k.db
    [ -e k.db ] || stored=:memory:
    sqlite3 "$stored" < "$here/dump.sql" 2>&1 || :
}

rejects() {
    for stored in k.db.rejects/*; do
        [ -e "$stored" ] || continue
        echo "$stored"
        cat "$stored" 2>&1 || :
    done
}

# Rows with their hashes, which are the same in one and the same database alone.
rows() {
    [ ! -e k.db ] || for table in $restored; do
        echo "SELECT '$table', * FROM $table;"
    done | sqlite3 k.db 2>&1 || :
}

# Says how it failed. How many rows it deleted and how many it changed back may differ:
# a first load keeps no changesets, and does when it goes on.
take_back() {
    "$bibload" undo -q -d k.db "$1" > told 2>&1 || {
        echo "undo: status $?"
        cat told
    }
}

# IMPORT: what there is when it was taken back, in a copy that stays in undo/.
undone() {
    rm -rf undo
    mkdir undo
    for stored in k.db k.db-wal; do
        [ ! -f "$stored" ] || cp "$stored" undo
    done
    (cd undo && take_back "$1" && dump_database && rows)
}

# The import that was last in the database.
last_import() {
    sqlite3 k.db 'SELECT max(id) FROM imports WHERE job IS NOT NULL'
}
