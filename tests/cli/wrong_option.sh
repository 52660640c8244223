# A wrong option names the nearest one; so does a wrong value of a choice. An
# option of another command is no option of this one.
"$BIBLOAD" import --progess books.csv || echo "status $?"
"$BIBLOAD" import --progress sometimes books.csv || echo "status $?"
"$BIBLOAD" import --format csv books.csv || echo "status $?"
"$BIBLOAD" import -s || echo "status $?"
exec "$BIBLOAD" import -Z books.csv
