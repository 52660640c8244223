# Reports go to a file, to a folder (one file each), or to standard output; what
# was there is replaced whole, and nothing half-written is left behind.
"$BIBLOAD" import -q -d b.db "$FIXTURES/csv/cr.csv"
report() { "$BIBLOAD" report -q -d b.db "$@" || echo "status $?"; }
mkdir there
echo old >one.txt
report -o one.txt by_year
report -o - by_year | cmp - one.txt
report -o two.csv --format csv by_year by_publisher
cat two.csv
report -o there overview by_year
report -o new/ --format html by_year
report -o missing/one.txt by_year
report -o one.txt/two.txt by_year
report -o one.txt/ by_year
report -o /proc/one.txt by_year
find . -type f ! -name 'b.db*' | LC_ALL=C sort
echo '--- what is no file is written to, and not replaced'
mkfifo pipe
cat pipe >got &
report -o pipe by_year
wait
report by_year | cmp - got
[ -p pipe ] && report -o /dev/null by_year
echo '--- one that nobody can open'
setsid -w "$BIBLOAD" report -q -d b.db -o /dev/tty by_year || echo "status $?"
