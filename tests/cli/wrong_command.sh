# A wrong command names the nearest one.
exec "$BIBLOAD" imprt books.csv
