# Output that can't be written is a failure, even of --version; a reader that
# went away is told nothing.
"$BIBLOAD" --version >/dev/full || echo "status $?"
{ sleep 1; "$BIBLOAD" --help; echo "status $?" >status; } | :
cat status
