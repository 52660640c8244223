# A reader that goes away ends a report, or a verify, without a word, in every format.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/trade/backlist.csv"
{
    sleep 1
    for format in text csv json html; do
        "$BIBLOAD" report -q -d b.db --format "$format"
        echo "$format: status $?" >>status
    done
    for option in --verbose --json --repair; do
        "$BIBLOAD" verify -d b.db "$option" 2>said
        echo "verify $option: status $?" >>status
        grep error said >>status
    done
} | :
cat status
