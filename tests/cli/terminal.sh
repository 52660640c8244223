# What a terminal gets: tables that fit it, and a bar that is drawn over and wiped away.
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    echo 'skipped: script (bsdutils) is missing, or there are no terminals' >&2
    cat "${0%.sh}.out"
    exit
fi
printf '%s\n' 'book_ref,title,authors' \
    '1,"A book whose title is a good deal longer than any terminal is wide, and then goes on for a while, to be sure",Jane Austen' >a.csv
on() {
    columns=$1
    shift
    script -qec "stty cols $columns rows 24; $*" /dev/null </dev/null
}
# of the table's lines
widest() {
    tr -d '\r' | awk '/^-/ { table = 1 }
        table && length > most { most = length } END { print most }'
}
"$BIBLOAD" import -q -d b.db a.csv
echo '--- tables, by the width of the terminal; 0: it does not say'
for columns in 60 100 0; do
    on $columns "'$BIBLOAD' query -q -d b.db authors-of book" | widest
done
"$BIBLOAD" query -q -d b.db authors-of book | widest
# is there a bar, does it fit but for a word, and is the last one wiped?
bar() {
    on "$1" "$3 '$BIBLOAD' import --again -d b.db $4 a.csv" | tr '\r' '\n' |
        awk -v width="$2" '
            /rejects .* left/ { sub(/\033\[K.*/, ""); bar = length; next }
            bar && !wiped { wiped = /^\033\[K/ }
            END {
                if (!bar) print "no bar"
                else print (bar < width && bar > width - 16) ? "fits" : bar, wiped ? "wiped" : ""
            }'
}
echo '--- the bar: one column stays free'
bar 60 60 TERM=xterm
bar 0 50 'TERM=xterm COLUMNS=50'
bar 0 80 TERM=xterm
bar 0 80 'TERM=xterm COLUMNS=x'
echo '--- none: a dumb terminal, one without a name, --progress never, --quiet'
bar 60 60 TERM=dumb
bar 60 60 'env -u TERM'
bar 60 60 TERM=xterm '--progress never'
bar 60 60 TERM=xterm -q
echo '--- into a file, when it is asked for'
TERM=xterm "$BIBLOAD" import --again -d b.db --progress always a.csv 2>&1 |
    grep -c "$(printf '\033')"
echo '--- too narrow for a table: one line for each field'
on 20 "'$BIBLOAD' query -q -d b.db authors-of book" | tr -d '\r'
