# The files are what import is about.
exec "$BIBLOAD" import
