# Royalties joined to MARC records: what fills, what is missing, which payees match
# nobody; and why one was taken for another.
cp "$FIXTURES"/csv/royalties_for_marc/*.* .
cat >royalties.ini <<INI
[source:catalogue]
files = catalogue.xml
[source:royalties]
files = royalties.csv
column.isbn = EAN
column.author = Payee
column.royalty = Rate
INI
import() { "$BIBLOAD" run -q -c royalties.ini -d b.db || echo "status $?"; }
import
"$BIBLOAD" report -q -d b.db royalties_by_book royalties_by_author \
    royalties_missing unmatched_payees
"$BIBLOAD" explain -q -d b.db book isbn:9780141439587 |
    sed -n 's/[0-9-]*T[0-9:]*Z/(some time ago)     /; /^Ledger/,$p'
# Again, and one of the rows corrected: the report speaks of the last time.
sed -i 's/Douglas Adams/P. Kidby/' royalties.csv
import
"$BIBLOAD" report -q -d b.db --format csv unmatched_payees
