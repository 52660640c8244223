# A config that makes no sense is refused before anything is touched, with file,
# line, key and the nearest known key.
try() {
    printf '%b' "$1" >bad.ini
    "$BIBLOAD" run -c bad.ini || echo "status $?"
}
try '[import]\nbatch_recods = 5\n'
try '[sorce:a]\n'
try '[source:a]\nformat = csv\nformat = csv\n'
try '[import]\nmemory_limit = 99999999999G\n'
try '[source:a]\nfiles = a.csv ; the first\n'
try '[source:a]\nids = "a\n'
try 'threads = 1\n'
"$BIBLOAD" run -c missing.ini || echo "status $?"
"$BIBLOAD" run -c . || echo "status $?"
ls
