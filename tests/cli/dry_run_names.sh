# A dry run says of a database that can't be made what the import would say, and
# makes its own, which goes again, in TMPDIR or /tmp.
printf '%s\n' 'book_ref,title,authors' '1,Emma,Jane Austen' >a.csv
ln -s round round
mkdir folder
long=$(printf '%300s' '' | tr ' ' x)
for url in 'sqlite:' ':memory:' 'postgresql://host/books' 'http://host/books' \
    folder a.csv/b.db round/b.db none/b.db $long; do
    "$BIBLOAD" import -q -d "$url" a.csv 2>told
    status=$?
    "$BIBLOAD" import -q --dry-run -d "$url" a.csv 2>dry >rows
    echo "$status $? $(sed "s|$PWD/||; s|xxx*|x|; s|(.*)||" dry | cut -c1-90)"
    cmp told dry
done
echo '--- a database that is not there'
for folder in "$PWD/folder" '' "$PWD/none"; do
    TMPDIR=$folder "$BIBLOAD" import -q --dry-run -d b.db a.csv 2>&1 |
        sed "s|$PWD/||g; s|bibload-......|bibload-|" | grep -e '^new' -e error
done
ls . folder
