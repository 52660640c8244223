# Rejected MARC-XML records stand under their own envelopes, byte for byte: the
# file can be corrected and imported.
"$BIBLOAD" import -q -d b.db "$FIXTURES/marcxml/bad_record_between.xml"
echo "status $?"
cat b.db.rejects/*.xml
sed -i 's/ & / \&amp; /' b.db.rejects/*.xml
"$BIBLOAD" import -q -d b.db b.db.rejects/*.xml
echo "status $?"
sqlite3 b.db 'SELECT title FROM books ORDER BY id'
