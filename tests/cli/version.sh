# One line, whichever way it is asked for.
"$BIBLOAD" --version | sed 's/[0-9][0-9.]*$/N/'
"$BIBLOAD" -V | wc -l | tr -d ' '
