# A reader that goes away ends a report without a word, in every format.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/trade/backlist.csv"
{
    sleep 1
    for format in text csv json html; do
        "$BIBLOAD" report -q -d b.db --format "$format"
        echo "$format: status $?" >>status
    done
} | :
cat status
