# What a command's help looks like; the options come from the option table.
exec "$BIBLOAD" import -h
