# What is no file of records is refused with its reason, and status 3.
printf 'PK\003\004more' >books.xlsx
mkdir folder
for file in books.xlsx folder missing.csv; do
    "$BIBLOAD" import -q -d b.db "$file" 2>said
    echo "$file: status $?"
    cat said
done
