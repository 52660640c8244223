# ./bibload.ini, else ./config.ini, else none; it says which. All of these end
# before a database is made.
"$BIBLOAD" run || echo "status $?"
echo '[import]' >config.ini
"$BIBLOAD" run || echo "status $?"
echo '[import' >bibload.ini
"$BIBLOAD" run || echo "status $?"
"$BIBLOAD" run -q -c config.ini || echo "status $?"
ls
