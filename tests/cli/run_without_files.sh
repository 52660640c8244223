# A source whose files are not there fails; the others still have their turn.
printf '[source:a]\nfiles = none/*.csv\n[source:b]\nformat = csv\n' >c.ini
exec "$BIBLOAD" run -c c.ini
