# Help goes to standard output, for every command, and needs no config.
"$BIBLOAD" --help | head -n 6
for command in import run report query explain imports merge split delete prune verify adopt; do
    "$BIBLOAD" "$command" --help >help || echo "$command: status $?"
    head -n 1 help | cut -c 1-20
    grep -c 'Common options:' help
    awk 'length > 79 { print FILENAME ": a line of " length }' help
done
