# A source that the config does not have names the nearest.
printf '[source:trade]\nfiles = *.csv\n' >c.ini
"$BIBLOAD" import -c c.ini -s trad x.csv || echo "status $?"
"$BIBLOAD" run -c c.ini -s nobody || echo "status $?"
"$BIBLOAD" run -c c.ini x.csv
