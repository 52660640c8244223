# A table in a file is as wide as it is: nothing is cut where no terminal is, so
# that what is kept is whole. Control characters never reach a terminal.
printf 'title,author\n"A \033[31mred\033[0m title",Ann Author\n' >red.csv
printf '"%0100d",Ben Author\n' 7 >>red.csv
"$BIBLOAD" import -q -d b.db red.csv
"$BIBLOAD" query -q -d b.db authors-of 'A [31mred[0m title'
COLUMNS=40 "$BIBLOAD" query -q -d b.db books-by-author 'Ben Author'
