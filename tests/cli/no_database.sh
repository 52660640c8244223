# Commands that only look make no database; what is none is told apart.
echo 'just text, and long enough to have a header if it were a database' >text
mkdir folder
for command in report 'query authors-of Emma' 'explain book 1' imports \
    'delete book 1' verify; do
    for database in missing.db text folder; do
        # shellcheck disable=SC2086
        "$BIBLOAD" $command -q -d "$database" || echo "status $?"
    done
done 2>&1 | sed "s|$PWD|.|"
ls
