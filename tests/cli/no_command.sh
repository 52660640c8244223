# Without a command there is nothing to do.
exec "$BIBLOAD"
